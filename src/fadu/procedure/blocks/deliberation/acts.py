"""The acts of a meeting: its agenda stands, and its resolutions stand."""

from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.blocks.deliberation.book import (
    Convening,
    Sitting,
    convening_under_lock,
    sitting_under_lock,
)
from fadu.procedure.blocks.deliberation.convening import agenda_waits, members_seated, rule_set
from fadu.procedure.blocks.deliberation.entries import (
    ItemConvened,
    MeetingConcluded,
    MeetingConvened,
    Resolved,
)
from fadu.procedure.blocks.deliberation.gates import (
    all_heard,
    by_chair,
    minutes_written,
    quorate,
    still_waiting,
)
from fadu.procedure.blocks.deliberation.models import AgendaItem, Resolution
from fadu.procedure.blocks.deliberation.rules import Minuted, Shares, Vote
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.matter import Asked
from fadu.record.ids import new_id


def _convene(asked: Asked, known: Convening) -> MeetingConvened:
    facts = asked.matter.facts
    items = tuple(known.waiting[item.number] for item in facts.agenda)
    return MeetingConvened(facts.forum, facts.on, items)


def _list(told: MeetingConvened, place: Place) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(
            bureau=place.bureau,
            meeting=place.case,
            place=number,
            forum=told.forum.value,
            on=told.on,
            case=item.case,
            number=item.number,
            step=item.step,
            since=item.since,
            round=item.round,
        )
        for number, item in enumerate(told.items, 1)
    )


def _conclude(asked: Asked, known: Sitting) -> MeetingConcluded:
    facts, minuted = asked.matter.facts, Minuted.of(asked.matter.state)
    assert known.shares is not None, "the gate all_heard was passed"
    standing = [item for number, item in known.agenda.items() if number not in minuted.struck]
    resolutions = tuple(_resolve(item, minuted, known.shares) for item in standing)
    return MeetingConcluded(facts.forum, facts.on, UUID(facts.chair), resolutions)


def _resolve(item: ItemConvened, minuted: Minuted, shares: Shares) -> Resolved:
    votes = list(minuted.votes(item.number).values())
    voters = minuted.voters(item.number)
    return Resolved(
        new_id(),
        item.case,
        item.number,
        item.step,
        item.since,
        item.round,
        shares.result(votes, len(voters)),
        votes.count(Vote.AGREE),
        votes.count(Vote.DISAGREE),
        votes.count(Vote.SEND_BACK),
        votes.count(Vote.ABSTAIN),
        tuple(UUID(officer) for officer in minuted.present if officer not in voters),
    )


def _enter(told: MeetingConcluded, place: Place) -> None:
    Resolution.objects.bulk_create(
        Resolution(
            id=one.id,
            bureau=place.bureau,
            meeting=place.case,
            forum=told.forum.value,
            on=told.on,
            case=one.case,
            step=one.step,
            since=one.since,
            round=one.round,
            result=one.result.value,
            agree=one.agree,
            disagree=one.disagree,
            send_back=one.send_back,
            abstain=one.abstain,
            recused=[str(officer) for officer in one.recused],
            confirmed_on=place.at,
            entry=place.entry,
        )
        for one in told.resolutions
    )


CONVENE = EffectiveAct(
    "deliberation.convene",
    Words("召集会议", "Convene a meeting"),
    demands=(rule_set, members_seated, agenda_waits),
    entry=MeetingConvened,
    decide=_convene,
    apply=_list,
    needs=convening_under_lock,
)
CONCLUDE = EffectiveAct(
    "deliberation.conclude",
    Words("作出决议", "Resolve"),
    demands=(quorate, all_heard, minutes_written, by_chair, still_waiting),
    entry=MeetingConcluded,
    decide=_conclude,
    apply=_enter,
    needs=sitting_under_lock,
)
