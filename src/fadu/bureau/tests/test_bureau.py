"""Who may act on a day: by dated appointment, to the day."""

import datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from fadu.bureau.authority import appointments_on, holders, posts_of, supervises
from fadu.bureau.models import (
    Account,
    Appointment,
    Bureau,
    IncompatiblePosts,
    Officer,
    Post,
    Section,
)

pytestmark = pytest.mark.django_db

BUREAU, OTHER_BUREAU = "511725", "511702"
FIRST, LAST = datetime.date(2020, 3, 2), datetime.date(2020, 6, 30)
END = LAST + datetime.timedelta(days=1)
DAY = datetime.timedelta(days=1)


def section(bureau: str = BUREAU, code: str = "main") -> Section:
    return Section.objects.create(
        id=uuid4(), bureau=bureau, code=code, name_zh="办公室", name_en="Office"
    )


def post(code: str, *, bureau: str = BUREAU, supervises: bool = False) -> Post:
    where = Section.objects.filter(bureau=bureau).first() or section(bureau)
    return Post.objects.create(
        id=uuid4(), bureau=bureau, code=code, section=where, name_zh=code, name_en=code,
        supervises=supervises,
    )  # fmt: skip


def officer(number: str = "Q001", bureau: str = BUREAU) -> Officer:
    return Officer.objects.create(
        id=uuid4(), bureau=bureau, person=uuid4(), staff_number=number, name=f"officer {number}"
    )


def appoint(
    who: Officer,
    where: Post,
    since: datetime.date = FIRST,
    until: datetime.date | None = None,
) -> Appointment:
    return Appointment.objects.create(
        id=uuid4(), bureau=who.bureau, officer=who, post=where, since=since, until=until,
        held_since=since,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "held"),
    [(FIRST - DAY, False), (FIRST, True), (LAST, True), (END, False), (END + DAY, False)],
)
def test_a_post_is_held_from_the_first_to_the_last_day(on: datetime.date, held: bool) -> None:
    who, examiner = officer(), post("examiner", supervises=True)
    appoint(who, examiner, FIRST, END)
    assert posts_of(BUREAU, who.id, on) == (frozenset({"examiner"}) if held else frozenset())
    assert list(holders(BUREAU, "examiner", on)) == ([who] if held else [])
    assert supervises(BUREAU, who.id, on) is held
    assert appointments_on(BUREAU, on).exists() is held


def test_an_open_appointment_has_no_last_day() -> None:
    who = officer()
    appoint(who, post("examiner"))
    assert posts_of(BUREAU, who.id, datetime.date(2099, 12, 31)) == {"examiner"}


def test_all_posts_of_a_day_and_no_others() -> None:
    who, other = officer("Q001"), officer("Q002")
    window, examiner, legal = post("window"), post("examiner"), post("legal")
    appoint(who, window)
    appoint(who, legal, END)
    appoint(other, examiner)
    assert posts_of(BUREAU, who.id, FIRST) == {"window"}
    assert posts_of(BUREAU, who.id, END) == {"window", "legal"}
    assert posts_of(BUREAU, uuid4(), FIRST) == frozenset()


def test_a_post_of_another_bureau_gives_nothing_here() -> None:
    there = officer(bureau=OTHER_BUREAU)
    appoint(there, post("examiner", bureau=OTHER_BUREAU))
    post("examiner")
    assert posts_of(OTHER_BUREAU, there.id, FIRST) == {"examiner"}
    assert posts_of(BUREAU, there.id, FIRST) == frozenset()
    assert not holders(BUREAU, "examiner", FIRST).exists()


def test_only_a_supervising_post_supervises() -> None:
    who, head = officer("Q001"), officer("Q002")
    appoint(who, post("examiner"))
    appoint(head, post("head", supervises=True))
    assert supervises(BUREAU, head.id, FIRST)
    assert not supervises(BUREAU, who.id, FIRST)
    assert not supervises(OTHER_BUREAU, head.id, FIRST)


def test_control_an_appointment_cannot_end_before_it_begins() -> None:
    who, examiner = officer(), post("examiner")
    with pytest.raises(IntegrityError, match="appointment_ends_after"), transaction.atomic():
        appoint(who, examiner, FIRST, FIRST - DAY)
    assert appoint(who, examiner, FIRST, FIRST)  # called off before it began
    assert not posts_of(BUREAU, who.id, FIRST)
    assert appoint(who, examiner, FIRST, FIRST + DAY)


def test_control_the_same_appointment_cannot_stand_twice() -> None:
    who, examiner = officer(), post("examiner")
    appoint(who, examiner, FIRST, END)
    with pytest.raises(IntegrityError), transaction.atomic():
        appoint(who, examiner, FIRST)
    assert appoint(who, examiner, END)


def test_control_codes_and_numbers_are_given_once_per_bureau() -> None:
    post("examiner")
    section(code="second")
    officer("Q001")
    for again in (
        lambda: post("examiner"),
        lambda: section(code="second"),
        lambda: officer("Q001"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again()
    assert post("examiner", bureau=OTHER_BUREAU)
    assert officer("Q001", bureau=OTHER_BUREAU)


def test_control_a_person_is_one_officer_and_a_pair_is_kept_once() -> None:
    who = officer("Q001")
    with pytest.raises(IntegrityError), transaction.atomic():
        Officer.objects.create(
            id=uuid4(), bureau=BUREAU, person=who.person, staff_number="Q002", name="again"
        )
    pair = {"bureau": BUREAU, "first": "legal", "second": "director"}
    IncompatiblePosts.objects.create(id=uuid4(), **pair)
    with pytest.raises(IntegrityError), transaction.atomic():
        IncompatiblePosts.objects.create(id=uuid4(), **pair)


def test_names_come_in_both_languages() -> None:
    bureau = Bureau(code=BUREAU, name_zh="渠县自然资源局", name_en="Qu County Bureau")
    assert (bureau.name.zh, bureau.name.en) == ("渠县自然资源局", "Qu County Bureau")
    assert str(bureau) == "渠县自然资源局"


def test_an_officer_signs_in_by_the_own_user_name() -> None:
    account = Account(bureau=BUREAU, username="zhao", officer=officer())
    account.set_password("渠江 2020")
    account.save()
    assert Account.objects.get_by_natural_key("zhao").check_password("渠江 2020")
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.create(bureau=BUREAU, username="zhao", officer=officer("Q002"))
