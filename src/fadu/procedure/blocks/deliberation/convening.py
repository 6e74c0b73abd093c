"""The gates of convening: the bureau has set its rule, members are in post, the cases wait."""

from collections.abc import Sequence

from fadu.law.words import Words
from fadu.procedure.blocks.deliberation.book import Convening, convening_under_lock
from fadu.procedure.blocks.deliberation.rules import LEAST, MEETING_RULE, objection
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal

Reasons = Sequence[Refusal]


def _rule_set(asked: Asked, known: Convening) -> Reasons:
    if known.shares is not None:
        return []
    return [
        objection(
            "no_meeting_rule",
            Words("本局没有录入会议到会人数和表决比例", "Quorum and majority are not set"),
            Words(
                "请先按本局议事规则录入 deliberation.quorum 和 deliberation.majority",
                "Record deliberation.quorum and deliberation.majority by the bureau's own rules",
            ),
        )
    ]


def _members(asked: Asked, known: Convening) -> Reasons:
    facts = asked.matter.facts
    called = [member.officer for member in facts.members]
    found = []
    if len(set(called)) < len(called):
        found.append(
            objection(
                "member_twice",
                Words("同一成员列了两次", "A member is listed twice"),
                Words("每名成员只列一次", "List each member once"),
                "members",
            )
        )
    if len(set(called)) < LEAST:
        found.append(
            objection(
                "no_collective",
                Words("一人不成会议", "One person is no meeting"),
                Words("请列出全部成员", "List all members"),
                "members",
            )
        )
    if facts.chair not in called or not known.chairs:
        found.append(
            objection(
                "wrong_chair",
                Words(
                    "主持人不是成员，或者不任主持岗位", "The chair is no member or may not chair"
                ),
                Words("请由任主持岗位的成员主持", "Choose a member who is appointed to chair"),
                "chair",
            )
        )
    found += [
        objection(
            "not_a_member",
            Words("所列人员当日不担任会议成员", "Somebody listed is no member on that day"),
            Words("请按任职名单列出成员", "List those who are appointed members"),
            officer,
        )
        for officer in called
        if officer not in known.seated
    ]
    return found


def _agenda(asked: Asked, known: Convening) -> Reasons:
    facts = asked.matter.facts
    numbers = [item.number for item in facts.agenda]
    if not numbers:
        return [
            objection(
                "no_agenda",
                Words("没有议题", "There is no item"),
                Words("请选择待集体讨论的办件", "Choose cases that wait for a deliberation"),
                "agenda",
            )
        ]
    found = [
        objection(
            "item_twice",
            Words(f"议题 {number} 列了两次", f"Item {number} is listed twice"),
            Words("每项议题只列一次", "List each item once"),
            number,
        )
        for number in sorted({number for number in numbers if numbers.count(number) > 1})
    ]
    forum = facts.forum.words
    for number in dict.fromkeys(numbers):
        item = known.waiting.get(number)
        if item is None:
            found.append(
                objection(
                    "item_not_waiting",
                    Words(
                        f"{number} 没有在等待{forum.zh}讨论", f"{number} waits for no {forum.en}"
                    ),
                    Words(
                        "办件到达集体讨论步骤后再列入", "List a case once it has come to that step"
                    ),
                    number,
                )
            )
        elif facts.on < item.since:
            found.append(
                objection(
                    "held_before_arrival",
                    Words(
                        f"会议日期早于 {number} 提请讨论之日（{item.since}）",
                        f"The meeting lies before {number} was submitted ({item.since})",
                    ),
                    Words("提请讨论之前的会议不算数", "A meeting held before does not count"),
                    number,
                )
            )
    return found


rule_set = Gate(
    "rule_set", Words("议事规则已录入", "Rules set"), MEETING_RULE, _rule_set,
    needs=convening_under_lock,
)  # fmt: skip
members_seated = Gate(
    "members_seated", Words("成员在任", "Members in post"), MEETING_RULE, _members,
    needs=convening_under_lock,
)  # fmt: skip
agenda_waits = Gate(
    "agenda_waits", Words("议题待讨论", "Items wait"), MEETING_RULE, _agenda,
    needs=convening_under_lock,
)  # fmt: skip
