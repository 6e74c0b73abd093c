"""A case of our own as a file for the audit: its entries as dated steps, its stops as notices.

Only what the record says is carried over; no name and no number of a person.
"""

from typing import Any

from fadu.procedure.clocks import PROMISED
from fadu.procedure.discover import procedures
from fadu.procedure.models import Case
from fadu.record.models import Entry, entries_of

# The limit by which a procedure of the registration matter is known.
_REGISTRATION = "reg.limit.statutory"
_OPENED, _SUPPLEMENTED = "case.opened", "case.supplemented"
# What an outcome means to the audit, by the outcome's name.
_OUTCOMES = {
    "accept": "accepted",
    "silence": "accepted",
    "notice": "supplement_asked",
    "entered": "booked",
    "refuse": "register_refused",
    "issued": "issued",
}


def auditable(case: Case) -> bool:
    """Whether the audit has rules for the matter of this case: today, registration."""
    declared = procedures().get(case.procedure)
    return declared is not None and declared.statutory.key == _REGISTRATION


def as_file(case: Case) -> dict[str, Any]:
    """The case in the shape of an audit file."""
    state = case.state
    steps = [
        step for entry in entries_of(case.bureau, case.id) if (step := _step(entry)) is not None
    ]
    for clock in state.clocks[:1]:
        for stop in clock.suspensions:
            row: dict[str, Any] = {"step": "notice_posted", "date": stop.start.isoformat()}
            if stop.end is not None:
                row["until"] = stop.end.isoformat()
            steps.append(row)
    promised = state.clock(PROMISED)
    return {
        "id": case.number,
        "matter": "registration",
        "division": case.bureau[:6],
        "facts": {"promise_key": promised.parameter} if promised is not None else {},
        "steps": steps,
    }


def _step(entry: Entry) -> dict[str, Any] | None:
    """The entry as a step; None for what the audit does not look at (ratings, hand-overs)."""
    on = entry.at.isoformat()
    if entry.kind == _OPENED:
        return {"step": "received", "date": on}
    if entry.kind == _SUPPLEMENTED:
        return {"step": "supplemented", "date": on}
    kind = _OUTCOMES.get(str(entry.payload["act"].get("outcome", "")))
    return {"step": kind, "date": on} if kind is not None else None
