"""No chain of layers ends looser than the law above it, on any day and in any unit."""

import re
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.law.calendar import Calendar
from fadu.law.entries import Worth
from fadu.law.layers import Loosening, layers
from fadu.law.parameters import Parameters
from fadu.law.period import due
from fadu.law.sheet import SheetError
from fadu.law.tightness import Incomparable, loosens, never_later
from fadu.law.units import Days, Hours, Immediate, Months, Period, WorkingDays
from fadu.law.words import LawError

COUNTY = "511725"
CALENDAR = Calendar.shipped()
BARE = Parameters(())
FIRST = date(2020, 1, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(8)]
CITED = {
    "law": {"law": "行政许可法", "article": 42},
    "local": {"law": "四川省行政执法监督条例", "article": 17},
    "own": {"document": {"zh": "本级规定", "en": "local rule"}},
}


def row(layer: str, value: object, since: int = 0, to: int | None = None, **more: object) -> Any:
    """One value of a layer, from the n-th day of our little year to another."""
    ends = {} if to is None else {"to": DAYS[to]}
    source = CITED["law" if layer == "national" else "own"]
    row = {"layer": layer, "from": DAYS[since], "value": value, "confidence": "V", **ends}
    return {**row, "source": source, **more}


def key(unit: str, tightens: str, *rows: object, **more: object) -> dict[str, object]:
    """A parameter in the shape of a file."""
    title = {"zh": "时限", "en": "limit"}
    return {"title": title, "unit": unit, "tightens": tightens, "values": list(rows), **more}


def made(unit: str, tightens: str, *rows: object) -> Parameters:
    """One parameter of ours and no other."""
    return BARE.having({"x": key(unit, tightens, *rows)})


def terms(*codes: str) -> list[dict[str, str]]:
    """A set in the shape of a file."""
    return [{"code": code, "zh": code, "en": code} for code in codes]


A, B, C = "a", "b", "c"
# unit, direction, the national value; values a county may have; values it may not
CASES: list[tuple[str, str, object, list[object], list[object]]] = [
    ("period", "lower", "20wd", ["20wd", "1wd", "20d", "480h", "now"], ["21wd", "40wd"]),
    ("period", "lower", "30d", ["30d", "29d", "720h", "now"], ["31d", "31wd", "2m"]),
    ("period", "lower", "2m", ["2m", "1m", "58d"], ["3m", "62d", "62wd"]),
    ("period", "higher", "7wd", ["7wd", "8wd"], ["6wd", "7d", "7h", "now"]),
    ("period", "higher", "30d", ["30d", "30wd", "2m"], ["29d", "now", "24h"]),
    ("period", "fixed", "60d", ["60d"], ["59d", "61d", "60wd"]),
    ("hours", "lower", 24, [24, 1], [25]),
    ("minutes", "lower", 30, [30, 0], [31]),
    ("permille", "higher", 800, [800, 1000], [799]),
    ("permille", "fixed", 30, [30], [29, 31]),
    ("fraction", "lower", "2/3", ["2/3", "1/2", "4/6"], ["3/4"]),
    ("fraction", "higher", "2/3", ["2/3", "3/4"], ["1/2"]),
    ("ppm", "lower", 500, [500, 0], [501]),
    ("fen", "lower", 8000, [8000, 0, {"most": 100}], [8001, {"least": 1}]),
    ("fen", "lower", {"most": 100}, [{"most": 100}, 100, 0], [{"most": 101}, {"least": 5}, 101]),
    ("persons", "higher", {"least": 2}, [2, 3, {"least": 2}], [1, {"most": 9}, {"least": 1}]),
    ("fen_per_m2", "within", {"least": 100, "most": 1000},
     [{"least": 100, "most": 1000}, {"least": 200, "most": 300}, 100],
     [{"least": 99, "most": 1000}, {"least": 100}, {"most": 1000}, 1001]),
    ("hundredths", "within", {"most": 200}, [{"most": 200}, 150], [{"most": 201}, {"least": 1}]),
    ("set", "fewer", terms(A, B), [terms(A), terms(), terms(B, A)], [terms(A, C)]),
    ("set", "more", terms(A, B), [terms(A, B), terms(A, B, C)], [terms(A), terms()]),
    ("set", "fixed", terms(A, B), [terms(A, B)], [terms(A), terms(A, B, C)]),
    ("yearday", "lower", "before 03-01", ["before 03-01", "by 02-28", "by 01-31"],
     ["by 03-01", "on 03-02", "before 03-02"]),
    ("rule", "fixed", {"zh": "一", "en": "one"}, [{"zh": "一", "en": "one"}],
     [{"zh": "二", "en": "two"}]),
]  # fmt: skip


@pytest.mark.parametrize(("unit", "tightens", "national", "may", "may_not"), CASES)
def test_what_a_layer_may_and_may_not_set(
    unit: str, tightens: str, national: object, may: list[object], may_not: list[object]
) -> None:
    for layer in ("51", "5117", COUNTY):
        for value in may:
            made(unit, tightens, row("national", national), row(layer, value))
        for value in may_not:
            with pytest.raises(Loosening) as refused:
                made(unit, tightens, row("national", national), row(layer, value))
            assert "《行政许可法》第四十二条" in refused.value.words.zh
            assert "Administrative Licensing Law, art. 42" in refused.value.words.en
            assert layer in refused.value.words.en
            made(unit, "none", row("national", national), row(layer, value))


@pytest.mark.parametrize(
    ("unit", "tightens", "national", "county"),
    [
        ("period", "lower", "30d", "25wd"),
        ("period", "lower", "30wd", "31d"),
        ("period", "lower", "1m", "30d"),
        ("period", "higher", "7wd", "9d"),
    ],
)
def test_what_cannot_be_proved_is_refused(
    unit: str, tightens: str, national: object, county: object
) -> None:
    with pytest.raises(SheetError, match="no common unit"):
        made(unit, tightens, row("national", national), row(COUNTY, county))


def test_where_the_law_gives_no_figure_any_figure_tightens() -> None:
    note = {"zh": "及时", "en": "promptly"}
    made("period", "lower", row("national", None, note=note), row(COUNTY, "3wd"))
    with pytest.raises(Loosening):
        made("period", "lower", row("national", "3wd"), row(COUNTY, None, note=note))


@pytest.mark.parametrize("confidence", ["unconfirmed", "M"])
def test_an_unconfirmed_value_above_binds_nobody_but_is_told(confidence: str) -> None:
    doubtful = row("national", "10wd", confidence=confidence)
    known = made("period", "lower", doubtful).value("x", FIRST, COUNTY)
    assert not known.confirmed and known.origin.zh.endswith("（未经核实）")
    parameters = made("period", "lower", doubtful, row(COUNTY, "20wd"))
    assert parameters.value("x", FIRST, COUNTY).value == "20wd"
    (doubt,) = parameters.doubts
    assert (doubt.key, doubt.layer) == ("x", COUNTY)
    assert "10个工作日" in doubt.words.zh
    assert "10 working days" in doubt.words.en
    assert made("period", "lower", doubtful, row(COUNTY, "10wd")).doubts == ()
    with pytest.raises(Loosening):  # the control: confirmed, it binds
        made("period", "lower", row("national", "10wd"), row(COUNTY, "20wd"))
    with pytest.raises(Loosening):  # an unconfirmed value below is bound all the same
        made(
            "period", "lower", row("national", "10wd"), row("51", "20wd", confidence="unconfirmed")
        )


def test_an_unconfirmed_layer_between_does_not_hide_the_law_above() -> None:
    between = row("51", "10wd", confidence="unconfirmed")
    parameters = made("period", "lower", row("national", "30wd"), between, row(COUNTY, "20wd"))
    assert len(parameters.doubts) == 1
    with pytest.raises(Loosening):
        made("period", "lower", row("national", "30wd"), between, row(COUNTY, "31wd"))


def test_a_law_that_lets_other_law_differ_says_so_as_data() -> None:
    yields = {"law": "行政许可法", "article": 42, "to": ["law", "regulation", "local_regulation"]}
    national = row("national", "20wd", yields=yields)
    by_regulation = row("51", "30wd", source=CITED["local"])
    made("period", "lower", national, by_regulation)
    with pytest.raises(Loosening):  # a document of the county's own is no such instrument
        made("period", "lower", national, row(COUNTY, "30wd"))
    with pytest.raises(Loosening):  # and without the clause nobody may differ
        made("period", "lower", row("national", "20wd"), by_regulation)
    with pytest.raises(Loosening):  # what the province set binds those below it
        made("period", "lower", national, by_regulation, row(COUNTY, "31wd"))
    with pytest.raises(SheetError, match="one of"):
        made("period", "lower", row("national", "20wd", yields={**yields, "to": ["decree"]}))


def test_a_bound_set_below_the_value_is_found_where_they_meet() -> None:
    def bounded(*promises: object) -> Parameters:
        limit = key("period", "lower", row("national", "30wd"), row(COUNTY, "10wd", since=3))
        return BARE.having({
            "limit": limit, "promise": key("period", "lower", *promises, bounded_by="limit"),
        })  # fmt: skip

    with pytest.raises(Loosening, match="limit"):
        bounded(row("51", "20wd"))
    bounded(row("51", "20wd"), row(COUNTY, "10wd"))
    bounded(row("51", "20wd", to=2))
    bounded(row("5101", "20wd"))


PERIODS: st.SearchStrategy[Period] = st.one_of(
    st.just(Immediate()),
    st.builds(WorkingDays, st.integers(1, 90)),
    st.builds(Days, st.integers(1, 400)),
    st.builds(Months, st.integers(1, 14)),
    st.builds(Hours, st.integers(1, 2_000)),
)


@given(PERIODS, PERIODS, st.dates(date(2019, 1, 1), date(2024, 6, 1)))
def test_what_is_called_never_later_never_is(a: Period, b: Period, start: date) -> None:
    if never_later(a, b):
        assert due(start, a, CALENDAR).on <= due(start, b, CALENDAR).on


@given(PERIODS, PERIODS, PERIODS)
def test_the_order_is_one(a: Period, b: Period, c: Period) -> None:
    assert never_later(a, a)
    if never_later(a, b) and never_later(b, c):
        assert never_later(a, c)


PLACES = ("national", "51", "5117", COUNTY, "511724", "5101")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.integers(0, 7),
        st.integers(0, 7),
        st.sampled_from(["2wd", "5wd", "8wd", "5d", "8d", "now"]),
        st.sampled_from(["V", "V", "V2", "unconfirmed"]),
    ),
    max_size=6,
)


def effective(parameters: Parameters, place: str, on: date) -> Worth:
    """What counts in a place on a day."""
    found = parameters.find("x", on, place)
    return found.value if found else None


@settings(max_examples=400)
@given(ROWS, st.sampled_from(["lower", "higher", "fixed"]))
def test_no_chain_of_layers_ends_looser_than_any_law_above_it(
    rows: list[tuple[str, int, int, str, str]], tightens: str
) -> None:
    """What is accepted holds on every day and everywhere; what is refused breaks somewhere."""
    listed = [
        row(place, value, min(a, b), max(a, b), confidence=confidence)
        for place, a, b, value, confidence in rows
    ]
    sound = all(
        upheld(listed, place, on, tightens)
        for place, on in product([place for place in PLACES if place != "national"], DAYS)
    )
    parameters = accepted(tightens, listed)
    if isinstance(parameters, LawError):
        assert not sound or "overlap" in parameters.words.en
        return
    assert sound
    for on in DAYS:
        law = parameters.find("x", on, "11")  # another province: the national value alone
        if law is not None and law.confirmed:
            for place in PLACES[1:]:
                assert not loosens(effective(parameters, place, on), law.value, tightens)


def accepted(tightens: str, listed: list[Any]) -> Parameters | LawError:
    """The parameters, or the error with which they are refused."""
    try:
        return made("period", tightens, *listed)
    except LawError as refused:
        return refused


def upheld(listed: list[Any], place: str, on: date, tightens: str) -> bool:
    """The rule told plainly: the most local value holds to every confirmed one above it."""
    holding = [
        each
        for layer in layers(place)
        for each in listed
        if each["layer"] == layer and each["from"] <= on <= each["to"]
    ]
    for above in holding[1:]:
        if above["confidence"] == "unconfirmed" or above["layer"] == holding[0]["layer"]:
            continue
        try:
            if loosens(holding[0]["value"], above["value"], tightens):
                return False
        except Incomparable:
            return False
    return True


# What is no order of a statute: how the field works, and an order of laws that is over.
OPEN = ("sat.", "arch.", "dep.", "acq.old_regime")


def left_open(parameters: Parameters) -> list[str]:
    """Keys that any layer may set as it likes, although an article in force sets them."""
    return [
        key
        for key in parameters
        for value in parameters.values(key)[-1:]
        if (known := parameters.key(key)) and known.tightens == "none"
        if value.layer == "national" and value.confirmed and value.source.citations
        if not key.startswith(OPEN)
    ]


def test_what_a_statute_sets_is_left_open_to_nobody() -> None:
    assert left_open(Parameters.load()) == []


def test_control_a_statute_left_open_is_found() -> None:
    assert left_open(made("period", "none", row("national", "20wd"))) == ["x"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pen.surcharge.rate", 40),
        ("pen.timebar", "36m"),
        ("pen.decide.limit", "120d"),
        ("lit.sue", "3m"),
        ("recon.apply", "30d"),
        ("permit.decide", "30wd"),
        ("reg.limit.statutory", "40wd"),
        ("foi.fee.page.first_rate", 1100),
        ("dec.comment", "15d"),
        ("yr.legal_report.publish", "by 04-30"),
    ],
)
def test_no_county_moves_what_is_shipped(name: str, value: object) -> None:
    county = {"layer": COUNTY, "from": date(2026, 1, 1), "value": value, "confidence": "V2"}
    with pytest.raises(Loosening, match=re.escape(name)):
        Parameters.load().having({name: {"values": [{**county, "source": CITED["own"]}]}})


def test_a_rule_may_set_another_time_for_deciding_and_a_county_document_may_not() -> None:
    """行政处罚法 60 lets laws, regulations and rules say otherwise: as data, not in code."""
    later = {"layer": "51", "from": date(2026, 1, 1), "value": "100d", "confidence": "V"}
    by = {"law": "四川省规范行政执法裁量权规定", "article": 14}
    for source, may in ((by, True), (CITED["local"], True), (CITED["own"], False)):
        values = {"pen.decide.limit": {"values": [{**later, "source": source}]}}
        if may:
            Parameters.load().having(values)
        else:
            with pytest.raises(Loosening):
                Parameters.load().having(values)
