"""What holds always: lateness is monotone, vagueness accuses nobody, noise changes nothing."""

import copy
import json
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.law.audit import Severity, audit, read_cases
from fadu.law.audit.tests.files import EXAMPLES, clean, codes, report

Case = dict[str, Any]
LATE = {  # the step that comes too late, and the finding that says so
    "送达行政处罚决定书": "pen.serve",
    "公示处罚结果": "pub.enforce.permit_penalty",
    "作出行政处罚决定": "pen.decide.limit",
    "立案": "pen.filing.deadline",
    "缴纳罚款": "pen.pay",
}
FAULTS = (Severity.LAPSE, Severity.WARNING)
regimes = st.sampled_from("ABC")


def shifted(case: Case, step: str, days: int) -> Case:
    other = copy.deepcopy(case)
    for row in other["steps"]:
        if row["step"] == step:
            row["date"] = (date.fromisoformat(row["date"]) + timedelta(days)).isoformat()
    return other


@settings(max_examples=60, deadline=None)
@given(regimes, st.sampled_from(sorted(LATE)), st.integers(0, 200), st.integers(1, 60))
def test_moving_a_step_later_never_removes_its_lateness(
    regime: str, step: str, days: int, more: int
) -> None:
    before = report(shifted(clean(regime), step, days))
    after = report(shifted(clean(regime), step, days + more))
    if LATE[step] in codes(before, *FAULTS):
        assert LATE[step] in codes(after, *FAULTS)


def months(case: Case, steps: set[str]) -> Case:
    """The case with some dates known only as a month."""
    other = copy.deepcopy(case)
    for row in other["steps"]:
        if row["step"] in steps:
            row["date"] = row["date"][:7]
    return other


@settings(max_examples=80, deadline=None)
@given(regimes, st.data())
def test_a_vague_date_gives_no_lapse_that_a_precise_one_would_not(
    regime: str, data: st.DataObject
) -> None:
    case = clean(regime)
    names = [row["step"] for row in case["steps"]]
    for name in data.draw(st.sets(st.sampled_from(names), max_size=3)):
        case = shifted(case, name, data.draw(st.integers(-40, 60)))
    vague = months(case, data.draw(st.sets(st.sampled_from(names), min_size=1, max_size=3)))
    precise = set(codes(report(case), *FAULTS))
    assert set(codes(report(vague), Severity.LAPSE)) <= precise


@settings(max_examples=40, deadline=None)
@given(
    regimes,
    st.text("abcxyz 甲乙丙", min_size=1, max_size=12).filter(lambda name: name.strip()),
    st.dates(date(2015, 1, 1), date(2026, 1, 1)),
    st.integers(0, 10),
)
def test_an_unknown_step_changes_nothing_else(regime: str, name: str, on: date, at: int) -> None:
    case = clean(regime)
    other = copy.deepcopy(case)
    other["steps"].insert(at, {"step": f"zzz {name}", "date": on.isoformat()})
    one, two = report(case), report(other)
    assert [(f.code, f.severity, f.words) for f in one.findings] == [
        (f.code, f.severity, f.words) for f in two.findings
    ]
    assert [u.text.strip() for u in two.unread] == [f"zzz {name}".strip()]


def test_control_an_accusing_rule_would_be_caught() -> None:
    """A vague date that is read as its last day does accuse: the property has teeth."""
    vague = months(clean("C"), {"送达行政处罚决定书"})
    guessed = copy.deepcopy(vague)
    for row in guessed["steps"]:
        if len(row["date"]) == len("2024-08"):
            row["date"] += "-31"
    assert codes(report(vague), Severity.LAPSE) == []
    assert "pen.serve" in codes(report(guessed), Severity.LAPSE)


def test_the_same_file_gives_the_same_answer_and_plain_json() -> None:
    data = json.loads(EXAMPLES)
    one = [each.as_data() for each in audit(read_cases(data))]
    two = [each.as_data() for each in audit(read_cases(json.loads(EXAMPLES)))]
    assert one == two
    assert json.loads(json.dumps(one, ensure_ascii=False)) == one
