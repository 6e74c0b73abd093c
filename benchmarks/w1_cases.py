"""The cases of W1: a bureau, and applications that take eight acts from counter to closed file.

    notice → supplement → supplemented → accept → suspend → resume → refuse → served

Every act is the engine's alone, as the rivals' steps have no business either. `entered` and
`issued`, which write the register book, are timed apart.
"""

import datetime
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from uuid import UUID

from django.core.management import call_command
from django.db import transaction

from fadu.bureau.models import Officer
from fadu.procedure.acts import open, resume, supplement, suspend, take
from fadu.procedure.blocks.decision import Reasons
from fadu.procedure.facts import Fen
from fadu.procedure.refusal import Done
from fadu.record.actor import ByOfficer
from fadu.record.evidence import Stored, keep
from fadu.record.ids import new_id
from fadu.record.moment import Moment, moment
from fadu.registers.realestate.procedures import TransfereeFacts, TransferFacts
from fadu.registers.realestate.rules import CoOwnership
from fadu.site.demo.cast import BUREAU, STAFF
from fadu.site.demo.founding import People, Unit, enter_lists, found, stock, take_over
from fadu.site.demo.scans import scan_of
from fadu.site.demo.year import PAPERS

SEED = 511725
UNITS = 40
BUYERS = 3000  # more than one client needs
NOW = moment(2020, 3, 5)
COMPLETE = PAPERS
LATE = "tax_proof"  # the paper that is handed in late
REFUSAL = Reasons("该不动产已被人民法院查封,查封期间不得办理转移登记。")


def later(days: int) -> Moment:
    """So many days from now."""
    span = datetime.timedelta(days)
    return Moment(NOW.on + span, NOW.recorded_at + span)


Act = Callable[["Applications", UUID, str], object]


class Failed(RuntimeError):
    """The engine refused what the benchmark asks: its times would mean nothing."""


def expect(answer: object) -> Done:
    """The act must have been done."""
    if isinstance(answer, Done):
        return answer
    raise Failed(repr(answer))


def found_bureau() -> None:
    """Migrate an empty database and enter bureau, lists and some units."""
    call_command("migrate", verbosity=0)
    people = People(random.Random(SEED))
    with transaction.atomic():
        staff = found(moment(2019, 12, 30, 8))
        enter_lists(staff)
        take_over(_units(people), staff, moment(2019, 12, 31, 9), 1)


def _units(people: People) -> list[Unit]:
    return list(stock(UNITS, random.Random(SEED), people))


class Applications:
    """One client's supply of cases, its officers, and the acts they do."""

    def __init__(self, client: str) -> None:
        """Officers by login, and an endless supply of units and buyers."""
        rows = dict(Officer.objects.filter(bureau=BUREAU).values_list("staff_number", "id"))
        self.staff = {
            member.login: ByOfficer(rows[f"Q{place:03d}"])
            for place, member in enumerate(STAFF, start=1)
        }
        self._client = client
        self._turn = count()
        self._people = People(random.Random(SEED))
        self._units = [unit for unit in _units(self._people) if not unit.row.restriction]
        self._scans: dict[UUID, Stored] = {}
        for _ in range(BUYERS * int(client)):
            self._people.next("transferee")  # no two clients bring the same buyers

    def key(self) -> str:
        """A request key that no other act has."""
        return f"w1:{self._client}:{next(self._turn)}:{new_id().hex[:12]}"

    def opened(self, number: int, papers: tuple[str, ...] = COMPLETE) -> list[UUID]:
        """Open so many cases, all in one transaction: they are set up, not measured."""
        with transaction.atomic():
            return [self.open(place, papers) for place in range(number)]

    def open(self, place: int, papers: tuple[str, ...] = COMPLETE) -> UUID:
        """Open one case at the window, everybody present, papers in one scan."""
        case = new_id()
        unit = self._units[place % len(self._units)]
        sellers = [replace(holder, role="transferor") for holder in unit.holders]
        buyer = replace(self._people.next("transferee", present=True), facts=TransfereeFacts())
        facts = TransferFacts(unit.row.code, Fen(500_000_00), NOW.on, CoOwnership.SOLE)
        self._scans[case] = keep(BUREAU, case, io.BytesIO(scan_of("W1")))
        expect(
            open(
                "realestate.transfer", facts, bureau=BUREAU, by=self.staff["window"], at=NOW,
                key=self.key(), applicants=[*sellers, buyer], case=case,
                papers={code: [self.scan(case)] for code in papers},
            )
        )  # fmt: skip
        return case

    def scan(self, case: UUID) -> Stored:
        """The case's one scan, handed in once more."""
        return replace(self._scans[case], id=new_id())


def _taking(step: str, outcome: str, login: str, facts: object = None, at: Moment = NOW) -> Act:
    def act(here: Applications, case: UUID, key: str) -> object:
        by = here.staff[login]
        return take(case, step, outcome, bureau=BUREAU, by=by, at=at, key=key, facts=facts)

    return act


def _supplement(here: Applications, case: UUID, key: str) -> object:
    papers = {LATE: [here.scan(case)]}
    return supplement(case, papers, bureau=BUREAU, by=here.staff["window"], at=NOW, key=key)


def _stopping(days: int) -> Act:
    """Stop the clocks (an even number of days from now) or let them run again (an odd one)."""
    at = later(days)

    def stop(here: Applications, case: UUID, key: str) -> object:
        by = here.staff["examiner"]
        return suspend(case, "public_notice", bureau=BUREAU, by=by, at=at, key=key)

    def go_on(here: Applications, case: UUID, key: str) -> object:
        return resume(case, bureau=BUREAU, by=here.staff["examiner"], at=at, key=key)

    return go_on if days % 2 else stop


NOTICE = _taking("receive", "notice", "window")
SUPPLEMENTED = _taking("supplement", "supplemented", "window")
ACCEPT = _taking("receive", "accept", "window")
PASS = _taking("examine", "pass", "examiner")
PASS_LATE = _taking("examine", "pass", "examiner", at=later(298))
EIGHT: dict[str, Act] = {
    "notice": NOTICE,
    "supplement": _supplement,
    "supplemented": SUPPLEMENTED,
    "accept": ACCEPT,
    "suspend": _stopping(0),
    "resume": _stopping(1),
    "refuse": _taking("examine", "refuse", "examiner"),
    "served": _taking("refused", "served", "registrar", REFUSAL),
}
EFFECTIVE: dict[str, Act] = {
    "accept": ACCEPT,
    "pass": PASS,
    "entered": _taking("enter", "entered", "registrar"),
    "issued": _taking("issue", "issued", "window"),
}
INCOMPLETE = tuple(code for code in COMPLETE if code != LATE)


def lengthened_by_notices(acts: int) -> Iterator[Act]:
    """Acts that make a case longer by notices and supplements, and end with its acceptance."""
    for turn in range(acts - 2):
        yield SUPPLEMENTED if turn % 2 else NOTICE
    yield from (_supplement, ACCEPT)


def lengthened_by_stops(acts: int) -> Iterator[Act]:
    """Acts that make a case longer by stopping and starting its clocks."""
    yield from (_supplement, ACCEPT)
    for days in range(acts - 2):
        yield _stopping(days)
