"""Results of this room as plain JSON values, so that a record entry can keep them.

Days are written YYYY-MM-DD, exact numbers as whole numbers or as the text “4567/2”: never as a
float, which two programs might write differently.
"""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from fadu.law.derivation import Line
from fadu.law.sources import Citation
from fadu.law.words import Words

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]


def day(on: date | None) -> Plain:
    """A day, or nothing."""
    return None if on is None else on.isoformat()


def exact(number: Fraction | int | None) -> Plain:
    """An exact number: whole, or numerator and denominator."""
    if number is None:
        return None
    whole = Fraction(number)
    return int(whole) if whole.denominator == 1 else str(whole)


def words(said: Words) -> dict[str, Plain]:
    """A text in both languages."""
    return {"zh": said.zh, "en": said.en}


def citation(cited: Citation) -> dict[str, Plain]:
    """A place in a law, with its wording for a reader who has only the record."""
    return {
        "law": cited.law,
        "article": cited.article,
        "paragraph": cited.paragraph,
        **words(cited.words),
    }


def citations(several: Iterable[Citation]) -> list[Plain]:
    """Places in laws."""
    return [citation(each) for each in several]


def lines(told: Iterable[Line]) -> list[Plain]:
    """A derivation, line by line."""
    return [
        {
            **words(line.words),
            "on": day(line.on),
            "basis": None if line.basis is None else citation(line.basis),
        }
        for line in told
    ]
