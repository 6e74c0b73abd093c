"""Forms that ask who somebody is, a telephone or a new password; their faults in both languages."""

from abc import abstractmethod
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
NEW_PASSWORD = Words("新密码", "New password")


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

    @abstractmethod
    def build(self) -> None:
        """Add the fields: what each form is made of."""

    def typed(self, name: str) -> str:
        """What was typed, without the NUL characters that no database takes."""
        return str(self.cleaned_data.get(name) or "").replace("\0", "")

    def wrong(self, field: str, words: Words | None) -> None:
        """What is wrong with a field, if anything."""
        if words is not None:
            self.add_error(field, say(words))

    def add_identity(self, help: Words) -> None:
        """Kind, name and number of a person."""
        kinds = [(kind.value, say(words)) for kind, words in KINDS.items()]
        self.fields["kind"] = forms.ChoiceField(
            label=say(Words("类别", "Kind")), choices=kinds, widget=forms.Select
        )
        self.fields["name"] = text(Words("姓名或单位名称", "Name of person or firm"), "name")
        self.fields["identity"] = text(IDENTITY, "off", help, autocapitalize="characters")

    def check_identity(self) -> None:
        """A name, and a number that is well formed for its kind."""
        if not self.typed("name").strip():
            self.wrong("name", Words("请填写姓名或单位名称", "State the name"))
        self.wrong("identity", problem(self.kind, normalise(self.typed("identity"))))

    @property
    def kind(self) -> PersonKind:
        """Natural or legal."""
        return PersonKind(self.cleaned_data.get("kind") or PersonKind.NATURAL)

    def add_passwords(self, label: Words = NEW_PASSWORD) -> None:
        """A new password, twice."""
        help = Words(
            "至少8位，不能全是数字，不要用常见的密码。",
            "At least 8 characters, not digits alone, no common password.",
        )
        self.fields["password"] = password(label, "new-password", help)
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
