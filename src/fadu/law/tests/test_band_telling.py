"""A table and its proof as lines of text, word by word in both languages."""

from datetime import date

import pytest

from fadu.law.bands.table import RATES
from fadu.law.bands.telling import told_proof, told_table
from fadu.law.tests.banding import (
    LISTED,
    PARAMETERS,
    Row,
    key,
    national,
    parameters,
    report,
    said,
    table,
    tiers,
)
from fadu.law.words import Words

ON = date(2023, 3, 1)
EXEMPT: Row = {**LISTED, "kind": "exempt", "title": {"zh": "初犯", "en": "first time"}}


def test_a_proof_is_its_verdict_and_each_finding_with_its_rule() -> None:
    found = report(tiers=tiers((4, {"range": {"at_least": 700, "at_most": 1001}})), excerpt=True)
    verdict, fault, remark = told_proof(found)
    assert verdict == Words(
        "未通过：1处错误，本表不得用于裁量", "not proven: 1 fault; the table decides nothing"
    )
    outside, excerpt = found.findings
    assert outside.basis is not None and excerpt.basis is None
    assert fault == Words(
        f"错误：{outside.words.zh}（《行政处罚法》第三十七条）",
        f"fault: {outside.words.en} (Administrative Penalty Law, art. 37)",
    )
    assert remark == Words(f"提示：{excerpt.words.zh}", f"remark: {excerpt.words.en}")


def test_two_faults_are_counted_and_a_sound_table_is_told_as_proven() -> None:
    two = report(violation=None, basis=None)
    assert two.verdict == Words(
        "未通过：2处错误，本表不得用于裁量", "not proven: 2 faults; the table decides nothing"
    )
    assert list(told_proof(report())) == [
        Words(
            "通过：12种组合各属一个档次，幅度在法定范围内",
            "proven: each of 12 combinations falls in one tier, within the statute",
        )
    ]


def test_a_whole_table_is_told() -> None:
    made = table(
        title={"zh": "占地基准", "en": "Benchmark"},
        violation={"zh": "非法占地", "en": "illegal occupation"},
        to=date(2024, 12, 31),
        review=date(2024, 6, 1),
        source={"document": {"zh": "某文件", "en": "a paper"}},
        lists=[EXEMPT],
        tiers=tiers()[:1],
    )
    assert [each.zh for each in told_table(made, ON, PARAMETERS)] == [
        "《占地基准》",
        "有效期：2022-01-01起至2024-12-31，2024-06-01前复核；层级：99；来源：某文件（V2）",
        "违法行为：非法占地",
        "法定依据：《行政处罚法》第三十七条",
        "法定幅度：100元/平方米以上、1000元/平方米以下（《行政处罚法》第三十七条）",
        "第1档（slight）：地类为建设用地，且面积2亩以下；100元/平方米以上、200元/平方米以下",
        "免予处罚：初犯",
    ]
    assert [each.en for each in told_table(made, ON, PARAMETERS)] == [
        "Benchmark",
        "valid from 2022-01-01 to 2024-12-31, for review by 2024-06-01; layer 99; "
        "source: a paper (V2)",
        "violation: illegal occupation",
        "legal basis: Administrative Penalty Law, art. 37",
        "statutory range: at least 100 and at most 1000 yuan per m² "
        "(Administrative Penalty Law, art. 37)",
        "tier 1 (slight): land class: 建设用地, and area at most 2 mu; "
        "at least 100 and at most 200 yuan per m²",
        "exempt from penalty: first time",
    ]


def test_what_a_table_leaves_out_is_left_out_or_named() -> None:
    bare = table(violation=None, basis=None, tiers=tiers((1, {"when": None, "range": None}))[:1])
    told = list(told_table(bare, ON, PARAMETERS))
    assert told[1] == Words(
        "有效期：2022-01-01起；层级：99；来源：虚构文件（V2）",
        "valid from 2022-01-01; layer 99; source: 虚构文件 (V2)",
    )
    assert told[3:] == [
        Words("第1档（slight）：无条件；无标准", "tier 1 (slight): no condition; no standard")
    ]
    assert len(told) == 4, "title, time, statute and tier"


@pytest.mark.parametrize(
    ("statute", "complaint"),
    [
        (
            "test.none",
            Words(
                "参数 test.none 在2023-03-01没有法定幅度",
                "parameter test.none has no statutory range on 2023-03-01",
            ),
        ),
        (
            "test.gain",
            Words(
                "参数 test.gain 的单位 permille 与本表不同",
                "the unit permille of parameter test.gain is not that of the table",
            ),
        ),
        (
            "test.unlimited",
            Words("参数 test.unlimited 没有上限", "parameter test.unlimited has no upper limit"),
        ),
        (
            "test.unsaid",
            Words("参数 test.unsaid 没有上限", "parameter test.unsaid has no upper limit"),
        ),
    ],
)
def test_why_there_is_no_statute_stands_in_its_place(statute: str, complaint: Words) -> None:
    known = parameters(
        {
            "test.unlimited": key("fen_per_m2", national({"least": 1})),
            "test.unsaid": key("fen_per_m2", national(None, note=said("未定"))),
        }
    )
    told = list(told_table(table(statute=statute), ON, known))
    assert told[4] == complaint


@pytest.mark.parametrize(
    ("unit", "statute", "zh"),
    [
        ("yuan_per_m2", "test.area", "100元/平方米以上、1000元/平方米以下"),
        ("times_fee", "test.fee", "某项的5倍以上、10倍以下"),
        ("times", "test.fee", "某项的5倍以上、10倍以下"),
        ("percent", "test.gain", "某项的0%以上、50%以下"),
        ("percent", "test.millionths", "某项的0.5%以上、2%以下"),
        ("yuan", "test.fixed", "20000元以上、50000元以下"),
    ],
)
def test_the_statute_is_told_in_the_unit_of_the_table(unit: str, statute: str, zh: str) -> None:
    standard: Row = {"unit": unit}
    if RATES[unit].of in ("fee", "sum"):
        standard |= {"of": "of", "title": said("某项")}
    known = parameters({"test.millionths": key("ppm", national({"least": 5_000, "most": 20_000}))})
    told = list(told_table(table(statute=statute, standard=standard), ON, known))
    assert told[4].zh == f"法定幅度：{zh}（《行政处罚法》第三十七条）"
