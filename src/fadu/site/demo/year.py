"""A year of transfers, played act by act in the order of time.

Each case is a script: a generator that acts and says when it goes on. A heap runs whichever is
next, so that entries are written in the order of their moments, as in life.
"""

import dataclasses
import datetime
import heapq
import io
import random
from collections.abc import Callable, Iterator
from itertools import chain
from uuid import UUID

from django.db import transaction

from fadu.law.calendar import Calendar
from fadu.procedure.acts import open, rate, supplement, withdraw
from fadu.procedure.blocks.decision import Reasons
from fadu.procedure.duties import take_lawful_defaults
from fadu.procedure.facts import Fen, NoFacts
from fadu.procedure.models import Case
from fadu.procedure.opening import Applicant
from fadu.procedure.rating import Rated
from fadu.record.actor import ByOfficer, ByParty
from fadu.record.evidence import Stored, keep_as
from fadu.record.ids import new_id
from fadu.record.inspection.verdict import PDF
from fadu.record.moment import SHANGHAI, Moment
from fadu.registers.realestate.procedures import TransfereeFacts, TransferFacts
from fadu.registers.realestate.rules import CoOwnership
from fadu.site.demo.cast import BUREAU
from fadu.site.demo.documents import documents
from fadu.site.demo.founding import People, Unit, expect, step
from fadu.site.demo.occasions import occasions
from fadu.site.demo.scans import scan_of

PAPERS = ("application", "identity", "certificate", "contract", "tax_proof")
FIRST_DAY = datetime.date(2020, 1, 2)
# Acts that share one transaction, each in a savepoint of its own.
GROUP = 400

# How many parties leave without a word, and what the dissatisfied write.
_SILENT = 0.6
_COMPLAINT = "在窗口等候的时间太长。"

Script = Iterator[Moment]
_CALENDAR = Calendar.shipped()


def play(
    units: list[Unit],
    cases: int,
    until: datetime.date,
    staff: dict[str, UUID],
    dice: random.Random,
    people: People,
    progress: Callable[[int], None],
) -> int:
    """Play `cases` transfers, and what else happens, up to (not including) the day `until`; the
    number of acts done.
    """
    days = _working_days(FIRST_DAY, until)
    free = [unit for unit in units if not unit.row.restriction]
    sealed = [unit for unit in units if unit.row.restriction]
    queue: list[tuple[datetime.datetime, int, Script | None]] = []
    for number in range(cases):
        when = _some_time(days[number * len(days) // cases], dice)
        trouble = dice.random() < 0.04 and sealed
        unit = dice.choice(sealed) if trouble else free[number % len(free)]
        script = _Case(unit, staff, dice, people, number).play(when)
        queue.append((when.recorded_at, number, script))
    for place, day in enumerate(days):
        morning = datetime.datetime.combine(day, datetime.time(8, 30), SHANGHAI)
        queue.append((morning, cases + place, None))
    others = enumerate(chain(occasions(staff), documents(staff)), start=cases + len(days))
    queue += [(at.recorded_at, place, script) for place, (at, script) in others]
    heapq.heapify(queue)
    end = datetime.datetime.combine(until, datetime.time(), SHANGHAI)
    acts = 0
    while queue and queue[0][0] < end:
        with transaction.atomic():
            for _ in range(GROUP):
                if not queue or queue[0][0] >= end:
                    break
                acts += _next(queue)
        progress(acts)
    return acts


def _next(queue: list[tuple[datetime.datetime, int, Script | None]]) -> int:
    when, number, script = heapq.heappop(queue)
    if script is None:
        return take_lawful_defaults(Moment(when.date(), when))
    later = next(script, None)
    if later is not None:
        heapq.heappush(queue, (later.recorded_at, number, script))
    return 1


def _working_days(first: datetime.date, until: datetime.date) -> list[datetime.date]:
    span = ((first + datetime.timedelta(days=n)) for n in range((until - first).days))
    return [day for day in span if _CALENDAR.is_working_day(day)]


def _some_time(day: datetime.date, dice: random.Random) -> Moment:
    second = dice.randrange(9 * 3600, 16 * 3600)
    clock = datetime.time(second // 3600, second // 60 % 60, second % 60, dice.randrange(10**6))
    return Moment(day, datetime.datetime.combine(day, clock, SHANGHAI))


class _Case:
    """One transfer: who sells what to whom, and how it goes."""

    def __init__(
        self, unit: Unit, staff: dict[str, UUID], dice: random.Random, people: People, number: int
    ) -> None:
        self.unit, self.staff, self.dice, self.number = unit, staff, dice, number
        buyers = dice.choices((1, 2), (7, 3))[0]
        self.kind = CoOwnership.SOLE
        share = TransfereeFacts()
        if buyers == 2:
            self.kind = dice.choice((CoOwnership.JOINT, CoOwnership.SHARES))
        if self.kind is CoOwnership.SHARES:
            share = TransfereeFacts(1, 2)
        self.buyers = [
            dataclasses.replace(people.next("transferee"), facts=share) for _ in range(buyers)
        ]
        self.turn = dice.random()
        self.case: UUID = new_id()

    def officer(self, post: str) -> ByOfficer:
        """One of the two officers in a post, for this case always the same."""
        second = self.number % 3 == 0 and post != "head"
        return ByOfficer(self.staff[f"{post}2" if second else post])

    def later(self, at: Moment, days: int) -> Moment:
        """Some time on the n-th working day after."""
        day = _CALENDAR.add_working_days(at.on, days) if days else at.on
        then = _some_time(day, self.dice)
        return then if then.recorded_at > at.recorded_at else self._a_bit(at)

    def _a_bit(self, at: Moment) -> Moment:
        instant = at.recorded_at + datetime.timedelta(minutes=self.dice.randrange(3, 25))
        return Moment(instant.date(), instant)

    def papers(self, codes: tuple[str, ...]) -> dict[str, list[Stored]]:
        """One scan in the case's folder, handed in for each of the codes."""
        scan = keep_as(BUREAU, self.case, io.BytesIO(scan_of(f"case {self.number}")), PDF)
        return {code: [dataclasses.replace(scan, id=new_id())] for code in codes}

    def play(self, at: Moment) -> Script:
        """From the opening to the end; yields when it goes on."""
        silent = self.turn < 0.01
        incomplete = 0.01 <= self.turn < 0.13
        codes = PAPERS[:3] if incomplete else PAPERS
        self.open(at, codes)
        if silent:
            yield self.later(at, 2)
            return
        at = self._a_bit(at)
        yield at
        if self.turn > 0.985:
            self.take("receive", "decline", "window", at)
            return
        if incomplete:
            self.take("receive", "notice", "window", at)
            at = self.later(at, self.dice.randrange(1, 6))
            yield at
            yield from self._supplement(at)
            return
        self.take("receive", "accept", "window", at)
        yield from self._after_acceptance(at)

    def _supplement(self, at: Moment) -> Script:
        self.add(self.papers(PAPERS[3:]), at)
        at = self._a_bit(at)
        yield at
        self.take("supplement", "supplemented", "window", at)
        at = self._a_bit(at)
        yield at
        self.take("receive", "accept", "window", at)
        yield from self._after_acceptance(at)

    def _after_acceptance(self, at: Moment) -> Script:
        slow = self.dice.random() < 0.03
        at = self.later(at, self.dice.randrange(6, 12) if slow else self.dice.randrange(1, 3))
        yield at
        if 0.95 < self.turn <= 0.985:
            yield from self._withdraw(at)
            return
        self.take("examine", "pass", "examiner", at)
        at = self.later(at, 1)
        yield at
        if self.unit.row.restriction:
            yield from self._refuse(at)
            return
        self.take("enter", "entered", "registrar", at)
        self.unit.holders = tuple(
            dataclasses.replace(buyer, role="holder", present=True) for buyer in self.buyers
        )
        at = self.later(at, self.dice.randrange(0, 2))
        yield at
        self.take("issue", "issued", "window", at)
        yield from self._rate(at)

    def _rate(self, at: Moment) -> Script:
        """Some parties say how it went; their own dice, so that nothing else of the year moves."""
        dice = random.Random(f"rating {self.number}")
        case = Case.objects.get(bureau=BUREAU, id=self.case)
        for place, party in enumerate(case.state.parties):
            if dice.random() < _SILENT:
                continue
            at = self._a_bit(at)
            yield at
            (score,) = dice.choices((5, 4, 3, 2, 1), (70, 20, 6, 3, 1))
            text = _COMPLAINT if score <= 2 else ""
            stated = Rated(score, text, anonymous=dice.random() < 0.5)
            key, by = f"demo:{self.case}:rate:{place}", ByParty(party.person)
            expect(rate(self.case, stated, bureau=BUREAU, by=by, at=at, key=key))

    def _refuse(self, at: Moment) -> Script:
        self.take("enter", "refuse", "registrar", at)
        at = self.later(at, 0)
        yield at
        reasons = Reasons("该不动产已被人民法院查封，查封期间不得办理转移登记。")
        self.take("refused", "served", "registrar", at, reasons)

    def _withdraw(self, at: Moment) -> Script:
        case = Case.objects.get(bureau=BUREAU, id=self.case)
        for place, party in enumerate(case.state.parties):
            key = f"demo:{self.case}:withdraw:{place}"
            by = ByParty(party.person)
            expect(withdraw(self.case, bureau=BUREAU, by=by, at=at, key=key))
            at = self._a_bit(at)
            yield at

    def open(self, at: Moment, codes: tuple[str, ...]) -> None:
        """Open at the window, everybody present."""
        sellers = [
            dataclasses.replace(holder, role="transferor", facts=NoFacts())
            for holder in self.unit.holders
        ]
        parties: list[Applicant] = [
            dataclasses.replace(party, present=True) for party in (*sellers, *self.buyers)
        ]
        price = Fen(self.dice.randrange(180_000, 900_000) * 100)
        facts = TransferFacts(self.unit.row.code, price, at.on, self.kind)
        expect(
            open(
                "realestate.transfer", facts, bureau=BUREAU, by=self.officer("window"), at=at,
                key=f"demo:case:{self.number}", applicants=parties, papers=self.papers(codes),
                case=self.case,
            )
        )  # fmt: skip

    def add(self, papers: dict[str, list[Stored]], at: Moment) -> None:
        """Papers brought to the window."""
        key = f"demo:{self.case}:supplement"
        by = self.officer("window")
        expect(supplement(self.case, papers, bureau=BUREAU, by=by, at=at, key=key))

    def take(self, name: str, outcome: str, post: str, at: Moment, facts: object = None) -> None:
        """A step by one of the officers in a post."""
        step(self.case, name, outcome, self.officer(post), at, facts)
