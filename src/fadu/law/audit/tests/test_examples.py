"""Six real cases: every finding that their source expects, and no lapse beside."""

import pytest

from fadu.law.audit import Report, Severity
from fadu.law.audit.tests.files import codes, examples, only

LAPSE, WARNING = Severity.LAPSE, Severity.WARNING
UNJUDGED, IN_ORDER = Severity.UNJUDGED, Severity.IN_ORDER

# Case, code, severity, and words that the English finding must hold.
EXPECTED = [
    ("D01", "area.mu", IN_ORDER, "stated 0.74 mu, it is 0.74 mu"),
    ("D01", "pen.pay", UNJUDGED, "15 days from receipt"),
    ("D08", "pen.order.survey", WARNING, "2017-07-27"),
    ("D08", "pen.decision.earliest", UNJUDGED, "after 2017-08-16"),
    ("D08", "pen.statement.window", UNJUDGED, "3 working days"),
    ("D08", "pen.decide.limit", UNJUDGED, "“case filed” (2017-08-02) end on 2017-10-01"),
    ("D10", "pen.hearing.request", LAPSE, "until 2020-05-28; decided 2020-05-28"),
    ("D10", "pen.statement.window", LAPSE, "until 2020-05-28; decided 2020-05-28"),
    ("D10", "measure.confiscation", WARNING, "conforming to the plan: confiscate"),
    ("D10", "area.mu", IN_ORDER, "stated 32.89 mu, it is 32.89 mu"),
    ("D10", "fine.capitals", IN_ORDER, "叁拾贰万捌仟捌佰玖拾元整"),
    ("D12", "pen.decide.limit", LAPSE, "2023-04-25"),
    ("D12", "pen.decide.limit", LAPSE, "with an approved extension 2023-05-25"),
    ("D12", "pen.decide.limit", LAPSE, "discussed only at “collective discussion” (2023-06-01)"),
    ("D12", "fine.maximum", WARNING, "equal to the cap"),
    ("D12", "pen.statement.handled", IN_ORDER, "before the decision came “re-survey”"),
    ("D12", "pen.statement.in_time", IN_ORDER, "2023-05-19"),
    ("D12", "law.version", WARNING, "still went on under the rule of 2023-06-01: 100–1000"),
    ("D25", "pen.order.discussion", LAPSE, "2015-04-13) came before the notice"),
    ("D25", "pen.order.discussion", LAPSE, "was not repeated"),
    ("D40", "area.parts", IN_ORDER, "369.15 + 53.83 = 422.98 m²"),
    ("D40", "fine.minimum", IN_ORDER, "equal to the minimum"),
    ("D40", "area.mu", IN_ORDER, "stated 0.63 mu, it is 0.63 mu"),
    ("D40", "measure.owners", IN_ORDER, "return to the land reserve and to the collective"),
]  # fmt: skip
LAPSES = {
    "D01": [],
    "D08": [],
    "D10": ["pen.statement.window", "pen.hearing.request"],
    "D12": ["pen.decide.limit"],
    "D25": ["pen.order.discussion"],
    "D40": [],
}


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return examples()


@pytest.mark.parametrize(("case", "code", "severity", "words"), EXPECTED)
def test_what_the_source_expects_is_found(
    reports: dict[str, Report], case: str, code: str, severity: Severity, words: str
) -> None:
    finding = only(reports[case], code)
    assert finding.severity is severity
    assert words in finding.words.en
    assert finding.words.zh, "said in both languages"


@pytest.mark.parametrize(("case", "lapses"), LAPSES.items())
def test_no_lapse_beside(reports: dict[str, Report], case: str, lapses: list[str]) -> None:
    assert codes(reports[case], LAPSE) == lapses


def test_the_fine_is_counted_again_and_measured(reports: dict[str, Report]) -> None:
    sums = {"D01": "14,820", "D08": "96,450", "D10": "657,780", "D12": "34,045.80",
            "D25": "8,640", "D40": "422,980"}  # fmt: skip
    for case, maximum in sums.items():
        assert only(reports[case], "fine.line").severity is IN_ORDER
        assert only(reports[case], "fine.total").severity is IN_ORDER
        should = only(reports[case], "fine.maximum").should
        assert should is not None and should.en == f"{maximum} yuan"
        # The maximum that the file itself gives is the same, so nothing is said of it.
        assert not [f for f in reports[case].findings if f.code == "fine.maximum.stated"]


def test_findings_name_the_article_in_the_wording_of_the_day(reports: dict[str, Report]) -> None:
    hearing = only(reports["D10"], "pen.hearing.request")
    assert [(b.citation.law, b.citation.article, b.version) for b in hearing.bases] == [
        ("行政处罚法", 42, "2017"),
        ("自然资源行政处罚办法", 28, "2020"),
    ]
    assert hearing.steps == (2, 3)
    assert any("2020年5月28日" in line.zh for line in hearing.derivation)
    filed = only(reports["D40"], "pen.decide.limit")
    assert ("自然资源行政处罚办法", 38, "2024") in [
        (b.citation.law, b.citation.article, b.version) for b in filed.bases
    ]
    assert filed.should is not None and "2025-03-17" in filed.should.en  # the 16th is a Sunday


def test_what_is_not_in_the_file_is_never_held_to_be_undone(reports: dict[str, Report]) -> None:
    for report in reports.values():
        for finding in report.findings:
            if finding.severity is UNJUDGED:
                assert finding.wanted is not None, finding.code
            else:
                assert finding.wanted is None, finding.code


def test_what_was_not_understood_is_told(reports: dict[str, Report]) -> None:
    assert [u.text for u in reports["D10"].unread] == ["Shandong benchmark item 4"]
