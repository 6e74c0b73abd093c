"""Lengthening a period: the act that did it, and the article that allows it.

`Extension` is what somebody granted; `Power` is what the law lets them grant. The arithmetic
(`period.due`) counts every extension made before the period ended; whether it was also within the
power is asked apart (`faults`), because an extension granted wrongly is a finding, not a sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fadu.law.sources import Citation
from fadu.law.units import Immediate, Period
from fadu.law.words import LawError, Words


class ExtensionError(LawError, ValueError):
    """An extension that cannot be added: of another unit, or after the period had ended."""


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, granted on a day by somebody. `period` is of the unit of what it lengthens."""

    on: date
    period: Period
    by: Words
    basis: Citation | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """Who may lengthen a period, by how much at a time, and how often (None: no figure is set)."""

    by: Words
    basis: Citation
    most: Period | None = None
    times: int | None = 1


def lengthened(period: Period, extensions: Sequence[Extension]) -> Period:
    """The period with all extensions added; ExtensionError where the units differ."""
    total = period
    for each in extensions:
        if (
            isinstance(total, Immediate)
            or isinstance(each.period, Immediate)
            or type(each.period) is not type(total)
        ):
            zh, en = period.words, each.period.words
            raise ExtensionError(
                Words(
                    f"{zh.zh}的期限不能延长{en.zh}：须以同一单位延长",
                    f"a period of {zh.en} cannot be extended by {en.en}: use the same unit",
                )
            )
        total = type(total)(total.n + each.period.n)
    return total


def check_in_time(extension: Extension, due_on: date) -> None:
    """ExtensionError where the period had ended on `due_on`, before the extension was granted."""
    if extension.on > due_on:
        raise ExtensionError(_too_late(extension, due_on))


def faults(
    extension: Extension, power: Power, due_on: date, earlier: Sequence[Extension] = ()
) -> tuple[Words, ...]:
    """What is wrong with an extension of a period due on `due_on`; nothing when it is lawful.

    `earlier`: extensions of the same period that were granted before.
    """
    law = power.basis.words
    found = []
    if extension.by != power.by:
        found.append(
            Words(
                f"应由{power.by.zh}批准延长，实为{extension.by.zh}（{law.zh}）",
                f"to be extended by {power.by.en}, not {extension.by.en} ({law.en})",
            )
        )
    if power.most is not None and not _within(extension.period, power.most):
        most, mine = power.most.words, extension.period.words
        found.append(
            Words(
                f"延长{mine.zh}，超过可延长的{most.zh}（{law.zh}）",
                f"extended by {mine.en}, over the {most.en} allowed ({law.en})",
            )
        )
    if power.times is not None and len(earlier) >= power.times:
        found.append(
            Words(
                f"此前已延长{len(earlier)}次，至多{power.times}次（{law.zh}）",
                f"extended {len(earlier)} times before, at most {power.times} allowed ({law.en})",
            )
        )
    if extension.on > due_on:
        found.append(_too_late(extension, due_on))
    return tuple(found)


def _within(period: Period, most: Period) -> bool:
    if isinstance(period, Immediate) or isinstance(most, Immediate):
        return False
    return type(period) is type(most) and period.n <= most.n


def _too_late(extension: Extension, due_on: date) -> Words:
    return Words(
        f"期限已于{due_on}届满，不能在{extension.on}延长",
        f"the period had ended on {due_on} and cannot be extended on {extension.on}",
    )
