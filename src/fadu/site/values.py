"""The values that hold for a bureau, as a command finds them: recorded ones over those shipped.

A command about the law must answer on a machine without a database as well; then only what is
shipped can be told, and the reader is told that.
"""

from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, connection

from fadu.law.parameters import Parameters
from fadu.law.words import LawError, Words
from fadu.procedure.discover import parameters
from fadu.procedure.in_force import parameters_of

_ONLY = Words("下面只是随软件发布的数值", "what follows are the shipped values alone")


@dataclass(frozen=True, slots=True)
class Held:
    """The values, and why they are the shipped ones alone; None where nothing stood in the way."""

    parameters: Parameters
    remark: Words | None


def held_for(bureau: str) -> Held:
    """The values in force for a bureau; the shipped ones, with the reason, where that fails."""
    if not _exists():
        return _shipped(Words("没有数据库", "there is no database"))
    try:
        return Held(parameters_of(bureau), None)
    except DatabaseError as fault:
        why = str(fault).partition("\n")[0]
        return _shipped(Words(f"读不了数据库（{why}）", f"the database cannot be read ({why})"))
    except LawError as fault:
        said = fault.words
        return _shipped(
            Words(
                f"本机关录入的数值与随软件发布的不相容（{said.zh}）",
                f"the recorded values do not go with the shipped ones ({said.en})",
            )
        )


def _exists() -> bool:
    """Whether there is a database to ask: asking SQLite would make an empty file."""
    name = str(connection.settings_dict["NAME"])
    return connection.vendor != "sqlite" or "memory" in name or Path(name).exists()


def _shipped(why: Words) -> Held:
    remark = Words(f"{why.zh}：{_ONLY.zh}。", f"{why.en[0].upper()}{why.en[1:]}: {_ONLY.en}.")
    return Held(parameters(), remark)
