"""A table's file that is amiss is refused: the place and what is wrong there, in both languages."""

from datetime import date

import pytest

from fadu.law.sheet import SheetError
from fadu.law.tests.banding import LAW, Row, sheet, table, tiers
from fadu.law.tests.banding import said as words
from fadu.law.words import Words

MEASURES = sheet()["measures"]


def first(**change: object) -> list[Row]:
    """The tiers with the first one changed."""
    return tiers((1, change))


def measure(**change: object) -> Row:
    """The measures with the area changed."""
    assert isinstance(MEASURES, dict)
    return {**MEASURES, "area": {**MEASURES["area"], **change}}


LISTED: Row = {"kind": "none", "title": words("轻微"), "demands": [], "source": LAW}
# What a refusal counts up, in the order of the files' format.
RATED = ("yuan_per_m2", "times_fee", "times", "percent", "yuan")
MEASURED = ("m2", "mu", "ha", "yuan", "wan_yuan", "days", "times")
LISTS = ("none", "exempt", "reduced", "lighter", "heavier")
INEXACT = Words(
    "应为整数，或加引号的小数、分数：",
    "a whole number or a quoted decimal or fraction is expected, not ",
)


@pytest.mark.parametrize(
    ("change", "place", "zh", "en"),
    [
        ({"tiers": []}, "tiers", "没有任何档次", "there is no tier"),
        ({"to": date(2021, 1, 1)}, "to", "早于 from", "precedes from"),
        (
            {"confidence": "sure"},
            "confidence",
            "应为 ('V', 'V2', 'M', 'unconfirmed') 之一",
            "one of ('V', 'V2', 'M', 'unconfirmed')",
        ),
        (
            {"standard": {"unit": "euro"}},
            "standard: unit",
            f"应为 {RATED} 之一",
            f"one of {RATED} is expected",
        ),
        ({"standard": {"unit": "times"}}, "standard: of", "缺少此项", "is missing"),
        (
            {"standard": {"unit": "yuan", "of": "x"}},
            "standard: of",
            "不认识此项",
            "is not known here",
        ),
        (
            {"standard": {"unit": "percent", "of": "gain", "title": words("所得"), "by": "land"}},
            "standard: by",
            "不认识此项",
            "is not known here",
        ),
        (
            {"standard": {"unit": "times_fee", "of": "f", "title": words("费"), "by": "area"}},
            "standard: by",
            "不是类别衡量项",
            "is no measure with classes",
        ),
        (
            {"standard": {"unit": "times_fee", "of": "f", "title": words("费"), "by": "none"}},
            "standard: by",
            "不是类别衡量项",
            "is no measure with classes",
        ),
        (
            {"tiers": first(grade="unheard")},
            "tiers[1]: grade",
            "没有阶次 unheard",
            "there is no grade unheard",
        ),
        (
            {"tiers": first(range={"at_least": -1, "at_most": 5})},
            "tiers[1]: range",
            "不能为负数",
            "must not be negative",
        ),
        (
            {"tiers": first(range={"at_least": 1.5, "at_most": 5})},
            "tiers[1]: range: at_least",
            f"{INEXACT.zh}1.5",
            f"{INEXACT.en}1.5",
        ),
        (
            {"tiers": first(range={"at_least": "one", "at_most": 5})},
            "tiers[1]: range: at_least",
            f"{INEXACT.zh}'one'",
            f"{INEXACT.en}'one'",
        ),
        (
            {"tiers": first(range={"at_least": "1/0", "at_most": 5})},
            "tiers[1]: range: at_least",
            f"{INEXACT.zh}'1/0'",
            f"{INEXACT.en}'1/0'",
        ),
        (
            {"tiers": first(range={"at_least": True, "at_most": 5})},
            "tiers[1]: range: at_least",
            f"{INEXACT.zh}True",
            f"{INEXACT.en}True",
        ),
        (
            {"tiers": first(range={"at_least": 6, "at_most": 5})},
            "tiers[1]: range: at_least",
            "没有一个数符合：6以上、5以下",
            "no number is at least 6 and at most 5",
        ),
        (
            {"tiers": first(range={"at_least": 5, "under": 5})},
            "tiers[1]: range: at_least",
            "没有一个数符合：5以上、不满5",
            "no number is at least 5 and under 5",
        ),
        (
            {"tiers": first(range={"at_least": 5, "over": 5})},
            "tiers[1]: range: at_least",
            "同一端有两个界限",
            "one end has two bounds",
        ),
        (
            {"tiers": first(range={})},
            "tiers[1]: range: at_least",
            "没有任何界限",
            "no bound is given",
        ),
        (
            {"tiers": first(range={"to": 5})},
            "tiers[1]: range: to",
            "不认识此项",
            "is not known here",
        ),
        ({"tiers": first(colour="red")}, "tiers[1]: colour", "不认识此项", "is not known here"),
        ({"tiers": first(when={})}, "tiers[1]: when: when", "没有条件", "there is no condition"),
        (
            {"tiers": first(when={"any": []})},
            "tiers[1]: when: any",
            "没有条件",
            "there is no condition",
        ),
        (
            {"tiers": first(when={"depth": {"over": 5}})},
            "tiers[1]: when: depth",
            "本表没有这一衡量项",
            "this table has no such measure",
        ),
        (
            {"tiers": first(when={"land": ["moon"]})},
            "tiers[1]: when: land",
            "没有类别 ['moon']",
            "there is no class ['moon']",
        ),
        (
            {"tiers": first(when={"land": []})},
            "tiers[1]: when: land",
            "没有类别 []",
            "there is no class []",
        ),
        (
            {"measures": {"all": {"title": words("a"), "kind": "flag"}}},
            "measures: all",
            "此名保留给条件",
            "this name is kept for conditions",
        ),
        (
            {"measures": {"any": {"title": words("a"), "kind": "flag"}}},
            "measures: any",
            "此名保留给条件",
            "this name is kept for conditions",
        ),
        (
            {"measures": measure(unit="acre")},
            "measures: area: unit",
            f"应为 {MEASURED} 之一",
            f"one of {MEASURED}",
        ),
        (
            {"measures": measure(kind="colour")},
            "measures: area: kind",
            "应为 class、number 或 flag",
            "class, number or flag",
        ),
        (
            {"measures": measure(kind="class", classes={}, unit=None)},
            "measures: area: classes",
            "没有类别",
            "there is no class",
        ),
        (
            {"measures": measure(within={})},
            "measures: area: within: at_least",
            "没有任何界限",
            "no bound is given",
        ),
        ({"measures": measure(most=5)}, "measures: area: most", "不认识此项", "is not known here"),
        (
            {"lists": [{**LISTED, "kind": "gift"}]},
            "lists[1]: kind",
            f"应为 {LISTS} 之一",
            f"one of {LISTS} is expected",
        ),
        (
            {"lists": [{**LISTED, "colour": 1}]},
            "lists[1]: colour",
            "不认识此项",
            "is not known here",
        ),
        (
            {"lists": [{**LISTED, "when": {"land": ["moon"]}}]},
            "lists[1]: when: land",
            "没有类别 ['moon']",
            "there is no class ['moon']",
        ),
        ({"colour": 1}, "colour", "不认识此项", "is not known here"),
        ({"basis": {}}, "basis: law", "缺少此项", "is missing"),
        ({"basis": []}, "basis", "没有来源", "names no source"),
        (
            {"measures": measure(within={"under": 0})},
            "measures: area: within",
            "不含任何非负数",
            "holds no number from nought on",
        ),
    ],
)
def test_a_file_that_is_amiss_is_refused_with_its_place(
    change: Row, place: str, zh: str, en: str
) -> None:
    with pytest.raises(SheetError) as refused:
        table(**change)
    where, _, key = f"test: {place}".rpartition(": ")
    assert refused.value.words == Words(f"{where}：{key}：{zh}", f"{where}: {key}: {en}")
