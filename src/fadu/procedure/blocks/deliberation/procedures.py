"""集体讨论会议: convened on waiting cases, quorate, each heard, the head last, minutes confirmed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.procedure.blocks.deliberation.acts import CONCLUDE, CONVENE
from fadu.procedure.blocks.deliberation.book import CHAIR, MEMBER
from fadu.procedure.blocks.deliberation.convening import agenda_waits, members_seated, rule_set
from fadu.procedure.blocks.deliberation.facts import (
    MeetingFacts,
    Minutes,
    Recusal,
    Roll,
    Striking,
    Voice,
)
from fadu.procedure.blocks.deliberation.gates import (
    all_heard,
    by_chair,
    head_last,
    item_on_agenda,
    may_speak,
    minutes_written,
    on_the_day,
    quorate,
    still_waiting,
    strikable,
    worded,
)
from fadu.procedure.blocks.deliberation.rules import MEETING, MEETING_RULE
from fadu.procedure.declare import (
    DONE,
    INTERNAL,
    Ask,
    Attachment,
    Contribution,
    Post,
    Procedure,
    Step,
)
from fadu.procedure.gate import Outcome
from fadu.procedure.matter import Asked
from fadu.record.actor import ByOfficer

SECRETARY = Post("deliberation.secretary", Words("会议秘书岗", "Secretary of meetings"))
CONVENED = Outcome("convened", Words("召集", "Convene"))
HELD = Outcome("held", Words("开会", "Hold"))
NOT_HELD = Outcome("not_held", Words("未开成", "Not held"))
DISCUSSED = Outcome("discussed", Words("讨论完毕", "All heard"))
DRAWN_UP = Outcome("drawn_up", Words("提请确认", "Submit for confirmation"))
CONFIRMED = Outcome("confirmed", Words("确认", "Confirm"))
RETURNED = Outcome("returned", Words("退回修改", "Return"))


def _present(asked: Asked) -> Mapping[str, Any]:
    here = sorted(row.officer for row in asked.facts.present) if asked.outcome == HELD else []
    return {MEETING: {"present": here, "recused": {}, "voices": {}, "struck": []}}


def _asks(asked: Asked) -> Sequence[Ask]:
    """Of each member present one voice an item."""
    if asked.outcome != HELD:
        return ()
    here = sorted(row.officer for row in asked.facts.present)
    return [
        Ask("voice", officer=UUID(officer)) for _ in asked.matter.facts.agenda for officer in here
    ]


def _noted(asked: Asked) -> Mapping[str, Any]:
    """The meeting's memory with a voice, a recusal or an item struck."""
    kept = asked.matter.state.memory[MEETING]
    item = asked.facts.item
    if asked.outcome == STRIKE.name:
        return {MEETING: {**kept, "struck": [*kept["struck"], item]}}
    assert isinstance(asked.by, ByOfficer), "the gate may_speak was passed"
    me = str(asked.by.officer)
    if asked.outcome == RECUSE.name:
        recused = {**kept["recused"], item: [*kept["recused"].get(item, ()), me]}
        return {MEETING: {**kept, "recused": recused}}
    voices = {**kept["voices"], item: {**kept["voices"].get(item, {}), me: asked.facts.vote.value}}
    return {MEETING: {**kept, "voices": voices}}


VOICE = Contribution(
    "voice", Words("发言表决", "Voice and vote"), MEMBER, MEETING_RULE, facts=Voice,
    gates=(item_on_agenda, may_speak, head_last, worded), remembers=_noted, only_asked=True,
)  # fmt: skip
RECUSE = Contribution(
    "recuse", Words("回避", "Recusal"), MEMBER, MEETING_RULE, facts=Recusal,
    gates=(item_on_agenda, may_speak), remembers=_noted,
)  # fmt: skip
STRIKE = Contribution(
    "strike", Words("撤下议题", "Strike an item"), SECRETARY, MEETING_RULE, facts=Striking,
    gates=(item_on_agenda, strikable), remembers=_noted,
)  # fmt: skip
SIGNED = Attachment("signed", Words("与会人员签字页", "Sheet signed by those present"))

MEETING_OF_MEMBERS = Procedure(
    name="deliberation.meeting",
    title=Words("集体讨论会议", "Meeting for collective deliberation"),
    mark="HY",
    power="",
    basis=(MEETING_RULE,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=MeetingFacts,
    papers=None,
    for_parties=False,
    steps=(
        Step(
            "convene", Words("召集", "Convening"), SECRETARY, MEETING_RULE, INTERNAL,
            {CONVENED: "roll"}, gates=(rule_set, members_seated, agenda_waits),
            does={CONVENED: CONVENE},
        ),
        Step(
            "roll", Words("点名", "Roll call"), SECRETARY, MEETING_RULE, INTERNAL,
            {HELD: "discuss", NOT_HELD: DONE},
            gates=(on_the_day, quorate.on(HELD)), facts=Roll, remembers=_present, asks=_asks,
        ),
        Step(
            "discuss", Words("讨论表决", "Discussion and vote"), SECRETARY, MEETING_RULE, INTERNAL,
            {DISCUSSED: "minutes"}, gates=(all_heard,), contributions=(VOICE, RECUSE, STRIKE),
        ),
        Step(
            "minutes", Words("形成纪要", "Minutes"), SECRETARY, MEETING_RULE, INTERNAL,
            {DRAWN_UP: "confirm"}, gates=(minutes_written,), facts=Minutes,
            attachments=(SIGNED,), contributions=(STRIKE,),
        ),
        Step(
            "confirm", Words("确认纪要", "Confirmation"), CHAIR, MEETING_RULE, INTERNAL,
            {CONFIRMED: DONE, RETURNED: "minutes"},
            gates=(by_chair, still_waiting.on(CONFIRMED)), does={CONFIRMED: CONCLUDE},
            contributions=(STRIKE,),
        ),
    ),
    apart=(("convene", "confirm"), ("minutes", "confirm")),
)  # fmt: skip
