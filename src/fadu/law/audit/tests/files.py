"""Cases for the tests: the real examples, and a clean synthetic case in each regime."""

import copy
from pathlib import Path
from typing import Any

from fadu.law.audit import Finding, Report, Severity, audit, read_cases, read_text

HERE = Path(__file__).parent
EXAMPLES = (HERE / "examples.json").read_text("utf-8")

# Regime, then day by day: act, found, filed, surveyed, notice, legal review, discussion, decision,
# served, published, paid.
_DAYS = {
    "A": "2019-03-04 2019-04-08 2019-04-15 2019-04-18 2019-05-06 2019-05-13 2019-05-15 "
    "2019-05-17 2019-05-20 2019-05-24 2019-05-30",
    "B": "2022-03-07 2022-04-06 2022-04-13 2022-04-18 2022-05-05 2022-05-16 2022-05-18 "
    "2022-05-20 2022-05-24 2022-05-26 2022-06-06",
    "C": "2024-06-03 2024-07-01 2024-07-03 2024-07-08 2024-08-05 2024-08-14 2024-08-16 "
    "2024-08-19 2024-08-21 2024-08-26 2024-09-02",
}
_LAWS = {
    "A": ["土地管理法（2004年修正）第七十六条", "土地管理法实施条例（2014年修订）第四十二条"],
    "B": ["土地管理法（2019年修正）第七十七条", "土地管理法实施条例（2021年修订）第五十七条"],
}
_RATES = {"A": 20, "B": 200, "C": 200}
_STEPS = (
    "发现违法线索",
    "立案",
    "现场勘测",
    "行政处罚告知书、听证告知书送达",
    "法制审核",
    "集体讨论",
    "作出行政处罚决定",
    "送达行政处罚决定书",
    "公示处罚结果",
    "缴纳罚款",
)


def clean(regime: str) -> dict[str, Any]:
    """A case in which nothing is amiss and nothing is left open but what no file can close."""
    days = _DAYS[regime].split()
    area, rate = 600, _RATES[regime]
    return {
        "id": f"clean-{regime}",
        "facts": {
            "area_m2": area,
            "area_mu_stated": "0.90",
            "land_class": "林地",
            "plan": "不符合规划",
            "act": days[0],
            "act_end": days[2],
            "built": "厂房",
            "violation": "非法占用土地",
            "officers": 2,
        },
        "laws": _LAWS.get(regime, _LAWS["B"]),
        "steps": [
            {"step": name, "date": day} for name, day in zip(_STEPS, days[1:], strict=True)
        ],
        "penalties": ["责令退还土地", "限期拆除，恢复土地原状"],
        "fine": {
            "lines": [{"what": "非法占用土地", "quantity": area, "unit": "平方米",
                       "rate": rate, "stated": area * rate}],
            "stated": area * rate,
        },
    }  # fmt: skip


def moved(case: dict[str, Any], step: str, day: object) -> dict[str, Any]:
    """The case with one step on another day."""
    other = copy.deepcopy(case)
    found = [row for row in other["steps"] if row["step"] == step]
    assert len(found) == 1, f"no step {step}"
    found[0]["date"] = day
    return other


def without(case: dict[str, Any], step: str) -> dict[str, Any]:
    """The case without a step."""
    other = copy.deepcopy(case)
    other["steps"] = [row for row in other["steps"] if row["step"] != step]
    return other


def report(case: dict[str, Any]) -> Report:
    """The report on one case."""
    (one,) = audit(read_cases(case))
    return one


def examples() -> dict[str, Report]:
    """The reports on the real examples, by id."""
    return {each.case.id: each for each in audit(read_text(EXAMPLES))}


def codes(one: Report, *severities: Severity) -> list[str]:
    """The codes of findings of these severities."""
    return [each.code for each in one.findings if each.severity in severities]


def only(one: Report, code: str) -> Finding:
    """The one finding of a code."""
    found = [each for each in one.findings if each.code == code]
    assert len(found) == 1, f"{code}: {len(found)} findings"
    return found[0]
