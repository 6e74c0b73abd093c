"""Values in their units: whole numbers, ranges, sets of words, and the law's silence."""

from datetime import date
from pathlib import Path

import pytest

from fadu.law.parameters import Loosening, ParameterMissing, Parameters, Value, WrongUnit
from fadu.law.sheet import SheetError
from fadu.law.units import PeriodError
from fadu.law.words import Words
from fadu.law.worth import Range, said

COUNTY = "511725"
SETTING = """
k:
  title: {zh: 某值, en: Some value}
  unit: UNIT
  tightens: TIGHTENS
  starts: {zh: 送达, en: service}
"""
VALUES = """  values:
    - {layer: national, from: 2020-01-01, value: VALUE, confidence: V,
       source: {law: 行政处罚法, article: 36, paragraph: 2}MORE}
"""


def load(folder: Path, unit: str, value: str, more: str = "", tightens: str = "none") -> Parameters:
    """A parameter of one value, read from a file as any other."""
    text = SETTING + VALUES.replace("MORE", f", {more}" if more else "")
    text = text.replace("UNIT", unit).replace("TIGHTENS", tightens).replace("VALUE", value)
    (folder / "k.yaml").write_text(text, "utf-8")
    return Parameters.load(folder)


def ask(parameters: Parameters) -> Value:
    """The value on a day."""
    return parameters.value("k", date(2022, 1, 1), COUNTY)


@pytest.mark.parametrize(
    ("unit", "value", "zh", "en"),
    [
        ("period", "5wd", "5个工作日", "5 working days"),
        ("fen", "20000", "200元", "200 yuan"),
        ("fen", "100", "1元", "1 yuan"),
        ("fen", "50000000", "500,000元", "500,000 yuan"),
        ("permille", "30", "3%", "3 %"),
        ("permille", "5", "0.5%", "0.5 %"),
        ("ppm", "250", "0.025%", "0.025 %"),
        ("hundredths", "550", "5.5倍", "5.5 times"),
        ("hundredths", "{least: 200, most: 500}", "2–5倍", "2–5 times"),
        ("fen_per_m2", "{least: 10000, most: 100000}", "100–1000元/平方米", "100–1000 yuan per m²"),
        ("fen", "{most: 1}", "0.01元以下", "up to 0.01 yuan"),
        ("mu", "{least: 5}", "5亩以上", "5 mu or more"),
        ("hours", "1", "1小时", "1 hour"),
        ("yearday", "by 01-31", "1月31日前（含当日）", "by 31 January"),
        ("yearday", "before 03-01", "3月1日前（不含当日）", "before 1 March (that day excluded)"),
        ("yearday", "on 12-04", "12月4日", "4 December"),
        ("um", "350", "0.35毫米", "0.35 mm"),
        ("fraction", "1/3", "三分之一", "1/3"),
        ("set", "[{code: a, zh: 甲, en: one}, {code: b, zh: 乙, en: two}]", "甲；乙", "one; two"),
        ("set", "[]", "无", "none"),
        ("rule", "not counted", "not counted", "not counted"),
    ],
)
def test_a_value_says_itself(tmp_path: Path, unit: str, value: str, zh: str, en: str) -> None:
    assert ask(load(tmp_path, unit, value)).words == Words(zh, en)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("fen", "0.5"),
        ("fen", "true"),
        ("fen", "{least: 2, most: 1}"),
        ("fen", "{least: 2, upto: 3}"),
        ("yuan", "5"),
        ("period", "5"),
        ("period", "{least: 5}"),
        ("yearday", "by 13-01"),
        ("yearday", "by 02-30"),
        ("yearday", "'01-31'"),
        ("yearday", "until 01-31"),
        ("fraction", "3/2"),
        ("fraction", "2/2"),
        ("fraction", "1/0"),
        ("set", "[{code: a, zh: 甲, en: one}, {code: a, zh: 乙, en: two}]"),
        ("set", "[甲]"),
        ("period", "null"),
    ],
)
def test_what_is_no_value_is_refused(tmp_path: Path, unit: str, value: str) -> None:
    with pytest.raises((SheetError, PeriodError)):
        load(tmp_path, unit, value)


def test_a_law_without_a_figure_is_not_a_missing_value(tmp_path: Path) -> None:
    value = ask(load(tmp_path, "period", "null", "note: {zh: 及时, en: promptly}"))
    assert (value.value, value.words.en) == (None, "no figure")
    with pytest.raises(PeriodError, match="promptly"):
        value.period  # noqa: B018 – the property refuses
    (tmp_path / "k.yaml").write_text(
        SETTING.replace("UNIT", "fen").replace("TIGHTENS", "none"), "utf-8"
    )
    with pytest.raises(ParameterMissing, match="bureau must supply"):
        ask(Parameters.load(tmp_path))


def test_a_value_is_read_as_what_it_is(tmp_path: Path) -> None:
    number = ask(load(tmp_path, "fen", "5000"))
    assert (number.number, number.range) == (5000, Range(5000, 5000))
    for wrong in ("terms",):
        with pytest.raises(WrongUnit):
            getattr(number, wrong)
    terms = ask(load(tmp_path, "set", "[{code: a, zh: 甲, en: one}]")).terms
    assert "a" in terms
    assert terms.codes == {"a"}
    with pytest.raises(WrongUnit):
        ask(load(tmp_path, "set", "[]")).number  # noqa: B018 – the property refuses


def test_a_key_says_from_what_it_runs(tmp_path: Path) -> None:
    key = load(tmp_path, "period", "5wd").key("k")
    assert key is not None
    assert key.starts == Words("送达", "service")
    assert load(tmp_path, "period", "5wd").key("none") is None


def test_a_range_may_only_be_narrowed_below(tmp_path: Path) -> None:
    parameters = load(tmp_path, "fen_per_m2", "{least: 100, most: 1000}", tightens="within")

    def county(value: object) -> Parameters:
        source = {"document": {"zh": "本级基准", "en": "benchmark"}}
        row = {"layer": COUNTY, "from": date(2021, 1, 1), "value": value, "source": source}
        return parameters.having({"k": {"values": [{**row, "confidence": "V"}]}})

    assert ask(county({"least": 200, "most": 300})).range == Range(200, 300)
    for loose in ({"least": 50, "most": 300}, {"least": 200}, 1001):
        with pytest.raises(Loosening):
            county(loose)


def test_a_figure_below_silence_tightens_and_silence_below_a_figure_loosens(
    tmp_path: Path,
) -> None:
    source = {"document": {"zh": "本级", "en": "local"}}
    row = {"layer": COUNTY, "from": date(2021, 1, 1), "source": source, "confidence": "V"}
    quiet = "note: {zh: 及时, en: promptly}"
    parameters = load(tmp_path, "period", "null", quiet, tightens="lower")
    assert str(ask(parameters.having({"k": {"values": [{**row, "value": "5wd"}]}})).period) == "5wd"
    silent = {**row, "value": None, "note": {"zh": "及时", "en": "promptly"}}
    with pytest.raises(Loosening):
        load(tmp_path, "period", "5wd", tightens="lower").having({"k": {"values": [silent]}})


def test_ranges_know_what_lies_inside() -> None:
    assert [n in Range(2, 4) for n in (1, 2, 4, 5)] == [False, True, True, False]
    assert 10**9 in Range(2, None)
    assert said(Range(None, None), "fen") == Words("不限", "without limits")
