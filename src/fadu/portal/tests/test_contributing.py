"""A party puts something into its case while a step waits; nobody else sees a form for it."""

import dataclasses
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from tests.declared import declared
from tests.stage import MONDAY, case_of, done, key, papers, person

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.portal.tests.visitors import BUREAU, Town, pdf
from fadu.procedure.acts import take
from fadu.procedure.declare import (
    DONE,
    INTERNAL,
    PARTY,
    Attachment,
    Contribution,
    Paper,
    Post,
    Procedure,
    Role,
    Step,
)
from fadu.procedure.facts import NoFacts, fact
from fadu.procedure.gate import Outcome
from fadu.procedure.models import Case
from fadu.procedure.replay import replay

BASIS = cite("不动产登记暂行条例", 18)
WINDOW = Post("realestate.window", Words("窗口", "Window"))


@dataclasses.dataclass(frozen=True)
class Said:
    """What a party says."""

    words: str = fact("说明内容", "What you say")


REMARK = Contribution(
    "remark", Words("补充说明", "Remark"), PARTY, BASIS, facts=Said,
    attachments=(Attachment("proof", Words("证明材料", "Proof"), required=False),),
)  # fmt: skip
SHOWN = Attachment("map", Words("现场照片", "Photograph of the site"), required=False)
HEARD = Procedure(
    name="test.heard", title=Words("陈述测试", "Statement"), mark="CS", power="",
    basis=(BASIS,), promise=INTERNAL, statutory=INTERNAL, facts=NoFacts,
    papers=Paper.list("reg.papers.transfer"),
    roles=(Role("applicant", Words("申请人", "Applicant")),), window=WINDOW,
    steps=(
        Step("hear", Words("听取意见", "Hearing the party"), WINDOW, BASIS, INTERNAL,
             {Outcome("heard", Words("已听取", "Heard")): DONE},
             contributions=(REMARK,), attachments=(SHOWN,)),
    ),
)  # fmt: skip


@pytest.fixture
def heard(town: Town) -> Iterator[Case]:
    with declared(HEARD):
        opened = town.stage.open(
            HEARD.name, NoFacts(), town.stage.by("window"), MONDAY, channel="window",
            applicants=(person("applicant", 1, NoFacts()),),
        )  # fmt: skip
        yield case_of(done(opened).case)


def own(case: Case, act: str = "") -> str:
    return f"/{BUREAU}/cases/{case.number}/{act}"


def remark(words: str = "门牌已更换", /, **more: Any) -> dict[str, Any]:
    return {
        "step": "hear", "contribution": "remark", "add-remark-words": words, "key": str(uuid4()),
        **more,
    }  # fmt: skip


def test_a_party_says_something_and_the_step_goes_on_waiting(heard: Case, town: Town) -> None:
    visitor = town.browser(1)
    assert 'name="add-remark-words"' in visitor.get(own(heard)).content.decode()
    sent = remark(**{"paper-add-remark-proof": pdf("proof")})
    assert visitor.post(own(heard, "contribute/"), sent).status_code == 302
    now = case_of(heard.id)
    assert now.state.step == "hear" and list(now.state.papers) == ["hear+remark/proof"]
    (file,) = now.state.papers["hear+remark/proof"]
    assert visitor.get(own(heard, f"files/{file}/")).status_code == 200
    assert not dict(replay(BUREAU))[heard.id]


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(heard: Case, town: Town) -> None:
    sent = remark("", **{"paper-add-remark-proof": pdf("proof")})
    answer = town.browser(1).post(own(heard, "contribute/"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "请填写“说明内容”" in page and "proof.pdf" in page


def test_strangers_say_nothing(heard: Case, town: Town) -> None:
    answer = town.browser(3).post(own(heard, "contribute/"), remark())
    assert answer.status_code == 404
    assert not case_of(heard.id).state.papers


def test_what_officers_attach_is_not_handed_out_here(heard: Case, town: Town) -> None:
    """The control is the party's own file above, which it gets."""
    files = papers(heard.id, ["map"])
    done(
        take(heard.id, "hear", "heard", bureau=BUREAU, by=town.stage.by("window"), at=MONDAY,
             key=key(), files=files)
    )  # fmt: skip
    (file,) = case_of(heard.id).state.papers["hear/map"]
    assert town.browser(1).get(own(heard, f"files/{file}/")).status_code == 404
