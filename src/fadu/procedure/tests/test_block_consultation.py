"""Consultation and joint review: who was asked answers, once; silence is silence, not an answer."""

import dataclasses
from collections.abc import Iterator

import pytest
from tests.office import refused
from tests.stage import done

from fadu.law.words import Words
from fadu.procedure.access import may_read, reader
from fadu.procedure.blocks.consultation import (
    AGREE,
    PROBLEMS,
    Handling,
    Reply,
    Request,
    consultation,
    joint_review,
)
from fadu.procedure.declare import Limit, Procedure
from fadu.procedure.models import Asking, Case
from fadu.procedure.proofs import prove
from fadu.procedure.tests.trying import (
    BASIS,
    HANDLER,
    LAND,
    TUESDAY,
    WATER,
    Play,
    around,
    officers,
    played,
    without,
)
from fadu.record.actor import ByOfficer, BySystem
from fadu.record.moment import moment

LIMIT = Limit("reg.step.examine")
LATE = moment(2020, 4, 1)
ASKING = consultation(
    title=Words("征求意见", "Consultation"), post=HANDLER, bodies=(LAND, WATER), basis=BASIS,
    limit=LIMIT, to="end",
)  # fmt: skip
CONSULTED = around("block_consulted", *ASKING)
REVIEWED = around(
    "block_reviewed",
    *joint_review(
        title=Words("内部会审", "Joint review"), post=HANDLER, sections=(LAND, WATER), basis=BASIS,
        limit=LIMIT, to="end", back_to="draft",
    ),
)  # fmt: skip
FINE, BAD = Reply(AGREE), Reply(PROBLEMS, "与规划不符")


@pytest.fixture
def cast(db: None) -> dict[str, ByOfficer]:
    return officers()


@pytest.fixture
def consulting(cast: dict[str, ByOfficer]) -> Iterator[Play]:
    with played(CONSULTED, cast) as play:
        yield asked(play, "consult")


def asked(play: Play, name: str) -> Play:
    done(play.take("handler", f"{name}_request", "sent", Request("选址是否可行")))
    return play


def test_every_body_is_asked_and_answers_in_any_order(consulting: Play) -> None:
    assert Asking.objects.filter(case=consulting.case).exclude(due=None).count() == 2
    done(consulting.give("water", "consult", "reply", FINE, "letter"))
    waits = consulting.take("handler", "consult", "gathered")
    assert refused(waits) == ("opinion_missing",)
    done(consulting.give("land", "consult", "reply", FINE))
    done(consulting.take("handler", "consult", "gathered"))
    assert [each["post"] for each in consulting.memory["consult"]] == ["water", "land"]
    assert consulting.step == "end" and consulting.sound


def test_an_opinion_is_dealt_with_before_the_case_goes_on(consulting: Play) -> None:
    done(consulting.give("water", "consult", "reply", FINE))
    silent = consulting.give("land", "consult", "reply", Reply(PROBLEMS))
    assert refused(silent) == ("reasons_missing",)
    done(consulting.give("land", "consult", "reply", BAD))
    unheard = consulting.take("handler", "consult", "gathered")
    assert refused(unheard) == ("opinion_unanswered",)
    done(consulting.give("handler", "consult", "handle", Handling("已调整选址")))
    done(consulting.take("handler", "consult", "gathered"))
    assert consulting.sound


def test_what_was_said_before_an_opinion_does_not_deal_with_it(consulting: Play) -> None:
    done(consulting.give("water", "consult", "reply", BAD))
    done(consulting.give("handler", "consult", "handle", Handling("采纳")))
    done(consulting.give("land", "consult", "reply", BAD))
    unheard = consulting.take("handler", "consult", "gathered")
    assert refused(unheard) == ("opinion_unanswered",)


def test_who_was_not_asked_does_not_reply(consulting: Play) -> None:
    for who in ("stranger", "handler"):
        assert refused(consulting.give(who, "consult", "reply", FINE)) == ("not_asked",)


def test_one_officer_does_not_answer_for_two_bodies(consulting: Play) -> None:
    done(consulting.give("both", "consult", "reply", FINE))
    assert refused(consulting.give("both", "consult", "reply", FINE)) == ("answered_for_another",)


def test_without_the_gate_one_officer_would_count_twice(cast: dict[str, ByOfficer]) -> None:
    """The control."""
    with played(without(CONSULTED, "consult", "consult_once_each"), cast) as play:
        asked(play, "consult")
        for _ in range(2):
            done(play.give("both", "consult", "reply", FINE))
        done(play.take("handler", "consult", "gathered"))


def test_without_the_gate_a_missing_answer_would_not_be_missed(cast: dict[str, ByOfficer]) -> None:
    """The control: even then the file says that nobody answered."""
    with played(without(CONSULTED, "consult", "consult_all_in"), cast) as play:
        asked(play, "consult")
        done(play.take("handler", "consult", "gathered"))
        assert play.memory["consult"] == []
        assert not Asking.objects.filter(case=play.case, answered=True).exists()


def test_a_reminder_names_who_has_not_answered(consulting: Play) -> None:
    done(consulting.give("water", "consult", "reply", FINE))
    assert refused(consulting.give("land", "consult", "remind")) == ("not_asked",)
    done(consulting.give("handler", "consult", "remind"))
    assert consulting.memory["consult_reminders"] == [{"on": "2020-03-03", "posts": ["land"]}]
    done(consulting.give("land", "consult", "reply", FINE))
    assert refused(consulting.give("handler", "consult", "remind")) == ("nobody_to_remind",)


def test_a_body_outside_reads_what_is_asked_of_it_and_nothing_else(
    consulting: Play, cast: dict[str, ByOfficer]
) -> None:
    with played(dataclasses.replace(CONSULTED, name="test.another"), cast) as other:
        water = reader(cast["water"], "511725", TUESDAY.on)
        assert may_read(Case.objects.get(id=consulting.case), water)
        assert not may_read(Case.objects.get(id=other.case), water)


def ruled() -> Procedure:
    step = consultation(
        title=Words("征求意见", "Consultation"), post=HANDLER, bodies=(LAND, WATER), basis=BASIS,
        limit=LIMIT, to="end", silence=Words("逾期未答复", "no answer in time"),
    )  # fmt: skip
    return around("block_ruled", *step)


def test_silence_is_no_button_and_needs_the_published_rule(cast: dict[str, ByOfficer]) -> None:
    """Nobody takes it by hand; without the bureau's rule the system does not take it either."""
    with played(ruled(), cast) as play:
        asked(play, "consult")
        assert refused(play.take("handler", "consult", "silent", at=LATE))
        answer = play.take(BySystem("clock"), "consult", "silent", at=LATE)
        assert refused(answer) == ("no_published_rule",)
        assert play.step == "consult"


def test_silence_never_goes_over_an_objection(cast: dict[str, ByOfficer]) -> None:
    with played(ruled(), cast) as play:
        asked(play, "consult")
        done(play.give("land", "consult", "reply", BAD))
        answer = play.take(BySystem("clock"), "consult", "silent", at=LATE)
        assert refused(answer) == ("section_objects",)


def test_a_legal_review_is_never_left_to_silence() -> None:
    step = consultation(
        title=Words("审查", "Review"), post=HANDLER, bodies=(LAND,), basis=BASIS, limit=LIMIT,
        to="end", silence=Words("逾期", "late"), never_by_silence=BASIS,
    )  # fmt: skip
    assert {each.id for each in prove(around("block_review", *step))} == {"procedure.E057"}


def test_a_joint_review_passes_when_every_section_agrees(cast: dict[str, ByOfficer]) -> None:
    with played(REVIEWED, cast) as play:
        asked(play, "joint_review")
        done(play.give("land", "joint_review", "reply", FINE))
        early = play.take("handler", "joint_review", "agreed")
        assert refused(early) == ("opinion_missing",)
        done(play.give("water", "joint_review", "reply", FINE))
        assert refused(play.take("handler", "joint_review", "problems")) == ("nobody_objects",)
        done(play.take("handler", "joint_review", "agreed"))
        assert play.step == "end" and play.sound


def test_one_section_with_problems_sends_it_back_and_all_are_asked_anew(
    cast: dict[str, ByOfficer],
) -> None:
    with played(REVIEWED, cast) as play:
        asked(play, "joint_review")
        done(play.give("land", "joint_review", "reply", BAD))
        done(play.give("water", "joint_review", "reply", FINE))
        assert refused(play.take("handler", "joint_review", "agreed")) == ("section_objects",)
        done(play.take("handler", "joint_review", "problems"))
        assert play.step == "draft"
        done(play.take("handler", "draft", "begun"))
        asked(play, "joint_review")
        assert play.memory["joint_review"] == []
        missing = play.take("handler", "joint_review", "agreed")
        assert refused(missing) == ("opinion_missing", "opinion_missing")
        for who in ("land", "water"):
            done(play.give(who, "joint_review", "reply", FINE))
        done(play.take("handler", "joint_review", "agreed"))
        assert play.sound
