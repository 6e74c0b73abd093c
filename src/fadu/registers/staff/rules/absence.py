"""The rules on absences and standing in, as pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.refusal import Refusal
from fadu.registers.staff.rules.posts import SEPARATION


class AbsenceReason(StrEnum):
    """Why an officer is away. An illness is nobody's business here: it is `other`."""

    LEAVE = "leave"
    TRIP = "trip"
    TRAINING = "training"
    OTHER = "other"


REASON_WORDS = {
    AbsenceReason.LEAVE: Words("休假", "Leave"),
    AbsenceReason.TRIP: Words("公务外出", "Official trip"),
    AbsenceReason.TRAINING: Words("学习培训", "Training"),
    AbsenceReason.OTHER: Words("其他", "Other"),
}


class Span(NamedTuple):
    """Days from `since` up to, not including, `until`."""

    since: date
    until: date

    def meets(self, other: "Span") -> bool:
        """Whether the two have a day in common."""
        return self.since < other.until and other.since < self.until


class StandsIn(NamedTuple):
    """Somebody stands in for an officer (by staff number) who holds these posts."""

    span: Span
    officer: str
    posts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Engaged:
    """An officer in the days that matter: posts, own absences, and for whom he stands in."""

    id: UUID
    number: str
    name: str
    posts: frozenset[str]
    away: tuple[Span, ...] = ()
    stands_in: tuple[StandsIn, ...] = ()


def known_officer(number: str, found: Engaged | None, subject: str) -> list[Refusal]:
    """Whom a declaration names is an officer who holds a post in these days."""
    if found is not None and found.posts:
        return []
    return [
        _refusal(
            "no_such_officer",
            Words(
                f"工号“{number}”在这些日子没有任职",
                f"No officer with the number “{number}” holds a post in these days",
            ),
            Words("请从名单中选择", "Choose from the list"),
            subject,
        )
    ]


def by_himself_or_supervisor(
    by: UUID | None, officer: UUID | None, supervisors: Iterable[UUID]
) -> list[Refusal]:
    """An officer declares for himself; for another only who supervises."""
    if by is not None and (by == officer or by in supervisors):
        return []
    return [
        _refusal(
            "not_for_others",
            Words("只能为本人登记", "You can enter this for yourself only"),
            Words("为他人登记的，请由负责人办理", "For somebody else the head enters it"),
            "officer",
        )
    ]


def by_supervisor(by: UUID | None, supervisors: Iterable[UUID]) -> list[Refusal]:
    """Who stands in as a rule (AB角) is named by a supervisor."""
    if by is not None and by in supervisors:
        return []
    return [
        _refusal(
            "named_by_head",
            Words("AB角由负责人指定", "A standing deputy is named by a head"),
            Words("请由负责人办理", "Ask a head to name the deputy"),
        )
    ]


def absence_dates(since: date, last: date, today: date) -> list[Refusal]:
    """An absence ends no earlier than it begins, and changes nobody's authority of days gone by."""
    found = []
    if last < since:
        found.append(
            _refusal(
                "ends_before_it_begins",
                Words("最后一天早于第一天", "The last day lies before the first"),
                Words("请核对日期", "Check the dates"),
                "last",
            )
        )
    if since < today:
        found.append(
            _refusal(
                "begins_in_the_past",
                Words(
                    f"第一天不能早于今天（{today}）",
                    f"The first day cannot lie before today ({today})",
                ),
                Words(
                    "请自今天起登记；已过去的日子由谁办理，以当日记录为准",
                    "Enter it from today on; who acted on days gone by is what the record says",
                ),
                "since",
            )
        )
    return found


def absent_once(span: Span, officer: Engaged | None) -> list[Refusal]:
    """Two absences of one officer share no day."""
    return [
        _refusal(
            "absent_already",
            Words(
                f"{held.since} 至 {_last(held)} 已登记外出",
                f"An absence is entered already from {held.since} to {_last(held)}",
            ),
            Words("请避开这些日子，或先登记返岗", "Choose other days, or end that absence first"),
            "since",
        )
        for held in (officer.away if officer else ())
        if held.meets(span)
    ]


def needed_by_nobody(span: Span, officer: Engaged | None) -> list[Refusal]:
    """Who stands in for a colleague is there himself: no deputy of a deputy."""
    return [
        _refusal(
            "stands_in_for_another",
            Words(
                f"{held.span.since} 至 {_last(held.span)} 正代理工号 {held.officer} 的岗位",
                f"This officer stands in for no. {held.officer} from {held.span.since} "
                f"to {_last(held.span)}",
            ),
            Words(
                "请负责人先结束对方的外出登记，另定代理人后重新登记",
                "Ask the head to end that absence and enter it anew with another deputy first",
            ),
            "since",
        )
        for held in (officer.stands_in if officer else ())
        if held.span.meets(span)
    ]


def deputy_is_there(span: Span, deputy: Engaged) -> list[Refusal]:
    """A deputy is not away himself in the days."""
    return [
        _refusal(
            "deputy_away",
            Words(
                f"{deputy.name} {held.since} 至 {_last(held)} 也外出",
                f"{deputy.name} is away as well from {held.since} to {_last(held)}",
            ),
            Words("请另选代理人", "Choose another deputy"),
            "deputy",
        )
        for held in deputy.away
        if held.meets(span)
    ]


def deputy_is_another(officer: UUID | None, deputy: UUID | None) -> list[Refusal]:
    """Nobody stands in for himself."""
    if deputy is None or officer != deputy:
        return []
    return [
        _refusal(
            "deputy_is_self",
            Words("不能由本人代理本人", "Nobody can stand in for himself"),
            Words("请另选代理人", "Choose another deputy"),
            "deputy",
        )
    ]


def deputy_compatible(
    posts: Iterable[str],
    deputy: Engaged,
    span: Span | None,
    incompatible: Iterable[tuple[str, str]],
    titles: Mapping[str, Words],
) -> list[Refusal]:
    """Standing in brings no two incompatible posts into one hand (不相容岗位).

    What counts is all that the deputy would stand for on these days: his own posts, those of others
    for whom he stands in, and the new ones.
    """
    absent = set(posts)
    mine = set(deputy.posts)
    for held in deputy.stands_in:
        if span is None or held.span.meets(span):
            mine |= held.posts
    found = []
    for pair in incompatible:
        for new, own in (pair, pair[::-1]):
            if new in absent and own in mine:
                here, there = titles.get(own, Words(own, own)), titles.get(new, Words(new, new))
                found.append(
                    _refusal(
                        "deputy_incompatible",
                        Words(
                            f"{deputy.name} 在“{here.zh}”，与“{there.zh}”是不相容岗位，不得代理",
                            f"{deputy.name} holds “{here.en}”, which excludes “{there.en}”: "
                            "no standing in",
                        ),
                        Words(
                            "请另选不在该岗位的代理人",
                            "Choose a deputy who does not hold that post",
                        ),
                        "deputy",
                    )
                )
    return found


def return_fits(on: date, today: date, absence: Span | None) -> list[Refusal]:
    """An absence that still lasts ends on a day from today on, before it would end by itself."""
    if absence is None or absence.until <= today or absence.until <= absence.since:
        return [
            _refusal(
                "no_such_absence",
                Words("没有这条外出登记，或已结束", "There is no such absence, or it has ended"),
                Words("请刷新页面", "Reload the page"),
            )
        ]
    first = max(today, absence.since)
    if first <= on < absence.until:
        return []
    return [
        _refusal(
            "return_out_of_span",
            Words(
                f"返岗日应在 {first} 至 {_last(absence)} 之间",
                f"The day of return lies between {first} and {_last(absence)}",
            ),
            Words("请核对日期", "Check the date"),
            "on",
        )
    ]


def _last(span: Span) -> date:
    return span.until - timedelta(days=1)


def _refusal(code: str, words: Words, remedy: Words, subject: str = "") -> Refusal:
    return Refusal(code, words, remedy, SEPARATION, subject)
