"""放假安排录入: the legal section enters a notice of the State Council, in one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fadu.law.calendar import CalendarError, Year
from fadu.law.calendar.notice import from_lines
from fadu.law.words import Words
from fadu.procedure.blocks.at_once import at_once
from fadu.procedure.declare import Post
from fadu.procedure.facts import fact
from fadu.procedure.gate import Outcome
from fadu.registers.calendar.acts import ENTER
from fadu.registers.calendar.rules import HOLIDAYS

LEGAL = Post("legal", Words("法制岗", "Legal officer"))
ENTERED = Outcome("entered", Words("录入", "Enter"))
_FIRST, _LAST = 1990, 2100


@dataclass(frozen=True)
class NoticeFacts:
    """The notice, and what it arranges: a holiday a line, then the make-up days."""

    year: int = fact("年度", "Year")
    title: str = fact("通知标题", "Title of the notice")
    number: str = fact("文号", "Document number")
    issued_on: date = fact("发文日期", "Issued on")
    source: str = fact(
        "来源", "Source",
        help=Words(
            "在哪里看到正文，例如网址或收文编号", "Where its text was read: an address, a number"
        ),
    )  # fmt: skip
    rest: str = fact(
        "放假日期", "Rest days", prose=True,
        help=Words(
            "一个节日一行，如“元旦：2027-01-01 至 2027-01-03”；其余周末照常休息",
            "One holiday a line: 元旦：2027-01-01 至 2027-01-03; other weekends are off anyway",
        ),
    )  # fmt: skip
    make_up: str = fact(
        "调休上班日", "Make-up working days", prose=True, default="",
        help=Words(
            "周末上班的日子，用空格隔开", "Weekend days that are worked, with spaces between"
        ),
    )  # fmt: skip
    reason: str = fact(
        "改动理由", "Reason of a change", default="",
        help=Words("该年已有安排时必填", "Wanted where the year is known already"),
    )  # fmt: skip

    def arrangement(self) -> Year:
        """The days; CalendarError where the lines give none."""
        return from_lines(self.year, self.rest, self.make_up)

    def problems(self) -> Mapping[str, Words]:
        """What is wrong with the lines."""
        if not _FIRST <= self.year <= _LAST:
            wrong = Words("请核对年份", "Check the year")
            return {"year": wrong}
        try:
            self.arrangement()
        except CalendarError as fault:
            return {"rest": fault.words}
        return {}


NOTICE = at_once(
    name="calendar.notice",
    title=Words("放假安排录入", "Entry of a holiday notice"),
    mark="FJ",
    basis=HOLIDAYS,
    facts=NoticeFacts,
    act=ENTER,
    post=LEGAL,
    step_title=Words("录入", "Entry"),
    outcome=ENTERED,
)
