"""Case audit on the desk: a file of cases, pasted or uploaded, or a case of our own record.

The page decides nothing: `fadu.law.audit` judges, and says what it cannot. Nothing is kept; what
was typed comes back with the answer, so that a refused file can be mended where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404
from django.http.response import HttpResponseBase

from fadu.desk.asked import case_asked, shown
from fadu.desk.own_case import as_file, auditable
from fadu.law.audit import Auditor, Finding, Report, Severity, Unreadable, read_cases, read_text
from fadu.law.audit.reading import Fault
from fadu.law.audit.steps import spoken, title
from fadu.law.words import Words
from fadu.pages.forms import typed
from fadu.pages.who import Visit, officer_required
from fadu.procedure.calendars import calendar_of
from fadu.procedure.in_force import parameters_of

MOST_BYTES = 1024 * 1024
MOST_CASES = 100
# A page does not carry back more than this: a larger file is at hand where it came from.
MOST_SHOWN = 200_000
AUDIT = "desk:audit"
_TAGS = {
    Severity.LAPSE: "tag-red",
    Severity.WARNING: "tag-amber",
    Severity.UNJUDGED: "",
    Severity.IN_ORDER: "tag-green",
}
_MEANS = {
    Severity.LAPSE: Words("违反规定，或者计算有误", "Against the law, or counted wrongly"),
    Severity.WARNING: Words("需要核实或者在案卷中说明", "To be checked, or explained in the file"),
    Severity.UNJUDGED: Words(
        "材料中没有所需的数据，不等于没有办理",
        "The datum is not in the file; that is not “not done”",
    ),
    Severity.IN_ORDER: Words("已经核对，没有发现问题", "Judged, and nothing was found"),
}
_EMPTY = Words("请粘贴案件内容，或选择一个文件", "Paste the cases, or choose a file")
_LARGE = Words("超过1 MB：请分成几个文件", "More than 1 MB: split it into several files")
_MANY = Words(
    f"一次最多显示{MOST_CASES}件：请分成几个文件，或用命令 ./fadu audit",
    f"At most {MOST_CASES} cases are shown at once: split the file, or use ./fadu audit",
)
_ENCODING = Words("编码不明：请存为 UTF-8 或 GB 18030", "Save the file as UTF-8 or GB 18030")
_HERE = Words("文件", "the file")
SAMPLE = """{
  "id": "1",
  "facts": {"area_m2": 494, "area_mu_stated": 0.74, "act": "2018-12", "plan": "不符合规划"},
  "laws": ["土地管理法（2004年修正）第七十六条"],
  "steps": [
    {"step": "立案", "date": "2019-04-15"},
    {"step": "行政处罚告知书、听证告知书送达", "date": "2019-05-06"},
    {"step": "作出行政处罚决定", "date": "2019-05-17"}
  ],
  "penalties": ["责令退还土地", "拆除并恢复原状"],
  "fine": {
    "lines": [
      {"what": "非法占用土地", "quantity": 494, "unit": "平方米", "rate": 20, "stated": 9880}
    ],
    "stated": 9880
  }
}"""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity. Those that ask for nothing are folded."""

    severity: Severity
    findings: tuple[Finding, ...]

    @property
    def tag(self) -> str:
        """The class of its tag."""
        return _TAGS[self.severity]

    @property
    def means(self) -> Words:
        """What the severity means."""
        return _MEANS[self.severity]

    @property
    def folded(self) -> bool:
        """Whether a reader has to open it."""
        return self.severity in (Severity.UNJUDGED, Severity.IN_ORDER)


@dataclass(frozen=True, slots=True)
class Judged:
    """A case as the page shows it."""

    report: Report

    @property
    def groups(self) -> list[Group]:
        """The findings by severity, worst first; empty ones are left out."""
        found = (Group(severity, self.report.of(severity)) for severity in Severity)
        return [group for group in found if group.findings]

    @property
    def steps(self) -> Iterator[tuple[int, Words, Words, Words]]:
        """The steps as they were understood: number, name, day, meaning."""
        nothing = Words("未能识别", "not understood")
        for step in self.report.case.steps:
            on = step.when.words if step.when is not None else Words("无日期", "no date")
            meant = [title(kind) for kind in step.kinds]
            means = Words("、".join(m.zh for m in meant), ", ".join(m.en for m in meant))
            yield step.number, spoken(step.name), on, means if meant else nothing


@officer_required
def audit_page(request: Visit, bureau: str) -> HttpResponseBase:
    """The form, and below it the findings on what was sent."""
    context: dict[str, object] = {"text": "", "faults": (), "judged": ()}
    if request.method == "POST":
        text, faults = _sent(request)
        judged: tuple[Judged, ...] = ()
        if not faults:
            judged, faults = _judged(text)
        context = {
            "text": text if len(text) <= MOST_SHOWN else "",
            "faults": faults,
            "judged": judged,
        }
    context["sample"] = SAMPLE
    status = 400 if context["faults"] else 200
    return shown(request, "desk/audit.html", AUDIT, context, status=status)


@officer_required
def audit_case(request: Visit, bureau: str, number: str) -> HttpResponseBase:
    """A case of our own, audited from its record."""
    case = case_asked(request, number)
    if not auditable(case):
        raise Http404
    (read,) = read_cases(as_file(case))
    report = Auditor(calendar_of(bureau), parameters_of(bureau)).audit(read)
    context = {"case": case, "judged": (Judged(report),)}
    return shown(request, "desk/audit_case.html", "desk:cases", context)


def _sent(request: Visit) -> tuple[str, tuple[Fault, ...]]:
    """The text that was uploaded, else that was typed; and what is wrong with it already."""
    text = typed(request.POST, "text")
    file = request.FILES.get("file")
    if file is not None:
        if (file.size or 0) > MOST_BYTES:
            return text, (Fault(_HERE, _LARGE),)
        decoded = _decoded(file.read())
        if decoded is None:
            return text, (Fault(_HERE, _ENCODING),)
        text = decoded.replace("\0", "")
    if not text.strip():
        return text, (Fault(_HERE, _EMPTY),)
    if len(text.encode()) > MOST_BYTES:
        return text, (Fault(_HERE, _LARGE),)
    return text, ()


def _decoded(raw: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _judged(text: str) -> tuple[tuple[Judged, ...], tuple[Fault, ...]]:
    try:
        cases = read_text(text)
    except Unreadable as refused:
        return (), refused.faults
    if len(cases) > MOST_CASES:
        return (), (Fault(_HERE, _MANY),)
    auditor = Auditor.shipped()
    return tuple(Judged(auditor.audit(case)) for case in cases), ()
