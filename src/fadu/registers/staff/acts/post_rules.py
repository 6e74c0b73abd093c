"""Rules on posts, changed by two persons: which exclude each other, which rotate."""

from fadu.bureau.holdings import holding_both
from fadu.bureau.models import IncompatiblePosts, RotatingPost
from fadu.law.words import Words
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.ids import new_id
from fadu.registers.staff.book import RulesNow, post_rules
from fadu.registers.staff.entries import PostRuleChanged
from fadu.registers.staff.facts import RuleChange
from fadu.registers.staff.rules import appointments as rules
from fadu.registers.staff.rules.posts import SEPARATION, posts_exist


def _fits(asked: Asked, now: RulesNow) -> list[Refusal]:
    facts = asked.matter.facts
    wanted = [facts.first, facts.second] if facts.second else [facts.first]
    unknown = posts_exist(wanted, now.titles)
    if unknown:
        return unknown
    match facts.change:
        case RuleChange.APART:
            lasting = [one for one in now.held if one.meets(asked.at.on, None)]
            both = holding_both(lasting, facts.first, facts.second)
            return [
                *rules.pair_is_new(facts.first, facts.second, now.pairs),
                *rules.nobody_holds_both(both, now.names),
            ]
        case RuleChange.TOGETHER:
            return rules.pair_may_go(facts.first, facts.second, now.pairs)
        case RuleChange.ROTATES:
            return [
                *rules.rotation_changes(facts.first in now.rotating, wanted=True),
                *rules.area_known(facts.area, now.areas),
            ]
        case _:
            return rules.rotation_changes(facts.first in now.rotating, wanted=False)


rule_fits = Gate(
    "rule_fits", Words("与现有规则和任职相符", "Fits rules and holders as they are"), SEPARATION,
    _fits, needs=post_rules,
)  # fmt: skip


def _changed(asked: Asked, now: RulesNow) -> PostRuleChanged:
    facts = asked.matter.facts
    return PostRuleChanged(new_id(), facts.change, facts.first, facts.second, facts.area)


def _change(told: PostRuleChanged, place: Place) -> None:
    bureau = place.bureau
    match told.change:
        case RuleChange.APART:
            IncompatiblePosts.objects.create(
                id=told.id, bureau=bureau, first=told.first, second=told.second
            )
        case RuleChange.TOGETHER:
            for first, second in ((told.first, told.second), (told.second, told.first)):
                IncompatiblePosts.objects.filter(bureau=bureau, first=first, second=second).delete()
        case RuleChange.ROTATES:
            RotatingPost.objects.create(id=told.id, bureau=bureau, post=told.first, area=told.area)
        case RuleChange.STAYS:
            RotatingPost.objects.filter(bureau=bureau, post=told.first).delete()


CHANGE_RULE = EffectiveAct(
    "staff.change_post_rule",
    Words("变更岗位规则", "Change a rule on posts"),
    demands=(rule_fits,),
    entry=PostRuleChanged,
    decide=_changed,
    apply=_change,
    needs=post_rules,
)
