"""How a due date was reached, told line by line with dates and articles.

Every day after the start up to the due date stands under exactly one heading – counted, holiday,
weekend, suspended – so that a citizen with a wall calendar can add the lines up.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from fadu.law.calendar import Calendar
from fadu.law.extension import Extension
from fadu.law.sources import Citation, cite
from fadu.law.suspension import Suspension, stretches
from fadu.law.units import Hours, Immediate, Months, Period, WorkingDays
from fadu.law.words import Words

START_EXCLUDED = cite("民法典", 201)
MONTH_END = cite("民法典", 202)
REST_DAY_ROLLS = cite("民法典", 203)
HOLIDAYS = cite("全国年节及纪念日放假办法")

_CODE_SINCE = date(2021, 1, 1)
_DAY = timedelta(days=1)
_WEEKDAYS_ZH = "一二三四五六日"
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_201, _202, _203 = START_EXCLUDED.words, MONTH_END.words, REST_DAY_ROLLS.words
_BEFORE_CODE = Words(
    "《民法典》自2021年1月1日起施行；此前的期间在此按同一规则计算，当时的条文未收录",
    "the Civil Code is in force from 2021-01-01; earlier periods are counted here by the same "
    "rule, whose article of the time is not encoded",
)


class Line(NamedTuple):
    """One reason in a derivation, the day it speaks of, and the article it applies."""

    words: Words
    on: date | None = None
    basis: Citation | None = None

    @property
    def rule(self) -> Words:
        """The words without the article in brackets at their end, for a table that has a column."""
        if self.basis is None:
            return self.words
        law = self.basis.words
        zh = self.words.zh.removesuffix(f"（{law.zh}）")
        return Words(zh, self.words.en.removesuffix(f" ({law.en})"))


class Workings(NamedTuple):
    """What a derivation is drawn up from. `last`: the end of a period of days before rolling."""

    start: date
    period: Period
    on: date
    last: date | None
    calendar: Calendar
    suspensions: tuple[Suspension, ...]
    extensions: tuple[Extension, ...] = ()


def text(headline: Words, told: Sequence[Line], language: str) -> str:
    """A headline and its derivation as plain text, the lines numbered."""
    said = [headline.to(language)]
    said += [f"  {number}. {line.words.to(language)}" for number, line in enumerate(told, start=1)]
    return "\n".join(said)


def table(told: Sequence[Line], language: str) -> list[tuple[str, str, str]]:
    """A derivation as rows of day, rule and article; a cell is empty where there is none."""
    return [
        (
            "" if line.on is None else day_words(line.on).to(language),
            line.rule.to(language),
            "" if line.basis is None else line.basis.words.to(language),
        )
        for line in told
    ]


def conclusion(work: Workings, provisional: bool) -> Words:
    """The headline: the date, the period it comes from, and whether it is provisional."""
    on, start, said = day_words(work.on), day_words(work.start), work.period.words
    if work.extensions:
        said = Words(f"{said.zh}（含延长）", f"{said.en} with extensions")
    return Words(
        f"到期日：{on.zh}{'（暂定）' if provisional else ''}　{start.zh}起{said.zh}",
        f"Due {on.en}{' (provisional)' if provisional else ''}: {said.en} from {start.en}",
    )


def lines(work: Workings) -> tuple[Line, ...]:
    """The derivation, from the excluded start to the due date."""
    if isinstance(work.period, Immediate):
        return (Line(Words("即时办理：当日到期", "at once: due the same day"), work.start),)
    if isinstance(work.period, WorkingDays):
        told = _working_day_lines(work, work.period.n)
    elif isinstance(work.period, Hours):
        told = _hour_lines(work)
    else:
        told = _running_lines(work)
    told[1:1] = [_extension_line(each) for each in work.extensions]
    if work.start < _CODE_SINCE:
        told.append(Line(_BEFORE_CODE))
    return tuple(told)


def doubts(work: Workings) -> tuple[Words, ...]:
    """Why the due date may still move: years without notice, and a stop that still runs."""
    running = [each for each in work.suspensions if each.end is None and each.start <= work.on]
    return (
        *(line.words for line in assumed_lines(_assumed(work))),
        *(
            Words(
                f"{_zh(each.start)}起因{each.reason.zh}中止，至今未恢复；恢复后重算，到期日不早于所列",
                f"suspended from {_en(each.start)} for {each.reason.en} and not resumed: the date "
                "is the earliest possible",
            )
            for each in running
        ),
    )


def _assumed(work: Workings) -> tuple[int, ...]:
    """The years without notice that the due date rests on."""
    if isinstance(work.period, Hours | Immediate):
        return ()
    first = work.start + _DAY if work.last is None else work.last
    return work.calendar.assumed_between(first, work.on)


def _working_day_lines(work: Workings, n: int) -> list[Line]:
    start, on = work.start, work.on
    told, resting = rest_lines(work.calendar, start + _DAY, on)
    held = 0
    for line, days in _suspension_lines(work, working=True):
        held += days
        told.append(line)
    told.sort(key=lambda line: line.on or start)
    weekend = (on - start).days - n - resting - held
    told += weekend_lines(weekend)
    told += assumed_lines(_assumed(work))
    told.insert(0, _start_line(start))
    told.append(
        Line(
            Words(f"第{n}个工作日为{_zh(on)}", f"working day no. {n} is {_en(on)}"),
            on,
        )
    )
    return told


def rest_lines(calendar: Calendar, first: date, last: date) -> tuple[list[Line], int]:
    """Holidays and make-up days from first to last, and how many days the holidays take."""
    told, resting = [], 0
    for holiday in calendar.holidays_between(first, last):
        begun, ended = max(holiday.first, first), min(holiday.last, last)
        days = (ended - begun).days + 1
        resting += days
        told.append(_holiday_line(holiday.name, begun, ended, days))
    told += [_make_up_line(day) for day in calendar.make_up_between(first, last)]
    return told, resting


def weekend_lines(days: int) -> list[Line]:
    """The weekend days between, in one line; none where there are none."""
    said = "1 weekend day is" if days == 1 else f"{days} weekend days are"
    return [Line(Words(f"周末{days}天不计", f"{said} not counted"))] if days else []


def _running_lines(work: Workings) -> list[Line]:
    start, last = work.start, work.last or work.on
    told = [_start_line(start)]
    if isinstance(work.period, Months):
        told.append(_month_line(start, work.period))
    told += [line for line, _ in _suspension_lines(work, working=False)]
    said = work.period.words
    told.append(Line(Words(f"{said.zh}至{_zh(last)}届满", f"{said.en} run to {_en(last)}"), last))
    if last != work.on:
        told.append(_roll_line(work, last))
    return told + assumed_lines(_assumed(work))


def _hour_lines(work: Workings) -> list[Line]:
    told = [line for line, _ in _suspension_lines(work, working=False)]
    said = work.period.words
    told.append(
        Line(
            Words(
                f"{said.zh}自事发时刻起算，最迟于{_zh(work.on)}届满；按小时的期限不因休息日顺延（读法）",
                f"{said.en} from the moment of the event end on {_en(work.on)} at the latest; "
                "hours do not roll on from rest days (our reading)",
            ),
            work.on,
        )
    )
    return told


@lru_cache(maxsize=4096)
def _start_line(start: date) -> Line:
    return Line(
        Words(
            f"{_zh(start)}为起始日，不计入（{_201.zh}）",
            f"{_en(start)} is the starting day and not counted ({_201.en})",
        ),
        start,
        START_EXCLUDED,
    )


@lru_cache(maxsize=4096)
def _holiday_line(name: Words, first: date, last: date, days: int) -> Line:
    if days == 1:
        said = Words(f"{_zh(first)}{name.zh}放假", f"{_en(first)}: {name.en}")
    else:
        said = Words(
            f"{_zh(first)}至{_zh(last)}{name.zh}放假{days}天",
            f"{_en(first)} to {_en(last)}: {name.en}, {days} days",
        )
    return Line(Words(f"{said.zh}，不计", f"{said.en}, not counted"), first, HOLIDAYS)


@lru_cache(maxsize=1024)
def _make_up_line(day: date) -> Line:
    return Line(
        Words(f"{_zh(day)}调休上班，计入", f"{_en(day)}: make-up working day, counted"), day
    )


def _month_line(start: date, period: Months) -> Line:
    year, month = divmod(start.year * 12 + start.month - 1 + period.n, 12)
    if start.day <= monthrange(year, month + 1)[1]:
        said = Words("按月计算，到期月的对应日为末日", "months end on the same-numbered day")
    else:
        said = Words(
            f"{year}年{month + 1}月没有{start.day}日，月末日为末日",
            f"{year}-{month + 1:02} has no day {start.day}: its last day ends the period",
        )
    return Line(Words(f"{said.zh}（{_202.zh}）", f"{said.en} ({_202.en})"), None, MONTH_END)


def _roll_line(work: Workings, last: date) -> Line:
    holidays = work.calendar.holidays_between(last, last)
    if work.calendar.is_working_day(last):
        why = Words("中止中", "suspended")
    elif holidays:
        why = holidays[0].name
    else:
        why = Words("周末", "a weekend")
    return Line(
        Words(
            f"末日{_zh(last)}为休息日（{why.zh}），顺延至{_zh(work.on)}（{_203.zh}）",
            f"the last day, {_en(last)}, is no working day ({why.en}): rolled on to "
            f"{_en(work.on)} ({_203.en})",
        ),
        work.on,
        REST_DAY_ROLLS,
    )


def _extension_line(each: Extension) -> Line:
    zh = f"{_zh(each.on)}经{each.by.zh}延长{each.period.words.zh}"
    en = f"extended on {_en(each.on)} by {each.by.en}, by {each.period.words.en}"
    if each.basis is not None:
        zh, en = f"{zh}（{each.basis.words.zh}）", f"{en} ({each.basis.words.en})"
    return Line(Words(zh, en), each.on, each.basis)


def _suspension_lines(work: Workings, *, working: bool) -> list[tuple[Line, int]]:
    """A line for each suspension that had begun by the due date, with the days it held back."""
    if not work.suspensions:
        return []
    told = []
    for each, stretch in stretches(work.start, work.suspensions):
        over = each.end is not None and each.end <= work.start
        if over or each.start > work.on:
            continue
        if stretch is None:
            days = 0
        elif working:
            days = work.calendar.working_days_between(stretch.first - _DAY, stretch.last)
        else:
            days = (stretch.last - stretch.first).days + 1
        told.append((_suspension_line(each, days, working=working), days))
    return told


def _suspension_line(each: Suspension, days: int, *, working: bool) -> Line:
    zh, en = f"{_zh(each.start)}起因{each.reason.zh}中止", f"suspended from {_en(each.start)}"
    if each.end is None:
        zh += "，至今未恢复；恢复后重算，到期日不早于所列"
        en += f" for {each.reason.en} and not resumed: the date is the earliest possible"
    else:
        zh += f"，至{_zh(each.end)}止"
        en += f" to {_en(each.end)} for {each.reason.en}"
        unit = Words("个工作日", "working days") if working else Words("天", "days")
        zh += f"，{days}{unit.zh}不计" if days else "，不另扣除"
        en += f": {days} {unit.en} not counted" if days else ": nothing further to deduct"
    if each.basis is not None:
        basis = each.basis.words
        zh, en = f"{zh}（{basis.zh}）", f"{en} ({basis.en})"
    return Line(Words(zh, en), each.start, each.basis)


def assumed_lines(years: tuple[int, ...]) -> list[Line]:
    """A line for each year whose holidays are only assumed."""
    return [
        Line(
            Words(
                f"{year}年的放假安排未收录，暂只按周末推算；公布后重算",
                f"the holiday notice of {year} is not known: weekends only are assumed, to be "
                "computed again when it is published",
            )
        )
        for year in years
    ]


@lru_cache(maxsize=4096)
def day_words(day: date) -> Words:
    """The day in both languages; cached, as a calendar has few days and derivations many."""
    weekday = day.weekday()
    return Words(
        f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS_ZH[weekday]}）",
        f"{day.isoformat()} ({_WEEKDAYS_EN[weekday]})",
    )


def _zh(day: date) -> str:
    return day_words(day).zh


def _en(day: date) -> str:
    return day_words(day).en
