"""The gates of a meeting that sits. None of them can be switched off."""

from collections.abc import Callable, Sequence
from typing import Any

from fadu.law.words import Words
from fadu.procedure.blocks.deliberation.book import Sitting, sitting_under_lock
from fadu.procedure.blocks.deliberation.rules import MEETING_RULE, Minuted, objection
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByDeputy, ByOfficer

Reasons = Sequence[Refusal]


def _officer(asked: Asked) -> str:
    """Who acts, for himself; "" for anybody else."""
    by = asked.by
    return str(by.officer) if isinstance(by, ByOfficer) and not isinstance(by, ByDeputy) else ""


def _standing(asked: Asked, sitting: Sitting) -> list[str]:
    """The items of the agenda that were not struck."""
    struck = Minuted.of(asked.matter.state).struck
    return [number for number in sitting.agenda if number not in struck]


def _quorate(asked: Asked, known: Sitting) -> Reasons:
    called = {member.officer for member in asked.matter.facts.members}
    here = [row.officer for row in asked.facts.present]
    found = []
    if len(set(here)) < len(here) or not set(here) <= called:
        found.append(
            objection(
                "wrong_roll",
                Words("到会名单有重复或不是成员的人", "The roll names somebody twice or no member"),
                Words("到会成员每人只列一次", "List each member who is present once"),
                "present",
            )
        )
    found += [
        objection(
            "member_away",
            Words("登记外出的成员不能算作到会", "A member entered as away is not present"),
            Words("请该成员先登记返岗", "That member says first that he is back"),
            officer,
        )
        for officer in sorted(set(here) & known.away)
    ]
    if asked.matter.facts.chair not in here:
        found.append(
            objection(
                "chair_absent",
                Words("主持人没有到会", "The chair is not present"),
                Words("请改期，或另行召集", "Hold it on another day, or convene another"),
                "present",
            )
        )
    if known.shares is None or not known.shares.quorate(len(set(here) & called), len(called)):
        found.append(
            objection(
                "no_quorum",
                Words(
                    f"到会 {len(set(here))} 人，成员 {len(called)} 人，未达到规定人数",
                    f"{len(set(here))} of {len(called)} are present, which is no quorum",
                ),
                Words("请记为“未开成”，另行召集", "Take it as not held and convene another"),
                "present",
            )
        )
    return found


def _on_the_day(asked: Asked, known: None) -> Reasons:
    day = asked.matter.facts.on
    if asked.at.on >= day:
        return []
    return [
        objection(
            "before_the_meeting",
            Words(f"会议定于 {day} 召开", f"The meeting is on {day}"),
            Words("请在召开之日办理", "Do it on that day"),
        )
    ]


def _item(asked: Asked, known: Sitting) -> Reasons:
    number = asked.facts.item
    if number in _standing(asked, known):
        return []
    return [
        objection(
            "no_such_item",
            Words(f"议程上没有 {number}", f"{number} is not on the agenda"),
            Words("请在议程所列事项中选择", "Choose an item of the agenda"),
            "item",
        )
    ]


def _may_speak(asked: Asked, known: None) -> Reasons:
    """For himself, present, not recused, and once."""
    minuted, number, me = Minuted.of(asked.matter.state), asked.facts.item, _officer(asked)
    if not me or me not in minuted.present:
        return [
            objection(
                "not_present",
                Words("只有到会成员本人可以发言表决", "Only a member present speaks and votes"),
                Words("不得由他人代为", "Nobody does so in his place"),
            )
        ]
    if me in minuted.votes(number):
        return [
            objection(
                "already_voted",
                Words("您已就本议题发言表决", "You have spoken and voted on this item"),
                Words("每人一次", "Each member does so once"),
                "item",
            )
        ]
    if me not in minuted.voters(number):
        return [
            objection(
                "recused",
                Words("您已回避本议题", "You are recused from this item"),
                Words("回避的成员不发言、不表决", "Who is recused neither speaks nor votes"),
                "item",
            )
        ]
    return []


def _head_last(asked: Asked, known: None) -> Reasons:
    matter, me = asked.matter, _officer(asked)
    chair = matter.facts.chair
    before = [one for one in Minuted.of(matter.state).unheard(asked.facts.item) if one != chair]
    if me != chair or not before:
        return []
    return [
        objection(
            "head_speaks_last",
            Words(
                f"还有 {len(before)} 名成员没有发言，主要负责人应当最后发言",
                f"{len(before)} others have not spoken; the head speaks last",
            ),
            Words("请待其他成员发言表决后再发言", "Speak when all others have spoken and voted"),
            "item",
        )
    ]


def _worded(asked: Asked, known: None) -> Reasons:
    if asked.facts.opinion.strip():
        return []
    return [
        objection(
            "no_opinion",
            Words("没有写明意见", "No opinion is stated"),
            Words("请写明意见和理由", "State the opinion with its reasons"),
            "opinion",
        )
    ]


def _strikable(asked: Asked, known: Sitting) -> Reasons:
    """Not to make an unwelcome vote vanish: before any voice, or where no resolution can come."""
    minuted, number = Minuted.of(asked.matter.state), asked.facts.item
    if not minuted.votes(number) or number not in known.waiting:
        return []
    members = len(asked.matter.facts.members)
    if known.shares and not known.shares.quorate(len(minuted.voters(number)), members):
        return []
    return [
        objection(
            "item_voted_on",
            Words("本议题已有人表决，不能撤下", "Votes were given; the item cannot be struck"),
            Words("请全体表决完毕", "Let everybody vote"),
            "item",
        )
    ]


def _heard(asked: Asked, known: Sitting) -> Reasons:
    """Every item: a quorum without those recused, and the voice of each who has a vote."""
    minuted, found = Minuted.of(asked.matter.state), []
    for number in _standing(asked, known):
        voters, members = minuted.voters(number), len(asked.matter.facts.members)
        if known.shares is None or not known.shares.quorate(len(voters), members):
            found.append(
                objection(
                    "no_quorum_for_item",
                    Words(
                        f"{number}：除去回避的成员，未达到规定人数",
                        f"{number}: without those recused there is no quorum",
                    ),
                    Words("请撤下该议题", "Strike the item"),
                    number,
                )
            )
        elif silent := minuted.unheard(number):
            found.append(
                objection(
                    "voices_missing",
                    Words(
                        f"{number}：还有 {len(silent)} 名成员没有发言表决",
                        f"{number}: {len(silent)} members have not spoken and voted",
                    ),
                    Words("请全体到会成员发言表决", "Let every member present speak and vote"),
                    number,
                )
            )
    return found


def _written(asked: Asked, known: None) -> Reasons:
    if asked.facts.text.strip():
        return []
    return [
        objection(
            "minutes_empty",
            Words("会议纪要是空的", "The minutes are empty"),
            Words("请写明讨论情况和不同意见", "Write what was discussed, dissent included"),
            "text",
        )
    ]


def _by_chair(asked: Asked, known: None) -> Reasons:
    if _officer(asked) == asked.matter.facts.chair:
        return []
    return [
        objection(
            "not_the_chair",
            Words("纪要由主持会议的人本人确认", "The minutes are confirmed by who chaired"),
            Words("请主持人办理", "The chair has to do it"),
        )
    ]


def _still_waiting(asked: Asked, known: Sitting) -> Reasons:
    return [
        objection(
            "item_moved_on",
            Words(
                f"{number} 已不在等待本次会议的决议", f"{number} no longer waits for this meeting"
            ),
            Words("请撤下该议题后再确认", "Strike the item, then confirm"),
            number,
        )
        for number in _standing(asked, known)
        if number not in known.waiting
    ]


def _gate(
    name: str, zh: str, en: str, check: Callable[[Asked, Any], Reasons], *,
    agenda: bool = False, fresh: bool = True, stated: bool = False,
) -> Gate:  # fmt: skip
    needs = sitting_under_lock if agenda else None
    return Gate(
        name, Words(zh, en), MEETING_RULE, check, needs=needs, fresh=fresh, stated=stated
    )  # fmt: skip


on_the_day = _gate("on_the_day", "已到会议日期", "On the day", _on_the_day)
quorate = _gate("quorate", "到会人数", "Quorum", _quorate, agenda=True, fresh=False, stated=True)
item_on_agenda = _gate(
    "item_on_agenda", "议程所列", "On the agenda", _item, agenda=True, stated=True
)
may_speak = _gate("may_speak", "本人到会、未回避、一次", "Present, once", _may_speak, stated=True)
head_last = _gate("head_last", "负责人末位发言", "The head last", _head_last, stated=True)
worded = _gate("worded", "写明意见", "Opinion stated", _worded, stated=True)
strikable = _gate("strikable", "可以撤下", "May be struck", _strikable, agenda=True, stated=True)
all_heard = _gate("all_heard", "逐人发言表决", "All heard", _heard, agenda=True, fresh=False)
minutes_written = _gate("minutes_written", "有纪要", "Minutes", _written, fresh=False, stated=True)
by_chair = _gate("by_chair", "主持人本人确认", "By the chair", _by_chair)
still_waiting = _gate("still_waiting", "议题仍待决议", "Items wait", _still_waiting, agenda=True)
