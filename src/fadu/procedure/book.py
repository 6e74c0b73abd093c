"""Writing the case book: the only place that writes case, task, clock, party and document rows.

Called by the engine for a new entry, and by `rebuild` for an old one, with the same arguments.
The statements are written by hand because every act passes here (benchmark W1).
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from fadu.people.persons import identity_index
from fadu.procedure.calendars import calendar_of
from fadu.procedure.effective import Place
from fadu.procedure.entries import CaseRated, NewPerson, RatingAnswered
from fadu.procedure.models import CaseDocument, Rating, RatingAnswer
from fadu.procedure.state import AskState, CaseState, ClockState
from fadu.record import evidence
from fadu.record.append import Link
from fadu.record.sql import Insert, Statement, perform

_CASE = Insert(
    "procedure_case",
    ("id", "bureau", "procedure", "number", "opened_on", "status", "outcome", "accepted_on",
     "closed_on", "recorded_at", "seq", "sha256", "sm3", "state"),
)  # fmt: skip
_UPDATE_CASE = """
    UPDATE procedure_case SET status = %s, outcome = %s, accepted_on = %s, closed_on = %s,
        recorded_at = %s, seq = %s, sha256 = %s, sm3 = %s, state = %s
    WHERE id = %s AND seq = %s
"""
_TASK = Insert(
    "procedure_task",
    (
        "step",
        "post",
        "officer",
        "offered",
        "since",
        "due",
        "again",
        "bureau",
        "procedure",
        "case_id",
    ),
)
_UPDATE_TASK = """
    UPDATE procedure_task SET step = %s, post = %s, officer = %s, offered = %s, since = %s,
        due = %s, again = %s
    WHERE case_id = %s
"""
_DELETE_TASK = "DELETE FROM procedure_task WHERE case_id = %s"
_DELETE_CLOCK = "DELETE FROM procedure_clock WHERE case_id = %s AND name = %s"
_CLOCKS = Insert(
    "procedure_clock",
    ("bureau", "case_id", "name", "start", "due", "provisional", "suspended", "stopped_on",
     "working_days"),
    """ON CONFLICT (bureau, case_id, name) DO UPDATE SET start = excluded.start,
        due = excluded.due, provisional = excluded.provisional, suspended = excluded.suspended,
        stopped_on = excluded.stopped_on, working_days = excluded.working_days""",
)  # fmt: skip
_ASKINGS = Insert(
    "procedure_asking",
    ("bureau", "case_id", "number", "step", "contribution", "since", "post", "officer", "person",
     "due", "ended_on", "answered"),
    """ON CONFLICT (bureau, case_id, number) DO UPDATE SET ended_on = excluded.ended_on,
        answered = excluded.answered, due = excluded.due""",
)  # fmt: skip
_PERSONS = Insert("people_person", ("id", "bureau", "kind", "identity_index"))
_PARTIES = Insert("procedure_party", ("bureau", "case_id", "person", "role"))
_DOCUMENTS = Insert(
    "procedure_casedocument",
    ("id", "bureau", "case_id", "entry", "text", "version", "digest", "rendered"),
)


class LostUpdate(Exception):
    """The case row moved although it was locked: a bug, never an answer to a user."""


def write(
    case: UUID,
    bureau: str,
    before: CaseState | None,
    after: CaseState,
    post: str,
    link: Link,
    recorded_at: datetime.datetime,
) -> None:
    """Bring the rows of a case from one state to the next. `post` is that of the waiting step."""
    stamps = (
        after.status,
        after.outcome,
        after.accepted_on,
        after.closed_on,
        recorded_at,
        link.seq,
        link.digests.sha256,
        link.digests.sm3,
        after.stored,
    )
    if before is None:
        head = (case, bureau, after.procedure, after.number, after.opened_on)
        moved = _CASE.of([(*head, *stamps)])
    else:
        moved = iter([Statement(_UPDATE_CASE, (*stamps, case, link.seq - 1))])
    clocks = _clocks(case, bureau, before.clocks if before else (), after.clocks)
    asks = _asks(case, bureau, before.asks if before else (), after.asks)
    touched, *_ = perform((*moved, *_task(case, bureau, before, after, post), *clocks, *asks))
    if touched != 1:
        raise LostUpdate(f"case {case} was not at entry {link.seq - 1}")


def _task(
    case: UUID, bureau: str, before: CaseState | None, after: CaseState, post: str
) -> Iterator[Statement]:
    had = before is not None and before.status == "open"
    step, *others = _task_of(after)
    row = (step, post, *others)
    if after.status != "open":
        if had:
            yield Statement(_DELETE_TASK, (case,))
    elif not had:
        yield from _TASK.of([(*row, bureau, after.procedure, case)])
    elif before is not None and _task_of(before) != _task_of(after):
        yield Statement(_UPDATE_TASK, (*row, case))


def _task_of(state: CaseState) -> tuple[Any, ...]:
    again = state.step in state.hands
    return (state.step, state.officer, state.offered, state.since, state.due, again)


def _clocks(
    case: UUID, bureau: str, before: tuple[ClockState, ...], after: tuple[ClockState, ...]
) -> Iterator[Statement]:
    if after is before:
        return
    stays = {clock.name for clock in after}
    for clock in before:
        if clock.name not in stays:  # what had started it was taken back
            yield Statement(_DELETE_CLOCK, (case, clock.name))
    changed = (clock for clock in after if clock not in before)
    yield from _CLOCKS.of((bureau, case, *_clock_columns(bureau, clock)) for clock in changed)


def _asks(
    case: UUID, bureau: str, before: tuple[AskState, ...], after: tuple[AskState, ...]
) -> Iterator[Statement]:
    if after is before:
        return iter(())
    return _ASKINGS.of(
        (bureau, case, number, ask.step, ask.contribution, ask.since, ask.post, ask.officer,
         ask.person, ask.due, ask.ended_on, ask.answered)
        for number, ask in enumerate(after)
        if ask not in before[number : number + 1]
    )  # fmt: skip


def _clock_columns(bureau: str, clock: ClockState) -> tuple[Any, ...]:
    stopped, used = clock.stopped_on, None
    if stopped:
        # The one in force: `rebuild` meets the notices in the same order as the acts did.
        calendar = calendar_of(bureau).reaching(clock.start, stopped)
        used = calendar.working_days_between(clock.start, stopped)
    suspended = any(item.end is None for item in clock.suspensions)
    name, start, due, provisional = clock.name, clock.start, clock.due, clock.provisional
    return (name, start, due, provisional, suspended, stopped, used)


def write_parties(
    case: UUID, bureau: str, state: CaseState, persons: Iterable[NewPerson],
    identities: Mapping[UUID, str],
) -> None:  # fmt: skip
    """Insert the persons who are new and the parties of a case that was opened.

    `identities` maps a person to its identity number; a destroyed one is kept findable by nothing.
    """
    new = (
        (person.id, bureau, person.kind, _index(person.id, identities))
        for person in persons
        if person.new
    )
    # Once for each role: the holder of two units stands twice in an import.
    roles = dict.fromkeys((party.person, party.role) for party in state.parties)
    parties = ((bureau, case, person, role) for person, role in roles)
    perform((*_PERSONS.of(new), *_PARTIES.of(parties)))


def _index(person: UUID, identities: Mapping[UUID, str]) -> str:
    number = identities.get(person)
    return f"destroyed:{person}" if number is None else identity_index(number)


def write_documents(
    case: UUID, bureau: str, entry: UUID, documents: Iterable[Mapping[str, Any]]
) -> None:
    """Insert the documents that an entry orders."""
    rows = (
        (
            UUID(each["id"]),
            bureau,
            case,
            entry,
            each["name"],
            each["version"],
            each["digest"],
            False,
        )
        for each in documents
    )
    perform(_DOCUMENTS.of(rows))


def write_rendered(case: UUID, bureau: str, document: Mapping[str, Any]) -> None:
    """Note that an ordered document was made, and the file that holds it (under the same id)."""
    evidence.register(bureau, case, [{**document, "media_type": "application/pdf"}])
    CaseDocument.objects.filter(bureau=bureau, id=UUID(document["id"])).update(rendered=True)


def write_rating(place: Place, person: UUID, rated: CaseRated) -> None:
    """Insert the rating that an entry tells of; the entry's id is its own."""
    Rating.objects.create(
        id=place.entry,
        bureau=place.bureau,
        case_id=place.case,
        person=person,
        score=rated.score,
        anonymous=rated.anonymous,
        text=rated.text,
        rated_on=place.at,
    )


def write_rating_answer(place: Place, answered: RatingAnswered) -> None:
    """Insert the answer that an entry tells of; the entry's id is its own."""
    RatingAnswer.objects.create(
        id=place.entry,
        bureau=place.bureau,
        rating_id=answered.rating,
        text=answered.text,
        answered_on=place.at,
    )
