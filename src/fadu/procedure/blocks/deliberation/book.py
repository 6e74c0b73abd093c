"""What the gates of meetings and of waiting cases have to know, read under lock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from fadu.bureau.authority import standing_of
from fadu.law.words import Words
from fadu.procedure.blocks.deliberation.entries import ItemConvened
from fadu.procedure.blocks.deliberation.models import AgendaItem, Resolution
from fadu.procedure.blocks.deliberation.rules import MAJORITY, QUORUM, Forum, Shares, round_of
from fadu.procedure.declare import Post
from fadu.procedure.discover import by_digest
from fadu.procedure.gate import DELIBERATION
from fadu.procedure.in_force import parameters_of
from fadu.procedure.locking import locked
from fadu.procedure.matter import Matter
from fadu.procedure.models import Case

CHAIR = Post("deliberation.chair", Words("会议主持人", "Chair of meetings"))
MEMBER = Post("deliberation.member", Words("会议成员", "Member of meetings"))
GATE = "resolution_of_"


@dataclass(frozen=True, slots=True)
class Convening:
    """What is known when a meeting is convened: who may sit in it, which cases wait for it."""

    shares: Shares | None
    seated: frozenset[str]
    chairs: bool
    waiting: Mapping[str, ItemConvened]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What is known while a meeting sits: its agenda, and which of its cases still wait for it."""

    shares: Shares | None
    agenda: Mapping[str, ItemConvened]
    waiting: frozenset[str]
    away: frozenset[str]


@dataclass(frozen=True, slots=True)
class Given:
    """The resolution on a case for its present round."""

    id: UUID
    forum: str
    step: str
    since: str
    result: str


def shares_of(matter: Matter) -> Shares | None:
    """The quorum and the majority that the bureau has set; None while one is missing."""
    held, on = parameters_of(matter.bureau), matter.state.law_on
    quorum = held.find(QUORUM, on, matter.bureau)
    majority = held.find(MAJORITY, on, matter.bureau)
    if quorum is None or majority is None:
        return None
    return Shares(quorum.fraction, majority.fraction)


def forum_of(case: Case) -> Forum | None:
    """The forum whose resolution an open case waits for; None when for none."""
    state = case.state
    procedure = by_digest().get(state.graph)
    step = procedure.step(state.step) if procedure and state.status == "open" else None
    names = [gate.name for gate in step.gates if gate.kind == DELIBERATION] if step else []
    named = [name.removeprefix(GATE) for name in names if name.startswith(GATE)]
    return Forum(named[0]) if named else None


def waiting_items(cases: Iterable[Case], forum: Forum) -> dict[str, ItemConvened]:
    """Those among cases that wait for a forum and that no meeting has resolved yet, by number."""
    found = {}
    for case in cases:
        state = case.state
        if forum_of(case) is forum and not _resolved(case):
            found[case.number] = ItemConvened(
                case.id, case.number, state.step, state.since, round_of(state)
            )
    return found


def _resolved(case: Case) -> bool:
    rounds = Resolution.objects.filter(bureau=case.bureau, case=case.id)
    return rounds.filter(round=round_of(case.state)).exists()


def _cases(bureau: str, numbers: Iterable[str]) -> Iterable[Case]:
    """In the order of their ids, so that two meetings never wait for each other."""
    return locked(Case.objects.filter(bureau=bureau, number__in=list(numbers)).order_by("id"))


def convening_under_lock(matter: Matter) -> Convening:
    """Who of the members may sit on the day, and which cases of the agenda wait."""
    facts = matter.facts
    seated = frozenset(
        member.officer
        for member in facts.members
        if MEMBER.code in standing_of(matter.bureau, UUID(member.officer), facts.on).own
    )
    chairs = CHAIR.code in standing_of(matter.bureau, UUID(facts.chair), facts.on).own
    cases = _cases(matter.bureau, (item.number for item in facts.agenda))
    return Convening(shares_of(matter), seated, chairs, waiting_items(cases, facts.forum))


def sitting_under_lock(matter: Matter) -> Sitting:
    """The agenda as it was convened, and what of it still waits for this meeting."""
    rows = AgendaItem.objects.filter(bureau=matter.bureau, meeting=matter.id).order_by("place")
    agenda = {
        row.number: ItemConvened(row.case, row.number, row.step, row.since, row.round)
        for row in rows
    }
    waiting = waiting_items(_cases(matter.bureau, agenda), matter.facts.forum)
    here = frozenset(number for number, item in agenda.items() if waiting.get(number) == item)
    away = frozenset(
        member.officer
        for member in matter.facts.members
        if standing_of(matter.bureau, UUID(member.officer), matter.facts.on).away_until
    )
    return Sitting(shares_of(matter), agenda, here, away)


def resolution_under_lock(matter: Matter) -> Given | None:
    """The resolution on a case for its present round; None while there is none."""
    rows = Resolution.objects.filter(bureau=matter.bureau, case=matter.id)
    row = locked(rows.filter(round=round_of(matter.state))).first()
    if row is None:
        return None
    return Given(row.id, row.forum, row.step, row.since.isoformat(), row.result)
