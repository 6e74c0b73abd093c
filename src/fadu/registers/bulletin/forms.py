"""The forms of a draft and a withdrawal."""

from collections.abc import Mapping
from typing import Any

from django import forms

from fadu.pages.forms import FactsForm
from fadu.registers.bulletin.procedures import ItemFacts, WithdrawalFacts
from fadu.registers.bulletin.rules import PeriodUnit

_ROWS = {"body": "12", "body_en": "12"}
# Side by side where there is room: Chinese and English, the period with its unit.
_ORDER = ("kind", "place", "title", "title_en", "body", "body_en", "period", "unit", "period_basis")


def draft_form(data: Mapping[str, Any] | None = None, **initial: str) -> FactsForm:
    """The form of a draft; a text gets more room than a reason."""
    started = {"unit": PeriodUnit.WORKING_DAYS.value, **initial}
    form = FactsForm(ItemFacts, data, prefix="draft", initial=started)
    form.order_fields(_ORDER)
    for name, rows in _ROWS.items():
        form.fields[name].widget.attrs["rows"] = rows
    return form


def withdrawal_form(data: Mapping[str, Any] | None = None, **initial: str) -> FactsForm:
    """The form of a withdrawal; the number stands in the address."""
    form = FactsForm(WithdrawalFacts, data, prefix="withdrawal", initial=initial)
    form.fields["item"].widget = forms.HiddenInput()
    return form
