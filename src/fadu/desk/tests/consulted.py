"""A procedure whose step waits for opinions of others, as tests of the desk declare it."""

import dataclasses
from typing import Any

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.declare import (
    DONE,
    INTERNAL,
    STAFF,
    Ask,
    Attachment,
    Contribution,
    Post,
    Procedure,
    Step,
)
from fadu.procedure.facts import NoFacts, fact
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal

BASIS = cite("不动产登记暂行条例", 18)
LEGAL = Post("legal", Words("法制岗", "Legal officer"))
SEND = Outcome("send", Words("发函征求意见", "Ask for opinions"))
GATHERED = Outcome("gathered", Words("意见已收齐", "All opinions are in"))


@dataclasses.dataclass(frozen=True)
class Opinion:
    """What is asked of others."""

    words: str = fact("意见", "Opinion")


def _asks(asked: Asked) -> list[Ask]:
    return [Ask("opinion", post="archive"), Ask("opinion", post="realestate.head")]


def _noted(asked: Asked) -> dict[str, Any]:
    return {"opinions": [*asked.matter.state.memory.get("opinions", []), asked.facts.words]}


def _all_in(asked: Asked, known: None) -> list[Refusal]:
    missing = [ask.post for ask in asked.matter.state.asks if not ask.ended_on]
    return [
        Refusal(
            "opinion_missing", Words(f"{post}尚未答复", f"{post} has not answered"),
            Words("请等待答复", "Await the answer"), BASIS, post,
        )
        for post in missing
    ]  # fmt: skip


LETTER = Attachment("letter", Words("复函", "Letter"), required=False)
PROOF = Attachment("posting", Words("张贴照片", "Photograph of the posting"))
OPINION = Contribution(
    "opinion", Words("回复意见", "Reply"), STAFF, BASIS, facts=Opinion, remembers=_noted,
    only_asked=True, attachments=(LETTER,),
)  # fmt: skip
CONSULTED = Procedure(
    name="test.desk_consulted", title=Words("征求意见测试", "Consultation"), mark="CS", power="",
    basis=(BASIS,), promise=INTERNAL, statutory=INTERNAL, facts=NoFacts, papers=None,
    for_parties=False,
    steps=(
        Step("send", Words("发函", "Send"), LEGAL, BASIS, INTERNAL, {SEND: "consult"}, asks=_asks),
        Step("consult", Words("征求意见", "Consultation"), LEGAL, BASIS, INTERNAL,
             {GATHERED: DONE}, contributions=(OPINION,), attachments=(PROOF,),
             gates=(Gate("all_in", Words("意见收齐", "All opinions in"), BASIS, _all_in),)),
    ),
)  # fmt: skip
