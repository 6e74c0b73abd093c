"""Forms of accounts: stating an identity, a telephone, a new password."""

from collections.abc import Mapping
from typing import Any

from django import forms

from fadu.law.words import Words
from fadu.pages.forms import KINDS, say
from fadu.pages.passwords import password_problems
from fadu.people.identity import PersonKind, normalise, problem
from fadu.people.telephone import normal_phone, phone_problem

IDENTITY = Words("身份证号码或统一社会信用代码", "Identity number or unified credit code")
PHONE = Words("手机号码", "Mobile number")


def text(
    label: Words, complete: str, help: Words | None = None, **attributes: str
) -> forms.CharField:
    """A text field; `complete` tells the browser what it may fill in."""
    attrs = {"autocomplete": complete, "aria-required": "true", "spellcheck": "false", **attributes}
    return forms.CharField(
        label=say(label), required=False, max_length=200, help_text=say(help) if help else "",
        widget=forms.TextInput(attrs=attrs),
    )  # fmt: skip


def password(label: Words, complete: str, help: Words | None = None) -> forms.CharField:
    """A password field; what was typed is never written back into a page."""
    return forms.CharField(
        label=say(label), required=False, max_length=200, help_text=say(help) if help else "",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": complete, "aria-required": "true"}),
    )  # fmt: skip


class Asking(forms.Form):
    """A form whose faults are words in both languages."""

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, use_required_attribute=False)
        self.build()

    def build(self) -> None:
        """Add the fields."""
        raise NotImplementedError

    def typed(self, name: str) -> str:
        """What was typed, without the NUL characters that no database takes."""
        return str(self.cleaned_data.get(name) or "").replace("\0", "")

    def wrong(self, field: str, words: Words | None) -> None:
        """What is wrong with a field, if anything."""
        if words is not None:
            self.add_error(field, say(words))

    def add_passwords(self) -> None:
        """A new password, twice."""
        help = Words(
            "至少8位，不能全是数字，不要用常见的密码。",
            "At least 8 characters, not digits alone, no common password.",
        )
        self.fields["password"] = password(
            Words("设置密码", "Choose a password"), "new-password", help
        )
        self.fields["again"] = password(Words("再填一次密码", "The password again"), "new-password")

    def check_passwords(self) -> None:
        """Both the same, and good enough."""
        for words in password_problems(self.typed("password"), self.typed("again")):
            self.wrong("password", words)

    def add_phone(self, help: Words | None = None) -> None:
        """A mobile number."""
        self.fields["phone"] = text(PHONE, "tel-national", help, inputmode="tel")

    def check_phone(self) -> None:
        """It can receive a text."""
        self.wrong("phone", phone_problem(self.phone))

    @property
    def phone(self) -> str:
        """The number as it is compared."""
        return normal_phone(self.typed("phone"))


class RegisterForm(Asking):
    """Who opens an account."""

    def build(self) -> None:
        """Kind, name, number, telephone, password."""
        kinds = [(kind.value, say(words)) for kind, words in KINDS.items()]
        self.fields["kind"] = forms.ChoiceField(
            label=say(Words("谁来办事", "For whom")), choices=kinds, widget=forms.Select
        )
        self.fields["name"] = text(Words("姓名或单位名称", "Name of person or firm"), "name")
        self.fields["identity"] = text(
            IDENTITY,
            "off",
            Words("与证件上一致。", "As on the document."),
            autocapitalize="characters",
        )
        self.add_phone(Words("用来接收验证码。", "A code is sent to it."))
        self.add_passwords()

    def clean(self) -> dict[str, Any]:
        """Each field's own rule; all faults at once."""
        kind = PersonKind(self.cleaned_data.get("kind") or PersonKind.NATURAL)
        if not self.typed("name").strip():
            self.wrong("name", Words("请填写姓名或单位名称", "State the name"))
        self.wrong("identity", problem(kind, normalise(self.typed("identity"))))
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
