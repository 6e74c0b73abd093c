"""A report as text, for a terminal or a mail: what was found, by which rule, and how."""

from collections.abc import Iterator

from fadu.law.audit.finding import ORDER, Finding, Report
from fadu.law.words import Words

_WHO = {"party": Words("当事人", "the party"), "court": Words("法院", "the court")}
_WAS, _SHOULD = Words("实际", "was"), Words("应为", "should have been")
_RULE, _WANTED = Words("依据", "rule"), Words("需要", "wanted")
_STEPS, _HOW = Words("步骤", "steps"), Words("推算", "how")
_UNREAD = Words("未能识别，未参与评查", "Not understood, and not judged by")
_NOTHING = Words("没有可评查的内容", "Nothing to audit")
INDENT = "      "


def told(report: Report, language: str) -> str:
    """The whole report in one language."""
    return "\n".join(_lines(report, language))


def summary(report: Report, language: str) -> str:
    """How many findings of each severity, on one line."""
    counts = report.counts
    return "  ".join(f"{severity.words.to(language)} {counts[severity]}" for severity in ORDER)


def _lines(report: Report, language: str) -> Iterator[str]:
    name = f"{report.case.id}  {report.case.about}".strip()
    yield f"{name}\n  {summary(report, language)}"
    if not report.findings:
        yield f"  {_NOTHING.to(language)}"
    for finding in report.findings:
        yield from _finding(finding, language)
    if report.unread:
        yield f"  {_UNREAD.to(language)}"
        for unread in report.unread:
            yield f"{INDENT}{unread.where}  {unread.text}"


def _finding(finding: Finding, language: str) -> Iterator[str]:
    colon = Words("：", ": ").to(language)
    title = finding.title.to(language)
    who = _WHO.get(finding.who)
    if who is not None:
        title += Words(f"（{who.zh}）", f" ({who.en})").to(language)
    yield f"  [{finding.severity.words.to(language)}] {title}  <{finding.code}>"
    yield f"{INDENT}{finding.words.to(language)}"
    for head, said in (
        (_WAS, finding.was),
        (_SHOULD, finding.should),
        (_RULE, finding.rules),
        (_WANTED, finding.wanted),
    ):
        if said is not None and said.zh:
            yield f"{INDENT}{head.to(language)}{colon}{said.to(language)}"
    if finding.steps:
        yield f"{INDENT}{_STEPS.to(language)}{colon}{', '.join(map(str, finding.steps))}"
    for line in finding.derivation:
        yield f"{INDENT}{_HOW.to(language)}{colon}{line.to(language)}"
