"""Instants: periods of hours, the end of a day, and whether something came in time.

Hours run from the instant of the event, through nights and rest days, in Chinese time. A day ends
at 24:00, or at the close of business where there are business hours (民法典 203). Which hours an
office keeps is no law: whoever asks gives them.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from fadu.law.derivation import Line, day_words, text
from fadu.law.sources import cite
from fadu.law.units import Hours
from fadu.law.words import LawError, Words

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY_ENDS = cite("民法典", 203)
POSTED_IN_TIME = cite("民事诉讼法", 85)


class MomentError(LawError, ValueError):
    """A time of day without a zone: it is no instant."""


class DueAt(NamedTuple):
    """The instant at which a period of hours ends, in Chinese time."""

    at: datetime
    start: datetime
    period: Hours

    @property
    def derivation(self) -> tuple[Line, ...]:
        """How the instant was reached."""
        start, at, said = moment_words(self.start), moment_words(self.at), self.period.words
        return (
            Line(
                Words(f"自{start.zh}事发时刻起算", f"from the event at {start.en}"),
                self.start.date(),
            ),
            Line(
                Words(
                    f"{said.zh}连续计算，于{at.zh}届满，不因休息日顺延（读法）",
                    f"{said.en} without a break end at {at.en} and do not roll on from rest days "
                    "(our reading)",
                ),
                self.at.date(),
            ),
        )

    def explain(self, language: str) -> str:
        """The instant and its derivation as text, in Chinese for "zh", else in English."""
        at, start, said = moment_words(self.at), moment_words(self.start), self.period.words
        headline = Words(
            f"到期时刻：{at.zh}　{start.zh}起{said.zh}", f"Due {at.en}: {said.en} from {start.en}"
        )
        return text(headline, self.derivation, language)


class Verdict(NamedTuple):
    """Whether something came in time, and the line that says why."""

    kept: bool
    line: Line


def due_at(start: datetime, period: Hours) -> DueAt:
    """The instant `period` after the instant `start`; MomentError for one without a zone."""
    begun = in_china(start)
    # Added in UTC: where clocks are put forward (China in 1986-1991), wall time loses an hour.
    end = begun.astimezone(UTC) + timedelta(hours=period.n)
    return DueAt(in_china(end), begun, period)


def in_china(at: datetime) -> datetime:
    """The instant as Chinese clocks show it; MomentError for one without a zone."""
    if at.utcoffset() is None:
        raise MomentError(
            Words(f"时刻没有时区：{at.isoformat()}", f"a time without zone: {at.isoformat()}")
        )
    return at.astimezone(SHANGHAI)


def handed_in(at: datetime, due_on: date, closes: time | None = None) -> Verdict:
    """Whether what was done at an instant was done by the due date.

    `closes`: when business ends on the last day; None where there are no business hours.
    """
    there = in_china(at)
    on_time = there.time() <= closes if closes is not None else True
    kept = there.date() < due_on or (there.date() == due_on and on_time)
    done, last = moment_words(there), day_words(due_on)
    ends = "24:00" if closes is None else f"{closes:%H:%M}"
    return Verdict(
        kept,
        Line(
            Words(
                f"{done.zh}，末日{last.zh}{ends}止：{'按期' if kept else '逾期'}（{DAY_ENDS.words.zh}）",
                f"done {done.en}, the last day {last.en} ends at {ends}: "
                f"{'in time' if kept else 'late'} ({DAY_ENDS.words.en})",
            ),
            there.date(),
            DAY_ENDS,
        ),
    )


def posted(sent: date, due_on: date) -> Verdict:
    """Whether a procedural document is in time by the day it was posted; its way takes no time."""
    kept = sent <= due_on
    sent_on, last = day_words(sent), day_words(due_on)
    law = POSTED_IN_TIME.words
    return Verdict(
        kept,
        Line(
            Words(
                f"{sent_on.zh}交邮，末日{last.zh}，在途时间不计：{'按期' if kept else '逾期'}（{law.zh}）",
                f"posted {sent_on.en}, last day {last.en}, time on the way not counted: "
                f"{'in time' if kept else 'late'} ({law.en})",
            ),
            sent,
            POSTED_IN_TIME,
        ),
    )


def moment_words(at: datetime) -> Words:
    """The instant in both languages."""
    on = day_words(at.date())
    return Words(f"{on.zh}{at:%H:%M}", f"{on.en} {at:%H:%M}")
