"""Risk assessment, expert opinion, site visit: what a case must know before it is decided."""

import dataclasses
import datetime

import pytest
from tests.office import refused
from tests.stage import done

from fadu.law.words import Words
from fadu.procedure.blocks.expert import (
    FEASIBLE,
    NO,
    NOT_FEASIBLE,
    YES,
    Adoption,
    ExpertOpinion,
    expert_opinion,
)
from fadu.procedure.blocks.risk import HIGH, LOW, MEDIUM, Assessment, acceptable, risk_assessment
from fadu.procedure.blocks.visit import ABSENT, REFUSED, SIGNED, Visit, site_visit
from fadu.procedure.declare import INTERNAL, Step
from fadu.procedure.models import Case
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Answer
from fadu.procedure.tests.trying import (
    BASIS,
    CLOSED,
    HANDLER,
    Play,
    around,
    officers,
    played,
    without,
)
from fadu.record.actor import ByOfficer

ASSESSED = around(
    "block_assessed",
    risk_assessment(
        title=Words("社会稳定风险评估", "Risk assessment"), post=HANDLER, basis=BASIS,
        limit=INTERNAL, to="adopt", back_to="draft",
    ),
    Step("adopt", Words("采用", "Adopt"), HANDLER, BASIS, INTERNAL, {CLOSED: "end"},
         gates=(acceptable("risk", BASIS),)),
)  # fmt: skip
ARGUED = around(
    "block_argued",
    expert_opinion(
        title=Words("专家论证", "Expert opinion"), post=HANDLER, basis=BASIS, limit=INTERNAL,
        least=2, to="end", back_to="draft",
    ),
)  # fmt: skip
VISITED = around(
    "block_visited",
    site_visit(
        title=Words("现场勘验", "Site visit"), post=HANDLER, basis=BASIS, limit=INTERNAL, to="end"
    ),
)
SEEN = Visit(datetime.date(2020, 3, 3), "9:30–11:00", "渠江街道", "与申请一致", SIGNED)
FOUND = ("record", "photos")


@pytest.fixture
def cast(db: None) -> dict[str, ByOfficer]:
    return officers()


def assessed(play: Play, outcome: str, level: str, measures: str = "") -> Answer:
    return play.take("handler", "risk", outcome, Assessment(level, measures), "report")


def test_low_and_medium_risk_go_on_high_risk_does_not(cast: dict[str, ByOfficer]) -> None:
    with played(ASSESSED, cast) as play:
        passed = assessed(play, "controllable", HIGH, "加强沟通")
        assert refused(passed) == ("risk_level_contradicts",)
        assert refused(assessed(play, "controllable", MEDIUM)) == ("measures_missing",)
        assert refused(assessed(play, "too_high", LOW)) == ("risk_level_contradicts",)
        bare = play.take("handler", "risk", "controllable", Assessment(LOW))
        assert refused(bare) == ("attachment_missing",)
        done(assessed(play, "too_high", HIGH, "加强沟通"))
        assert play.step == "draft"
        done(play.take("handler", "draft", "begun"))
        done(assessed(play, "controllable", MEDIUM, "加强沟通"))
        done(play.take("handler", "adopt", "closed"))
        assert play.memory["risk"] == {"level": MEDIUM} and play.sound


def test_without_the_gate_high_risk_would_go_on_and_the_later_gate_stops_it(
    cast: dict[str, ByOfficer],
) -> None:
    """The control of both."""
    with played(without(ASSESSED, "risk", "risk_level_fits"), cast) as play:
        done(assessed(play, "controllable", HIGH, "加强沟通"))
        assert refused(play.take("handler", "adopt", "closed")) == ("risk_not_acceptable",)


def said(expert: str, result: str = FEASIBLE, interest: str = NO) -> ExpertOpinion:
    return ExpertOpinion(expert, "某大学教授", interest, result, "方案可行")


def test_experts_sign_have_no_interest_and_count_once(cast: dict[str, ByOfficer]) -> None:
    with played(ARGUED, cast) as play:
        unsigned = play.give("handler", "experts", "opinion", said("甲某"))
        assert refused(unsigned) == ("attachment_missing",)
        interested = play.give(
            "handler", "experts", "opinion", said("甲某", interest=YES), "signed"
        )
        assert refused(interested) == ("expert_interested",)
        done(play.give("handler", "experts", "opinion", said("甲某"), "signed"))
        twice = play.give("handler", "experts", "opinion", said("甲 某"), "signed")
        assert refused(twice) == ("expert_counted_twice",)
        few = play.take("handler", "experts", "sound", Adoption("采纳"))
        assert refused(few) == ("experts_too_few",)
        done(play.give("handler", "experts", "opinion", said("乙某"), "signed"))
        done(play.take("handler", "experts", "sound", Adoption("采纳")))
        assert play.step == "end" and play.sound


def test_without_the_gate_one_expert_would_count_twice(cast: dict[str, ByOfficer]) -> None:
    """The control."""
    with played(without(ARGUED, "experts", "experts_once"), cast) as play:
        for _ in range(2):
            done(play.give("handler", "experts", "opinion", said("甲某"), "signed"))
        done(play.take("handler", "experts", "sound", Adoption("采纳")))


def test_what_every_expert_is_against_goes_back_and_is_argued_anew(
    cast: dict[str, ByOfficer],
) -> None:
    with played(ARGUED, cast) as play:
        for expert in ("甲某", "乙某"):
            done(play.give("handler", "experts", "opinion", said(expert, NOT_FEASIBLE), "signed"))
        against = play.take("handler", "experts", "sound", Adoption("不采纳"))
        assert refused(against) == ("experts_all_against",)
        done(play.take("handler", "experts", "revise", Adoption("修改")))
        done(play.take("handler", "draft", "begun"))
        few = play.take("handler", "experts", "sound", Adoption("采纳"))
        assert refused(few) == ("experts_too_few",)
        assert play.sound


def test_a_visit_needs_two_different_officers(cast: dict[str, ByOfficer]) -> None:
    """One officer is not counted twice, however he says that he was there."""
    with played(VISITED, cast) as play:
        alone = play.take("handler", "visit", "recorded", SEEN, *FOUND)
        assert refused(alone) == ("officers_too_few",)
        done(play.give("handler", "visit", "present"))
        assert refused(play.give("handler", "visit", "present")) == ("already_present",)
        twice = play.take("handler", "visit", "recorded", SEEN, *FOUND)
        assert refused(twice) == ("officers_too_few",)
        assert refused(play.give("stranger", "visit", "present")) == ("not_asked",)
        done(play.give("second", "visit", "present"))
        done(play.take("handler", "visit", "recorded", SEEN, *FOUND))
        both = sorted(str(cast[who].officer) for who in ("handler", "second"))
        assert play.memory["visit_officers"] == both
        assert play.step == "end" and play.sound


def test_without_the_gate_one_officer_would_do_and_no_such_procedure_loads(
    cast: dict[str, ByOfficer],
) -> None:
    """The control."""
    loose = without(VISITED, "visit", "visit_officers")
    assert {finding.id for finding in prove(loose)} == {"procedure.E042"}
    one = tuple(dataclasses.replace(step, officers=1) for step in loose.steps)
    with played(dataclasses.replace(loose, steps=one), cast) as play:
        done(play.take("handler", "visit", "recorded", SEEN, *FOUND))


def test_a_missing_signature_is_explained_and_no_visit_is_ahead(
    cast: dict[str, ByOfficer],
) -> None:
    with played(VISITED, cast) as play:
        done(play.give("second", "visit", "present"))
        for missing in (REFUSED, ABSENT):
            bare = dataclasses.replace(SEEN, signature=missing)
            answer = play.take("handler", "visit", "recorded", bare, *FOUND)
            assert refused(answer) == ("signature_unexplained",)
        ahead = dataclasses.replace(SEEN, on=datetime.date(2020, 3, 4))
        answer = play.take("handler", "visit", "recorded", ahead, *FOUND)
        assert refused(answer) == ("visit_in_future",)
        no_photos = play.take("handler", "visit", "recorded", SEEN, "record")
        assert refused(no_photos) == ("attachment_missing",)
        told = dataclasses.replace(SEEN, signature=REFUSED, why="拒绝签名，村委会主任见证")
        done(play.take("handler", "visit", "recorded", told, *FOUND))
        papers = Case.objects.get(id=play.case).state.papers
        assert sorted(papers) == ["visit/photos", "visit/record"]
