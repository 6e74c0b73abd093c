"""Contributions: who may make them, when, with what; they move nothing and skip nothing."""

import dataclasses
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from tests.declared import declared
from tests.office import BUREAU, refused, staffed
from tests.stage import done, key, papers

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.access import may_read, readable, reader
from fadu.procedure.acts import contribute, open, take
from fadu.procedure.declare import (
    DONE,
    INTERNAL,
    PUBLIC,
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
from fadu.procedure.models import Asking, Case, Task
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Refusal
from fadu.procedure.replay import replay
from fadu.record.actor import Actor, ByOfficer, ByParty
from fadu.record.evidence import Stored
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment

BASIS = cite("不动产登记暂行条例", 18)
HANDLER = Post("handler", Words("经办岗", "Handler"))
DECIDER = Post("decider", Words("审定岗", "Decider"))
ASKED = Outcome("asked", Words("征求意见", "Ask for opinions"))
GATHERED = Outcome("gathered", Words("意见已收齐", "All opinions are in"))
APPROVE = Outcome("approve", Words("同意", "Approve"))
RETURN = Outcome("return", Words("退回", "Return"))
MONDAY, TUESDAY, WEDNESDAY = moment(2020, 3, 2), moment(2020, 3, 3), moment(2020, 3, 4)


@dataclasses.dataclass(frozen=True)
class Opinion:
    """What is asked of others."""

    words: str = fact("意见", "Opinion")


def _asks(asked: Asked) -> list[Ask]:
    return [Ask("opinion", post="land"), Ask("opinion", post="planning")]


def _noted(asked: Asked) -> dict[str, Any]:
    earlier = asked.matter.state.memory.get("opinions", [])
    assert isinstance(asked.by, ByOfficer)
    return {"opinions": [*earlier, {"post": asked.by.post, "words": asked.facts.words}]}


def _all_in(asked: Asked, known: None) -> list[Refusal]:
    missing = [ask.post for ask in asked.matter.state.asks if not ask.ended_on]
    return [
        Refusal("opinion_missing", Words(post, post), Words("等", "wait"), BASIS)
        for post in missing
    ]


OPINION = Contribution(
    "opinion", Words("回复意见", "Reply"), STAFF, BASIS, facts=Opinion, remembers=_noted,
    only_asked=True, attachments=(Attachment("letter", Words("复函", "Letter"), required=False),),
)  # fmt: skip
COMMENT = Contribution("comment", Words("公众意见", "Comment"), PUBLIC, BASIS, facts=Opinion)
PROOF = Attachment("posting", Words("张贴照片", "Photograph of the posting"))
CONSULTED = Procedure(
    name="test.consulted", title=Words("征求意见测试", "Consultation"), mark="CS", power="",
    basis=(BASIS,), promise=INTERNAL, statutory=INTERNAL, facts=NoFacts, papers=None,
    for_parties=False,
    steps=(
        Step("send", Words("发函", "Send"), HANDLER, BASIS, INTERNAL, {ASKED: "consult"},
             asks=_asks),
        Step("consult", Words("征求意见", "Consultation"), HANDLER, BASIS, INTERNAL,
             {GATHERED: "decide"}, contributions=(OPINION, COMMENT),
             attachments=(PROOF.on(GATHERED),),
             gates=(Gate("all_in", Words("收齐", "All in"), BASIS, _all_in),)),
        Step("decide", Words("审定", "Decision"), DECIDER, BASIS, INTERNAL,
             {APPROVE: DONE, RETURN: "send"}),
    ),
    apart=(("consult+opinion", "decide"), ("send", "decide")),
)  # fmt: skip


@pytest.fixture
def cast(db: None) -> Iterator[dict[str, ByOfficer]]:
    with declared(CONSULTED):
        yield staffed(
            handler=["handler"], other=["handler", "decider"], decider=["decider"], land=["land"],
            planning=["planning"], stranger=["water"], both=["land", "planning", "decider"],
        )  # fmt: skip


def stands(case: UUID) -> Case:
    return Case.objects.get(id=case)


def step(case: UUID, name: str, outcome: str, by: Actor, at: Moment = TUESDAY, **more: Any) -> Any:
    return take(case, name, outcome, bureau=BUREAU, by=by, at=at, key=key(), **more)


def reply(
    case: UUID, by: Actor, name: str = "opinion", words: str = "无意见", at: Moment = TUESDAY,
    **more: Any,
) -> Any:  # fmt: skip
    return contribute(
        case, "consult", name, bureau=BUREAU, by=by, at=at, key=key(), facts=Opinion(words), **more
    )


def consulting(cast: dict[str, ByOfficer]) -> UUID:
    opened = done(
        open("test.consulted", NoFacts(), bureau=BUREAU, by=cast["handler"], at=MONDAY, key=key(),
             channel="desk")
    )  # fmt: skip
    done(step(opened.case, "send", "asked", cast["handler"], MONDAY))
    return opened.case


def posting(case: UUID) -> dict[str, list[Stored]]:
    return papers(case, ["posting"])


def sound(case: UUID) -> bool:
    return not dict(replay(BUREAU))[case]


def test_replies_move_nothing_and_the_step_waits_for_all(cast: dict[str, ByOfficer]) -> None:
    case = consulting(cast)
    gathered = step(case, "consult", "gathered", cast["handler"], files=posting(case))
    assert refused(gathered) == ("opinion_missing", "opinion_missing")
    done(reply(case, cast["land"]))
    assert stands(case).state.step == "consult"
    assert Task.objects.get(case=case).step == "consult"
    gathered = step(case, "consult", "gathered", cast["handler"], files=posting(case))
    assert refused(gathered) == ("opinion_missing",)
    done(reply(case, cast["planning"]))
    done(step(case, "consult", "gathered", cast["handler"], files=posting(case)))
    assert [one["post"] for one in stands(case).state.memory["opinions"]] == ["land", "planning"]
    assert sound(case)


def test_one_officer_answers_for_a_post_once(cast: dict[str, ByOfficer]) -> None:
    case = consulting(cast)
    done(reply(case, cast["land"]))
    assert refused(reply(case, cast["land"])) == ("not_asked",)


def test_who_is_not_asked_does_not_reply(cast: dict[str, ByOfficer]) -> None:
    case = consulting(cast)
    assert refused(reply(case, cast["handler"])) == ("not_asked",)
    assert refused(reply(case, ByParty(new_id()))) == ("not_asked",)


def test_anybody_on_the_portal_comments_and_no_officer_does_so_for_him(
    cast: dict[str, ByOfficer],
) -> None:
    case = consulting(cast)
    done(reply(case, ByParty(new_id()), "comment"))
    assert refused(reply(case, cast["handler"], "comment")) == ("not_asked",)
    assert len([ask for ask in stands(case).state.asks if ask.ended_on]) == 0


def test_who_replied_does_not_decide(cast: dict[str, ByOfficer]) -> None:
    case = consulting(cast)
    done(reply(case, cast["both"]))
    done(reply(case, cast["planning"]))
    done(step(case, "consult", "gathered", cast["handler"], files=posting(case)))
    assert refused(step(case, "decide", "approve", cast["both"])) == ("same_person",)
    done(step(case, "decide", "approve", cast["decider"]))
    assert refused(reply(case, cast["land"])) == ("case_closed",)


def test_a_return_does_not_make_forget_who_acted(cast: dict[str, ByOfficer]) -> None:
    """`other` sent it first, somebody else after the return: it is still not his to decide."""
    opened = done(
        open("test.consulted", NoFacts(), bureau=BUREAU, by=cast["other"], at=MONDAY, key=key(),
             channel="desk")
    )  # fmt: skip
    case = opened.case
    for sender, last in ((cast["other"], "return"), (cast["handler"], "approve")):
        done(step(case, "send", "asked", sender))
        done(reply(case, cast["land"]))
        done(reply(case, cast["planning"]))
        done(step(case, "consult", "gathered", cast["handler"], files=posting(case)))
        assert refused(step(case, "decide", last, cast["other"])) == ("same_person",)
        done(step(case, "decide", last, cast["decider"]))
    assert sound(case)


def test_a_step_that_goes_on_ends_what_is_still_asked(cast: dict[str, ByOfficer]) -> None:
    """Here the gate is taken away: silence is in the record as silence, never as an answer."""
    (send, consult, decide) = CONSULTED.steps
    loose = dataclasses.replace(
        CONSULTED, name="test.loose", mark="LS",
        steps=(send, dataclasses.replace(consult, gates=()), decide),
    )  # fmt: skip
    with declared(loose):
        opened = done(
            open("test.loose", NoFacts(), bureau=BUREAU, by=cast["handler"], at=MONDAY, key=key(),
                 channel="desk")
        )  # fmt: skip
        done(step(opened.case, "send", "asked", cast["handler"], MONDAY))
        done(step(opened.case, "consult", "gathered", cast["handler"], TUESDAY,
                  files=posting(opened.case)))  # fmt: skip
        rows = Asking.objects.filter(case=opened.case)
        assert {(row.post, row.ended_on, row.answered) for row in rows} == {
            ("land", TUESDAY.on, False), ("planning", TUESDAY.on, False),
        }  # fmt: skip
        assert sound(opened.case)


def test_who_is_asked_reads_the_case_then_and_afterwards(cast: dict[str, ByOfficer]) -> None:
    case = consulting(cast)
    for name, reads in (("land", True), ("decider", True), ("planning", True)):
        who = reader(cast[name], BUREAU, TUESDAY.on)
        assert may_read(stands(case), who) is reads
        assert readable(Case.objects.all(), who).filter(id=case).exists() is reads
    done(reply(case, cast["land"]))
    assert may_read(stands(case), reader(cast["land"], BUREAU, WEDNESDAY.on))
    stranger = cast["stranger"]
    assert not may_read(stands(case), reader(stranger, BUREAU, TUESDAY.on))
    assert not readable(Case.objects.all(), reader(stranger, BUREAU, TUESDAY.on)).exists()


def test_what_must_be_attached_is(cast: dict[str, ByOfficer]) -> None:
    case = consulting(cast)
    done(reply(case, cast["land"]))
    done(reply(case, cast["planning"]))
    assert refused(step(case, "consult", "gathered", cast["handler"])) == ("attachment_missing",)
    files = posting(case)
    wrong = {**files, "unheard": files["posting"]}
    answer = step(case, "consult", "gathered", cast["handler"], files=wrong)
    assert refused(answer) == ("attachment_not_asked",)
    done(step(case, "consult", "gathered", cast["handler"], files=files))
    assert stands(case).state.papers == {"consult/posting": [str(files["posting"][0].id)]}
    (entry,) = Entry.objects.filter(case=case, kind="case.taken", seq=5)
    assert entry.payload["files"][0]["evidence"]["sha256"] == files["posting"][0].digests.sha256
    assert sound(case)


def test_the_same_key_contributes_once(cast: dict[str, ByOfficer]) -> None:
    case = consulting(cast)
    first = contribute(case, "consult", "opinion", bureau=BUREAU, by=cast["land"], at=TUESDAY,
                       key="k", facts=Opinion("甲"))  # fmt: skip
    again = contribute(case, "consult", "opinion", bureau=BUREAU, by=cast["land"], at=TUESDAY,
                       key="k", facts=Opinion("甲"))  # fmt: skip
    other = contribute(case, "consult", "opinion", bureau=BUREAU, by=cast["land"], at=TUESDAY,
                       key="k", facts=Opinion("乙"))  # fmt: skip
    assert done(again).entry == done(first).entry and done(again).repeated
    assert refused(other) == ("key_reused",)


def test_proofs_see_contributions() -> None:
    (send, consult, decide) = CONSULTED.steps
    twice = dataclasses.replace(consult, contributions=(OPINION, OPINION))
    doubled = dataclasses.replace(CONSULTED, steps=(send, twice, decide))
    assert {finding.id for finding in prove(doubled)} == {"procedure.E004"}
    nobody = dataclasses.replace(CONSULTED, apart=(("consult+voice", "decide"),))
    assert {finding.id for finding in prove(nobody)} == {"procedure.E040"}


def test_replay_finds_a_contribution_that_no_step_takes(cast: dict[str, ByOfficer]) -> None:
    """The control: the graph says which contributions there are, and replay asks it."""
    case = consulting(cast)
    done(reply(case, cast["land"]))
    row = Asking.objects.get(case=case, post="land")
    Asking.objects.filter(id=row.id).update(answered=False)
    assert not sound(case)
