"""Public comment and notice: posted with proof, for the whole period, and each comment answered."""

from collections.abc import Iterator

import pytest
from tests.office import refused
from tests.stage import done

from fadu.law.words import Words
from fadu.procedure.blocks.posting import (
    ADOPTED,
    DECLINED,
    Comment,
    Posting,
    Reply,
    Summary,
    public_comment,
    public_notice,
)
from fadu.procedure.declare import Limit
from fadu.procedure.tests.trying import (
    BASIS,
    HANDLER,
    Play,
    around,
    officers,
    played,
    without,
)
from fadu.record.actor import ByOfficer, ByParty
from fadu.record.ids import new_id
from fadu.record.models import entries_of
from fadu.record.moment import moment

PERIOD = Limit("dec.comment")
COMMENTED = around(
    "block_commented",
    *public_comment(
        title=Words("公开征求意见", "Public comment"), post=HANDLER, basis=BASIS, period=PERIOD,
        to="end",
    ),
)  # fmt: skip
NOTICED = around(
    "block_noticed",
    *public_notice(
        title=Words("公示", "Public notice"), post=HANDLER, basis=BASIS, period=PERIOD, to="end",
        back_to="draft",
    ),
)  # fmt: skip
WHERE = Posting("村务公开栏；本局网站")
# Thirty days from 3 March end on 2 April 2020.
LAST, AFTER = moment(2020, 4, 2), moment(2020, 4, 3)


@pytest.fixture
def cast(db: None) -> dict[str, ByOfficer]:
    return officers()


@pytest.fixture
def commenting(cast: dict[str, ByOfficer]) -> Iterator[Play]:
    with played(COMMENTED, cast) as play:
        done(play.take("handler", "comment_post", "posted", WHERE, "proof"))
        yield play


def citizen() -> ByParty:
    return ByParty(new_id())


def test_a_posting_needs_its_proof(cast: dict[str, ByOfficer]) -> None:
    with played(COMMENTED, cast) as play:
        bare = play.take("handler", "comment_post", "posted", WHERE)
        assert refused(bare) == ("attachment_missing",)


def test_it_passes_on_no_day_before_the_period_is_over(commenting: Play) -> None:
    told = Summary("无意见")
    for day in (moment(2020, 3, 4), LAST):
        early = commenting.take("handler", "comment", "heard", told, at=day)
        assert refused(early) == ("period_running",)
    done(commenting.take("handler", "comment", "heard", told, at=AFTER))
    assert commenting.step == "end" and commenting.sound


def test_without_the_gate_it_would_pass_at_once(cast: dict[str, ByOfficer]) -> None:
    """The control."""
    with played(without(COMMENTED, "comment", "period_over"), cast) as play:
        done(play.take("handler", "comment_post", "posted", WHERE, "proof"))
        done(play.take("handler", "comment", "heard", Summary("无")))


def test_anybody_comments_until_the_last_day_and_the_words_lie_apart(commenting: Play) -> None:
    done(commenting.give(citizen(), "comment", "say", Comment("道路太窄"), at=LAST))
    late = commenting.give(citizen(), "comment", "say", Comment("太迟"), at=AFTER)
    assert refused(late) == ("period_over",)
    for_him = commenting.give("handler", "comment", "say", Comment("代说"))
    assert refused(for_him) == ("not_asked",)
    assert all("道路太窄" not in entry.leaf for entry in entries_of("511725", commenting.case))
    assert [each["number"] for each in commenting.memory["comment"]["comments"]] == [1]


def test_each_comment_is_answered_once_before_it_passes(commenting: Play) -> None:
    for words in ("道路太窄", "请保留老树"):
        done(commenting.give(citizen(), "comment", "say", Comment(words)))
    told = Summary("两条意见")
    waits = commenting.take("handler", "comment", "heard", told, at=AFTER)
    assert refused(waits) == ("comment_unanswered", "comment_unanswered")
    unknown = commenting.give("handler", "comment", "answer", Reply(3, ADOPTED, "已改"))
    assert refused(unknown) == ("no_such_comment",)
    done(commenting.give("handler", "comment", "answer", Reply(2, ADOPTED, "予以保留")))
    again = commenting.give("handler", "comment", "answer", Reply(2, DECLINED, "不保留"))
    assert refused(again) == ("no_such_comment",)
    waits = commenting.take("handler", "comment", "heard", told, at=AFTER)
    assert refused(waits) == ("comment_unanswered",)
    done(commenting.give("handler", "comment", "answer", Reply(1, DECLINED, "已达标准")))
    done(commenting.take("handler", "comment", "heard", told, at=AFTER))
    results = [each["result"] for each in commenting.memory["comment"]["comments"]]
    assert results == [DECLINED, ADOPTED] and commenting.sound


def test_without_the_gate_comments_would_go_unanswered(cast: dict[str, ByOfficer]) -> None:
    """The control."""
    with played(without(COMMENTED, "comment", "comment_answered"), cast) as play:
        done(play.take("handler", "comment_post", "posted", WHERE, "proof"))
        done(play.give(citizen(), "comment", "say", Comment("道路太窄")))
        done(play.take("handler", "comment", "heard", Summary("无"), at=AFTER))


def test_a_notice_with_an_objection_waits_for_its_answer(cast: dict[str, ByOfficer]) -> None:
    with played(NOTICED, cast) as play:
        done(play.take("handler", "notice_post", "posted", WHERE, "proof"))
        done(play.give(citizen(), "notice", "say", Comment("面积有误")))
        stopped = play.take("handler", "notice", "unopposed", at=AFTER)
        assert refused(stopped) == ("comment_unanswered",)
        done(play.give("handler", "notice", "answer", Reply(1, DECLINED, "经核实无误")))
        done(play.take("handler", "notice", "unopposed", at=AFTER))
        assert play.step == "end" and play.sound


def test_an_objection_that_holds_sends_it_back_and_it_is_posted_anew(
    cast: dict[str, ByOfficer],
) -> None:
    """What ran of the first period does not count for the second."""
    with played(NOTICED, cast) as play:
        done(play.take("handler", "notice_post", "posted", WHERE, "proof"))
        done(play.give(citizen(), "notice", "say", Comment("面积有误")))
        done(play.take("handler", "notice", "revised", at=LAST))
        done(play.take("handler", "draft", "begun", at=LAST))
        done(play.take("handler", "notice_post", "posted", WHERE, "proof", at=LAST))
        assert play.memory["notice"]["comments"] == []
        assert refused(play.take("handler", "notice", "unopposed", at=AFTER)) == ("period_running",)
        assert play.sound
