"""Dated values on both sides of each change of law: land, registration, minerals, soil.

Every line was typed from the legal facts by hand, not read from the files that it judges.
"""

from datetime import date
from typing import NamedTuple

import pytest

from fadu.law.parameters import Loosening, ParameterMissing, Parameters
from fadu.law.proof import dangling
from fadu.law.sources import NotInForce, UnknownCitation, cite, resolve
from fadu.law.worth import Range, Terms

COUNTY = "511725"
PARAMETERS = Parameters.load()
RENUMBERED = date(2019, 12, 31), date(2020, 1, 1)  # the land law's articles
LAND = date(2021, 8, 31), date(2021, 9, 1)
MINERALS = date(2025, 6, 30), date(2025, 7, 1)
CODE = date(2020, 12, 31), date(2021, 1, 1)  # the Civil Code
SOIL = date(2026, 8, 14), date(2026, 8, 15)
YUAN = 100


class Change(NamedTuple):
    """A value on the last day of one law and the first of the next; None: there is none."""

    key: str
    days: tuple[date, date]
    before: object
    after: object


CHANGES = [
    # Permille of gains, hundredths of a fee, fen a square metre.
    Change("land.pen.transfer", LAND, Range(None, 500), Range(100, 500)),
    Change("land.pen.farmland_destroy", LAND, Range(None, 200), Range(500, 1000)),
    Change("land.pen.reclaim", LAND, Range(None, 200), Range(200, 500)),
    Change("land.pen.occupy", LAND, Range(None, 30 * YUAN), Range(100 * YUAN, 1000 * YUAN)),
    Change("land.pen.bannedopen", LAND, Range(None, 30 * YUAN), Range(100 * YUAN, 1000 * YUAN)),
    Change("land.pen.refuse_return", LAND, Range(1000, 3000), Range(10_000, 50_000)),
    Change("land.pen.collective", LAND, Range(50, 200), Range(100, 300)),
    Change("land.pen.temp_building", LAND, "no figure", Range(500, 1000)),
    Change("land.pen.temp_restore", LAND, Range(None, 200), Range(200, 500)),
    Change("land.pen.pbf_orchard", LAND, None, Range(200, 500)),
    Change("acq.prenotice", LAND, None, "10wd"),
    Change("acq.notice", LAND, "30d", "30d"),
    Change("acq.notice", RENUMBERED, None, "30d"),
    Change("acq.after", LAND, None, "15wd"),
    Change("acq.old_regime.payment", LAND, "3m", None),
    Change("land.temp.term.infrastructure", LAND, None, "48m"),
    Change("min.unlicensed.share", MINERALS, Range(None, 500), None),
    Change("min.unlicensed.multiple", MINERALS, None, Range(300, 500)),
    Change("min.unlicensed.small", MINERALS, None, Range(100_000 * YUAN, 1_000_000 * YUAN)),
    Change("min.out_of_area.share", MINERALS, Range(None, 300), None),
    Change("min.out_of_area.multiple", MINERALS, None, Range(300, 500)),
    Change("min.no_permit_with_right.multiple", MINERALS, None, Range(100, 300)),
    Change("min.resale.multiple", MINERALS, Range(None, 100), None),
    Change("min.restore_fail.fixed", MINERALS, Range(None, 30_000 * YUAN), None),
    Change("min.restore_fail.refusing", MINERALS, None, Range(200, 500)),
    Change("min.late_fee", MINERALS, 2, None),
    Change("min.permit.decide", MINERALS, "40d", None),
    Change("reg.prenotice", CODE, "3m", "90d"),
    Change("reg.objection", CODE, "15d", "15d"),
    Change("reg.limit.statutory", CODE, "30wd", "30wd"),
    Change("soil.fine.undone", SOIL, Range(2_000_000, 20_000_000), Range(2_000_000, 20_000_000)),
]


def ask(key: str, on: date, parameters: Parameters = PARAMETERS) -> object:
    """The value on a day: None where the law has none, "no figure" where it says so."""
    try:
        found = parameters.value(key, on, COUNTY).value
    except ParameterMissing:
        return None
    return "no figure" if found is None else found


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.key}-{change.days[1]}")
def test_the_law_of_the_last_day_and_of_the_first(change: Change) -> None:
    last, first = change.days
    assert ask(change.key, last) == change.before
    assert ask(change.key, first) == change.after


class Cited(NamedTuple):
    """What a value cites on the last day of one law and on the first of the next."""

    key: str
    days: tuple[date, date]
    before: tuple[str, ...]
    after: tuple[str, ...]


CITED = [
    Cited(
        "land.pen.occupy",
        RENUMBERED,
        ("土地管理法 76", "土地管理法实施条例 42"),
        ("土地管理法 77", "土地管理法实施条例 42"),
    ),
    Cited(
        "land.pen.occupy",
        LAND,
        ("土地管理法 77", "土地管理法实施条例 42"),
        ("土地管理法 77", "土地管理法实施条例 57"),
    ),
    Cited("soil.change_use", SOIL, ("土壤污染防治法 59",), ("生态环境法典 454",)),
    Cited("soil.build_ban", SOIL, ("土壤污染防治法 66",), ("生态环境法典 461",)),
    Cited("soil.key_units", SOIL, ("土壤污染防治法 67",), ("生态环境法典 462",)),
    Cited(
        "reg.complete",
        CODE,
        ("不动产登记暂行条例 21",),
        ("不动产登记暂行条例 21", "民法典 214"),
    ),
]


@pytest.mark.parametrize("cited", CITED, ids=lambda cited: f"{cited.key}-{cited.days[1]}")
def test_each_time_cites_the_articles_of_its_own_law(cited: Cited) -> None:
    for on, articles in zip(cited.days, (cited.before, cited.after), strict=True):
        source = PARAMETERS.value(cited.key, on, COUNTY).source
        assert tuple(f"{each.law} {each.article}" for each in source.citations) == articles


# Old and new numbers of one provision: what stood there is found under the other number, not both.
MOVED = [
    ("土地管理法", RENUMBERED, 73, "土地管理法", 74, "非法转让"),
    ("土地管理法", RENUMBERED, 74, "土地管理法", 75, "破坏"),
    ("土地管理法", RENUMBERED, 75, "土地管理法", 76, "复垦"),
    ("土地管理法", RENUMBERED, 76, "土地管理法", 77, "非法占用"),
    ("土地管理法", RENUMBERED, 80, "土地管理法", 81, "交还"),
    ("土地管理法", RENUMBERED, 81, "土地管理法", 82, "集体土地"),
    ("矿产资源法", MINERALS, 39, "矿产资源法", 64, "采"),
    ("土壤污染防治法", SOIL, 61, "生态环境法典", 456, "名录"),
]


@pytest.mark.parametrize(("law", "days", "old", "later", "new", "said"), MOVED)
def test_a_provision_is_found_under_the_number_of_its_time(
    law: str, days: tuple[date, date], old: int, later: str, new: int, said: str
) -> None:
    last, first = days
    for citation, on in ((cite(law, old), last), (cite(later, new), first)):
        article = resolve(citation, on).article
        assert article is not None
        assert said in article.about.zh
    before = resolve(cite(law, old), last).article
    assert before != article_or_none(law, old, first)


def article_or_none(law: str, number: int, on: date) -> object:
    """The article of that number on a day, where the wording of the day has one."""
    try:
        return resolve(cite(law, number), on).article
    except (NotInForce, UnknownCitation):
        return None


def test_the_power_to_seize_exists_only_since_the_new_mineral_law() -> None:
    last, first = MINERALS
    assert ask("min.power", last) is None
    power = ask("min.power", first)
    assert isinstance(power, Terms)
    assert "seize" in power


def test_the_code_adds_to_the_ban_on_construction() -> None:
    last, first = (ask("soil.build_ban", day) for day in SOIL)
    assert isinstance(last, Terms) and isinstance(first, Terms)
    assert last.codes == {"target"}
    assert first.codes == {"target", "survey", "assessment", "remediation", "effect"}


def test_a_villagers_house_is_no_matter_of_fines() -> None:
    value = PARAMETERS.value("land.pen.housing", date(2022, 1, 1), COUNTY)
    assert value.value is None
    assert value.note is not None
    assert "no fine" in value.note.en


def test_what_is_known_from_memory_is_shown_as_unconfirmed() -> None:
    on = date(2022, 1, 1)
    unsure = {
        key
        for key in PARAMETERS
        for value in PARAMETERS.values(key)
        if key.partition(".")[0] in ("sup", "reg") and not value.confirmed
    }
    assert unsure == {
        "sup.notice",
        "sup.listing",
        "sup.deposit_refund",
        "sup.result_pub",
        "reg.limit.promise.national.general",
        "reg.limit.promise.national.mortgage",
    }
    assert PARAMETERS.value("reg.notice", on, COUNTY).confirmed


@pytest.mark.parametrize(
    "key", ["acq.sc.rules.price", "dep.sc.rules.coefficients", "soil.provincial_deadline"]
)
def test_what_nobody_found_is_a_setting_without_a_value(key: str) -> None:
    assert key in PARAMETERS
    with pytest.raises(ParameterMissing, match="To be supplied by"):
        PARAMETERS.value(key, date(2022, 1, 1), COUNTY)


def test_control_a_county_cannot_fine_outside_the_statute() -> None:
    def county(most: int) -> Parameters:
        row = {
            "layer": COUNTY,
            "from": date(2021, 9, 1),
            "value": {"least": 100 * YUAN, "most": most},
            "source": {"document": {"zh": "本县基准", "en": "county benchmark"}},
            "confidence": "V",
        }
        return PARAMETERS.having({"land.pen.occupy": {"values": [row]}})

    inside = county(500 * YUAN)
    assert ask("land.pen.occupy", LAND[1], inside) == Range(100 * YUAN, 500 * YUAN)
    with pytest.raises(Loosening, match="loosens"):
        county(1001 * YUAN)


def test_control_a_fine_that_outlives_its_article_is_found() -> None:
    row = {"layer": "national", "from": date(2020, 1, 1), "value": 1, "confidence": "V"}
    key = {"title": {"zh": "某", "en": "some"}, "unit": "count", "tightens": "none"}
    stale = {**row, "source": {"law": "土地管理法实施条例", "article": 42}}
    found = list(dangling(PARAMETERS.having({"land.stale": {**key, "values": [stale]}})))
    assert [fault.en for fault in found] == [
        "land.stale: Regulation Implementing the Land Administration Law, art. 42 is in no wording "
        "in force from 2021-09-01 on"
    ]
