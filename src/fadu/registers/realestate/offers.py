"""What the register book gives to the search: a case is found by its unit's address and by numbers.

The certificates of a case are the one it entered and the one that was valid when it was opened.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.state import CaseState
from fadu.registers.realestate.models import Right, Unit
from fadu.search.offer import Text

LOCATION = Words("坐落", "Location")
CERTIFICATE = Words("不动产权证书号", "Certificate number")


def texts_of_units(bureau: str, cases: Mapping[UUID, CaseState]) -> Mapping[UUID, Sequence[Text]]:
    """Address and certificates of the unit that each case is about."""
    codes = {case: code for case, state in cases.items() if (code := state.facts.get("unit"))}
    if not codes:
        return {}
    units = {
        unit.code: unit for unit in Unit.objects.filter(bureau=bureau, code__in=set(codes.values()))
    }
    rights: dict[UUID, list[Right]] = {}
    held = Right.objects.filter(bureau=bureau, unit__in=units.values())
    for right in held.select_related("certificate").order_by("since", "id"):
        rights.setdefault(right.unit_id, []).append(right)
    return {
        case: [
            Text(LOCATION, unit.location),
            *(
                Text(CERTIFICATE, right.certificate.number, number=True)
                for right in rights.get(unit.id, ())
                if _concerns(right, case, cases[case])
            ),
        ]
        for case, code in codes.items()
        if (unit := units.get(code))
    }


def _concerns(right: Right, case: UUID, state: CaseState) -> bool:
    """Whether the case entered this right, or it was valid when the case was opened."""
    if not hasattr(right, "certificate"):
        return False
    live = right.since <= state.opened_on and (right.until is None or right.until > state.opened_on)
    return right.case == case or live


CASE_TEXTS = (texts_of_units,)
