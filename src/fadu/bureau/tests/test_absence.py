"""Who stands in while an officer is away: to the day, and nobody for a deputy."""

import datetime
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from fadu.bureau.authority import Standing, holders, posts_of, standing_of, supervises
from fadu.bureau.models import Absence, Officer, StandingDeputy
from fadu.bureau.tests.test_bureau import BUREAU, DAY, appoint, officer, post

pytestmark = pytest.mark.django_db

FIRST, LAST = datetime.date(2020, 5, 6), datetime.date(2020, 5, 8)
BACK = LAST + DAY


def away(
    who: Officer,
    deputy: Officer | None,
    since: datetime.date = FIRST,
    until: datetime.date = BACK,
) -> Absence:
    return Absence.objects.create(
        id=uuid4(), bureau=BUREAU, officer=who, deputy=deputy, reason="leave", since=since,
        until=until, case=uuid4(),
    )  # fmt: skip


def standing(who: Officer, on: datetime.date) -> Standing:
    return standing_of(BUREAU, who.id, on)


@pytest.fixture
def pair(db: None) -> tuple[Officer, Officer]:
    """An examiner who leads the section, and a window clerk who may stand in for him."""
    examiner, clerk = officer("Q001"), officer("Q002")
    appoint(examiner, post("examiner", supervises=True))
    appoint(clerk, post("window"))
    return examiner, clerk


@pytest.mark.parametrize(
    ("on", "absent"),
    [(FIRST - DAY, False), (FIRST, True), (LAST, True), (BACK, False), (BACK + DAY, False)],
)
def test_the_post_goes_to_the_deputy_for_these_days_and_comes_back_by_itself(
    pair: tuple[Officer, Officer], on: datetime.date, absent: bool
) -> None:
    examiner, clerk = pair
    away(examiner, clerk)
    assert posts_of(BUREAU, examiner.id, on) == (set() if absent else {"examiner"})
    assert posts_of(BUREAU, clerk.id, on) == ({"window", "examiner"} if absent else {"window"})
    assert list(holders(BUREAU, "examiner", on)) == [clerk if absent else examiner]
    assert supervises(BUREAU, clerk.id, on) is absent
    assert standing(clerk, on).tasks_of == ({clerk.id, examiner.id} if absent else {clerk.id})
    assert standing(examiner, on).tasks_of == (set() if absent else {examiner.id})
    assert standing(examiner, on).away_until == (BACK if absent else None)
    assert standing(clerk, on).person == clerk.person
    assert standing(clerk, on).in_place_of("examiner") == (examiner.id if absent else None)
    assert standing(clerk, on).in_place_of("window") is None


def test_being_away_takes_nobodys_reading(pair: tuple[Officer, Officer]) -> None:
    examiner, clerk = pair
    away(examiner, clerk)
    assert standing(examiner, FIRST).reads == {"examiner"}
    assert supervises(BUREAU, examiner.id, FIRST)


def test_there_is_no_deputy_of_a_deputy(pair: tuple[Officer, Officer]) -> None:
    examiner, clerk = pair
    third = officer("Q003")
    away(examiner, clerk)
    away(clerk, third, LAST, BACK)
    assert posts_of(BUREAU, clerk.id, LAST) == set()
    assert posts_of(BUREAU, third.id, LAST) == {"window"}
    assert not holders(BUREAU, "examiner", LAST).exists()
    assert posts_of(BUREAU, clerk.id, FIRST) == {"window", "examiner"}


def test_without_a_deputy_the_post_is_held_by_nobody(pair: tuple[Officer, Officer]) -> None:
    examiner, clerk = pair
    away(examiner, None)
    assert not holders(BUREAU, "examiner", FIRST).exists()
    assert posts_of(BUREAU, clerk.id, FIRST) == {"window"}


def test_who_holds_the_post_himself_acts_for_another_only_in_what_was_handed_to_him() -> None:
    first, second, where = officer("Q001"), officer("Q002"), post("examiner")
    appoint(first, where)
    appoint(second, where)
    away(first, second)
    there = standing(second, FIRST)
    assert there.in_place_of("examiner") is None
    assert there.in_place_of("examiner", second.id) is None
    assert there.in_place_of("examiner", first.id) == first.id
    assert list(holders(BUREAU, "examiner", FIRST)) == [second]


def test_an_absence_of_another_bureau_gives_nothing_here(pair: tuple[Officer, Officer]) -> None:
    examiner, clerk = pair
    row = away(examiner, clerk)
    Absence.objects.filter(id=row.id).update(bureau="511702")
    assert posts_of(BUREAU, clerk.id, FIRST) == {"window"}
    assert posts_of(BUREAU, examiner.id, FIRST) == {"examiner"}


def test_an_act_asks_once(pair: tuple[Officer, Officer]) -> None:
    examiner, clerk = pair
    away(examiner, clerk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        standing(clerk, FIRST)
    assert len(asked) == 1


def test_control_the_database_refuses_absences_that_cannot_be(
    pair: tuple[Officer, Officer],
) -> None:
    examiner, clerk = pair
    away(examiner, clerk)
    faults = (
        (examiner, None, FIRST, BACK),
        (clerk, None, LAST, FIRST),
        (clerk, clerk, FIRST, BACK),
    )
    for fault in faults:
        with pytest.raises(IntegrityError), transaction.atomic():
            away(*fault)


def test_control_the_database_holds_one_standing_deputy(pair: tuple[Officer, Officer]) -> None:
    examiner, clerk = pair

    def named(deputy: UUID, until: datetime.date | None = None) -> None:
        StandingDeputy.objects.create(
            id=uuid4(), bureau=BUREAU, officer=examiner, deputy_id=deputy, since=FIRST,
            until=until, case=uuid4(),
        )  # fmt: skip

    named(clerk.id)
    for deputy, until in ((clerk.id, None), (examiner.id, BACK), (clerk.id, FIRST - DAY)):
        with pytest.raises(IntegrityError), transaction.atomic():
            named(deputy, until)
