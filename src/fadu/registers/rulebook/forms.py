"""The form of a proposed value."""

from collections.abc import Mapping
from typing import Any

from django import forms

from fadu.law.entries import Key
from fadu.law.sources import laws
from fadu.law.typing_in import how_to_type
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, say
from fadu.registers.rulebook.procedures import ValueFacts

# Side by side where there is room.
_ORDER = (
    "layer", "certainty", "value", "value_en", "since", "until", "law", "article", "document",
    "document_en", "reason", "key",
)  # fmt: skip
_IN_WORDS = ("rule", "text")


def value_form(
    key: Key, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None
) -> FactsForm:
    """The form of a value of this key; what to type is said for its unit."""
    form = FactsForm(ValueFacts, data, prefix="value", initial={**(initial or {}), "key": key.name})
    form.order_fields(_ORDER)
    form.fields["key"].widget = forms.HiddenInput()
    value = form.fields["value"]
    how = how_to_type(key.unit)
    value.help_text = say(Words(f"{how.zh}。{value.help_text}", f"{how.en}. {value.help_text}"))
    value.widget.attrs["rows"] = "6" if key.unit in ("set", "papers") else "2"
    if key.unit not in _IN_WORDS:
        del form.fields["value_en"]
    form.fields["law"].widget.attrs["list"] = "laws"
    return form


def titles() -> list[str]:
    """The titles of all encoded laws, to choose from while typing."""
    return sorted(laws())
