"""The form of a notice: the facts as they are entered; read from a text, they come filled in."""

from collections.abc import Mapping
from typing import Any

from fadu.law.calendar.notice import Notice, as_lines
from fadu.pages.forms import FactsForm
from fadu.registers.calendar.procedures import NoticeFacts

PREFIX = "notice"
# Side by side where there is room: what rests and what is worked.
_ORDER = ("year", "title", "number", "issued_on", "source", "reason", "rest", "make_up")


def notice_form(data: Mapping[str, Any] | None = None, **initial: str) -> FactsForm:
    """The form; the lines of rest days get the room of a year."""
    form = FactsForm(NoticeFacts, data, prefix=PREFIX, initial=initial)
    for name, rows in (("rest", "9"), ("make_up", "9")):
        form.fields[name].widget.attrs["rows"] = rows
    form.order_fields(_ORDER)
    return form


def form_of(notice: Notice) -> FactsForm:
    """The form as a text or file fills it in; what it did not say is still to be stated."""
    rest, make_up = as_lines(notice.year)
    return notice_form(
        year=str(notice.year.year),
        title=notice.title,
        number=notice.number,
        issued_on=notice.issued_on.isoformat() if notice.issued_on else "",
        rest=rest,
        make_up=make_up,
    )
