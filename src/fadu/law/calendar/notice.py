"""A notice as an administrator has it: a file, or its text pasted. Read, never guessed.

What was understood is shown back sentence by sentence, and every sentence that speaks of days and
was not understood is named: nothing of a notice is dropped in silence. Whether the days make sense
is asked afterwards (`remarks`, and `check` of `year.py`).
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

import yaml

from fadu.law.calendar.year import SATURDAY, CalendarError, Holiday, Year, check, span, year_of
from fadu.law.sheet import Sheet
from fadu.law.words import Words

NAMES = {
    "元旦": "New Year",
    "春节": "Spring Festival",
    "清明节": "Qingming",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}
# Longer than any notice: what is larger was picked by mistake.
LARGEST = 200_000

_WEEKDAYS = "一二三四五六日"
_ITEM = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|\d+[.、])?\s*([^\s:。,]{2,20}?)\s*:")
_NUMBERED = re.compile(r"^\s*(?:[一二三四五六七八九十]+、|\d+[.、])")
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?"
_RANGE = re.compile(rf"{_DAY}(?:\s*(?:至|到|-|—|~)\s*{_DAY})?")
_COUNT = re.compile(r"共(\d{1,2})天")
_YEAR = re.compile(r"(\d{4})年(?:部分)?(?:节假日|元旦|放假)")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}\s*〔\d{4}〕\s*\d+\s*号")
_TITLE = re.compile(r"^\s*(\S*关于\S*?(?:放假|节假日)\S*?通知)", re.MULTILINE)
_DATED = re.compile(r"^\s*(\d{4})年(\d{1,2})月(\d{1,2})日\s*$", re.MULTILINE)
_LINE = re.compile(
    r"\s*([^\s:]{1,40}?)\s*:\s*(\d{4}-\d\d-\d\d)(?:\s*(?:至|到|~|—|–|-|to)\s*(\d{4}-\d\d-\d\d))?\s*"
)
_RESTS = re.compile(r"放假|补休|休息|调休")
_WORKS = re.compile(r"上班")
_SPEAKS_OF_DAYS = re.compile(r"\d日|上班|补休|放假.*\d")


@dataclass(frozen=True, slots=True)
class Notice:
    """What was read: the year as data, and what the notice says of itself where it does.

    `understood` says back what was read, `unread` holds the sentences about days that were not.
    """

    year: Year
    title: str = ""
    number: str = ""
    issued_on: date | None = None
    understood: tuple[Words, ...] = ()
    unread: tuple[str, ...] = ()


def read_notice(raw: bytes, year: int | None = None) -> Notice:
    """A notice from a file: our YAML or JSON form, the form of holiday-cn, or the text itself.

    `year` helps where a text does not name its year. CalendarError or SheetError when it cannot be
    read, or contradicts itself.
    """
    if len(raw) > LARGEST:
        raise CalendarError(Words("文件太大，不像放假通知", "too large for a holiday notice"))
    text = _decoded(raw)
    data = _data(text)
    if data is None:
        return read_text(text, year)
    if "days" in data:
        found, stated = _from_days(data), None
    else:
        found, stated = year_of(Sheet(_dated({"confidence": "", **data}), "notice"))
    check(found, stated, str(found.year))
    return Notice(found, understood=tuple(told(found)))


def read_text(text: str, year: int | None = None) -> Notice:
    """A notice from its own words, as the State Council publishes them."""
    plain = unicodedata.normalize("NFKC", text)
    named = _YEAR.search(plain)
    about = int(named[1]) if named else year
    if about is None:
        raise CalendarError(
            Words(
                "没有认出是哪一年的安排，请填写年份",
                "the text does not say for which year: state the year",
            )
        )
    reading = _Reading(about)
    for line in plain.splitlines():
        reading.line(line)
    found = reading.year()
    if not found.holidays:
        raise CalendarError(
            Words(
                "没有认出任何放假日期。请粘贴通知正文，例如“一、元旦：1月1日至3日放假，共3天。”",
                "no rest day was recognised: paste the notice's own text",
            )
        )
    check(found, None, str(about))
    title, number, dated = _TITLE.search(plain), _NUMBER.search(plain), _DATED.search(plain)
    return Notice(
        found,
        title=title[1] if title else "",
        number=re.sub(r"\s", "", number[0]) if number else "",
        issued_on=date(*map(int, dated.groups())) if dated else None,
        understood=tuple(told(found)),
        unread=tuple(reading.unread),
    )


def told(year: Year) -> Iterator[Words]:
    """The arrangement said back, a holiday a line, then the make-up days."""
    for each in year.holidays:
        days = (each.last - each.first).days + 1
        yield Words(
            f"{each.name.zh}：{_zh(each.first)}至{_zh(each.last)}休息，共{days}天",
            f"{each.name.en}: off {each.first} to {each.last}, {days} days",
        )
    if year.make_up:
        yield Words(
            "调休上班：" + "、".join(_zh(day) for day in year.make_up),
            "Make-up working days: " + ", ".join(str(day) for day in year.make_up),
        )


def as_lines(year: Year) -> tuple[str, str]:
    """An arrangement as a form shows it: a holiday a line, and the make-up days."""
    rest = [f"{each.name.zh}：{each.first} 至 {each.last}" for each in year.holidays]
    return "\n".join(rest), " ".join(map(str, year.make_up))


def from_lines(year: int, rest: str, make_up: str) -> Year:
    """The arrangement in such lines, checked; CalendarError names the line that is none."""
    holidays = []
    for line in filter(str.strip, unicodedata.normalize("NFKC", rest).splitlines()):
        match = _LINE.fullmatch(line)
        if match is None:
            raise _no_line(line)
        first, last = _iso(match[2]), _iso(match[3] or match[2])
        holidays.append(Holiday(Words(match[1], english(match[1])), first, last))
    rests = tuple(sorted(holidays, key=lambda each: each.first))
    days = re.split(r"[\s,、;]+", unicodedata.normalize("NFKC", make_up).strip())
    works = tuple(sorted({_iso(day) for day in days if day}))
    found = Year(year, rests, works)
    check(found, None, str(year))
    return found


def _no_line(line: str) -> CalendarError:
    return CalendarError(
        Words(
            f"“{line}”不是一行放假安排，应如“元旦：2027-01-01 至 2027-01-03”",
            f"“{line}” is no line of rest days such as “元旦：2027-01-01 至 2027-01-03”",
        )
    )


def _iso(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CalendarError(
            Words(f"“{text}”不是日期，应如 2027-01-03", f"“{text}” is no date such as 2027-01-03")
        ) from None


def remarks(year: Year) -> list[Words]:
    """What is unusual in an arrangement by the regulation on holidays, to be looked at twice.

    New Year's Day, 1 May (and 2 May from 2025) and 1 to 3 October have rested in every notice; the
    four festivals of the lunar calendar and Qingming are named in each.
    """
    off = {day for each in year.holidays for day in span(each.first, each.last)}
    fixed = [
        (1, 1, "元旦"),
        (5, 1, "劳动节"),
        (10, 1, "国庆节"),
        (10, 2, "国庆节"),
        (10, 3, "国庆节"),
    ]
    if year.year >= 2025:
        fixed.insert(2, (5, 2, "劳动节"))
    found = [
        Words(
            f"{name}的法定假日{month}月{day}日不在放假日期内",
            f"{NAMES[name]}: {date(year.year, month, day)} is a holiday by law and not among them",
        )
        for month, day, name in fixed
        if date(year.year, month, day) not in off
    ]
    named = "、".join(each.name.zh for each in year.holidays)
    found += [
        Words(f"没有列出{name}", f"{english} is not listed")
        for name, english in NAMES.items()
        if name not in named
    ]
    return found


def english(name: str) -> str:
    """The English name of a holiday; several are named one after the other."""
    return " and ".join(NAMES.get(part, "public holiday") for part in name.split("、"))


def _zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[day.weekday()]}）"


@dataclass
class _Reading:
    """The reading of a text, line by line; the holiday spoken of last is the one that is meant."""

    about: int
    name: str = ""
    rests: list[tuple[str, date, date]] = field(default_factory=list)
    works: list[date] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    counted: int = 0

    def line(self, line: str) -> None:
        """Read one line of the text."""
        if _DATED.match(line):
            return
        item = _ITEM.match(line)
        if item and _named(item[1]):
            self.name, self.counted = item[1], 0
            line = line[item.end() :]
        elif _NUMBERED.match(line):
            self.name = ""
        for sentence in re.split(r"[。;]", line):
            if sentence.strip():
                self._sentence(sentence.strip())

    def _sentence(self, sentence: str) -> None:
        read = False
        for clause in re.split(r",(?![^(]*\))", sentence):
            read |= self._clause(clause)
        if not read and _SPEAKS_OF_DAYS.search(sentence) and not _YEAR.search(sentence):
            self.unread.append(sentence)

    def _clause(self, clause: str) -> bool:
        """Whether the clause was understood: days that rest or work, or their number."""
        count = _COUNT.search(clause)
        if count and self.name:
            self._agrees(int(count[1]))
        if not self.name or not (_RESTS.search(clause) or _WORKS.search(clause)):
            return bool(count and self.name)
        spans = [self._span(match) for match in _RANGE.finditer(clause)]
        if _WORKS.search(clause):
            self.works += [day for first, last in spans for day in span(first, last)]
        else:
            self.rests += [(self.name, first, last) for first, last in spans]
            self.counted += sum((last - first).days + 1 for first, last in spans)
        return bool(spans)

    def _span(self, match: re.Match[str]) -> tuple[date, date]:
        first = self._day(match.groups()[:4], None)
        if match[7] is None:
            return first, first
        return first, self._day(match.groups()[4:], first)

    def _day(self, written: tuple[str | None, ...], near: date | None) -> date:
        """A day as written (year, month, day, weekday); New Year's December is the year before's.

        What is left out is as in `near`, the first day of the same span.
        """
        year, month, day, weekday = written
        about_month = int(month) if month else near.month if near else 0
        about = int(year) if year else near.year if near else self.about
        if not year and not near and about_month == 12 and self.name.startswith("元旦"):
            about -= 1
        if not year and near and about_month < near.month:
            about += 1
        try:
            found = date(about, about_month, int(day or 0))
        except ValueError:
            wrong = f"{about}年{about_month}月{day}日"
            raise CalendarError(Words(f"没有这一天：{wrong}", f"no such day: {wrong}")) from None
        said = re.search(r"(?:周|星期)([一二三四五六日天])", weekday or "")
        if said and _WEEKDAYS[found.weekday()] != said[1].replace("天", "日"):
            raise CalendarError(
                Words(
                    f"{_zh(found)}与通知所写“{said[0]}”不符，请核对年份和日期",
                    f"{found} is not the weekday that the text says: check year and day",
                )
            )
        return found

    def _agrees(self, count: int) -> None:
        if self.counted and count != self.counted:
            raise CalendarError(
                Words(
                    f"{self.name}写明共{count}天，所列日期为{self.counted}天",
                    f"{english(self.name)}: {count} days stated, those listed are {self.counted}",
                )
            )

    def year(self) -> Year:
        """What was read, as data: adjoining days of one holiday together."""
        found: list[Holiday] = []
        for name, first, last in sorted(self.rests, key=lambda rest: rest[1]):
            earlier = found[-1] if found else None
            if earlier and earlier.name.zh == name and _adjoins(earlier.last, first):
                found[-1] = replace(earlier, last=max(last, earlier.last))
            else:
                found.append(Holiday(Words(name, english(name)), first, last))
        return Year(self.about, tuple(found), tuple(sorted(set(self.works))))


def _adjoins(last: date, first: date) -> bool:
    return (first - last).days <= 1


def _named(text: str) -> bool:
    return any(name in text for name in NAMES) or text.endswith(("节", "日", "纪念日"))


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CalendarError(Words("文件不是文本", "the file is no text"))


def _data(text: str) -> dict[str, object] | None:
    """The mapping in a JSON or YAML text; None when it is neither: then it is a notice's text."""
    for read in (json.loads, yaml.safe_load):
        try:
            data = read(text)
        except (ValueError, yaml.YAMLError, RecursionError):
            continue
        if isinstance(data, dict) and ("rest" in data or "days" in data):
            return {str(key): value for key, value in data.items()}
    return None


def _dated(value: object) -> object:
    """The same data with texts that are dates as dates: JSON knows none."""
    if isinstance(value, dict):
        return {key: _dated(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_dated(item) for item in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _from_days(data: dict[str, object]) -> Year:
    """The form of holiday-cn: each day by itself with its name and whether it is off."""
    sheet = Sheet(_dated(data), "notice")
    reading = _Reading(sheet.number("year"))
    for row in sheet.sheets("days"):
        name, day = row.text("name"), row.day("date")
        if row.flag("isOffDay"):
            reading.rests.append((name, day, day))
        elif day.weekday() >= SATURDAY:  # a weekday that is named as worked is one anyway
            reading.works.append(day)
    return reading.year()
