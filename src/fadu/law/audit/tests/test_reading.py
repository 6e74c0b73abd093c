"""What a file may look like, and what is refused with its place."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from fadu.law.audit import Unreadable, read_cases, read_text
from fadu.law.audit.amounts import number, to_fen, yuan
from fadu.law.audit.laws import LAND, MINERAL, read_law
from fadu.law.audit.steps import kinds, meant
from fadu.law.audit.violations import named, violations
from fadu.law.audit.when import read_span
from fadu.law.numerals import arabic, capitals, chinese


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-07-27", "2017-07-27", "2017-07-27"),
        ("2017/7/27", "2017-07-27", "2017-07-27"),
        ("2017年7月27日", "2017-07-27", "2017-07-27"),
        ("二〇一七年七月二十七日", "2017-07-27", "2017-07-27"),
        ("20170727", "2017-07-27", "2017-07-27"),
        ("2018-12", "2018-12-01", "2018-12-31"),
        ("2016年2月", "2016-02-01", "2016-02-29"),
        (2011, "2011-01-01", "2011-12-31"),
        ("2011 end", "2011-07-01", "2011-12-31"),
        ("2011年底", "2011-07-01", "2011-12-31"),
        ("2019年5月下旬", "2019-05-16", "2019-05-31"),
        ("2018年3月至5月", "2018-03-01", "2018-05-31"),
        ("2018-12 to 2019-03", "2018-12-01", "2019-03-31"),
        ({"from": "2018-01-02", "to": "2018-01-05"}, "2018-01-02", "2018-01-05"),
    ],
)
def test_dates_as_they_are_written(text: object, first: str, last: str) -> None:
    span = read_span(text)
    assert span is not None
    assert (span.first, span.last) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["2020-02-30", "2020-13", "soon", "", None, True, 7, "3017-01-01", [], "since 2018"]
)
def test_what_is_no_date(text: object) -> None:
    assert read_span(text) is None


def test_amounts_as_they_are_written() -> None:
    assert number("3.4万元") == Decimal(34000)
    assert number("34,045.80 yuan") == Decimal("34045.80")
    assert number("５０％") == Decimal("0.5")
    assert number(34045.8) == Decimal("34045.8")
    assert number("a lot") is None and number("10 to 20") is None and number(True) is None
    assert number(float("nan")) is None
    assert to_fen(Decimal("34045.809")) == 3404580
    assert yuan(3404580) == "34,045.80"


def test_capitals_and_numerals() -> None:
    assert capitals(32889000) == "叁拾贰万捌仟捌佰玖拾元整"
    assert capitals(3404580) == "叁万肆仟零肆拾伍元捌角整"
    assert capitals(1005) == "壹拾元零伍分"
    assert capitals(1000000) == "壹万元整"
    assert capitals(10000100) == "壹拾万零壹元整"
    assert capitals(0) == "零元整"
    with pytest.raises(ValueError, match="no sum"):
        capitals(-1)
    for count in (1, 10, 14, 20, 76, 110, 1009):
        assert arabic(chinese(count)) == count
    assert arabic("甲") == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("penalty and hearing notices served", ("notice", "hearing_told")),
        ("行政处罚告知书、听证告知书送达", ("notice", "hearing_told")),
        ("hearing notice served", ("hearing_told",)),
        ("collective discussion and decision paper", ("deliberation", "decision")),
        ("decision", ("decision",)),
        ("decision served", ("served",)),
        ("行政处罚决定书送达", ("served",)),
        ("plea on the survey", ("statement",)),
        ("re-survey", ("resurvey",)),
        ("application to court", ("court_applied",)),
        ("申请强制执行", ("court_applied",)),
        ("court accepted", ("court_accepted",)),
        ("case filed", ("filed",)),
        ("责令停止违法行为通知书", ("stop_order",)),
        ("听证通知书送达", ("hearing_called",)),
        ("加处罚款决定", ("surcharge",)),
        ("blessing of the office", ()),
    ],
)
def test_names_of_steps(name: str, expected: tuple[str, ...]) -> None:
    assert meant(name) == (expected, True)


def test_every_kind_is_found_by_its_own_titles() -> None:
    for kind in kinds().values():
        assert kind.name in meant(kind.title.zh)[0], kind.title.zh
        assert kind.name in meant(kind.title.en)[0], kind.title.en
        assert meant(kind.name)[0] == (kind.name,)


def test_every_violation_is_found_by_its_own_titles() -> None:
    for violation in violations().values():
        assert named([violation.title.zh], violation.field) == (violation.key,)
        assert named([violation.title.en], violation.field) == (violation.key,)


def test_a_step_that_was_not_done() -> None:
    assert meant("未法制审核") == (("legal_review",), False)
    assert meant("no legal review") == (("legal_review",), False)
    assert meant("未申请听证") == (("hearing_waived",), True)


@pytest.mark.parametrize(
    ("text", "law", "version", "articles"),
    [
        ("Land Administration Law 2004 version art 76", "土地管理法", "2004", (76,)),
        ("2004 law art 43, 44, 76", "土地管理法", "2004", (43, 44, 76)),
        ("law art 57 and 77", "土地管理法", "", (57, 77)),
        ("《土地管理法》第七十六条", "土地管理法", "", (76,)),
        ("《中华人民共和国土地管理法》（2019年修正）第77条", "土地管理法", "2019", (77,)),
        ("Implementing Regulation 2014 version art 42 (up to 30 yuan per m2)",
         "土地管理法实施条例", "2014", (42,)),
        ("实施条例第五十七条", "土地管理法实施条例", "", (57,)),
        ("Shandong benchmark item 4", "", "", ()),
    ],
)  # fmt: skip
def test_laws_as_documents_name_them(
    text: str, law: str, version: str, articles: tuple[int, ...]
) -> None:
    found = read_law(text, LAND)
    assert (found.law, found.version, found.articles) == (law, version, articles)


def test_a_bare_law_means_that_of_the_field() -> None:
    assert read_law("law art 39", MINERAL).law == "矿产资源法"
    assert read_law("law art 39", LAND).law == "土地管理法"


def fault(data: Any) -> tuple[str, str]:
    with pytest.raises(Unreadable) as refused:
        read_cases(data) if not isinstance(data, str) else read_text(data)
    first = refused.value.faults[0]
    assert first.words.zh and first.words.en
    return first.where.en, first.words.en


@pytest.mark.parametrize(
    ("data", "where", "words"),
    [
        ("{", "line 1", "no JSON"),
        ('{"facts": NaN}', "$", "NaN"),
        ("[" * 5000, "$", "nested"),
        ("[]", "$", "no case"),
        ({"cases": {}}, "cases", "no case"),
        ([1], "$[1]", "a case is an object"),
        ({"facts": 3}, "$.facts", "an object"),
        ({"steps": 3}, "$.procedure", "a list of steps"),
        ({"steps": [3]}, "$.procedure[1]", "{step, date}"),
        ({"steps": [{"date": "2020-01-01"}]}, "$.procedure[1]", "no name"),
        ({"cases": [{}, {"penalty": [[]]}]}, "cases[2].penalty", "a text"),
        ({"fine": "much"}, "$.fine_check", "a sum"),
        ({"fine": {"lines": 3}}, "$.fine_check.lines", "a list"),
        ({"fine": {"lines": [3]}}, "$.fine_check.lines[1]", "{what"),
    ],
)  # fmt: skip
def test_malformed_input_is_refused_with_its_place(data: Any, where: str, words: str) -> None:
    place, said = fault(data)
    assert where in place
    assert words in said


def test_many_faults_are_told_at_once_but_not_without_end() -> None:
    with pytest.raises(Unreadable) as refused:
        read_cases([{"facts": 1}] * 100)
    assert len(refused.value.faults) == 20


def test_missing_and_unknown_keys_are_no_fault() -> None:
    (case,) = read_cases({"colour": "red", "facts": {"mood": "bad"}, "steps": ["2020-05-09 立案"]})
    assert [(u.where, u.text) for u in case.unread] == [("colour", "red"), ("facts.mood", "bad")]
    assert case.steps[0].kinds == ("filed",)
    (empty,) = read_cases({})
    assert empty.steps == () and empty.fine is None


def test_facts_beside_the_facts_are_taken_and_the_rest_is_told() -> None:
    (case,) = read_cases({"surcharge": 5, "fine": {"stated": 1, "area_mu": "0.9", "tone": "stern"}})
    assert case.facts == {"surcharge_stated": 5, "area_mu_stated": "0.9"}
    assert [u.where for u in case.unread] == ["fine_check.tone"]


def test_a_class_of_land_is_no_violation() -> None:
    assert named(["occupied orchard land"], LAND) == ("land.pen.occupy",)
    assert named(["orchard on permanent basic farmland"], LAND) == ("land.pen.pbf_orchard",)
    assert named(["construction land"], LAND) == ()


def test_a_date_that_cannot_be_read_is_told_and_not_guessed() -> None:
    (case,) = read_cases({"steps": [{"step": "decision", "date": "in spring"}]})
    assert case.steps[0].when is None
    assert [u.text for u in case.unread] == ["in spring"]
