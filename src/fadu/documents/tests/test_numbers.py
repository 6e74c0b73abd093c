"""Numbers without gap and without double, drawn by racing threads with random rollbacks."""

import random
import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from fadu.documents.models import Sequence
from fadu.documents.numbers import draw, drawn_already, reference_number

THREADS = 16
DRAWS = 50
COUNTY, NAME, YEAR = "511725", "realestate.certificate", 2020


class Undone(Exception):
    """The act that drew the number failed."""


def draw_in_act(fails: bool) -> int | None:
    """As built: drawn inside the act, given back when the act fails."""
    try:
        with transaction.atomic():
            number = draw(COUNTY, NAME, YEAR)
            if fails:
                raise Undone
    except Undone:
        return None
    return number


def read_then_write(fails: bool) -> int | None:
    """The control: read the last number, add one, write it back, each by itself."""
    last = Sequence.objects.filter(bureau=COUNTY, name=NAME, year=YEAR)
    number = last.values_list("last", flat=True).get() + 1
    if fails:
        return None
    last.update(last=number)
    return number


def race(how: Callable[[bool], int | None], seed: int) -> list[int]:
    """What THREADS threads keep of DRAWS draws each, a third of which fail."""
    kept: list[int] = []
    start = threading.Barrier(THREADS)

    def draw_all(which: int) -> None:
        dice = random.Random(seed + which)
        start.wait()
        for _ in range(DRAWS):
            number = how(dice.random() < 1 / 3)
            if number is not None:
                kept.append(number)
        connection.close()

    threads = [threading.Thread(target=draw_all, args=(which,)) for which in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(kept)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_racing_threads_leave_no_gap_and_no_double() -> None:
    seed = random.randrange(10**6)
    kept = race(draw_in_act, seed)
    assert len(kept) > THREADS * DRAWS / 3, f"seed {seed}"
    assert kept == list(range(1, len(kept) + 1)), f"seed {seed}"
    assert Sequence.objects.get().last == len(kept)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_control_reading_then_writing_doubles_numbers() -> None:
    Sequence.objects.create(bureau=COUNTY, name=NAME, year=YEAR, last=0)
    kept = race(read_then_write, 0)
    assert len(set(kept)) < len(kept), "the control doubled nothing: the test does not bite"


@pytest.mark.django_db
def test_each_bureau_name_and_year_counts_by_itself() -> None:
    assert [draw(COUNTY, NAME, 2020) for _ in range(3)] == [1, 2, 3]
    assert draw(COUNTY, NAME, 2021) == 1
    assert draw(COUNTY, "case", 2020) == 1
    assert draw("511724", NAME, 2020) == 1
    assert draw(COUNTY, NAME, 2020) == 4


@pytest.mark.django_db(transaction=True)
def test_no_number_is_drawn_outside_an_act() -> None:
    with pytest.raises(TransactionManagementError):
        draw(COUNTY, NAME, YEAR)
    assert not Sequence.objects.exists()


@pytest.mark.django_db
def test_after_a_rebuild_no_number_is_given_again() -> None:
    for number in (3, 7, 5):
        drawn_already(COUNTY, NAME, YEAR, number)
    assert draw(COUNTY, NAME, YEAR) == 8


def test_a_reference_number_is_written_after_the_standard() -> None:
    assert reference_number("渠自然资发", 2020, 12) == "渠自然资发〔2020〕12号"
