"""当事人查询留痕: each officer's look-ups of a year are a chain of entries that supervisors read."""

from dataclasses import dataclass

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.declare import DONE, SYSTEM, Limit, Procedure, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import Outcome

RULES = "不动产登记暂行条例实施细则"
OF_ITSELF = Limit.none("每次查询当场记录", "Each look-up is noted at once")
ENDED = Outcome("ended", Words("本年结束", "The year has ended"))


@dataclass(frozen=True)
class LookupFacts:
    """Whose look-ups, and of which year."""

    officer: str = fact("工作人员", "Officer")
    year: int = fact("年度", "Year")


LOOKUPS = Procedure(
    name="procedure.lookups",
    title=Words("当事人查询留痕", "Log of look-ups of persons"),
    mark="CX",
    power="",
    basis=(cite(RULES, 99),),
    promise=OF_ITSELF,
    statutory=OF_ITSELF,
    facts=LookupFacts,
    papers=None,
    for_parties=False,
    steps=(
        Step(
            "log",
            Words("逐次留痕", "Noting each look-up"),
            post=SYSTEM,
            basis=cite(RULES, 99),
            limit=OF_ITSELF,
            next={ENDED: DONE},
        ),
    ),
)
