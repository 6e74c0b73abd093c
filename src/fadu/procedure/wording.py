"""How the texts of this room are filled: the receipt and the one-time notice."""

from typing import Any

from django.conf import settings

from fadu.bureau.models import Bureau
from fadu.documents.qr import svg
from fadu.people.persons import known
from fadu.procedure import clocks
from fadu.procedure.calendars import calendar_of
from fadu.procedure.discover import by_digest
from fadu.procedure.in_force import paper_list
from fadu.procedure.models import Case
from fadu.procedure.rendering import Letter
from fadu.procedure.tracking import code_of, tracking_path

# The two dates of a receipt, as its text names them, and the clocks that they come from.
_DATES = (("promise", clocks.PROMISED), ("statutory", clocks.STATUTORY))


def applicants(letter: Letter) -> list[str]:
    """The names of the parties, in the order of the application."""
    state = letter.case.state
    persons = [party.person for party in state.parties]
    held = known(letter.case.bureau, persons, case=letter.case.id)
    return [held[person].name for person in persons]


def bureau_name(letter: Letter) -> str:
    """The bureau's Chinese name."""
    return Bureau.objects.get(code=letter.case.bureau).name_zh


def _title(letter: Letter) -> dict[str, str]:
    procedure = by_digest().get(letter.case.state.graph)
    if procedure is None:
        return {"zh": letter.case.procedure, "en": letter.case.procedure}
    return {"zh": procedure.title.zh, "en": procedure.title.en}


def receipt(letter: Letter) -> dict[str, Any]:
    """The receipt: what was handed in, and by when it will be done if accepted that day."""
    case, state = letter.case, letter.case.state
    procedure = by_digest()[state.graph]
    handed_in = letter.entry.payload["act"]["papers"]
    asked = paper_list(procedure, state.law_on, case.bureau)
    titles = {item["code"]: item["title"] for item in asked}
    law = clocks.LocalLaw(case.bureau, calendar_of(case.bureau))
    started = clocks.started(procedure, state.opened_on, state.law_on, law)
    due = {clock.name: clock.due.isoformat() for clock in started}
    sure = {
        clock.name
        for clock in started
        if clocks.confirmed(clock.parameter, state.law_on, case.bureau)
    }
    vague = {clock.name for clock in started if clock.provisional}
    return {
        "bureau_name": bureau_name(letter),
        "number": case.number,
        "tracking_code": code_of(case.id),
        "title": _title(letter),
        "applicants": applicants(letter),
        "papers": [{"title": {"zh": titles[code].zh, "en": titles[code].en}} for code in handed_in],
        "received_on": state.opened_on.isoformat(),
        "promise_due": due.get(clocks.PROMISED),
        "statutory_due": due.get(clocks.STATUTORY),
        "doubtful": [said for said, name in _DATES if name in due and name not in sure],
        "provisional": [said for said, name in _DATES if name in vague],
        "entry_hash": letter.entry.sha256,
        "qr": _qr(case),
    }


def _qr(case: Case) -> str | None:
    """The drawing of the code that leads to tracking; None while the site's address is unknown."""
    if not settings.FADU_ADDRESS:
        return None
    return svg(settings.FADU_ADDRESS + tracking_path(case.bureau, case.number, case.id))


def one_time_notice(letter: Letter) -> dict[str, Any]:
    """The one-time notice: every point, with its remedy and article."""
    return {
        "bureau_name": bureau_name(letter),
        "number": letter.case.number,
        "title": _title(letter),
        "applicants": applicants(letter),
        "issued_on": letter.entry.at.isoformat(),
        "items": [
            {
                "what": {"zh": item["zh"], "en": item["en"]},
                "remedy": {"zh": item["remedy_zh"], "en": item["remedy_en"]},
                "basis": {"zh": item["basis_zh"], "en": item["basis_en"]},
            }
            for item in letter.entry.payload["act"]["items"]
        ],
        "entry_hash": letter.entry.sha256,
    }


DATA = {"procedure.receipt": receipt, "procedure.one_time_notice": one_time_notice}
