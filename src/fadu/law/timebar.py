"""The time bar of penalties (追责时效): until when an act must have been found out.

It runs from the end of the act, so it has not begun while a continuing act goes on. The years are
parameters (`pen.timebar`, `pen.timebar.harm`), read on the day the act ended. The last day is the
same-numbered one and does not roll on from a rest day: it is no period in which a person must act,
and rolling on would lengthen it against the party (our reading).
"""

from dataclasses import dataclass
from datetime import date

from fadu.law import plain
from fadu.law.calendar import Calendar
from fadu.law.derivation import Line
from fadu.law.parameters import ParameterMissing, Parameters, Value
from fadu.law.period import due
from fadu.law.plain import Plain
from fadu.law.version import HELD_TO_CONTINUE, Act
from fadu.law.words import Words

SHORT = "pen.timebar"
LONG = "pen.timebar.harm"


@dataclass(frozen=True, slots=True)
class TimeBar:
    """Whether an act is time-barred. `barred` None: what would decide it is not known.

    `until`: the last day on which finding it was in time; None while the act goes on. `until_harm`:
    that day if life, health or financial safety was harmed; None where no longer bar exists.
    """

    runs_from: date | None
    until: date | None
    until_harm: date | None
    barred: bool | None
    lines: tuple[Line, ...]

    def as_data(self) -> dict[str, Plain]:
        """Plain JSON."""
        return {
            "runs_from": plain.day(self.runs_from),
            "until": plain.day(self.until),
            "until_harm": plain.day(self.until_harm),
            "barred": self.barred,
            "lines": plain.lines(self.lines),
        }


def time_bar(
    act: Act,
    found: date | None,
    parameters: Parameters,
    division: str,
    *,
    harm: bool | None = None,
) -> TimeBar:
    """The bar for an act found out on that day (None: not known when, or not yet).

    `harm`: whether life, health or financial safety was harmed, with harmful results; None: not
    known. ParameterMissing when the bar has no value on the day the act ended.
    """
    if act.ended is None:
        going = Words(
            f"行为自{act.begun}起仍在继续，时效尚未起算",
            f"the act goes on since {act.begun}: the time bar has not begun",
        )
        return TimeBar(None, None, None, False, (Line(going, act.begun), *_reading(act)))
    short = parameters.value(SHORT, act.ended, division)
    until = _last(act.ended, short)
    lines = [*_reading(act), _line(act.ended, short, until)]
    until_harm = None
    try:
        long = parameters.value(LONG, act.ended, division)
    except ParameterMissing:
        if harm:
            lines.append(_no_longer_one(act.ended))
    else:
        until_harm = _last(act.ended, long)
        lines.append(_line(act.ended, long, until_harm))
    barred = _barred(found, until, until_harm, harm)
    lines.append(_verdict(found, barred))
    return TimeBar(act.ended, until, until_harm, barred, tuple(lines))


def _reading(act: Act) -> tuple[Line, ...]:
    """Where the bar hangs on our reading of when the act ends, that is said."""
    return (Line(HELD_TO_CONTINUE, act.ended),) if act.by_reading else ()


def _last(ended: date, bar: Value) -> date:
    reached = due(ended, bar.period, Calendar.shipped())
    return reached.last or reached.on


def _barred(
    found: date | None, until: date, until_harm: date | None, harm: bool | None
) -> bool | None:
    if found is None:
        return None
    if found <= until:
        return False
    if until_harm is None or harm is False or found > until_harm:
        return True
    return None if harm is None else False


def _line(ended: date, bar: Value, until: date) -> Line:
    said, source = bar.period.words, bar.source.words
    return Line(
        Words(
            f"{bar.title.zh}{said.zh}，自{ended}起至{until}（{source.zh}）",
            f"{bar.title.en}: {said.en} from {ended}, to {until} ({source.en})",
        ),
        until,
        bar.source.citations[0] if bar.source.citations else None,
    )


def _no_longer_one(ended: date) -> Line:
    return Line(
        Words(
            f"行为终了（{ended}）时的规定没有更长的时效",
            f"the law of the end of the act, {ended}, has no longer bar",
        ),
        ended,
    )


def _verdict(found: date | None, barred: bool | None) -> Line:
    if found is None:
        return Line(Words("发现日期不明，不能判断", "the day of finding it is not known"))
    if barred is None:
        said = Words(
            "是否危害生命健康、金融安全不明，不能判断",
            "whether life, health or financial safety was harmed is not known: it decides",
        )
    elif barred:
        said = Words(f"{found}发现，已过时效", f"found on {found}: time-barred")
    else:
        said = Words(f"{found}发现，在时效内", f"found on {found}: in time")
    return Line(said, found)
