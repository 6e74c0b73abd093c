"""“N days” under a law: working days or calendar days, as its version of the day says.

The Penalty Law of 2021 means working days by 2, 3, 5 and 7 days, and calendar days by 15 and 90;
the text of 2017 knew no working days; the Compulsion Law means working days up to ten. Each clause
is a dated value `cal.wd.*` whose source is the law it speaks of: a set of numbers, a range of them,
or a rule that holds for all. A law without such a clause counts calendar days.
"""

from datetime import date
from typing import NamedTuple

from fadu.law.parameters import Parameters, Value
from fadu.law.sources import cite_named
from fadu.law.units import Days, WorkingDays
from fadu.law.words import Words
from fadu.law.worth import Range, Terms

PREFIX = "cal.wd."


class Reading(NamedTuple):
    """What “N days” are, and the clause that says so; None where the law has none."""

    period: WorkingDays | Days
    clause: Value | None

    @property
    def words(self) -> Words:
        """The period and why it is counted so."""
        said = self.period.words
        if self.clause is None:
            return Words(
                f"{said.zh}：该法未规定按工作日计算，按自然日",
                f"{said.en}: the law has no clause on working days, so calendar days",
            )
        law = self.clause.source.words
        if isinstance(self.period, WorkingDays):
            return Words(f"{said.zh}（{law.zh}）", f"{said.en} ({law.en})")
        return Words(
            f"{said.zh}：不在按工作日计算之列（{law.zh}）",
            f"{said.en}: not among the periods in working days ({law.en})",
        )


def days_under(n: int, law: str, on: date, parameters: Parameters) -> Reading:
    """“N days” as the version of the law in force on the day means them.

    `law` is a name that can be cited; UnknownCitation for one that is not encoded.
    """
    name = cite_named(law).law
    clause = _clause(name, on, parameters)
    if clause is not None and _counts(n, clause):
        return Reading(WorkingDays(n), clause)
    return Reading(Days(n), clause)


def _clause(name: str, on: date, parameters: Parameters) -> Value | None:
    for key in parameters:
        if not key.startswith(PREFIX):
            continue
        for value in parameters.values(key):
            begun = value.since is None or value.since <= on
            speaks = any(each.law == name for each in value.source.citations)
            if speaks and begun and (value.until is None or on <= value.until):
                return value
    return None


def _counts(n: int, clause: Value) -> bool:
    """Whether N days are among those that the clause makes working days."""
    if isinstance(clause.value, Terms):
        return str(n) in clause.value
    if isinstance(clause.value, Range):
        return n in clause.value
    return True
