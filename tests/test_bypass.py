"""Ways around that were tried and must stay closed: each was once open."""

import dataclasses
import datetime
from typing import Any

import pytest

from fadu.bureau.models import Officer
from fadu.documents.models import Sequence
from fadu.documents.numbers import draw
from fadu.law.words import Words
from fadu.people.models import PersonalValue
from fadu.procedure.acts import hand_over, resume, supplement, suspend, take, withdraw
from fadu.procedure.blocks.decision import Reasons
from fadu.procedure.duties import take_lawful_defaults
from fadu.procedure.engine import retrying
from fadu.procedure.facts import Fen
from fadu.procedure.models import Case, Clock, Task
from fadu.procedure.refusal import Answer, Done, Refusal, Refused
from fadu.procedure.replay import replay
from fadu.record.actor import Actor
from fadu.record.models import Entry
from fadu.record.moment import moment
from fadu.registers.realestate.procedures import TransfereeFacts, TransferFacts
from fadu.registers.realestate.rules import CoOwnership
from fadu.site.demo.cast import BUREAU
from tests.stage import (
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Stage,
    case_of,
    done,
    key,
    papers,
    party,
    person,
)
from tests.test_transfer import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage() -> Stage:
    """The bureau with its cast."""
    return Stage()


def test_no_officer_accepts_by_silence(stage: Stage) -> None:
    """Silence is the law's word, not an officer's: not on the day, and not later."""
    case = done(stage.apply(stage.unit(), codes=("application",), present=False)).case
    for day in (MONDAY, THURSDAY):
        answer = stage.take(case, "receive", "silence", "window", day)
        assert codes(answer) == ("unknown_outcome",)


def test_silence_does_not_sell_for_who_never_confirmed(stage: Stage) -> None:
    """Accepted by silence, examined – and refused at the entry: the seller has not applied."""
    case = done(stage.apply(stage.unit(), present=False)).case
    assert take_lawful_defaults(TUESDAY) == 1
    done(stage.take(case, "examine", "pass", "examiner", TUESDAY))
    refused = stage.take(case, "enter", "entered", "registrar", WEDNESDAY)
    assert codes(refused) == ("not_all_applied",)


def test_who_withdraws_does_not_sell(stage: Stage) -> None:
    """One withdrawal keeps the case open, but nothing is entered; and it is declared once."""
    case = stage.at_entry(stage.unit())
    done(withdraw(case, bureau=BUREAU, by=party(1), at=WEDNESDAY, key=key()))
    again = withdraw(case, bureau=BUREAU, by=party(1), at=WEDNESDAY, key=key())
    assert codes(again) == ("withdrawn_already",)
    refused = stage.take(case, "enter", "entered", "registrar", WEDNESDAY)
    assert codes(refused) == ("not_all_applied",)


def test_nobody_sells_to_himself(stage: Stage) -> None:
    """The same person on both sides."""
    case = stage.at_entry(stage.unit(), (1,), (1,))
    assert "same_person_twice" in codes(
        stage.take(case, "enter", "entered", "registrar", WEDNESDAY)
    )


def test_papers_are_not_swapped_after_the_examination(stage: Stage) -> None:
    """Nothing is added once examined, nothing is taken away ever, nothing is confirmed twice."""
    case = done(stage.apply(stage.unit())).case
    act: dict[str, Any] = {"bureau": BUREAU, "by": party(2), "at": MONDAY}
    before = case_of(case).state.papers["contract"]
    done(supplement(case, papers(case, ("contract",)), **act, key=key()))
    assert case_of(case).state.papers["contract"][:1] == before
    assert codes(supplement(case, {"contract": []}, **act, key=key())) == ("paper_not_asked",)
    again = supplement(case, {}, **act, key=key(), confirm=[party(2).person])
    assert codes(again) == ("paper_not_asked",)
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    done(stage.take(case, "examine", "pass", "examiner", TUESDAY))
    late = {**act, "at": TUESDAY}
    answer = supplement(case, papers(case, ("contract",)), **late, key=key())
    assert codes(answer) == ("too_late_to_supplement",)


def test_nobody_uses_up_the_keys_of_another(stage: Stage) -> None:
    """A key belongs to who uses it: a party cannot take the key of the worker or of an officer."""
    case = done(stage.apply(stage.unit(), codes=("application",))).case
    for stolen in (f"default:{case}:2", "the window's next key"):
        done(
            supplement(
                case, papers(case, ("contract",)), bureau=BUREAU, by=party(2), at=MONDAY, key=stolen
            )
        )
    act: dict[str, Any] = {"bureau": BUREAU, "by": stage.by("window"), "at": MONDAY}
    done(take(case, "receive", "notice", **act, key="the window's next key"))


def test_only_what_the_declaration_asks_for_is_taken_in(stage: Stage) -> None:
    """Other facts, at opening or at a step, are a bug of the caller; a channel is not made up."""
    with pytest.raises(TypeError):
        stage.open("realestate.transfer", Reasons("hello"), stage.by("window"), MONDAY)
    case = done(stage.apply(stage.unit())).case
    with pytest.raises(TypeError):
        stage.take(case, "receive", "accept", "window", MONDAY, TransfereeFacts(5, 3))
    facts = TransferFacts(stage.unit(), Fen(1), MONDAY.on, CoOwnership.SOLE)
    parties = [person("transferor", 1), person("transferee", 2)]
    tries: tuple[tuple[Actor, str], ...] = (
        (stage.by("window"), "import"),
        (party(1), "foo"),
        (party(1), "window"),
    )
    for by, channel in tries:
        answer = stage.open(
            "realestate.transfer", facts, by, MONDAY, applicants=parties, channel=channel
        )
        assert codes(answer) == ("not_your_step",)


def test_one_number_has_one_name(stage: Stage) -> None:
    """The same identity under two names in one application is asked back."""
    parties = [
        person("transferor", 1),
        person("transferee", 2),
        dataclasses.replace(person("transferee", 2), name="别人"),
    ]
    facts = TransferFacts(stage.unit(), Fen(1), MONDAY.on, CoOwnership.JOINT)
    answer = stage.open(
        "realestate.transfer", facts, stage.by("window"), MONDAY, applicants=parties
    )
    assert codes(answer) == ("two_names",)


def test_no_officer_acts_in_his_own_case(stage: Stage) -> None:
    """The examiner is the buyer: somebody else has to examine (回避)."""
    case = done(stage.apply(stage.unit())).case
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    Officer.objects.filter(id=stage.staff["examiner"]).update(person=party(2).person)
    assert codes(stage.take(case, "examine", "pass", "examiner", TUESDAY)) == ("own_case",)
    done(stage.take(case, "examine", "pass", "examiner2", TUESDAY))


def test_nobody_takes_over_by_handing_over(stage: Stage) -> None:
    """Who is not assigned cannot hand the step to himself; the head can."""
    case = done(stage.apply(stage.unit())).case
    act: dict[str, Any] = {"bureau": BUREAU, "at": MONDAY}
    done(hand_over(case, stage.staff["window2"], **act, by=stage.by("head"), key=key()))
    mine = hand_over(case, stage.staff["window"], **act, by=stage.by("window"), key=key())
    assert codes(mine) == ("assigned_to_another",)
    done(hand_over(case, stage.staff["window"], **act, by=stage.by("head"), key=key()))


def test_no_date_lies_before_the_one_it_follows(stage: Stage) -> None:
    """A legal date may lie before its recording, not before the step began."""
    case = done(stage.apply(stage.unit(), at=THURSDAY)).case
    early = stage.take(case, "receive", "accept", "window", MONDAY)
    assert codes(early) == ("before_the_step_began",)


def test_a_refusal_gives_drawn_numbers_back() -> None:
    """A number drawn on the way to a refusal leaves no gap."""

    def attempt() -> Answer:
        draw(BUREAU, "test", 2020)
        return Refused((Refusal("no", Words("否", "no"), Words("无", "none")),))

    assert not isinstance(retrying(attempt), Done)
    assert not Sequence.objects.filter(name="test").exists()


def test_a_step_stands_still_with_its_case(stage: Stage) -> None:
    """The step's own limit is not eaten up by a suspension, and closing leaves none open."""
    case = done(stage.apply(stage.unit())).case
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    before = Task.objects.get(case=case).due
    from_examiner: dict[str, Any] = {"bureau": BUREAU, "by": stage.by("examiner")}
    done(suspend(case, "public_notice", **from_examiner, at=MONDAY, key=key()))
    done(resume(case, **from_examiner, at=moment(2020, 3, 23), key=key()))
    after = Task.objects.get(case=case).due
    assert before == datetime.date(2020, 3, 4) and after == datetime.date(2020, 3, 24)
    done(suspend(case, "public_notice", **from_examiner, at=moment(2020, 3, 23), key=key()))
    for number in (1, 2):
        done(withdraw(case, bureau=BUREAU, by=party(number), at=moment(2020, 6, 1), key=key()))
    promised = Clock.objects.get(case=case, name="promised")
    assert not promised.suspended and promised.stopped_on is not None
    assert promised.stopped_on <= promised.due


def test_replay_opens_every_value_and_graph(stage: Stage) -> None:
    """A name changed behind the verbs does not open its commitment any more."""
    case = stage.at_entry(stage.unit())
    value = PersonalValue.objects.get(case=case, field="name", person=party(1).person)
    with pytest.raises(Exception, match="insert-only"):
        PersonalValue.objects.filter(id=value.id).update(value="改名")


def test_a_replayed_case_says_who_took_a_default(stage: Stage) -> None:
    """An honest default replays without a discord."""
    case = done(stage.apply(stage.unit())).case
    assert take_lawful_defaults(TUESDAY) == 1
    assert dict(replay())[case] == []
    assert Entry.objects.filter(case=case).count() == Case.objects.get(id=case).seq
