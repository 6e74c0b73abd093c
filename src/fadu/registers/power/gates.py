"""The standing gate: no case under an item that is not held on that day."""

from collections.abc import Sequence
from datetime import date

from fadu.law.words import Words
from fadu.procedure.declare import Procedure
from fadu.procedure.effective import StandingGate
from fadu.procedure.refusal import Refusal
from fadu.registers.power.models import PowerItem
from fadu.registers.power.rules import Standing, held


def _check(procedure: Procedure, papers: Sequence[str], bureau: str, on: date) -> list[Refusal]:
    if not procedure.power:
        return []
    item = PowerItem.objects.filter(bureau=bureau, code=procedure.power).on(on).first()
    if item is None:
        return held(procedure.power, None)
    return held(procedure.power, Standing(item.standing), item.receiver)


STANDING = (StandingGate("power.held", Words("事项在权责清单内", "The item is held"), _check),)
