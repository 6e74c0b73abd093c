"""Forms from Facts: the dataclass that gives schema and validation gives the form as well.

`FactsForm` asks the fields of one Facts class. `PartyForm` asks name, number and telephone of a
person and the facts of its role; `PartyGroup` repeats it for all parties of a role. Validation is
`facts.parse`'s, so that page, API and command line refuse alike; what was typed is shown again.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language

from fadu.law.words import Words
from fadu.people.identity import PersonKind, normalise, problem
from fadu.people.writing import Kind, fault, narrow, tidy
from fadu.procedure.declare import Role
from fadu.procedure.facts import FactField, NoFacts, Problems, fields_of, parse
from fadu.procedure.opening import Applicant

KINDS = {
    PersonKind.NATURAL: Words("自然人", "Natural person"),
    PersonKind.LEGAL: Words("法人或其他组织", "Legal person or organisation"),
}


def say(words: Words) -> str:
    """The words in the reader's language."""
    return words.to(get_language() or "zh-hans")


class FactsForm(forms.Form):
    """The fields of a Facts dataclass; after `is_valid()`, `facts` is the instance."""

    facts: Any = None

    def __init__(
        self, asked: type, data: Mapping[str, Any] | None = None, *, prefix: str = "facts",
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            data, prefix=prefix, initial=dict(initial or {}), use_required_attribute=False
        )
        self.asked = asked
        for item in fields_of(asked):
            self.fields[item.name] = field_of(item)

    def clean(self) -> dict[str, Any]:
        """What `facts.parse` says of what was typed."""
        parsed = parse(self.asked, {name: str(value) for name, value in self.cleaned_data.items()})
        if isinstance(parsed, Problems):
            for name, words in parsed.by_field.items():
                self.add_error(name if name in self.fields else None, say(words))
        else:
            self.facts = parsed
        return self.cleaned_data


def field_of(item: FactField) -> forms.Field:
    """The form field of a fact: text as it was typed, so that parsing happens in one place."""
    field = forms.CharField(
        label=say(item.title),
        required=False,
        strip=False,
        help_text=say(item.help),
        widget=_widget(item),
    )
    field.validators.clear()  # length and characters are judged by `parse`, in our words
    field.wanted = item.required  # type: ignore[attr-defined]  # read by parts/field.html
    return field


def _widget(item: FactField) -> forms.Widget:
    attributes = {"autocomplete": "off"}
    if item.required:
        attributes["aria-required"] = "true"
    if item.example:
        attributes["placeholder"] = item.example
    if item.choices:
        options = [("", say(Words("请选择", "Please choose")))]
        options += [(name, say(words)) for name, words in item.choices]
        return forms.Select(
            attrs={"aria-required": "true"} if item.required else {}, choices=options
        )
    if item.kind == "date":
        return forms.TextInput(attrs={**attributes, "type": "date"})
    if item.kind in ("money", "number"):
        mode = "decimal" if item.kind == "money" else "numeric"
        return forms.TextInput(attrs={**attributes, "inputmode": mode})
    if item.writing is Kind.TEXT:
        return forms.Textarea(attrs={**attributes, "rows": "4"})
    return forms.TextInput(attrs=attributes)


class PartyForm(forms.Form):
    """One party: who it is, and what its role is asked; `applicant` after `is_valid()`."""

    applicant: Applicant | None = None

    def __init__(
        self, role: Role, data: Mapping[str, Any] | None = None, *, prefix: str,
        initial: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            data, prefix=prefix, initial=dict(initial or {}), use_required_attribute=False
        )
        self.role = role
        kinds = [(kind.value, say(words)) for kind, words in KINDS.items()]
        self.fields["name"] = _text("姓名或名称", "Name")
        self.fields["kind"] = forms.ChoiceField(
            label=say(Words("类别", "Kind")), choices=kinds, required=False
        )
        self.fields["identity"] = _text(
            "身份证号码或统一社会信用代码", "Identity number or unified credit code"
        )
        self.fields["phone"] = _text("联系电话", "Telephone", wanted=False, mode="tel")
        for item in fields_of(role.facts or NoFacts):
            self.fields[item.name] = field_of(item)

    def clean(self) -> dict[str, Any]:
        """Name and number are there and well formed; the role's facts parse."""
        said = {name: str(value or "") for name, value in self.cleaned_data.items()}
        said["name"] = tidy(said.get("name", ""), Kind.NAME)
        said["identity"] = tidy(said.get("identity", ""), Kind.LINE)
        said["phone"] = narrow(tidy(said.get("phone", ""), Kind.LINE))
        kind = PersonKind(said.get("kind") or PersonKind.NATURAL.value)
        if not said["name"]:
            self.add_error("name", say(Words("请填写姓名或名称", "State the name")))
        for field in ("name", "phone"):
            ill = fault(said[field], Kind.NAME)
            if ill:
                self.add_error(field, say(ill))
        wrong = problem(kind, normalise(said.get("identity", "")))
        if wrong:
            self.add_error("identity", say(wrong))
        parsed = parse(self.role.facts or NoFacts, said)
        if isinstance(parsed, Problems):
            for name, words in parsed.by_field.items():
                self.add_error(name if name in self.fields else None, say(words))
        elif not self.errors:
            self.applicant = Applicant(
                self.role.name, kind, said["name"], said["identity"], said["phone"], parsed
            )
        return self.cleaned_data


def _text(zh: str, en: str, *, wanted: bool = True, mode: str = "") -> forms.CharField:
    attributes = {"autocomplete": "off"}
    if wanted:
        attributes["aria-required"] = "true"
    if mode:
        attributes["inputmode"] = mode
    field = forms.CharField(
        label=say(Words(zh, en)), required=False, strip=False,
        widget=forms.TextInput(attrs=attributes),
    )  # fmt: skip
    field.validators.clear()  # as above
    field.wanted = wanted  # type: ignore[attr-defined]  # read by parts/field.html
    return field


class PartyGroup:
    """All parties of a role on one page, one `PartyForm` each."""

    def __init__(
        self, role: Role, parties: Iterable[Mapping[str, Any]], *, bound: bool = False
    ) -> None:
        """`parties` holds what was typed for each; `bound` forms say what is wrong with it."""
        rows = list(parties)
        rows += [{}] * (role.least - len(rows))
        self.role = role
        self.forms = []
        for place, row in enumerate(rows):
            prefix = party_prefix(role.name, place)
            data = {f"{prefix}-{name}": value for name, value in row.items()}
            self.forms.append(PartyForm(role, data if bound else None, prefix=prefix, initial=row))

    @property
    def may_grow(self) -> bool:
        """Whether another party of this role is allowed."""
        return self.role.most is None or len(self.forms) < self.role.most

    @property
    def may_shrink(self) -> bool:
        """Whether one can be taken away."""
        return len(self.forms) > self.role.least

    def is_valid(self) -> bool:
        """Whether every party is well stated; all are asked, so that all faults show at once."""
        return [form.is_valid() for form in self.forms].count(False) == 0

    @property
    def applicants(self) -> list[Applicant]:
        """The parties, after `is_valid()`."""
        return [form.applicant for form in self.forms if form.applicant]


def typed(posted: Mapping[str, Any], name: str) -> str:
    """What was typed into a field, without the NUL characters that no database takes."""
    return str(posted.get(name, "")).replace("\0", "")


def party_prefix(role: str, place: int) -> str:
    """The prefix of a party's fields: "transferee-0"."""
    return f"{role}-{place}"


def typed_parties(role: Role, data: Mapping[str, Any]) -> list[dict[str, str]]:
    """What was typed for a role's parties on a posted page; `<role>-count` says how many."""
    count = typed(data, f"{role.name}-count")
    names = ["name", "kind", "identity", "phone"]
    names += [item.name for item in fields_of(role.facts or NoFacts)]
    most = min(int(count), 50) if count.isdecimal() else 0
    return [
        {name: typed(data, f"{party_prefix(role.name, place)}-{name}") for name in names}
        for place in range(most)
    ]
