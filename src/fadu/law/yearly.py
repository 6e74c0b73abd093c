"""The yearly calendar: what falls due on the same day of every year, read from dated values.

Every parameter whose unit is `yearday` is a yearly duty. A fixed day is no period: it is not moved
on from a rest day, so a report that is due before 1 March must be there by the end of February.
"""

from dataclasses import dataclass
from datetime import date

from fadu.law.parameters import Parameters, Value
from fadu.law.units import YearDay, parse_yearday
from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Duty:
    """A yearly duty in one year. `last`: the last day on which it is done in time."""

    value: Value
    day: YearDay
    named: date
    last: date

    @property
    def derivation(self) -> tuple[Words, ...]:
        """How the last day was reached, one reason a line."""
        source = self.value.source.words
        lines = [
            Words(
                f"{self.value.title.zh}：每年{self.day.words.zh}（{source.zh}）",
                f"{self.value.title.en}: {self.day.words.en} every year ({source.en})",
            )
        ]
        if self.day.bound == "before":
            lines.append(
                Words(
                    f"“{self.named.month}月{self.named.day}日前”不含当日，最后一日为 {self.last}",
                    f"“before” excludes {self.named}, so the last day is {self.last}",
                )
            )
        lines.append(
            Words(
                "固定日期不是期间，遇休息日不顺延",
                "a fixed day is no period and is not moved on from a rest day",
            )
        )
        if not self.value.confirmed:
            lines.append(Words("来源未经核实", "the source is unconfirmed"))
        return tuple(lines)

    def days_late(self, done: date) -> int:
        """By how many days it was late; 0 when it was in time."""
        return max(0, (done - self.last).days)


def duties(year: int, parameters: Parameters, division: str) -> tuple[Duty, ...]:
    """The yearly duties of a division that fall into a year, the earliest first.

    A duty counts when its value is in force on the day that it names.
    """
    found = []
    for key in parameters:
        for value in parameters.values(key):
            if value.unit != "yearday" or value.value is None:
                continue
            day = parse_yearday(str(value.value))
            named = day.named(year)
            if parameters.find(key, named, division) == value:
                found.append(Duty(value, day, named, day.last(year)))
    return tuple(sorted(found, key=lambda duty: (duty.last, duty.value.key)))
