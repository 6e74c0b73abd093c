"""Block *at once*: one step, stated and done by one officer (or the system) in one act.

For what the bureau says of itself and nobody decides upon: an absence, a holiday notice. Officers
perform it by the verb `enter`. Every gate that the act demands stands at the step.
"""

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.declare import DONE, INTERNAL, STAFF, Block, Post, Procedure, Role, Step
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.gate import Outcome

ENTER = "enter"
ENTRY = Words("登记", "Entry")
ENTERED = Outcome("entered", Words("登记", "Enter"))


def at_once(
    *,
    name: str,
    title: Words,
    mark: str,
    basis: Citation,
    facts: type,
    act: EffectiveAct,
    post: Post = STAFF,
    step: str = ENTER,
    step_title: Words = ENTRY,
    outcome: Outcome = ENTERED,
    roles: tuple[Role, ...] = (),
) -> Procedure:
    """A procedure of one step, which the post takes as far as the act's gates let it."""
    block = Block(
        "at_once",
        (
            Step(
                step,
                step_title,
                post=post,
                basis=basis,
                limit=INTERNAL,
                next={outcome: DONE},
                gates=tuple(act.demands),
                does={outcome: act},
            ),
        ),
    )
    return Procedure(
        name=name,
        title=title,
        mark=mark,
        power="",
        basis=(basis,),
        promise=INTERNAL,
        statutory=INTERNAL,
        facts=facts,
        papers=None,
        roles=roles,
        for_parties=False,
        steps=tuple(block),
    )
