"""A figure equals its rows; its digest holds; what is entered later shows as drift."""

import datetime
from dataclasses import replace
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from django.db.models import BooleanField, Case, ExpressionWrapper, F, IntegerField, Q, Value, When

from fadu.figures import measure, registry
from fadu.figures.count import NotItsRows, drift, parts_of, recount, value_of
from fadu.figures.figure import Column, Figure, Part
from fadu.figures.scope import Period, Scope
from fadu.law.words import Words
from fadu.record.actor import BySystem
from fadu.record.append import Draft, append
from fadu.record.ids import new_id
from fadu.record.moment import SHANGHAI, Moment, moment

pytestmark = pytest.mark.django_db

BUREAU = "511725"
LATE = moment(2021, 3, 1)
UNIT = Words("条", "entries")


def recorded(on: datetime.date, at: Moment, kind: str = "test.done") -> UUID:
    """One entry of a case of its own: happened `on`, entered `at`."""
    entry = new_id()
    append(
        Draft(
            bureau=BUREAU,
            case=new_id(),
            kind=kind,
            by=BySystem("test"),
            at=Moment(on, at.recorded_at),
            law_on=on.isoformat(),
            key=str(entry),
            request=b"{}",
            payload={"act": {}},
            graph="",
            state="",
            id=entry,
        ),
        None,
    )
    return entry


def rows(scope: Scope) -> Any:
    within = (scope.period.since, scope.period.until)
    march = Case(When(at__month=3, then=Value(3)), default=Value(0), output_field=IntegerField())
    return (
        scope.entries()
        .filter(at__range=within)
        .annotate(
            march=march,
            done=ExpressionWrapper(Q(kind="test.done"), output_field=BooleanField()),
            length=F("seq") + 2,
        )
        .order_by("recorded_at")
    )


ENTRIES = Figure(
    name="test.entries",
    title=Words("记录", "Entries"),
    unit=UNIT,
    meaning=Words("期内的记录", "Entries of the period"),
    rows=rows,
    columns=(Column(Words("日期", "Day"), lambda row: row.at),),
    parts=(Part("kind", Words("按种类", "By kind"), lambda kind: Words(kind, kind)),),
    identity="id",
)
MEASURES = (
    measure.COUNT,
    measure.sum_of("march"),
    measure.yuan_of("march"),
    measure.mean_of("march"),
    measure.share_of("done"),
)


def year(known: Moment = LATE) -> Scope:
    return Scope(BUREAU, Period.year(2020), known.recorded_at)


@pytest.fixture
def three() -> list[UUID]:
    """Two in 2020 entered in time, one of 2020 entered in 2021, and one of 2021."""
    early = moment(2020, 12, 31)
    recorded(datetime.date(2021, 1, 4), moment(2021, 1, 4))
    return [
        recorded(datetime.date(2020, 3, 2), early),
        recorded(datetime.date(2020, 12, 31), early, "test.other"),
        recorded(datetime.date(2020, 1, 1), moment(2021, 2, 1)),
    ]


@pytest.mark.parametrize("how", MEASURES, ids=lambda how: how.rule.en)
def test_the_list_is_the_figure(three: list[UUID], how: measure.Measure) -> None:
    figure = replace(ENTRIES, measure=how)
    counted = recount(figure, year())
    assert counted.count == 3
    assert {row.id for row in counted.rows} == set(three)
    assert sum(line.counted.count for line in parts_of(counted, figure.parts[0])) == 3


@pytest.mark.parametrize("how", MEASURES, ids=lambda how: how.rule.en)
def test_without_rows_nothing_is_made_up(how: measure.Measure) -> None:
    counted = recount(replace(ENTRIES, measure=how), year())
    assert counted.value in (0, None)


def test_values_are_exact(three: list[UUID]) -> None:
    share = value_of(replace(ENTRIES, measure=measure.share_of("done")), year())
    assert share.value == Fraction(2, 3)
    assert share.shown.zh == "66.67%"
    assert measure.plain(share.value) == {"numerator": 2, "denominator": 3}
    assert value_of(replace(ENTRIES, measure=measure.mean_of("march")), year()).shown.en == "1.00"
    assert value_of(replace(ENTRIES, measure=measure.yuan_of("march")), year()).shown.en == "0.03"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 8), "0.13"),
        (Fraction(-1, 8), "-0.13"),
        (Fraction(-1, 1000), "0.00"),
        (Fraction(2, 3), "0.67"),
        (920001500, "920,001,500.00"),
        (Fraction(2675, 1000), "2.68"),
    ],
)
def test_rounding_is_half_up(value: Fraction, text: str) -> None:
    assert measure.rounded(value) == text


@pytest.mark.parametrize(
    "told",
    [
        replace(measure.COUNT, value=lambda rows: 38),
        replace(measure.COUNT, value=lambda rows: rows.count() + 1),
        replace(measure.share_of("done"), value=lambda rows: Fraction(99, 100)),
    ],
)
def test_control_a_number_that_ignores_its_rows_is_caught(
    three: list[UUID], told: measure.Measure
) -> None:
    with pytest.raises(NotItsRows):
        recount(replace(ENTRIES, measure=told), year())


def test_control_a_row_that_opens_twice_is_caught(three: list[UUID]) -> None:
    twice = replace(ENTRIES, identity="bureau")
    with pytest.raises(NotItsRows, match="twice"):
        recount(twice, year())


def test_the_digest_holds_for_the_same_knowledge(three: list[UUID]) -> None:
    first = value_of(ENTRIES, year()).digest
    recorded(datetime.date(2020, 6, 1), moment(2021, 4, 1))
    assert value_of(ENTRIES, year()).digest == first
    assert len(first) == 64


def test_the_digest_tells_rows_values_and_scopes_apart(three: list[UUID]) -> None:
    counted = value_of(ENTRIES, year())
    others = [
        value_of(replace(ENTRIES, name="test.others"), year()),
        value_of(replace(ENTRIES, measure=measure.sum_of("length")), year()),
        value_of(ENTRIES, replace(year(), known_on=moment(2021, 3, 2).recorded_at)),
        value_of(ENTRIES, replace(year(), period=Period.month(2020, 12))),
    ]
    assert len({counted.digest, *(other.digest for other in others)}) == 5


def test_the_digest_does_not_depend_on_how_the_list_is_sorted(three: list[UUID]) -> None:
    backwards = replace(ENTRIES, rows=lambda scope: rows(scope).order_by("-recorded_at"))
    assert value_of(backwards, year()).digest == value_of(ENTRIES, year()).digest


def test_what_was_entered_later_is_drift(three: list[UUID]) -> None:
    moved = drift(ENTRIES, year(moment(2020, 12, 31, 23)), year())
    assert (moved.before.value, moved.after.value) == (2, 3)
    assert moved.added == (three[2],)
    assert not moved.removed
    assert not moved.changed
    assert bool(moved)
    assert not drift(ENTRIES, year(), year())


def test_the_day_belongs_to_china_not_to_the_machine(three: list[UUID]) -> None:
    here = year()
    elsewhere = replace(here, known_on=here.known_on.astimezone(datetime.UTC))
    assert value_of(ENTRIES, here).digest == value_of(ENTRIES, elsewhere).digest


def test_scopes_refuse_what_has_no_meaning() -> None:
    with pytest.raises(ValueError, match="precedes"):
        Period(datetime.date(2020, 12, 31), datetime.date(2020, 1, 1))
    with pytest.raises(ValueError, match="time zone"):
        Scope(BUREAU, Period.year(2020), LATE.recorded_at.replace(tzinfo=None))
    assert Period.month(2020, 2).until == datetime.date(2020, 2, 29)
    assert Scope(BUREAU, Period.year(2020), datetime.datetime(2021, 1, 1, tzinfo=SHANGHAI))


def test_every_declared_figure_equals_its_rows() -> None:
    assert registry.figures()
    for figure in registry.figures().values():
        recount(figure, year())
