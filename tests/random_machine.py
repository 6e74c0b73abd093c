"""The machine of the random acts: what anybody may try, and what is looked at after each."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)

from fadu.law.moment import SHANGHAI
from fadu.procedure import acts
from fadu.procedure.blocks.hearing import Request
from fadu.procedure.discover import by_digest
from fadu.procedure.duties import take_lawful_defaults
from fadu.procedure.facts import Fen, NoFacts
from fadu.procedure.models import Rating
from fadu.procedure.office import post_of
from fadu.procedure.rating import Rated
from fadu.procedure.refusal import Answer, Done, Refused
from fadu.procedure.reopening import Grounds
from fadu.procedure.replay import replay
from fadu.procedure.state import CaseState
from fadu.record.actor import Actor, ByParty, BySystem
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.moment import Moment
from fadu.registers.realestate.procedures import TRANSFER, TransferFacts
from fadu.registers.realestate.rules import CoOwnership
from fadu.site.demo.cast import BUREAU
from fadu.site.demo.year import PAPERS
from tests.random_matter import (
    COLLEAGUE,
    MATTER,
    NAME,
    OFFICERS,
    RIGHT,
    World,
    enclosed,
    said,
)
from tests.random_oracle import Book, book, check_case
from tests.stage import case_of, key, papers, party, person

FIRST = datetime.date(2022, 4, 1)  # a Friday before a holiday; another one begins on 30 April
SHIFTS = (*[0] * 12, 1, 3, -1, -4)
MANY = 4
PEOPLE = (1, 1, 2, 3, 4)
whoever = st.sampled_from([*OFFICERS, *PEOPLE])
officers = st.sampled_from(OFFICERS)
shifts = st.sampled_from(SHIFTS)
places = st.integers(0, 7)
mostly = st.sampled_from((True, True, True, False))
STEP_NAMES = sorted({step.name for step in MATTER.steps} | {"examine", "enter", "issue", "refused"})
OUTCOMES = sorted(
    {str(outcome) for step in MATTER.steps for outcome in step.next}
    | {"notice", "decline", "silence", "supplemented", "pass", "refuse", "entered", "issued"}
)
Call = Callable[[], Answer]


class RandomActs(RuleBasedStateMachine):
    """A bureau of officers and parties who do whatever they like, in any order, on any day."""

    world: World
    tried = 0
    reached: ClassVar[set[str]]

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.cases: list[UUID] = []
        self.made: list[tuple[Call, Answer, Actor, str]] = []
        self.today = FIRST
        self.seen: Book | None = None

    def teardown(self) -> None:
        """The fold of the entries is the state of every case; then all is undone."""
        try:
            found = dict(replay(BUREAU))
            assert not [wrong for case in self.cases for wrong in found[case]]
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    # What every act has to keep

    def do(
        self, verb: Callable[..., Answer], *said: Any, by: Actor, shift: int, **more: Any
    ) -> Answer:
        """An act under a key of its own."""
        one = key()
        on = self.day(shift)
        call = partial(verb, *said, bureau=BUREAU, by=by, at=on, key=one, **more)
        answer = self.watched(call, on.on)
        self.made.append((call, answer, by, one))
        return answer

    def watched(self, call: Call, on: datetime.date) -> Answer:
        """An entry for each act that was done, nothing at all for one that was not."""
        before = self.seen or book()
        answer = call()
        self.seen = after = book()
        type(self).tried += 1
        if isinstance(answer, Refused) or answer.repeated:
            assert after == before, "nothing was done, and yet something changed"
            return answer
        assert after[0][0][0] == before[0][0][0] + 1, "not one entry for one act"
        last = Entry.objects.latest("row")
        assert (last.id, last.case, last.seq) == (answer.entry, answer.case, answer.seq)
        self.reached.add(last.payload["act"].get("outcome", last.kind))
        check_case(answer.case, self.world, on)
        return answer

    def day(self, shift: int) -> Moment:
        """A moment so many days from today."""
        on = self.today + datetime.timedelta(days=shift)
        return Moment(on, datetime.datetime.combine(on, datetime.time(10), SHANGHAI))

    def who(self, name: str | int) -> Actor:
        """An officer of the cast by login, a person by number."""
        return self.world.by(name) if isinstance(name, str) else self.citizen(name)

    def citizen(self, number: int) -> ByParty:
        """Somebody who is known, as a party or not."""
        return party(number) if number <= 2 else ByParty(UUID(int=number))

    def some(self, place: int) -> tuple[UUID, CaseState]:
        """One of the cases so far, the later ones rather."""
        case = self.cases[-1 - place % len(self.cases)]
        return case, case_of(case).state

    # Who opens what

    @initialize(unit=places)
    def begins(self, unit: int) -> None:
        """A case of each kind to begin with: some runs of the machine open no other."""
        self.applies(True, True, 0, unit, "window", 0)
        self.reports((1,), "window", 0)

    @precondition(lambda self: len(self.cases) < MANY)
    @rule(whole=mostly, present=mostly, wrong=st.sampled_from((0, 0, 0, 1)),
          unit=places, by=st.sampled_from(("window",) * 7 + ("stranger",)),
          shift=st.sampled_from((0, 0, 0, -2)))  # fmt: skip
    def applies(
        self, whole: bool, present: bool, wrong: int, unit: int, by: str, shift: int
    ) -> None:
        """An application for transfer, with all papers and parties or without."""
        case = new_id()
        code, holders = list(self.world.units.items())[unit % 3]
        seller = max(holders) + wrong
        facts = TransferFacts(code, Fen(100), self.today, CoOwnership.SOLE)
        parties = (
            person("transferor", seller, present=True),
            person("transferee", seller % 2 + 1, present=present or whole),
        )
        self.opens(TRANSFER.name, facts, by, shift, applicants=parties, case=case,
                   papers=papers(case, PAPERS if whole else PAPERS[:1]))  # fmt: skip

    @precondition(lambda self: len(self.cases) < MANY)
    @rule(numbers=st.sampled_from(((1,), (2,), (1, 2))),
          by=st.sampled_from(("window",) * 7 + ("legal",)),
          shift=st.sampled_from((0, 0, 0, -2)))  # fmt: skip
    def reports(self, numbers: tuple[int, ...], by: str, shift: int) -> None:
        """A case of the matter with blocks."""
        parties = tuple(person("subject", number) for number in numbers)
        self.opens(NAME, NoFacts(), by, shift, applicants=parties)

    def opens(self, procedure: str, facts: Any, by: str, shift: int, **more: Any) -> None:
        """A case, when it is not refused."""
        answer = self.do(acts.open, procedure, facts, by=self.who(by), shift=shift, **more)
        if isinstance(answer, Done):
            self.cases.append(answer.case)

    # Steps, by who knows the work and by who does not

    @precondition(lambda self: self.cases)
    @rule(place=places, ways=st.lists(st.sampled_from((0, 0, 1, 2)), min_size=1, max_size=6))
    def wanders(self, place: int, ways: list[int]) -> None:
        """The right officers take the waiting step, one way or another."""
        for way in ways:
            self.rightly(place, way, 0)

    @precondition(lambda self: self.cases)
    @rule(place=places, names=st.lists(st.sampled_from(("hearing_request", "hearing_waiver")),
          min_size=1, max_size=2), held=st.booleans())  # fmt: skip
    def hears(self, place: int, names: list[str], held: bool) -> None:
        """The party asks for a hearing or takes it back; it may be held, weeks later."""
        case, state = self.some(place)
        by = ByParty(state.parties[0].person)
        for name in names:
            self.do(acts.contribute, case, state.step, name, by=by, shift=0,
                    facts=Request(1, "要求"))  # fmt: skip
        if state.step == "hearing_wait" and held:
            self.goes_on_well_by(place, 3)

    @precondition(lambda self: self.cases)
    @rule(place=places, turns=st.integers(3, 7))
    def goes_far(self, place: int, turns: int) -> None:
        """The same, so that it comes up twice as often."""
        self.goes_on_well_by(place, turns)

    @precondition(lambda self: self.cases)
    @rule(place=places, turns=st.integers(1, 7))
    def goes_on_well(self, place: int, turns: int) -> None:
        """The right officers take the case a few steps on."""
        self.goes_on_well_by(place, turns)

    def goes_on_well_by(self, place: int, turns: int) -> None:
        """The first way, or else the second; not before the day on which it can be done."""
        for _ in range(turns):
            _, state = self.some(place)
            self.today = max(self.today, state.since)
            if state.step == "hearing_hold":
                day = datetime.date.fromisoformat(state.memory["hearing_set"]["on"])
                self.today = max(self.today, day)
            if isinstance(self.rightly(place, 0, 0), Refused):
                self.rightly(place, 1, 0)

    @precondition(lambda self: self.cases)
    @rule(place=places, way=places, by=whoever, shift=shifts)
    def somebody_steps(self, place: int, way: int, by: str | int, shift: int) -> None:
        """Anybody takes the waiting step."""
        self.rightly(place, way, shift, self.who(by))

    def rightly(self, place: int, way: int, shift: int, by: Actor | None = None) -> Answer | None:
        """The waiting step with what has to be stated."""
        case, state = self.some(place)
        procedure = by_digest()[state.graph]
        step = procedure.step(state.step)
        if step is None:
            return None
        outcomes = [str(outcome) for outcome in step.next]
        outcome = outcomes[way % len(outcomes)]
        actor = by or self.world.right(post_of(procedure, step.name))
        facts = said(self.world, state, step.name, outcome, self.day(shift).on)
        return self.do(
            acts.take, case, step.name, outcome, by=actor, shift=shift, facts=facts,
            files=enclosed(case, step.name, outcome),
        )  # fmt: skip

    @precondition(lambda self: self.cases)
    @rule(place=places, step=st.sampled_from(STEP_NAMES), outcome=st.sampled_from(OUTCOMES),
          by=whoever, shift=shifts)  # fmt: skip
    def jumps(self, place: int, step: str, outcome: str, by: str | int, shift: int) -> None:
        """Any step with any outcome, by anybody."""
        case, state = self.some(place)
        facts = said(self.world, state, step, outcome, self.day(shift).on)
        self.do(acts.take, case, step, outcome, by=self.who(by), shift=shift, facts=facts)

    # Everything else that can be done to a case

    @precondition(lambda self: self.cases)
    @rule(place=places, name=st.sampled_from(("hearing_request", "hearing_waiver", "other")),
          of=st.sampled_from((1, 1, 2)), by=whoever, shift=shifts)  # fmt: skip
    def says(self, place: int, name: str, of: int, by: str | int, shift: int) -> None:
        """A contribution to the waiting step."""
        case, state = self.some(place)
        self.do(acts.contribute, case, state.step, name, by=self.who(by), shift=shift,
                facts=Request(of, "要求"))  # fmt: skip

    @precondition(lambda self: self.cases)
    @rule(place=places, codes=st.sets(st.sampled_from((*PAPERS, "other")), max_size=3),
          for_whom=st.sets(st.sampled_from((1, 2, 3))), by=whoever, shift=shifts)  # fmt: skip
    def supplements(
        self, place: int, codes: set[str], for_whom: set[int], by: str | int, shift: int
    ) -> None:
        """Papers and confirmations."""
        case, _ = self.some(place)
        confirm = [self.citizen(number).person for number in sorted(for_whom)]
        self.do(acts.supplement, case, papers(case, sorted(codes)), by=self.who(by), shift=shift,
                confirm=confirm)  # fmt: skip

    @precondition(lambda self: self.cases)
    @rule(place=places, name=st.sampled_from(("suspend", "resume", "extend")), right=st.booleans(),
          by=officers, shift=shifts, period=st.sampled_from(("5wd", "10wd", "11wd")))  # fmt: skip
    def clocks(self, place: int, name: str, right: bool, by: str, shift: int, period: str) -> None:
        """Clocks stopped, resumed, extended."""
        case, state = self.some(place)
        post = post_of(by_digest()[state.graph], state.step) or "test.decider"
        holder = self.world.right("test.decider" if name == "extend" else post)
        more = {
            "suspend": ("public_notice",), "resume": (), "extend": ("longer", period, "复杂"),
        }[name]  # fmt: skip
        actor = holder if right else self.who(by)
        self.do(getattr(acts, name), case, *more, by=actor, shift=shift)

    @precondition(lambda self: self.cases)
    @rule(place=places, right=st.booleans(), to=officers, by=officers, accept=st.booleans(),
          shift=shifts)  # fmt: skip
    def hands(self, place: int, right: bool, to: str, by: str, accept: bool, shift: int) -> None:
        """Offered to a colleague, or to whomsoever, and answered by that one."""
        case, state = self.some(place)
        if right and state.status == "open":
            by = RIGHT[post_of(by_digest()[state.graph], state.step)]
            to = COLLEAGUE.get(by, to)
        self.do(acts.hand_over, case, self.world.staff[to], by=self.who(by), shift=shift)
        self.do(acts.answer_hand_over, case, accept, by=self.who(to), shift=shift, reason="忙")

    @precondition(lambda self: self.cases)
    @rule(place=places, number=st.sampled_from(PEOPLE), shift=shifts, score=st.integers(1, 6))
    def citizens(self, place: int, number: int, shift: int, score: int) -> None:
        """A party withdraws or rates; so does who is none."""
        case, state = self.some(place)
        by = self.citizen(number)
        if state.status == "open" and score > 3:
            self.do(acts.withdraw, case, by=by, shift=shift)
        else:
            self.do(acts.rate, case, Rated(score), by=by, shift=shift)

    @precondition(lambda self: self.cases)
    @rule(place=places, by=officers, shift=shifts)
    def oversees(self, place: int, by: str, shift: int) -> None:
        """A supervisor, or who is none, answers a rating and takes silence back; the system too."""
        case, _ = self.some(place)
        row = Rating.objects.filter(case=case).first()
        if row is not None:
            self.do(acts.answer_rating, row.id, "已改进", by=self.who(by), shift=shift)
        self.do(acts.reopen, case, Grounds("已告知"), by=self.who(by), shift=shift)
        self.do(acts.recompute, case, by=BySystem("calendar"), shift=shift)
        self.do(acts.hand_back, case, by=BySystem("duty"), shift=shift)

    @rule(days=st.integers(1, 9))
    def time_passes(self, days: int) -> None:
        """Days go by, and silence takes what is late."""
        self.today += datetime.timedelta(days=days)
        before = Entry.objects.count()
        taken = take_lawful_defaults(self.day(0))
        self.seen = None
        assert Entry.objects.count() == before + taken
        for case in self.cases:
            check_case(case, self.world, self.today)

    @precondition(lambda self: self.made)
    @rule(place=st.integers(0, 99), other=st.booleans())
    def again(self, place: int, other: bool) -> None:
        """The same key: the same answer to the same request, and no other request."""
        call, earlier, by, one = self.made[-1 - place % len(self.made)]
        if not isinstance(earlier, Done):
            return
        if other:
            call = partial(acts.suspend, earlier.case, str(uuid4()), bureau=BUREAU,
                           by=by, at=self.day(0), key=one)  # type: ignore[arg-type]  # fmt: skip
        answer = self.watched(call, self.today)
        if other:
            assert isinstance(answer, Refused) and answer.codes == ("key_reused",)
        else:
            assert isinstance(answer, Done) and answer.repeated
            assert (answer.entry, answer.seq) == (earlier.entry, earlier.seq)
