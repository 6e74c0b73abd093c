"""Who holds what over which days: own posts, deputies, and the cases that gave and took them."""

import datetime
from uuid import UUID, uuid4

import pytest

from fadu.bureau.authority import holders, posts_of, standing_of
from fadu.bureau.holdings import DEPUTY, FIXED_PAIRS, holding_both, holdings, holdings_on
from fadu.bureau.holdings import incompatible as pairs_of
from fadu.bureau.models import Absence, IncompatiblePosts, Officer
from fadu.bureau.tests.test_bureau import BUREAU, DAY, END, FIRST, appoint, officer, post

pytestmark = pytest.mark.django_db

GAVE, TOOK = uuid4(), uuid4()


def away(who: Officer, deputy: Officer | None, since: datetime.date, days: int) -> UUID:
    """An absence of so many days; the case that entered it."""
    return Absence.objects.create(
        id=uuid4(), bureau=BUREAU, officer=who, deputy=deputy, reason="trip", since=since,
        until=since + DAY * days, case=uuid4(),
    ).case  # fmt: skip


def test_a_holding_says_from_when_to_when_and_by_which_cases() -> None:
    who = officer()
    row = appoint(who, post("examiner", supervises=True), FIRST, END)
    type(row).objects.filter(id=row.id).update(case=GAVE, ended_by=TOOK)
    (held,) = holdings(BUREAU, FIRST)
    assert (held.officer, held.post, held.how) == (who.id, "examiner", "regular")
    assert (held.since, held.until, held.given_by, held.taken_by) == (FIRST, END, GAVE, TOOK)
    assert held.supervises and held.person == who.person and held.in_place_of is None
    assert not holdings(BUREAU, END) and not holdings_on(BUREAU, FIRST - DAY)
    assert holdings_on(BUREAU, END - DAY) == (held,)


def test_a_deputy_holds_what_the_absent_one_holds_on_these_days() -> None:
    who, deputy = officer("Q001"), officer("Q002")
    appoint(who, post("examiner"))
    appoint(deputy, post("window"))
    case = away(who, deputy, FIRST + DAY, 2)
    held = [one for one in holdings(BUREAU, FIRST) if one.how == DEPUTY]
    assert [(one.officer, one.post, one.in_place_of) for one in held] == [
        (deputy.id, "examiner", who.id)
    ]
    assert (held[0].since, held[0].until) == (FIRST + DAY, FIRST + DAY * 3)
    assert held[0].given_by == case
    assert len(holdings_on(BUREAU, FIRST)) == 2 and len(holdings_on(BUREAU, FIRST + DAY)) == 3


def test_each_day_agrees_with_what_authority_says_at_an_act() -> None:
    staff = [officer(f"Q00{n}") for n in range(1, 5)]
    for who, code in zip(staff, ("a", "b", "c", "d"), strict=True):
        appoint(who, post(code), FIRST, FIRST + DAY * 8)
    away(staff[0], staff[1], FIRST + DAY, 3)
    away(staff[2], staff[1], FIRST + DAY * 2, 9)
    away(staff[3], None, FIRST, 5)
    Officer.objects.filter(id=staff[1].id).update(left=FIRST + DAY * 4)
    for n in range(10):
        on = FIRST + DAY * n
        for who in staff[:1] + staff[2:]:
            told = {one.post for one in holdings_on(BUREAU, on) if one.officer == who.id}
            assert told == standing_of(BUREAU, who.id, on).reads, on
        through = {one.post for one in holdings_on(BUREAU, on) if one.how == DEPUTY}
        assert through == set(standing_of(BUREAU, staff[1].id, on).through), on


def test_who_has_left_holds_nothing_also_for_others() -> None:
    who, gone = officer("Q001"), officer("Q002")
    appoint(who, post("examiner"))
    appoint(gone, post("window"))
    away(who, gone, FIRST, 5)
    Officer.objects.filter(id=gone.id).update(left=FIRST + DAY)
    assert posts_of(BUREAU, gone.id, FIRST) == {"window", "examiner"}
    assert not posts_of(BUREAU, gone.id, FIRST + DAY)
    assert not holders(BUREAU, "examiner", FIRST + DAY).exists()
    assert [one.until for one in holdings(BUREAU, FIRST) if one.how == DEPUTY] == [FIRST + DAY]


def test_two_posts_in_one_hand_are_found_only_on_common_days() -> None:
    who, other = officer("Q001"), officer("Q002")
    appoint(who, post("examiner"), FIRST, END)
    appoint(who, post("registrar"), END)
    assert not list(holding_both(holdings(BUREAU, FIRST), "examiner", "registrar"))
    appoint(other, post("window"))
    away(who, other, FIRST, 3)
    found = list(holding_both(holdings(BUREAU, FIRST), "window", "examiner"))
    assert [(one.officer, two.how) for one, two in found] == [(other.id, DEPUTY)]


def test_the_three_administrators_always_exclude_each_other() -> None:
    IncompatiblePosts.objects.create(id=uuid4(), bureau=BUREAU, first="a", second="b")
    assert pairs_of(BUREAU) == (("a", "b"), *FIXED_PAIRS)
    assert {frozenset(pair) for pair in FIXED_PAIRS} == {
        frozenset({"admin.system", "admin.security"}),
        frozenset({"admin.system", "admin.audit"}),
        frozenset({"admin.security", "admin.audit"}),
    }
