"""What must hold after each random act, read from entries and tables and never from a gate."""

import datetime
import re
from typing import Any
from uuid import UUID

from django.db import connection

from fadu.bureau.authority import holders
from fadu.procedure.calendars import calendar_of
from fadu.procedure.clocks import explained
from fadu.procedure.discover import by_digest
from fadu.procedure.models import Case, Clock, Task
from fadu.procedure.state import CaseState, ClockState, fold, state_from
from fadu.record.models import Entry, entries_of
from fadu.registers.realestate.models import Right
from fadu.site.demo.cast import BUREAU
from tests.random_matter import World

Book = tuple[Any, ...]
_WRITTEN = (
    "SELECT count(*) FROM record_entry",
    "SELECT id, state, status, seq FROM procedure_case ORDER BY id",
    "SELECT case_id, step, officer, offered, due FROM procedure_task ORDER BY case_id",
    "SELECT id, due, stopped_on FROM procedure_clock ORDER BY id",
    "SELECT name, year, last FROM documents_sequence ORDER BY bureau, name, year",
    "SELECT id, until, ended_by FROM realestate_right ORDER BY id",
    "SELECT count(*) FROM jobs_job",
    "SELECT count(*) FROM people_personalvalue",
    "SELECT count(*) FROM record_evidencefile",
    "SELECT count(*) FROM procedure_rating",
    "SELECT count(*) FROM procedure_ratinganswer",
)
_DAY = datetime.timedelta(days=1)
# Steps of the matter that no officer may do two of in one case.
KEPT_APART = ("draft", "legal_review", "decide"), ("examine", "enter")


def book() -> Book:
    """All that an act may write, so that a refused one can be seen to have written nothing."""
    with connection.cursor() as cursor:
        found = []
        for statement in _WRITTEN:
            cursor.execute(statement)
            found.append(tuple(cursor.fetchall()))
    return tuple(found)


def check_case(case: UUID, world: World, on: datetime.date) -> None:
    """One owner while it is open, none afterwards; clocks that add up; lawful decisions."""
    row = Case.objects.get(id=case)
    state = row.state
    tasks = list(Task.objects.filter(case=case))
    if state.status == "open":
        (task,) = tasks
        assert task.step == state.step, "the task is not the waiting step"
        filled = task.post == "party" or holders(BUREAU, task.post, on).exists()
        assert filled, f"nobody holds {task.post}: a task without owner"
    else:
        assert not tasks and state.outcome, "a closed case waits for somebody"
    _check_clocks(case, state)
    _check_decisions(case, world)


def _check_clocks(case: UUID, state: CaseState) -> None:
    rows = dict(Clock.objects.filter(case=case).values_list("name", "due"))
    assert rows == {clock.name: clock.due for clock in state.clocks}
    for clock in state.clocks:
        derived = explained(clock, by_digest()[state.graph], calendar_of(BUREAU))
        assert derived.on == clock.due, "a clock without derivation"
        days = [clock.period, *(more.period for more in clock.extensions)]
        found = [re.fullmatch(r"(\d+)wd", each) for each in days]
        if all(found) and all(stop.end for stop in clock.suspensions):
            asked = sum(int(each[1]) for each in found if each)
            assert _counted(clock) == asked, f"{clock.name} does not add up"


def _counted(clock: ClockState) -> int:
    """The working days that a clock has given, counted one by one."""
    return sum(
        not any(stop.end and stop.start <= day <= stop.end for stop in clock.suspensions)
        for day in working_days(clock.start, clock.due)
    )


def working_days(after: datetime.date, last: datetime.date) -> list[datetime.date]:
    """The working days after a day, up to and with the last one."""
    calendar = calendar_of(BUREAU).reaching(after, last)
    days = [after + n * _DAY for n in range(1, (last - after).days + 1)]
    return [day for day in days if calendar.is_working_day(day)]


def _check_decisions(case: UUID, world: World) -> None:
    """Each effective act once, with the gates it demands in its entry, and lawful by what is so."""
    history = list(entries_of(BUREAU, case))
    plain: dict[str, Any] = {}
    effects: list[str] = []
    for place, entry in enumerate(history):
        payload = entry.payload
        effect = payload.get("effect", {}).get("act")
        if effect and entry.kind == "case.taken":
            effects.append(effect)
            _check_gates(state_from(plain), payload["act"])
            if effect == "test.random.order":
                _check_order(state_from(plain), history[:place])
            elif payload["act"]["step"] == "enter":
                _check_transfer(state_from(plain), entry, world)
        if entry.kind == "case.taken" and payload["act"]["step"] == "hearing_wait":
            _check_wait(state_from(plain), payload["act"], entry, history[:place])
        plain = fold(plain, payload)
    assert len(effects) == len(set(effects)), f"decided twice: {effects}"
    _check_hands(history)


def _check_gates(before: CaseState, act: dict[str, Any]) -> None:
    step = by_digest()[before.graph].step(act["step"])
    assert step is not None and before.step == act["step"]
    effect = step.does[next(name for name in step.does if name == act["outcome"])]
    fresh = {gate.name for gate in effect.demands if gate.fresh}
    asked = {gate.name for gate in step.gates_on(act["outcome"]) if not gate.optional}
    assert fresh | asked <= set(act["gates"]), "a decision without its gates"


def _taken(history: list[Entry]) -> list[tuple[str, str, Entry]]:
    return [
        (entry.payload["act"]["step"], entry.payload["act"]["outcome"], entry)
        for entry in history
        if entry.kind == "case.taken"
    ]


def _check_order(before: CaseState, history: list[Entry]) -> None:
    """Reviewed and heard since it was last drafted."""
    taken = _taken(history)
    last = max(place for place, (step, _, _) in enumerate(taken) if step == "draft")
    since = [(step, outcome) for step, outcome, _ in taken[last:]]
    assert ("legal_review", "agree") in since, "decided without review"
    over = {("hearing_wait", "not_asked"), ("hearing_hold", "held"), ("hearing_hold", "absent")}
    assert over & set(since), "decided without hearing"
    assert not _asking(before, history), "decided while a hearing is asked for"


def _speaker(before: CaseState, entry: Entry) -> str:
    """The party who says it; at the counter, that one for whom the window writes it down."""
    actor = entry.content["actor"]
    if actor["kind"] == "party":
        return str(actor["person"])
    return str(before.parties[int(entry.payload["act"]["facts"]["party"]) - 1].person)


def _asking(before: CaseState, history: list[Entry]) -> set[str]:
    """Who asks for a hearing and has neither been heard nor taken it back."""
    found: set[str] = set()
    for entry in history:
        act = entry.payload["act"]
        match act.get("contribution"), act.get("step"), act.get("outcome"):
            case "hearing_request", _, _:
                found.add(_speaker(before, entry))
            case "hearing_waiver", _, _:
                found.discard(_speaker(before, entry))
            case None, "hearing_hold", "held" | "absent":
                found.clear()
    return found


def _check_wait(before: CaseState, act: dict[str, Any], entry: Entry, history: list[Entry]) -> None:
    """Nobody hurried the party past its days: five working days, or its waiver."""
    if act["outcome"] != "not_asked":
        return
    assert not _asking(before, history), "passed over a request"
    told = datetime.date.fromisoformat(before.memory["hearing_told"])
    served = max(place for place, (step, _, _) in enumerate(_taken(history))
                 if step == "hearing_notice")  # fmt: skip
    notice = _taken(history)[served][2]
    waived = {
        _speaker(before, each)
        for each in history
        if each.seq > notice.seq and each.payload["act"].get("contribution") == "hearing_waiver"
    }
    over = len(working_days(told, entry.at)) > 5
    assert over or len(waived) >= len({party.person for party in before.parties}), (
        "the days of the party were hurried"
    )


def _check_transfer(before: CaseState, entry: Entry, world: World) -> None:
    """By all parties, free of restrictions, and passed on by who held it."""
    assert all(party.confirmed for party in before.parties), "entered without all applicants"
    unit = before.facts["unit"]
    assert unit != world.restricted, "entered against a restriction"
    live = Right.objects.filter(unit__code=unit, until=None, ended_by=None).count()
    assert live <= 1, "two live rights of one unit"
    earlier = Case.objects.filter(procedure="realestate.transfer").exclude(number=before.number)
    entered = [
        (each.row, case.state)
        for case in earlier
        for each in entries_of(BUREAU, case.id)
        if each.row < entry.row and case.state.facts["unit"] == unit
        and each.kind == "case.taken" and each.payload["act"]["outcome"] == "entered"
    ]  # fmt: skip
    sellers = {party.person for party in before.parties if party.role == "transferor"}
    if entered:
        _, last = max(entered, key=lambda pair: pair[0])
        held = {party.person for party in last.parties if party.role == "transferee"}
    else:
        held = {world.person_id(number) for number in world.units[unit]}
    assert sellers == held, "passed on by who did not hold it"


def _check_hands(history: list[Entry]) -> None:
    taken = _taken(history)
    for apart in KEPT_APART:
        hands = [
            {entry.content["actor"].get("officer") for at, _, entry in taken if at == step}
            for step in apart
        ]
        for place, one in enumerate(hands):
            assert not any(one & other for other in hands[place + 1 :]), "one person in two parts"
