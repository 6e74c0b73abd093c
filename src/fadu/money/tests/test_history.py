"""Any random history conserves: it is played on the ledger and on a model of a few lines beside."""

import datetime
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.books import BUREAU, Place, account, freeze, post

from fadu.money import posting
from fadu.money.audit import faults
from fadu.money.book import balances, holding
from fadu.money.entries import NewPosting, red
from fadu.money.entries import posting as moving
from fadu.money.kinds import KINDS
from fadu.money.models import Posting
from fadu.money.statement import statement, trial_balance
from fadu.record.moment import SHANGHAI, Moment, moment

pytestmark = pytest.mark.django_db
FIRST = moment(2020, 3, 1)
KIND_NAMES = list(KINDS)
ACCOUNTS = st.integers(0, 5)
AMOUNTS = st.integers(1, 50)
DAYS = st.integers(0, 9)
STEPS = st.one_of(
    st.tuples(
        st.just("post"),
        st.lists(st.tuples(ACCOUNTS, ACCOUNTS, AMOUNTS), min_size=1, max_size=4),
        DAYS,
        DAYS,
    ),
    st.tuples(st.just("red"), st.integers(0, 100), DAYS, DAYS),
    st.tuples(st.just("freeze"), ACCOUNTS, st.one_of(st.none(), AMOUNTS)),
    st.tuples(st.just("thaw"), st.integers(0, 10)),
)


@dataclass
class Model:
    """What the ledger should be: balances on each own side, floors, freezes, what was posted."""

    accounts: list[UUID]
    signs: list[int]
    floored: list[bool]
    balance: list[int] = field(default_factory=lambda: [0] * 6)
    frozen: dict[UUID, tuple[int, int | None]] = field(default_factory=dict)
    posted: list[tuple[NewPosting, int, int]] = field(default_factory=list)
    taken: set[UUID] = field(default_factory=set)
    kept: list[tuple[int, int, int, Moment]] = field(default_factory=list)

    def move(self, rows: list[tuple[int, int, int]]) -> bool:
        """Move amounts; False, and nothing moved, when the database has to refuse."""
        after = list(self.balance)
        for debit, credit, amount in rows:
            if debit == credit:
                return False
            for place, effect in ((debit, amount), (credit, -amount)):
                effect *= self.signs[place]
                after[place] += effect
                if self.floored[place] and after[place] < 0:
                    return False
                if effect < 0 and not self.may_go_down_to(place, after[place]):
                    return False
        self.balance = after
        return True

    def may_go_down_to(self, place: int, balance: int) -> bool:
        """What the freezes of an account leave free."""
        held = [amount for where, amount in self.frozen.values() if where == place]
        return not held or (None not in held and sum(a for a in held if a is not None) <= balance)


def when(late: int, on: int) -> Moment:
    """A legal day, recorded on it or later."""
    recorded = datetime.datetime(2020, 3, 1 + on + late, 10, tzinfo=SHANGHAI)
    return Moment(datetime.date(2020, 3, 1 + on), recorded)


def accepted(rows: list[NewPosting], at: Moment) -> bool:
    try:
        with transaction.atomic():
            post(*rows, when=at)
    except IntegrityError:
        return False
    return True


def play(model: Model, step: tuple[Any, ...]) -> None:
    """One step on both; they must agree on whether it may be."""
    match step:
        case ("post", rows, late, on):
            made = [moving(model.accounts[d], model.accounts[c], a) for d, c, a in rows]
            at = when(late, on)
            allowed = model.move(rows)
            assert accepted(made, at) == allowed
            if allowed:
                model.posted += [(one, d, c) for one, (d, c, _) in zip(made, rows, strict=True)]
                model.kept += [(d, c, a, at) for d, c, a in rows]
        case ("red", which, late, on) if model.posted:
            one, debit, credit = model.posted[which % len(model.posted)]
            at = when(late, on)
            once = one.id not in model.taken
            allowed = once and model.move([(debit, credit, -one.amount)])
            assert accepted([red(one)], at) == allowed
            if allowed:
                model.taken.add(one.id)
                model.kept.append((debit, credit, -one.amount, at))
        case ("freeze", where, amount):
            model.frozen[freeze(model.accounts[where], amount)] = (where, amount)
        case ("thaw", which) if model.frozen:
            one = list(model.frozen)[which % len(model.frozen)]
            posting.thaw(one, Place())
            del model.frozen[one]


@settings(max_examples=60)
@given(
    kinds=st.lists(st.sampled_from(KIND_NAMES), min_size=6, max_size=6),
    floors=st.lists(st.booleans(), min_size=6, max_size=6),
    steps=st.lists(STEPS, max_size=14),
    period=st.tuples(DAYS, DAYS, st.integers(0, 20)),
)
def test_any_history_conserves(
    kinds: list[str], floors: list[bool], steps: list[tuple[Any, ...]], period: tuple[int, int, int]
) -> None:
    with transaction.atomic():
        opened = [account(k, floored=f, when=FIRST) for k, f in zip(kinds, floors, strict=True)]
        signs = [1 if KINDS[kind].side == "debit" else -1 for kind in kinds]
        model = Model(opened, signs, floors)
        for step in steps:
            play(model, step)
        agree(model)
        statements_agree(model, *period)
        transaction.set_rollback(True)


def agree(model: Model) -> None:
    """Balances, freezes and the audit are what the model says."""
    assert balances(BUREAU) == dict(zip(model.accounts, model.balance, strict=True))
    for place, one in enumerate(model.accounts):
        assert holding(one).frozen == (place in [where for where, _ in model.frozen.values()])
    assert faults(BUREAU) == []
    assert Posting.objects.count() == len(model.kept)


def statements_agree(model: Model, first: int, last: int, known: int) -> None:
    """Every account's statement of a period, as known on a day, is the sum of what was kept."""
    days = [datetime.date(2020, 3, 1 + one) for one in (min(first, last), max(first, last), known)]
    start, end, seen = days
    for place, one in enumerate(model.accounts):
        moves = [
            (at.on, model.signs[place] * (amount if place == debit else -amount))
            for debit, credit, amount, at in model.kept
            if place in (debit, credit) and at.recorded_at.date() <= seen
        ]
        made = statement(one, start, end, known_on=seen)
        assert made.opening == sum(effect for on, effect in moves if on < start)
        assert made.closing == sum(effect for on, effect in moves if on <= end)
        assert made.closing == made.opening + sum(row.effect for row in made.rows)
        assert len(made.rows) == sum(start <= on <= end for on, _ in moves)
    rows = trial_balance(BUREAU, end, known_on=seen)
    assert sum(row.debits for row in rows) == sum(row.credits for row in rows)


def test_control_a_ledger_that_forgets_a_freeze_disagrees_with_the_model() -> None:
    """The property bites: a model that knows of no freeze and a ledger that does, part ways."""
    opened = [account("treasury", when=FIRST) for _ in range(6)]
    model = Model(opened, [1] * 6, [False] * 6)
    freeze(opened[0])
    with pytest.raises(AssertionError):
        play(model, ("post", [(1, 0, 5)], 0, 0))
