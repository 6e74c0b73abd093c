"""Ways around a deliberation: each is refused, and comes through with its one gate taken away."""

from collections.abc import Callable, Iterator

import pytest

from fadu.procedure.blocks.deliberation.procedures import MEETING_OF_MEMBERS as MEETING
from fadu.procedure.blocks.deliberation.rules import Vote
from fadu.procedure.refusal import Answer
from fadu.record.moment import moment
from tests.declared import declared
from tests.deliberating import DEMO, MONDAY, TUESDAY, WEDNESDAY, House, founded, without
from tests.office import refused
from tests.stage import done

# Before the bureau's rule of meetings holds.
EARLIER = moment(2019, 12, 2)


@pytest.fixture
def house(db: None) -> Iterator[House]:
    with declared(DEMO):
        yield founded()


def no_rule(house: House) -> Answer:
    return house.convene(house.submit(EARLIER), at=EARLIER)


def no_member(house: House) -> Answer:
    return house.convene(house.submit(), members=("head", "ann", "guest"))


def one_listed_twice(house: House) -> Answer:
    return house.convene(house.submit(), members=("head", "ann", "ann"))


def alone(house: House) -> Answer:
    return house.convene(house.submit(), members=("head",))


def chaired_by_a_member(house: House) -> Answer:
    return house.convene(house.submit(), chair="ann")


def held_before_the_case_arrived(house: House) -> Answer:
    return house.convene(house.submit(TUESDAY), on=MONDAY.on, at=TUESDAY)


def called_before_the_day(house: House) -> Answer:
    meeting = done(house.convene(house.submit(), on=WEDNESDAY.on)).case
    return house.roll(meeting, "head", "ann", "ben")


def one_present_twice(house: House) -> Answer:
    return house.roll(done(house.convene(house.submit())).case, "head", "ann", "ann")


def without_its_head(house: House) -> Answer:
    return house.roll(done(house.convene(house.submit())).case, "ann", "ben")


def a_stranger_present(house: House) -> Answer:
    return house.roll(done(house.convene(house.submit())).case, "head", "ann", "second")


def on_another_case(house: House) -> Answer:
    meeting, other = house.meet(house.submit()), house.submit()
    return house.say(meeting, "ann", other)


def one_counted_twice(house: House) -> Answer:
    first, second = house.submit(), house.submit()
    meeting = house.meet(first, second)
    done(house.say(meeting, "ann", first))
    return house.say(meeting, "ann", first)


def recused_and_voting(house: House) -> Answer:
    case = house.submit()
    meeting = house.meet(case)
    done(house.recuse(meeting, "ann", case))
    return house.say(meeting, "ann", case)


def recused_after_the_vote(house: House) -> Answer:
    case = house.submit()
    meeting = house.meet(case)
    done(house.say(meeting, "ann", case))
    return house.recuse(meeting, "ann", case)


def head_first(house: House) -> Answer:
    case = house.submit()
    meeting = house.meet(case)
    done(house.say(meeting, "ann", case))
    return house.say(meeting, "head", case)


def without_a_word(house: House) -> Answer:
    case = house.submit()
    return house.say(house.meet(case), "ann", case, words="  ")


def struck_for_its_vote(house: House) -> Answer:
    case = house.submit()
    meeting = house.meet(case)
    house.vote(meeting, case, ann=Vote.DISAGREE, ben=Vote.DISAGREE)
    return house.strike(meeting, case)


def nobody_heard(house: House) -> Answer:
    return house.step(house.meet(house.submit()), "discuss", "discussed", "secretary")


def one_not_heard(house: House) -> Answer:
    case = house.submit()
    meeting = house.meet(case)
    house.vote(meeting, case, ann=Vote.AGREE, ben=Vote.AGREE)
    return house.step(meeting, "discuss", "discussed", "secretary")


def empty_minutes(house: House) -> Answer:
    case = house.submit()
    meeting = house.meet(case)
    house.vote(meeting, case, ann=Vote.AGREE, ben=Vote.AGREE, head=Vote.AGREE)
    done(house.step(meeting, "discuss", "discussed", "secretary"))
    return house.minute(meeting, "  ")


def confirmed_by_another(house: House) -> Answer:
    case = house.submit()
    meeting = house.meet(case)
    house.vote(meeting, case, ann=Vote.AGREE, ben=Vote.AGREE, head=Vote.AGREE)
    house.written(meeting)
    return house.confirm(meeting, "second")


def unresolved(house: House) -> Answer:
    return house.go_on(house.submit(), "carry")


def against_the_resolution(house: House) -> Answer:
    case = house.submit()
    house.resolve(case, Vote.DISAGREE)
    return house.go_on(case, "carry")


def by_another_cases_resolution(house: House) -> Answer:
    first, second = house.submit(), house.submit()
    house.resolve(first)
    return house.go_on(second, "carry")


def used_twice(house: House) -> Answer:
    case = house.submit()
    house.resolve(case, Vote.SEND_BACK)
    done(house.go_on(case, "return", TUESDAY))
    done(house.step(case, "propose", "proposed", "handler"))
    return house.go_on(case, "return", TUESDAY)


MOVES = "resolution_of_executive"


@pytest.mark.parametrize(
    ("attempt", "gate", "code"),
    [
        (no_rule, "rule_set", "no_meeting_rule"),
        (no_member, "members_seated", "not_a_member"),
        (one_listed_twice, "members_seated", "member_twice"),
        (alone, "members_seated", "no_collective"),
        (chaired_by_a_member, "members_seated", "wrong_chair"),
        (held_before_the_case_arrived, "agenda_waits", "held_before_arrival"),
        (called_before_the_day, "on_the_day", "before_the_meeting"),
        (one_present_twice, "quorate", "wrong_roll"),
        (without_its_head, "quorate", "chair_absent"),
        (a_stranger_present, "quorate", "wrong_roll"),
        (on_another_case, "item_on_agenda", "no_such_item"),
        (one_counted_twice, "may_speak", "already_voted"),
        (recused_and_voting, "may_speak", "recused"),
        (recused_after_the_vote, "may_speak", "already_voted"),
        (head_first, "head_last", "head_speaks_last"),
        (without_a_word, "worded", "no_opinion"),
        (struck_for_its_vote, "strikable", "item_voted_on"),
        (nobody_heard, "all_heard", "voices_missing"),
        (one_not_heard, "all_heard", "voices_missing"),
        (empty_minutes, "minutes_written", "minutes_empty"),
        (confirmed_by_another, "by_chair", "not_the_chair"),
        (unresolved, MOVES, "no_resolution"),
        (against_the_resolution, MOVES, "resolved_otherwise"),
        (by_another_cases_resolution, MOVES, "no_resolution"),
        (used_twice, MOVES, "no_resolution"),
    ],
)
def test_no_way_around(
    house: House, attempt: Callable[[House], Answer], gate: str, code: str
) -> None:
    assert code in refused(attempt(house))
    with without(gate, DEMO if gate == MOVES else MEETING):
        done(attempt(house))
