"""Who covers for whom today, as an officer's inbox tells it."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from fadu.bureau.authority import absences_on
from fadu.bureau.models import Absence


@dataclass(frozen=True, slots=True)
class Covering:
    """When an absent officer is back and who stands in; and those whom an officer stands in for."""

    back_on: datetime.date | None
    deputy: str
    standing_in: tuple[Absence, ...]


def covering_of(bureau: str, officer: UUID, on: datetime.date) -> Covering:
    """What holds today. Who is away stands in for nobody."""
    today = absences_on(bureau, on).select_related("officer", "deputy")
    away = today.filter(officer=officer).first()
    if away is not None:
        return Covering(away.until, away.deputy.name if away.deputy else "", ())
    those = today.filter(deputy=officer).order_by("officer__staff_number")
    return Covering(None, "", tuple(those))
