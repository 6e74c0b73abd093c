"""No person holds in one case what excludes each other: proved, and broken on purpose."""

import dataclasses
import itertools
import random

import pytest

from fadu.law.words import Words
from fadu.procedure.declare import Contribution, Duty, Post, Procedure
from fadu.procedure.hands import (
    Place,
    Staffing,
    conflicts,
    meeting,
    places,
    shortages,
)
from fadu.procedure.proofs import prove
from fadu.procedure.tests.drafting import (
    APPROVED,
    BASIS,
    DECIDER,
    DRAFTING,
    HANDLER,
    PAYER,
    REVIEWER,
    changed,
)

POSTS = (HANDLER, REVIEWER, DECIDER, PAYER)
STRANGER = Post("test.stranger", Words("外人", "Stranger"))
NAMES = {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}
FULL = Staffing(NAMES, frozenset(zip("abcd", (post.code for post in POSTS), strict=True)))


def without(first: str, second: str) -> Procedure:
    """The procedure with one pair kept apart no more."""
    left = tuple(pair for pair in DRAFTING.apart if set(pair) != {first, second})
    assert len(left) == len(DRAFTING.apart) - 1
    return dataclasses.replace(DRAFTING, apart=left)


def test_handler_reviewer_decider_and_payer_are_four_persons() -> None:
    assert len(conflicts(DRAFTING)) == 6
    assert meeting(DRAFTING) is None
    assert meeting(DRAFTING, FULL) is None


@pytest.mark.parametrize(("first", "second"), list(itertools.combinations(
    ("propose", "review", "decide", "pay"), 2
)))  # fmt: skip
def test_control_each_pair_that_is_not_kept_apart_gives_a_counter_example(
    first: str, second: str
) -> None:
    """Two duties that nobody keeps apart are a finding, with who and by which way."""
    loose = without(first, second)
    found = meeting(loose)
    assert found is not None
    assert {found.first.place.name, found.second.place.name} == {first, second}
    finding = next(one for one in prove(loose) if one.id == "procedure.E043")
    assert finding.words == found.words and "另行任命" in finding.words.zh


def test_steps_that_one_case_never_meets_need_not_be_kept_apart() -> None:
    """Of two ways to an end a case goes one."""
    fork = changed(without("decide", "pay"), "decide", next={APPROVED: "done"})
    assert "procedure.E011" in {one.id for one in prove(fork)}  # pay is dead then
    assert meeting(fork) is None


def test_the_plainest_counter_example_is_told() -> None:
    """Own posts before deputies, deputies before appointments."""
    loose = without("review", "decide")
    both = dataclasses.replace(FULL, holds=FULL.holds | {("b", DECIDER.code)})
    found = meeting(loose, both)
    assert found is not None and found.person == "乙"
    assert found.first.way.en == found.second.way.en == "own post"
    assert found.path[0] == "propose"


def test_a_deputy_and_a_standing_deputy_are_named_with_whom_they_stand_in_for() -> None:
    loose = without("review", "decide")
    away = dataclasses.replace(
        FULL, away=frozenset({"c"}), deputies=frozenset({("c", "b")}),
    )  # fmt: skip
    found = meeting(loose, away)
    assert found is not None and found.person == "乙"
    assert "代理丙（外出）" in (found.first.way.zh, found.second.way.zh)
    standing = dataclasses.replace(FULL, standing=frozenset({("c", "b")}))
    found = meeting(loose, standing)
    assert found is not None and "AB角" in found.first.way.zh + found.second.way.zh


def test_incompatible_posts_forbid_the_moment_and_not_the_case() -> None:
    """Posts that exclude each other are not held at once; over time somebody can hold both, so only
    steps kept apart are safe. The solver finds the person who moved between.
    """
    plain = changed(changed(DRAFTING, "review", duty=None), "decide", duty=None)
    loose = dataclasses.replace(plain, apart=without("review", "decide").apart)
    assert meeting(loose, FULL) is None, "nothing says that these two exclude each other"
    pair = frozenset({(REVIEWER.code, DECIDER.code)})
    found = meeting(loose, dataclasses.replace(FULL, incompatible=pair))
    assert found is not None and "不相容岗位" in found.because.zh
    assert meeting(DRAFTING, dataclasses.replace(FULL, incompatible=pair)) is None


def test_a_bureau_as_filled_lacks_persons() -> None:
    assert not list(shortages(DRAFTING, FULL))
    (short,) = shortages(DRAFTING, dataclasses.replace(FULL, away=frozenset({"d"})))
    assert [place.name for place in short.places] == ["pay"] and not short.able
    covered = dataclasses.replace(
        FULL, away=frozenset({"d"}), deputies=frozenset({("d", "c")})
    )  # fmt: skip
    (short,) = shortages(DRAFTING, covered)
    assert {place.name for place in short.places} == {"decide", "pay"}
    assert short.able == ("丙",) and short.wanted == 2


def test_two_officers_are_two_persons() -> None:
    two = changed(DRAFTING, "review", officers=2)
    (short,) = shortages(two, FULL)
    assert [place.name for place in short.places] == ["review"] and short.wanted == 2
    more = dataclasses.replace(FULL, officers={**NAMES, "e": "戊"})
    more = dataclasses.replace(more, holds=FULL.holds | {("e", REVIEWER.code)})
    assert not list(shortages(two, more))


def brute(some: tuple[Place, ...], staffing: Staffing, procedure: Procedure) -> bool:
    """Whether the places can be filled, by trying everything."""
    pairs = conflicts(procedure)
    able = [
        [who for who in staffing.officers if staffing.may_act(who, place.post.code)]
        for place in some
    ]
    for choice in itertools.product(*able):
        chosen = dict(zip((place.name for place in some), choice, strict=True))
        if all(chosen[one] != chosen[two] for one, two in pairs):
            return True
    return False


def test_the_solver_agrees_with_trying_everything() -> None:
    """Two hundred random bureaus of four officers."""
    dice = random.Random(5)
    answers = set()
    for _ in range(200):
        holds = frozenset(
            (who, post.code) for who in NAMES for post in POSTS if dice.random() < 0.35
        )
        away = frozenset(who for who in NAMES if dice.random() < 0.15)
        there = [who for who in NAMES if who not in away]
        deputies = frozenset((who, dice.choice(there)) for who in away if there)
        staffing = Staffing(NAMES, holds, away, deputies)
        can = brute(places(DRAFTING), staffing, DRAFTING)
        assert can == (not list(shortages(DRAFTING, staffing)))
        answers.add(can)
    assert answers == {True, False}


def test_a_name_with_a_quote_is_only_a_name() -> None:
    """What goes to the solver is data."""
    odd = Post('x"). officer("evil', HANDLER.title)
    strange = changed(without("review", "decide"), "review", post=odd)
    found = meeting(strange)
    assert found is not None and not found.person


def test_duties_of_one_kind_may_lie_in_one_hand() -> None:
    same = changed(without("propose", "review"), "review", duty=Duty.HANDLE)
    assert meeting(same) is None


VOICE = Contribution("voice", Words("发言", "Voice"), DECIDER, BASIS)


def test_a_contribution_is_a_place_as_well() -> None:
    """Who speaks while the review waits is no payer; apart names the place, the solver sees it."""
    heard = changed(DRAFTING, "review", contributions=(VOICE,))
    assert [place.name for place in places(heard)][2] == "review+voice"
    assert meeting(heard) is None, "no duty, and kept apart from nothing"
    pair = frozenset({(DECIDER.code, PAYER.code)})
    found = meeting(heard, dataclasses.replace(FULL, incompatible=pair))
    assert found is not None
    assert {found.first.place.name, found.second.place.name} == {"review+voice", "pay"}
    kept = dataclasses.replace(heard, apart=(*heard.apart, ("review+voice", "pay")))
    assert meeting(kept, dataclasses.replace(FULL, incompatible=pair)) is None
    assert prove(kept) == []


def test_a_contribution_may_stay_out_and_wants_nobody() -> None:
    heard = changed(DRAFTING, "review", contributions=(dataclasses.replace(VOICE, post=STRANGER),))
    assert not list(shortages(heard, FULL))
