"""Each rule broken on purpose gives exactly its finding; a clean case gives none."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from fadu.law.audit import Severity
from fadu.law.audit.tests.files import clean, codes, moved, only, report, without

Case = dict[str, Any]
LAPSE, WARNING = Severity.LAPSE, Severity.WARNING
DECISION, SERVED, PAID = "作出行政处罚决定", "送达行政处罚决定书", "缴纳罚款"
NOTICE, FILED, FOUND = "行政处罚告知书、听证告知书送达", "立案", "发现违法线索"
SURVEY, REVIEW, TALK, PUBLISHED = "现场勘测", "法制审核", "集体讨论", "公示处罚结果"


def with_(case: Case, **more: Any) -> Case:
    """The case with facts added."""
    other = copy.deepcopy(case)
    other["facts"].update(more)
    return other


def adding(case: Case, *steps: tuple[str, str]) -> Case:
    """The case with steps added."""
    other = copy.deepcopy(case)
    other["steps"] += [{"step": name, "date": day} for name, day in steps]
    return other


def changed(case: Case, path: str, value: object) -> Case:
    """The case with another value at a dotted path."""
    other = copy.deepcopy(case)
    at: Any = other
    *way, last = path.split(".")
    for name in way:
        at = at[int(name)] if name.isdigit() else at[name]
    at[int(last) if last.isdigit() else last] = value
    return other


@pytest.mark.parametrize("regime", ["A", "B", "C"])
def test_a_clean_case_has_neither_lapse_nor_warning(regime: str) -> None:
    one = report(clean(regime))
    assert codes(one, LAPSE, WARNING) == []
    assert len(one.of(Severity.IN_ORDER)) > 15
    assert not one.unread


# Regime, how the clean case is broken, the findings that this alone may give.
BROKEN: list[tuple[str, Callable[[Case], Case], list[str], list[str]]] = [
    # Filing: 10 working days to 2024-04-30, from the conditions; from the finding a warning.
    ("A", lambda c: moved(c, FOUND, "2019-03-20"), [], ["pen.filing.deadline"]),
    ("B", lambda c: adding(c, ("符合立案条件", "2022-03-09")), ["pen.filing.deadline"], []),
    ("A", lambda c: moved(c, SURVEY, "2019-04-12"), [], ["pen.order.survey"]),
    # Windows: the last day belongs to the party.
    ("A", lambda c: moved(c, NOTICE, "2019-05-14"),
     ["pen.statement.window", "pen.hearing.request"], []),
    ("B", lambda c: moved(c, NOTICE, "2022-05-13"), ["pen.hearing.request"], []),
    ("C", lambda c: moved(c, NOTICE, "2024-08-12"),
     ["pen.statement.window", "pen.hearing.request"], []),
    ("A", lambda c: moved(c, TALK, "2019-05-05"), ["pen.order.discussion"], []),
    ("B", lambda c: moved(c, REVIEW, "2022-05-21"), ["pen.legal_review.order"], []),
    # Service, publication, payment.
    ("A", lambda c: moved(c, SERVED, "2019-05-28"), ["pen.serve"], []),
    ("B", lambda c: moved(c, SERVED, "2022-06-01"), ["pen.serve"], []),
    ("C", lambda c: moved(c, PUBLISHED, "2024-08-29"), ["pub.enforce.permit_penalty"], []),
    ("C", lambda c: moved(c, PAID, "2024-09-06"), [], ["pen.pay"]),
    # Hearing.
    ("B", lambda c: adding(c, ("听证通知书送达", "2022-05-06"), ("听证会", "2022-05-12")),
     ["pen.hearing.notice"], []),
    ("B", lambda c: adding(c, ("听证会", "2022-05-23")), ["pen.hearing.record_binding"], []),
    ("C", lambda c: adding(c, ("申请听证", "2024-08-13")), [], ["pen.hearing.request.in_time"]),
    # Evidence and seizure.
    ("A", lambda c: adding(c, ("先行登记保存", "2019-04-18"), ("登记保存处理决定", "2019-04-26")),
     ["pen.preserve.decide"], []),
    ("A", lambda c: with_(c, officers=1), ["pen.officers.min"], []),
    # The fine.
    ("A", lambda c: changed(c, "fine.lines.0.stated", 12500), ["fine.line", "fine.total"], []),
    ("A", lambda c: changed(c, "fine.stated", 13000), ["fine.total"], []),
    ("A", lambda c: changed(c, "fine.capitals", "壹万叁仟元整"), ["fine.capitals"], []),
    ("A", lambda c: with_(c, area_mu_stated="0.95"), ["area.mu"], []),
    ("A", lambda c: with_(c, parts={"林地": 500, "园地": 90}), ["area.parts"], []),
    # The law.
    ("A", lambda c: changed(c, "laws.0", "土地管理法（2019年修正）第七十六条"),
     ["law.article"], []),
    ("A", lambda c: changed(c, "laws.1", "土地管理法实施条例（2021年修订）第五十七条"),
     ["law.version"], []),
    ("A", lambda c: changed(c, "penalties", ["责令退还土地", "没收新建建筑物"]),
     [], ["measure.demolition"]),
    ("A", lambda c: changed(c, "penalties", ["限期拆除，恢复土地原状"]), [], ["measure.return"]),
]  # fmt: skip


@pytest.mark.parametrize(("regime", "breaking", "lapses", "warnings"), BROKEN)
def test_a_rule_broken_on_purpose_gives_its_finding_alone(
    regime: str, breaking: Callable[[Case], Case], lapses: list[str], warnings: list[str]
) -> None:
    one = report(breaking(clean(regime)))
    assert codes(one, LAPSE) == lapses
    assert codes(one, WARNING) == warnings
    for finding in one.of(LAPSE):
        assert finding.words.zh and finding.words.en


def test_the_decision_limit_of_each_regime_and_its_extension() -> None:
    """60 days and 30 more until 2024-04-30, then 90 and 30."""
    late = moved(clean("A"), DECISION, "2019-06-20")
    late = moved(
        moved(moved(late, SERVED, "2019-06-21"), PUBLISHED, "2019-06-24"), PAID, "2019-06-25"
    )
    assert only(report(late), "pen.decide.limit").severity is Severity.UNJUDGED
    extended = adding(late, ("延长办案期限", "2019-06-10"))
    assert only(report(extended), "pen.decide.limit").severity is Severity.IN_ORDER
    far = moved(clean("A"), DECISION, "2019-07-16")
    assert only(report(far), "pen.decide.limit").severity is LAPSE
    assert only(report(moved(clean("A"), DECISION, "2019-06-14")), "pen.decide.limit").severity is (
        Severity.IN_ORDER
    )
    assert only(report(clean("C")), "pen.decide.limit").should is not None
    assert "2024-10-01" in str(only(report(clean("C")), "pen.decide.limit").should)


def test_excluded_time_counts_only_since_2024() -> None:
    days = (("委托鉴定", "2024-07-10"), ("鉴定意见收到", "2024-08-09"))
    stopped = adding(clean("C"), *days)
    assert "2024-11" in str(only(report(stopped), "pen.decide.limit").should)
    before = adding(clean("B"), ("委托鉴定", "2022-04-20"), ("鉴定意见收到", "2022-05-03"))
    assert (
        only(report(before), "pen.decide.limit").should
        == only(report(clean("B")), "pen.decide.limit").should
    )


def test_fine_above_and_below_the_range() -> None:
    def at(rate: int) -> Case:
        case = changed(clean("B"), "fine.lines.0.rate", rate)
        case = changed(case, "fine.lines.0.stated", rate * 600)
        return changed(case, "fine.stated", rate * 600)

    assert codes(report(at(1001)), LAPSE) == ["fine.rate", "fine.maximum"]
    assert codes(report(at(99)), LAPSE) == ["fine.rate", "fine.minimum"]
    assert codes(report(at(1000)), LAPSE, WARNING) == ["fine.maximum"]
    assert only(report(at(100)), "fine.minimum").severity is Severity.IN_ORDER


def test_surcharge_is_three_per_cent_a_day_and_never_above_the_fine() -> None:
    late = with_(moved(clean("C"), PAID, "2024-09-15"), surcharge=36_001)
    assert codes(report(late), LAPSE) == ["pen.surcharge.rate"]  # 10 days × 3 % × 120,000 = 36,000
    assert codes(report(with_(late, surcharge=36_000)), LAPSE) == []
    capped = with_(moved(clean("C"), PAID, "2024-12-15"), surcharge=120_001)
    assert codes(report(capped), LAPSE) == ["pen.surcharge.cap"]
    assert codes(report(with_(clean("C"), surcharge_rate=5)), LAPSE) == [
        "pen.surcharge.rate.stated"
    ]
    assert codes(report(with_(clean("C"), surcharge_rate="3%")), LAPSE) == []


def test_what_the_file_denies_is_held_against_it_and_what_it_omits_is_not() -> None:
    denied = without(clean("A"), REVIEW)
    denied["steps"].append({"step": REVIEW, "done": False})
    assert codes(report(denied), LAPSE) == ["pen.legal_review.scope"]
    assert codes(report(without(clean("A"), REVIEW)), LAPSE) == []
    told = moved(clean("C"), NOTICE, "2024-08-05")
    told["steps"] = [
        {"step": "行政处罚告知书送达", "date": s["date"]} if s["step"] == NOTICE else s
        for s in told["steps"]
    ]
    assert codes(report(told), LAPSE) == []
    told["facts"]["hearing_rights_told"] = False
    assert codes(report(told), LAPSE) == ["pen.hearing.scope"]


def test_contents_of_the_decision() -> None:
    case = with_(clean("B"), decision_contents={"seal": False})
    assert codes(report(case), LAPSE) == ["pen.doc.decision"]


def mining(act: str, seized: str) -> Case:
    return {
        "facts": {"act": act, "act_end": act, "violation": "无证采矿", "gain": 80_000,
                  "market_value": 200_000},
        "laws": ["矿产资源法（2009年修正）第三十九条", "矿产资源法实施细则第四十二条"],
        "steps": [{"step": "立案", "date": seized}, {"step": "查封扣押", "date": seized}],
        "fine": {"lines": [{"what": "无证采矿", "quantity": 80_000, "unit": "元", "rate": "50%",
                            "stated": 40_000}], "stated": 40_000},
    }  # fmt: skip


def test_seizing_before_the_law_on_minerals_gave_the_power() -> None:
    before = report(mining("2025-05-20", "2025-06-10"))
    assert codes(before, LAPSE) == ["min.power"]
    after = report(mining("2025-05-20", "2025-07-10"))
    assert "min.power" not in codes(after, LAPSE)


def test_fine_as_a_share_of_the_gain() -> None:
    one = report(mining("2025-05-20", "2025-06-10"))
    assert only(one, "fine.maximum").severity is WARNING  # equal to the cap
    case = changed(mining("2025-05-20", "2025-06-10"), "fine.lines.0.rate", "60%")
    case = changed(case, "fine.lines.0.stated", 48_000)
    assert "fine.maximum" in codes(report(changed(case, "fine.stated", 48_000)), LAPSE)


def test_the_window_of_the_court_and_the_demand_before_it() -> None:
    base = changed(without(clean("B"), PAID), "penalties", ["责令退还土地"])
    base["facts"]["built"] = "无"

    def applied(dunned: str, on: str) -> Case:
        return adding(base, ("催告书送达", dunned), ("申请法院强制执行", on))

    # Received 2022-05-24: action until 2022-11-24, then three months until 2023-02-24.
    assert codes(report(applied("2022-12-01", "2022-12-20")), LAPSE) == []
    assert codes(report(applied("2022-11-01", "2022-11-24")), LAPSE) == ["enf.court.window"]
    assert codes(report(applied("2022-12-01", "2023-02-27")), LAPSE) == ["enf.court.window"]
    assert codes(report(applied("2022-12-10", "2022-12-20")), LAPSE) == ["enf.dun"]
    court = adding(applied("2022-12-01", "2022-12-20"), ("法院受理", "2022-12-28"))
    late = only(report(court), "enf.court.accept")
    assert (late.severity, late.who) == (LAPSE, "court")


def test_the_court_has_a_longer_period_where_the_decision_is_clearly_wrong() -> None:
    base = adding(without(clean("B"), PAID), ("法院受理", "2022-12-28"))
    seven, thirty = "2023-01-09", "2023-01-28"  # the 27th is a holiday
    for day, severity in ((seven, Severity.IN_ORDER), (thirty, Severity.UNJUDGED),
                          ("2023-02-15", LAPSE)):  # fmt: skip
        one = only(report(adding(base, ("法院裁定", day))), "enf.court.rule")
        assert (one.severity, one.who) == (severity, "court")


def test_demolition_has_the_short_period_of_its_own() -> None:
    case = adding(without(clean("B"), PAID), ("催告书送达", "2022-12-01"),
                  ("申请法院强制执行", "2022-12-20"))  # fmt: skip
    one = report(case)
    assert codes(one, LAPSE) == ["enf.court.window.demolition"]
    assert only(one, "enf.court.window").severity is Severity.IN_ORDER


def test_the_time_bar_and_acts_that_go_on() -> None:
    ended = clean("B")
    ended["facts"].update(act="2019-01-10", act_end="2019-03-10")
    assert "pen.timebar" in codes(report(ended), LAPSE)
    going = copy.deepcopy(ended)
    del going["facts"]["act_end"]
    assert "pen.timebar" not in codes(report(going), LAPSE)


def test_information_is_answered_in_twenty_working_days_and_twenty_more() -> None:
    def asked(answered: str, *steps: dict[str, str]) -> Case:
        rows = [{"step": "收到信息公开申请", "date": "2020-03-02"}, *steps]
        return {"matter": "foi", "steps": [*rows, {"step": "答复", "date": answered}]}

    more = {"step": "延长答复期限", "date": "2020-03-20"}
    assert codes(report(asked("2020-03-30")), LAPSE) == []
    assert only(report(asked("2020-04-10")), "foi.reply").severity is Severity.UNJUDGED
    assert only(report(asked("2020-04-10", more)), "foi.reply").severity is Severity.IN_ORDER
    assert codes(report(asked("2020-05-20", more)), LAPSE) == ["foi.reply"]


def test_registration() -> None:
    case = {"matter": "不动产登记", "steps": {"受理": "2020-03-02", "登簿": "2020-04-15"}}
    assert codes(report(case), LAPSE) == ["reg.limit.statutory"]
    notice = {**case, "steps": [{"step": "受理", "date": "2020-03-02"},
                                {"step": "公告", "date": "2020-03-03", "until": "2020-03-24"},
                                {"step": "登簿", "date": "2020-04-15"}]}  # fmt: skip
    assert codes(report(notice), LAPSE) == []
