"""The act of adjusting the list of powers."""

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.ids import new_id
from fadu.registers.power.entries import Adjusted
from fadu.registers.power.models import PowerItem
from fadu.registers.power.rules import receiver_named


def _receiver(asked: Asked, known: None) -> list[Refusal]:
    facts = asked.matter.facts
    return receiver_named(facts.standing, facts.receiver)


has_receiver = Gate(
    "has_receiver",
    Words("写明承接机关", "Receiver named"),
    cite("渠县自然资源局2020年度法治政府建设情况报告"),
    _receiver,
)


def _decide(asked: Asked, known: None) -> Adjusted:
    facts = asked.matter.facts
    return Adjusted(
        new_id(), facts.code, facts.title, facts.kind, facts.standing, facts.receiver,
        facts.source, asked.at.on,
    )  # fmt: skip


def _apply(adjusted: Adjusted, place: Place) -> None:
    PowerItem.objects.filter(bureau=place.bureau, code=adjusted.code, until__isnull=True).update(
        until=adjusted.since
    )
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
    demands=(has_receiver,),
    entry=Adjusted,
    decide=_decide,
    apply=_apply,
)
