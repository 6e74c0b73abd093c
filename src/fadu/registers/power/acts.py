"""The act of adjusting the list of powers."""

from fadu.law.words import Words
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.locking import locked
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal
from fadu.record.ids import new_id
from fadu.registers.power.entries import Adjusted
from fadu.registers.power.models import PowerItem
from fadu.registers.power.rules import THE_LIST, receiver_named, supersedes_in_order


def standing_under_lock(matter: Matter) -> PowerItem | None:
    """How the item stands, its row locked until the act is done; None when it is new."""
    return locked(PowerItem.objects.latest_of(matter.bureau, matter.facts.code)).first()


def _receiver(asked: Asked, known: None) -> list[Refusal]:
    facts = asked.matter.facts
    return receiver_named(facts.standing, facts.receiver)


def _in_order(asked: Asked, last: PowerItem | None) -> list[Refusal]:
    return supersedes_in_order(asked.at.on, last.since if last else None)


has_receiver = Gate("has_receiver", Words("写明承接机关", "Receiver named"), THE_LIST, _receiver)
in_order = Gate(
    "in_order",
    Words("不早于前一次调整", "Not before the last adjustment"),
    THE_LIST,
    _in_order,
    needs=standing_under_lock,
)


def _decide(asked: Asked, known: None) -> Adjusted:
    facts = asked.matter.facts
    return Adjusted(
        new_id(), facts.code, facts.title, facts.kind, facts.standing, facts.receiver,
        facts.source, asked.at.on,
    )  # fmt: skip


def _apply(adjusted: Adjusted, place: Place) -> None:
    PowerItem.objects.latest_of(place.bureau, adjusted.code).update(until=adjusted.since)
    PowerItem.objects.create(
        id=adjusted.id,
        bureau=place.bureau,
        code=adjusted.code,
        title=adjusted.title,
        kind=adjusted.kind,
        standing=adjusted.standing,
        receiver=adjusted.receiver,
        source=adjusted.source,
        since=adjusted.since,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


ADJUST = EffectiveAct(
    "power.adjust",
    Words("调整权责清单", "Adjust the list of powers"),
    demands=(has_receiver, in_order),
    entry=Adjusted,
    decide=_decide,
    apply=_apply,
)
