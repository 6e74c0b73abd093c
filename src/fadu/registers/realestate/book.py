"""Reading the register book under lock, for gates and acts."""

from fadu.bureau.models import Bureau
from fadu.procedure.locking import locked
from fadu.procedure.matter import Matter
from fadu.registers.realestate.models import Certificate, Holding, Restriction, Unit
from fadu.registers.realestate.rules import CoOwnership, Holder, UnitState, share_of


def unit_under_lock(matter: Matter) -> UnitState | None:
    """The unit that a matter is about, its row locked until the transaction ends; None if unknown.

    Every sale of a unit takes this lock first, so the second one reads what the first one wrote.
    """
    unit = locked(Unit.objects.filter(bureau=matter.bureau, code=matter.facts.unit)).first()
    return unit_state(unit) if unit else None


def unit_state(unit: Unit) -> UnitState:
    """What the register says of a unit now."""
    live = Holding.objects.filter(right__unit=unit, right__ended_by__isnull=True)
    holdings = list(live.select_related("right").order_by("id"))
    right = holdings[0].right if holdings else None  # a right has a holder, from its own entry on
    restrictions = Restriction.objects.filter(unit=unit, ended_by__isnull=True)
    return UnitState(
        unit.id,
        unit.code,
        right.id if right else None,
        CoOwnership(right.co_ownership) if right else None,
        tuple(
            Holder(holding.person, share_of(holding.numerator, holding.denominator))
            for holding in holdings
        ),
        tuple(restrictions.values_list("kind", flat=True)),
        right.since if right else None,
    )


def registered(matter: Matter) -> frozenset[str]:
    """The codes of an import's rows that the register has already."""
    codes = [row.code for row in matter.facts.rows]
    held = Unit.objects.filter(bureau=matter.bureau, code__in=codes)
    return frozenset(held.values_list("code", flat=True))


def bureau_of(matter: Matter) -> Bureau:
    """The bureau whose mark and place name stand on certificates."""
    return Bureau.objects.get(code=matter.bureau)


def certificate_of(matter: Matter) -> Certificate | None:
    """The certificate that this case entered."""
    return Certificate.objects.filter(bureau=matter.bureau, case=matter.id).first()
