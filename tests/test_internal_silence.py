"""The silence of a section is no objection only where the bureau has published that rule, and what
law wants a person for is never taken by silence: refused when the procedure loads.
"""

import dataclasses
from typing import Any
from uuid import UUID

import pytest

from fadu.bureau.models import Post as BureauPost
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure import discover
from fadu.procedure.acts import enter, reopen, take
from fadu.procedure.declare import DONE, INTERNAL, Default, Limit, Opinion, Post, Procedure, Step
from fadu.procedure.duties import take_lawful_defaults
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.entries import CaseResumed
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.graph import digest_of, graph_of
from fadu.procedure.proofs import prove
from fadu.procedure.reopening import Grounds
from fadu.procedure.replay import replay
from fadu.record.actor import BySystem
from fadu.record.models import entries_of
from fadu.record.moment import moment
from fadu.registers.rulebook.procedures import ValueFacts
from fadu.registers.rulebook.rules import Certainty, Layer
from fadu.registers.rulebook.tests.house import decided, proposed
from tests.office import BUREAU, Cast, founded
from tests.stage import MONDAY, case_of, done, key
from tests.test_transfer import codes

BASIS = cite("不动产登记暂行条例", 18)
ASKED = Outcome("asked", Words("征求意见", "Ask for an opinion"))
AGREED = Outcome("agreed", Words("无意见", "No objection"))
SILENT = Outcome("silent", Words("逾期视为无异议", "Late: no objection"))
CLOSED = Outcome("closed", Words("办结", "Closed"))
LEGAL = Post("legal", Words("法制岗", "Legal officer"))
DIRECTOR = Post("director", Words("局长", "Director"))
LATE = Default(SILENT, BASIS, Words("逾期未回复", "no answer in time"), Opinion.CONSULTATION)
OPINION = Step(
    "opinion", Words("内部征求意见", "Opinion of a section"), post=DIRECTOR, basis=BASIS,
    limit=Limit("reg.step.examine"), next={AGREED: "end", SILENT: "end"}, default=LATE,
)  # fmt: skip


def procedure(opinion: Step = OPINION) -> Procedure:
    """Three steps, the middle one an opinion."""
    return Procedure(
        name="test.opinion", title=Words("试验", "Trial"), mark="SY", power="", basis=(BASIS,),
        promise=INTERNAL, statutory=INTERNAL, facts=NoFacts, papers=None, for_parties=False,
        steps=(
            Step("ask", Words("提出", "Ask"), post=LEGAL, basis=BASIS, limit=INTERNAL,
                 next={ASKED: "opinion"}),
            opinion,
            Step("end", Words("办结", "End"), post=LEGAL, basis=BASIS, limit=INTERNAL,
                 next={CLOSED: DONE}),
        ),
    )  # fmt: skip


def found(**changed: Any) -> set[str]:
    """What the proofs find when the opinion is declared otherwise."""
    return {one.id for one in prove(procedure(dataclasses.replace(OPINION, **changed)))}


def test_an_opinion_may_count_as_no_objection() -> None:
    assert found() == set()
    step = graph_of(procedure())["steps"]["opinion"]
    assert step["default"]["internal"] == "consultation", (
        "the graph says what kind of silence it is"
    )


def test_what_law_wants_a_person_for_is_refused_with_its_article() -> None:
    review = dataclasses.replace(OPINION, never_by_silence=cite("行政处罚法", 58))
    (one,) = prove(procedure(review))
    assert one.id == "procedure.E057"
    assert "行政处罚法" in one.words.zh


def nothing(*_: Any) -> None:
    """What an act would do."""


ACT = EffectiveAct("test.act", Words("生效", "Effect"), (), CaseResumed, nothing, nothing)
GATE = Gate("soil", Words("土壤", "Soil"), BASIS, lambda asked, known: ())


@pytest.mark.parametrize(
    "changed",
    [
        {"does": {SILENT: ACT}},
        {"starts": (SILENT,)},
        {"ends": (SILENT,)},
        {"documents": {SILENT: ("x",)}},
        {"next": {AGREED: "end", SILENT: DONE}},
        {"gates": (GATE,)},
        {"post": Post("party", Words("申请人", "Applicant"))},
    ],
)
def test_an_internal_silence_moves_nothing(changed: dict[str, Any]) -> None:
    assert "procedure.E058" in found(**changed)


def test_a_gate_of_the_other_outcomes_is_none_of_its_business() -> None:
    assert found(gates=(GATE.on(AGREED),)) == set()


def test_outward_silence_needs_an_article() -> None:
    named = Default(SILENT, cite("渠县自然资源局2020年度法治政府建设情况报告"), LATE.reason)
    assert "procedure.E055" in found(default=named)
    assert found(default=dataclasses.replace(LATE, internal=None)) == set()


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The smallest bureau, in which the trial is declared."""
    trial = procedure()
    known = {**discover.procedures(), trial.name: trial}
    by_digest = {**discover.by_digest(), digest_of(trial): trial}
    for module in ("opening", "engine", "actions", "duties", "office", "discover", "entering"):
        for name, value in (("procedures", lambda: known), ("by_digest", lambda: by_digest)):
            monkeypatch.setattr(f"fadu.procedure.{module}.{name}", value, raising=False)
    return founded()


def asked(cast: Cast) -> UUID:
    """A case in which an opinion has been asked for on Monday."""
    answer = enter(
        "test.opinion", NoFacts(), "asked", bureau=BUREAU, by=cast.legal, at=MONDAY, key=key()
    )
    return done(answer).case


MUCH_LATER = moment(2020, 4, 1)


def test_without_a_published_rule_the_answer_is_awaited(cast: Cast) -> None:
    case = asked(cast)
    assert take_lawful_defaults(MUCH_LATER) == 0
    answer = take(
        case, "opinion", "silent", bureau=BUREAU, by=BySystem("clock"), at=MUCH_LATER, key=key()
    )
    assert codes(answer) == ("no_published_rule",)


RULE = ValueFacts(
    key="svc.timeout_default", layer=Layer.COUNTY, value="5wd", since=MONDAY.on,
    certainty=Certainty.READ, document="内部征求意见规定（渠自然资发〔2020〕12号）",
    document_en="Rule on internal opinions (2020, no. 12)",
)  # fmt: skip


def publish(cast: Cast, rule: ValueFacts = RULE) -> None:
    """The bureau records its rule: the legal officer proposes, the director approves."""
    case = done(proposed(rule, cast.legal, MONDAY)).case
    done(decided(case, "approve", cast.director, MONDAY))


def test_by_the_published_rule_a_late_opinion_is_no_objection(cast: Cast) -> None:
    publish(cast)
    case = asked(cast)
    assert take_lawful_defaults(moment(2020, 3, 9)) == 0, "the rule's fifth working day"
    assert take_lawful_defaults(moment(2020, 3, 10)) == 1
    entry = entries_of(BUREAU, case).last()
    assert entry is not None
    assert entry.content["actor"] == {"kind": "system", "duty": "clock"}, "never a person's name"
    assert "渠自然资发〔2020〕12号" in entry.payload["act"]["automatic_zh"]
    assert case_of(case).state.step == "end"
    assert dict(replay(BUREAU))[case] == []


def test_a_supervisor_takes_it_back_and_the_person_answers(cast: Cast) -> None:
    publish(cast)
    case = asked(cast)
    assert take_lawful_defaults(moment(2020, 3, 10)) == 1
    BureauPost.objects.filter(code="director").update(supervises=True)
    later = moment(2020, 3, 11)
    back = reopen(
        case, Grounds("已口头提出异议"), bureau=BUREAU, by=cast.director, at=later, key=key()
    )
    done(back)
    assert take_lawful_defaults(MUCH_LATER) == 0
    answer = take(case, "opinion", "agreed", bureau=BUREAU, by=cast.director, at=later, key=key())
    done(answer)
    assert dict(replay(BUREAU))[case] == []


@pytest.mark.parametrize(
    "changed",
    [
        {"document": "内部征求意见规定"},
        {"document": "", "law": "不动产登记暂行条例", "article": 18},
    ],
)
def test_the_setting_without_a_published_document_is_refused(
    cast: Cast, changed: dict[str, Any]
) -> None:
    answer = proposed(dataclasses.replace(RULE, **changed), cast.legal, MONDAY)
    assert codes(answer) == ("rule_unpublished",)


def test_an_unconfirmed_rule_decides_nothing(cast: Cast) -> None:
    publish(cast, dataclasses.replace(RULE, certainty=Certainty.UNCONFIRMED))
    asked(cast)
    assert take_lawful_defaults(MUCH_LATER) == 0


def test_control_without_the_question_for_the_rule_silence_would_decide(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("duties", "taking"):
        monkeypatch.setattr(
            f"fadu.procedure.{module}.automatic", lambda default, *_: default.reason
        )
    monkeypatch.setattr("fadu.procedure.duties.due_of", lambda case, step: case.state.due)
    asked(cast)
    assert take_lawful_defaults(MUCH_LATER) == 1
