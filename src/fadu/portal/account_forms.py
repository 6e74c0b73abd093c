"""Forms of accounts on the portal: opening one, entering by a code, changing what it holds."""

from collections.abc import Mapping
from typing import Any

from fadu.law.words import Words
from fadu.pages.asking import IDENTITY, Asking, password, text
from fadu.people.identity import PersonKind, normalise, problem


class RegisterForm(Asking):
    """Who opens an account."""

    def build(self) -> None:
        """Kind, name, number, telephone, password."""
        self.add_identity(Words("与证件上一致。", "As on the document."))
        self.add_phone(Words("用来接收验证码。", "A code is sent to it."))
        self.add_passwords(Words("设置密码", "Choose a password"))

    def clean(self) -> dict[str, Any]:
        """Each field's own rule; all faults at once."""
        self.check_identity()
        self.check_phone()
        self.check_passwords()
        return self.cleaned_data


class ByCodeForm(Asking):
    """Whose account, and its telephone: for entering by code and for a forgotten password."""

    def build(self) -> None:
        """Number and telephone."""
        self.fields["identity"] = text(IDENTITY, "username", autocapitalize="characters")
        self.add_phone(
            Words(
                "开通账号时填写的手机号码。", "The mobile number that the account was opened with."
            )
        )

    def clean(self) -> dict[str, Any]:
        """A number that could be one; whether it is known is told to nobody."""
        identity = normalise(self.typed("identity"))
        if all(problem(kind, identity) for kind in PersonKind):
            self.wrong(
                "identity",
                Words("号码不完整或有误，请核对", "The number is not complete; check it"),
            )
        self.check_phone()
        return self.cleaned_data


class PhoneForm(Asking):
    """A new telephone of an account."""

    def build(self) -> None:
        """The number."""
        self.add_phone()

    def clean(self) -> dict[str, Any]:
        """It can receive a text."""
        self.check_phone()
        return self.cleaned_data


class CodeForm(Asking):
    """The code, and a new password where the old one was forgotten."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, new_password: bool) -> None:
        self.new_password = new_password
        super().__init__(data)

    def build(self) -> None:
        """Six digits; the password below them."""
        label = Words("短信验证码（6位数字）", "Code from the text (six digits)")
        self.fields["code"] = text(label, "one-time-code", inputmode="numeric")
        if self.new_password:
            self.add_passwords()

    def clean(self) -> dict[str, Any]:
        """The password's rules before the code is used up."""
        if not self.typed("code").strip():
            self.wrong("code", Words("请填写短信中的6位数字", "Type the six digits of the text"))
        if self.new_password:
            self.check_passwords()
        return self.cleaned_data


class PasswordForm(Asking):
    """Another password; the present one is asked where there is one."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, old: bool) -> None:
        self.old = old
        super().__init__(data)

    def build(self) -> None:
        """Old, new, new."""
        if self.old:
            self.fields["old"] = password(
                Words("现在的密码", "Present password"), "current-password"
            )
        self.add_passwords()

    def clean(self) -> dict[str, Any]:
        """The new one's rules."""
        self.check_passwords()
        return self.cleaned_data
