"""The form of a draft: what is prose gets room, and lines end as a text's lines do."""

from collections.abc import Mapping
from typing import Any

from django import forms

from fadu.pages.forms import FactsForm
from fadu.registers.bulletin.procedures import ItemFacts, WithdrawalFacts
from fadu.registers.bulletin.rules import PeriodUnit

_ROWS = {"body": "12", "body_en": "12", "remark": "2", "reason": "3"}
# Side by side where there is room: Chinese and English, the period with its unit.
_ORDER = ("kind", "place", "title", "title_en", "body", "body_en", "period", "unit", "period_basis")
_LONGEST = 20_000


class ProseForm(FactsForm):
    """A Facts form whose long texts have a field of several lines."""

    def __init__(self, asked: type, data: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(asked, data, **more)
        for name, rows in _ROWS.items():
            field = self.fields.get(name)
            if isinstance(field, forms.CharField):
                attributes = {**field.widget.attrs, "rows": rows}
                self.fields[name] = prose(field, attributes)

    def clean(self) -> dict[str, Any]:
        """A browser ends lines with two signs, a text with one."""
        self.cleaned_data = {
            name: str(value).replace("\r\n", "\n").replace("\r", "\n")
            for name, value in self.cleaned_data.items()
        }
        return super().clean()


def prose(field: forms.CharField, attributes: dict[str, Any]) -> forms.CharField:
    """The same field with several lines and more room."""
    larger = forms.CharField(
        label=field.label,
        required=False,
        max_length=_LONGEST,
        help_text=field.help_text,
        widget=forms.Textarea(attrs=attributes),
    )
    larger.wanted = getattr(field, "wanted", False)  # type: ignore[attr-defined]
    return larger


def draft_form(data: Mapping[str, Any] | None = None, **initial: str) -> ProseForm:
    """The form of a draft."""
    started = {"unit": PeriodUnit.WORKING_DAYS.value, **initial}
    form = ProseForm(ItemFacts, data, prefix="draft", initial=started)
    form.order_fields(_ORDER)
    return form


def withdrawal_form(data: Mapping[str, Any] | None = None, **initial: str) -> ProseForm:
    """The form of a withdrawal; the number stands in the address."""
    form = ProseForm(WithdrawalFacts, data, prefix="withdrawal", initial=initial)
    form.fields["item"].widget = forms.HiddenInput()
    return form
