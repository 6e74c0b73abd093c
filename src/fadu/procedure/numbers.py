"""Case numbers: how they are made, and what somebody may mean who types a part of one."""

from fadu.procedure.discover import procedures

# As far back as a number typed without its year is looked for.
_YEARS = 10


def case_number(bureau: str, year: int, mark: str, serial: int) -> str:
    """The number of a case: "511725-2020-ZY-000012"."""
    return f"{bureau}-{year}-{mark}-{serial:06d}"


def numbers_meant(bureau: str, text: str, year: int) -> list[str]:
    """The numbers that a text may mean: a whole one, or the serial number at its end.

    Each is looked up in the index of numbers; no part of a number is searched for in a million.
    """
    typed = text.strip().upper()
    if not typed.isascii() or not typed.isdigit() or len(typed) > 6:
        return [typed]
    marks = sorted({procedure.mark for procedure in procedures().values()})
    years = range(year, year - _YEARS, -1)
    return [case_number(bureau, each, mark, int(typed)) for each in years for mark in marks]
