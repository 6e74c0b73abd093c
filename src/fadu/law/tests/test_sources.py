"""Only what is encoded can be cited; a citation resolves to the wording of its day."""

import re
from datetime import date
from pathlib import Path

import pytest

from fadu.law.numerals import chinese
from fadu.law.sheet import Sheet, SheetError
from fadu.law.sources import (
    Citation,
    NotInForce,
    UnknownCitation,
    cite,
    laws,
    resolve,
)
from fadu.law.sources.citation import Resolved
from fadu.law.sources.library import CONFIDENCES, KINDS, Law, read_folder, read_law
from fadu.law.words import LawError, Words

REGULATION = "不动产登记暂行条例"
REPORT = "渠县自然资源局2020年度法治政府建设情况报告"


def test_a_citation_says_itself_in_both_languages() -> None:
    assert cite(REGULATION, 14).words == Words(
        "《不动产登记暂行条例》第十四条",
        "Interim Regulations on Real Estate Registration, art. 14",
    )
    assert cite("行政处罚法", 36, 2).words.zh == "《行政处罚法》第三十六条第二款"
    assert cite("行政处罚法", 36, 2).words.en == "Administrative Penalty Law, art. 36(2)"
    assert cite("民法典", 1259).words.zh == "《民法典》第一千二百五十九条"
    assert cite(REPORT).words.zh == f"《{REPORT}》"
    assert cite("发改价格规〔2016〕2559号").words.zh == "发改价格规〔2016〕2559号"


@pytest.mark.parametrize(
    ("name", "article", "paragraph"),
    [
        ("不存在法", 1, None),
        (REGULATION, 4, None),
        (REGULATION, 999, None),
        (REGULATION, 14, 1),
        (REGULATION, None, 1),
        ("物权法", 20, None),
        (REPORT, 1, None),
    ],
)
def test_what_is_not_encoded_cannot_be_cited(
    name: str, article: int | None, paragraph: int | None
) -> None:
    with pytest.raises(UnknownCitation):
        cite(name, article, paragraph)


def test_citations_are_values() -> None:
    assert {cite(REGULATION, 14), cite(REGULATION, 14)} == {Citation(REGULATION, 14)}
    assert cite(REGULATION, 14) < cite(REGULATION, 20)


def test_the_version_in_force_on_the_day() -> None:
    citation = cite(REGULATION, 20)
    assert resolve(citation, date(2024, 4, 30)).version.key == "2019"
    assert resolve(citation, date(2024, 5, 1)).version.key == "2024"
    with pytest.raises(NotInForce):
        resolve(citation, date(2015, 2, 28))


def test_a_renumbered_law_keeps_its_articles_apart() -> None:
    hearing = {date(2021, 7, 14): 42, date(2021, 7, 15): 64}
    for on, article in hearing.items():
        found = resolve(cite("行政处罚法", article), on).article
        assert found is not None
        assert found.about.zh.startswith("听证")
    with pytest.raises(UnknownCitation):
        resolve(cite("行政处罚法", 64), date(2021, 7, 14))


def test_the_weaker_certainty_counts() -> None:
    assert resolve(cite(REGULATION, 20), date(2020, 6, 1)).confidence == "V"
    assert resolve(cite(REGULATION, 18), date(2020, 6, 1)).confidence == "M"
    rules = cite("不动产登记暂行条例实施细则", 38)
    assert resolve(rules, date(2020, 6, 1)).confidence == "V"
    assert resolve(rules, date(2024, 6, 1)).confidence == "M"


def test_every_law_is_complete() -> None:
    for source in laws().values():
        assert source.kind in KINDS
        assert source.title.zh != source.title.en
        for version in source.versions:
            assert version.confidence in CONFIDENCES
            for article in version.articles.values():
                assert article.about.zh
                assert article.about.en
                assert article.confidence in CONFIDENCES
                assert cite(source.name, article.number).article == article.number


GOOD = """
title: {zh: 某法, en: Some Law}
kind: law
versions:
  - {key: a, from: 2000-01-01, to: 2009-12-31, confidence: V}
  - {key: b, from: 2010-01-01, confidence: V}
articles:
  1: {zh: 一, en: one, confidence: V}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("to: 2009-12-31", "to: 2010-01-01"),
        ("kind: law", "kind: custom"),
        ("en: one, confidence: V", "en: one, confidence: sure"),
        ("en: one, confidence", "en: one, two, confidence"),
        ("  1: {", "  one: {"),
        ("title: {zh: 某法, en: Some Law}", "title: {zh: 某法}"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "some.yaml"
    path.write_text(GOOD, "utf-8")
    assert read_law(Sheet.read(path)).version(date(2010, 1, 1)).key == "b"
    assert old in GOOD
    path.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(SheetError, match=r"some\.yaml"):
        read_law(Sheet.read(path))


def folder_of(place: Path, **texts: str) -> Path:
    """A folder of laws, for what is proved of all together."""
    for name, text in texts.items():
        (place / f"{name}.yaml").write_text(text, "utf-8")
    return place


def test_no_two_laws_share_a_name(tmp_path: Path) -> None:
    other = GOOD.replace("某法", "他法").replace("Some Law", "Other Law")
    assert len(read_folder(folder_of(tmp_path, a=GOOD, b=other))) == 2
    with pytest.raises(SheetError, match=r"a\.yaml"):
        read_folder(folder_of(tmp_path, b=other + "aliases: [某法]\n"))


def test_a_successor_must_be_known(tmp_path: Path) -> None:
    other = GOOD.replace("某法", "他法").replace("Some Law", "Other Law")
    replaced = GOOD + "replaced_by: {law: 他法}\n"
    with pytest.raises(LawError, match="他法"):
        read_folder(folder_of(tmp_path, a=replaced))
    found = read_folder(folder_of(tmp_path, b=other))["某法"].replaced_by
    assert found is not None
    assert found.law == "他法"


def test_an_instrument_without_text_is_known_and_cannot_be_cited() -> None:
    awaited = [each for each in laws().values() if each.awaited]
    assert len(awaited) >= 9
    for each in awaited:
        assert each.versions == ()
        with pytest.raises(UnknownCitation, match="to be supplied"):
            cite(each.name)


def read_text(place: Path, text: str) -> Law:
    """A law read from a file of that text."""
    path = place / "x.yaml"
    path.write_text(text, "utf-8")
    return read_law(Sheet.read(path))


def test_a_wording_of_unknown_commencement_held_no_earlier_than_it_was_made(
    tmp_path: Path,
) -> None:
    text = "title: {zh: 某号, en: Number}\nkind: normative\n"
    text += "versions: [{key: a, from: null, made: 2018, confidence: V}]\n"
    source = read_text(tmp_path, text)
    assert source.version(date(2018, 1, 1)).key == "a"
    with pytest.raises(NotInForce):
        source.version(date(2017, 12, 31))


def test_sections_and_items_say_themselves() -> None:
    assert cite("国办发〔2018〕118号", 6).words.zh == "国办发〔2018〕118号（六）"
    assert cite("行政处罚法", 64, None, 6).words == Words(
        "《行政处罚法》第六十四条第（六）项", "Administrative Penalty Law, art. 64, item 6"
    )
    with pytest.raises(UnknownCitation):
        cite("行政处罚法", 64, None, 9)
    found: Resolved = resolve(cite("行政处罚法", 64, None, 6), date(2022, 1, 1))
    assert found.version.key == "2021"


def test_numerals() -> None:
    said = {1: "一", 10: "十", 14: "十四", 20: "二十", 101: "一百零一", 110: "一百一十"}
    said |= {1000: "一千", 1009: "一千零九", 1259: "一千二百五十九", 2020: "二千零二十"}
    assert {number: chinese(number) for number in said} == said
    with pytest.raises(ValueError, match="article number"):
        chinese(0)


def test_words_choose_by_language_tag() -> None:
    words = Words("法", "law")
    assert [words.to(tag) for tag in ("zh", "zh-Hans", "en", "fr")] == ["法", "法", "law", "law"]
    assert words.both == "法 / law"


def test_a_wording_is_called_by_its_year_or_its_order_and_never_by_a_code() -> None:
    called = {each.key: each.title for source in laws().values() for each in source.versions}
    assert called["2017"] == Words("2017版", "version 2017")
    assert called["39"] == Words("第39号令", "Order 39")
    assert called["former"] == Words("旧版", "former version")
    for key, title in called.items():
        assert not re.search("[A-Za-z]", title.zh), key
        assert title.en[0] == title.en[0].lower() or title.en.startswith("Order"), key
