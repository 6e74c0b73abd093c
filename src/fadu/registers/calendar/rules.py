"""The rules on entering a notice, as pure functions."""

from datetime import date

from fadu.law.calendar import Calendar, CalendarError, Year
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal

HOLIDAYS = cite("全国年节及纪念日放假办法")


def standing(calendar: Calendar, year: int) -> Year | None:
    """The arrangement that is known of a year; None when none is."""
    return next((each for each in calendar.published if each.year == year), None)


def follows(calendar: Calendar, found: Year) -> list[Refusal]:
    """Years follow one another: between two known years none may be missing."""
    try:
        calendar.replacing([found])
    except CalendarError:
        first, last = calendar.published[0].year, calendar.published[-1].year
        return [
            Refusal(
                "year_does_not_follow",
                Words(
                    f"已有{first}年至{last}年的安排，{found.year}年与之不相连",
                    f"{first} to {last} are known; {found.year} does not adjoin them",
                ),
                Words("请先录入中间的年份", "Enter the years in between first"),
                HOLIDAYS,
                "year",
            )
        ]
    return []


def tells_something_new(before: Year | None, found: Year, reason: str) -> list[Refusal]:
    """What stands is not entered twice, and is replaced only with a reason."""
    if before is None:
        return []
    if before.digest == found.digest:
        return [
            Refusal(
                "nothing_new",
                Words(
                    f"{found.year}年已有完全相同的安排", f"{found.year} stands with the same days"
                ),
                Words("无需再次录入", "There is nothing to enter"),
                HOLIDAYS,
                "rest",
            )
        ]
    if reason.strip():
        return []
    return [
        Refusal(
            "no_reason",
            Words(
                f"{found.year}年已有安排，改动须写明理由",
                f"{found.year} is known already; a change needs its reason",
            ),
            Words(
                "请填写理由，例如“国务院办公厅发文调整”或“原录入有误”",
                "State it, such as “changed by a later notice” or “was entered wrongly”",
            ),
            HOLIDAYS,
            "reason",
        )
    ]


def issued_before(issued_on: date, today: date) -> list[Refusal]:
    """A notice that has not been issued yet binds nobody."""
    if issued_on <= today:
        return []
    return [
        Refusal(
            "not_issued_yet",
            Words(f"发文日期 {issued_on} 还没有到", f"It would be issued on {issued_on}, later"),
            Words("请核对发文日期", "Check the day of issue"),
            HOLIDAYS,
            "issued_on",
        )
    ]
