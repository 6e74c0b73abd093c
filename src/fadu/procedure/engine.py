"""The thin shell around the transition function: lock, authority, gates, entry, rows.

One act is one transaction: the case row is locked, the request key settled, refusals collected, and
only then the entry written and applied. The same key with the same request gives the same answer;
with another request it is refused. There is one retry point, for what databases ask to be retried.
"""

import datetime
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, OperationalError, connection, transaction

from fadu.documents.numbers import draw
from fadu.documents.texts import Text, find
from fadu.jobs.outbox import enqueue
from fadu.law.words import Words
from fadu.people.persons import known
from fadu.procedure import book, finding
from fadu.procedure.calendars import calendar_with
from fadu.procedure.clocks import LocalLaw
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import by_digest, effective_acts
from fadu.procedure.effective import Place
from fadu.procedure.entries import CaseOpened, CaseRated, RatingAnswered
from fadu.procedure.refusal import Answer, Done, Refusal, Refused
from fadu.procedure.state import CaseState, change, state_from
from fadu.procedure.texting import text_parties
from fadu.record import evidence
from fadu.record.actor import Actor, ByDeputy, ByOfficer, ByParty, BySystem
from fadu.record.append import Draft, Link, Personal, append, request_digest
from fadu.record.canonical import canonical
from fadu.record.hashing import Digests
from fadu.record.ids import new_id
from fadu.record.kinds import Told, name_of
from fadu.record.moment import Moment
from fadu.record.sql import fetch, from_db_instant, from_db_uuid
from fadu.record.typed import from_plain, to_plain

RENDER = "document.render"
_RETRIES = 8


@dataclass(frozen=True, slots=True)
class Drawn:
    """A number drawn from a sequence; it stands in the entry, so that `rebuild` need not draw."""

    name: str
    year: int
    number: int


def drawing(bureau: str, year: int, drawn: list[Drawn]) -> Callable[[str], int]:
    """A function that draws the next number of a sequence and notes it in `drawn`."""

    def next_of(name: str) -> int:
        number = draw(bureau, name, year)
        drawn.append(Drawn(name, year, number))
        return number

    return next_of


@dataclass(frozen=True, slots=True)
class Planned:
    """What an act will do, decided under lock: nothing is written yet."""

    by: Actor
    act: Told
    after: CaseState
    post: str
    effect: tuple[str, Any] | None = None
    personal: Sequence[Personal] = ()
    files: tuple[dict[str, Any], ...] = ()
    documents: tuple[str, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    # What parties with an account are texted besides the documents: nothing personal.
    telling: Words | None = None


@dataclass(frozen=True, slots=True)
class Locked:
    """A case whose row is locked until the end of the transaction."""

    id: UUID
    bureau: str
    state: CaseState
    link: Link
    recorded_at: datetime.datetime
    procedure: Procedure | None
    law: LocalLaw


Plan = Callable[[Locked], Planned | Refused]


def act_on(
    case: UUID,
    *,
    bureau: str,
    by: Actor,
    at: Moment,
    key: str,
    request: Mapping[str, Any],
    plan: Plan,
) -> Answer:
    """Do an act on an existing case: `plan` decides under lock what happens."""
    body = canonical(to_plain(request))
    own_key = scoped(by, key)

    def attempt() -> Answer:
        locked = _lock(bureau, case, at)
        if locked is None:
            return Refused((no_such_case(),))
        earlier = settled(bureau, own_key, body)
        if earlier is not None:
            return earlier
        if at.on < locked.state.since:
            return Refused((_backdated(locked.state.since),))
        planned = plan(locked)
        if isinstance(planned, Refused):
            return planned
        # A clock that was set back does not let an entry stand before the one it follows.
        then = Moment(at.on, max(at.recorded_at, locked.recorded_at))
        return record(planned, locked.id, bureau, locked.state, locked.link, then, own_key, body)

    return retrying(attempt)


def scoped(by: Actor, key: str) -> str:
    """A request key as the record holds it: nobody can use up the keys of another."""
    match by:
        case ByOfficer(officer):
            return f"officer:{officer}:{key}"
        case ByParty(person):
            return f"party:{person}:{key}"
        case BySystem(duty):
            return f"system:{duty}:{key}"


def _backdated(since: datetime.date) -> Refusal:
    return Refusal(
        "before_the_step_began",
        Words(
            f"日期早于本步骤开始之日（{since}）", f"The date lies before the step began ({since})"
        ),
        Words("请填写实际办理日期", "State the day on which it was done"),
    )


def retrying(attempt: Callable[[], Answer]) -> Answer:
    """Run in one transaction, again when the database asks for it, with a growing pause."""
    for turn in range(_RETRIES):
        try:
            with transaction.atomic():
                answer = attempt()
                if isinstance(answer, Refused):
                    transaction.set_rollback(True)  # a number drawn on the way goes back
                return answer
        except (OperationalError, IntegrityError) as error:
            nested = connection.in_atomic_block
            if nested or turn == _RETRIES - 1 or not _retryable(error):
                raise
            time.sleep(0.005 * 2**turn)
    raise AssertionError("the loop returns or raises")


def _retryable(error: Exception) -> bool:
    """Serialization, deadlock and lock failures; and a unique value that another act just took:
    asked again, the gates (or the settled key) see what that act wrote.
    """
    state = getattr(error.__cause__, "sqlstate", "") or ""
    text = str(error)
    return (
        state in ("40001", "40P01", "55P03", "23505")
        or "locked" in text
        or "UNIQUE constraint failed" in text
    )


# With the bureau's last holiday notice, by which `calendars` knows the calendar in force.
_CASE = """
    SELECT state, seq, sha256, sm3, recorded_at,
        (SELECT id FROM procedure_holidaynotice WHERE bureau = %s ORDER BY edition DESC LIMIT 1)
    FROM procedure_case WHERE id = %s AND bureau = %s
"""
_EARLIER = """
    SELECT entry.id, entry."case", entry.seq, entry.leaf, kept.salt
    FROM record_entry entry LEFT JOIN people_personalvalue kept ON kept.id = entry.id
    WHERE entry.bureau = %s AND entry.key = %s
"""


def _lock(bureau: str, case: UUID, at: Moment) -> Locked | None:
    """Lock the case's row (SQLite has locked the database already) and read it."""
    lock = " FOR UPDATE" if connection.features.has_select_for_update else ""
    row = fetch(_CASE + lock, (bureau, case, bureau))
    if row is None:
        return None
    text, seq, sha256, sm3, recorded_at, notice = row
    state = state_from(json.loads(text))
    link = Link(seq, Digests(sha256=sha256, sm3=sm3))
    last = from_db_instant(recorded_at)
    calendar = calendar_with(bureau, from_db_uuid(notice) if notice else None)
    law = LocalLaw(bureau, calendar, at.recorded_at)
    return Locked(case, bureau, state, link, last, by_digest().get(state.graph), law)


def settled(bureau: str, key: str, body: bytes) -> Answer | None:
    """What an earlier request with this key came to; None when the key is new."""
    row = fetch(_EARLIER, (bureau, key))
    if row is None:
        return None
    entry, case, seq, leaf, salt = row
    if salt and json.loads(leaf)["body"] == request_digest(bytes.fromhex(salt), body):
        return Done(from_db_uuid(case), from_db_uuid(entry), seq, repeated=True)
    return Refused(
        (
            Refusal(
                "key_reused",
                Words(
                    "这个请求编号已用于另一项操作", "This request key was used for another request"
                ),
                Words("请刷新页面后重新提交", "Reload the page and submit again"),
            ),
        )
    )


def no_such_case() -> Refusal:
    """There is no such case, or it is not this bureau's."""
    return Refusal(
        "no_such_case",
        Words("没有这个案件", "There is no such case"),
        Words("请核对编号", "Check the number"),
    )


def record(
    planned: Planned,
    case: UUID,
    bureau: str,
    before: CaseState | None,
    previous: Link | None,
    at: Moment,
    key: str,
    body: bytes,
) -> Done:
    """Write the entry and apply it. Called under lock, inside the transaction of the act."""
    entry = new_id()
    documents = tuple(_ordered(name) for name in planned.documents)
    payload: dict[str, Any] = {
        "act": to_plain(planned.act),
        "change": change(before, planned.after),
        "post": planned.post,
        **planned.extra,
    }
    if isinstance(planned.by, ByDeputy):
        payload["in_place_of"] = str(planned.by.in_place_of)
    if planned.drawn:
        payload["drawn"] = to_plain(planned.drawn)
    if planned.effect:
        name, told = planned.effect
        payload["effect"] = {"act": name, "data": to_plain(told)}
    if planned.files:
        payload["files"] = [{"evidence": file} for file in planned.files]
    if documents:
        payload["documents"] = list(documents)
    draft = Draft(
        bureau=bureau,
        case=case,
        kind=name_of(type(planned.act)),
        by=planned.by,
        at=at,
        law_on=planned.after.law_on.isoformat(),
        key=key,
        request=body,
        payload=payload,
        graph=planned.after.graph,
        state=planned.after.digest,
        personal=planned.personal,
        id=entry,
    )
    link = append(draft, previous)
    place = Place(bureau, case, entry, at.on, at.recorded_at)
    apply(payload, place, before, planned.after, link)
    for document in documents:
        enqueue(bureau=bureau, kind=RENDER, key=document["id"], payload={}, at=at.recorded_at)
    then = effective_acts()[planned.effect[0]].then if planned.effect else ""
    if then:
        enqueue(bureau=bureau, kind=then, key=str(entry), payload={}, at=at.recorded_at)
    made = [(document["name"], document["version"]) for document in documents]
    text_parties(
        planned.after, made, planned.telling, bureau=bureau, entry=entry, by=planned.by,
        at=at.recorded_at,
    )  # fmt: skip
    return Done(case, entry, link.seq)


def apply(
    payload: Mapping[str, Any],
    place: Place,
    before: CaseState | None,
    after: CaseState,
    link: Link,
) -> None:
    """Write every row that an entry stands for. Used for a new entry and by `rebuild` alike."""
    book.write(place.case, place.bureau, before, after, payload["post"], link, place.recorded_at)
    if before is None:
        opened = from_plain(CaseOpened, payload["act"])
        holders = known(place.bureau, [person.id for person in opened.persons if person.new])
        identities = {person: held.identity for person, held in holders.items() if held.identity}
        book.write_parties(place.case, place.bureau, after, opened.persons, identities)
    if "files" in payload:
        evidence.register(place.bureau, place.case, [item["evidence"] for item in payload["files"]])
    if "documents" in payload:
        book.write_documents(place.case, place.bureau, place.entry, payload["documents"])
    if "document" in payload:
        book.write_rendered(place.case, place.bureau, payload["document"])
    if "rated_by" in payload:
        rated = from_plain(CaseRated, payload["act"])
        book.write_rating(place, UUID(payload["rated_by"]), rated)
    if "answered" in payload:
        book.write_rating_answer(place, from_plain(RatingAnswered, payload["act"]))
    if "effect" in payload:
        act = effective_acts()[payload["effect"]["act"]]
        act.apply(from_plain(act.entry, payload["effect"]["data"]), place)
    finding.enter(place.case, place.bureau, before, after, effective="effect" in payload)


@cache
def _text(name: str) -> Text:
    """The latest version of a text; it cannot change while a process runs."""
    return find(name)


def _ordered(name: str) -> dict[str, Any]:
    text = _text(name)
    return {
        "id": str(new_id()),
        "name": text.name,
        "version": text.version,
        "digest": text.digest,
    }
