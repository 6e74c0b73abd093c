"""Collective deliberation: a meeting hears its members on the cases that wait for it."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import IntegrityError

from fadu.bureau.models import Absence
from fadu.law.words import Words
from fadu.procedure.blocks.deliberation.facts import Minutes
from fadu.procedure.blocks.deliberation.models import AgendaItem, Resolution
from fadu.procedure.blocks.deliberation.procedures import MEETING_OF_MEMBERS as MEETING
from fadu.procedure.blocks.deliberation.rules import Forum, Vote
from fadu.procedure.blocks.deliberation.steps import CARRY, deliberate
from fadu.procedure.declare import DONE, INTERNAL, Default
from fadu.procedure.discover import effective_acts
from fadu.procedure.effective import Place
from fadu.procedure.models import Asking, Case
from fadu.procedure.proofs import prove
from fadu.procedure.rebuild import table_digest, tables
from fadu.procedure.refusal import Answer, Done
from fadu.procedure.replay import replay
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.typed import from_plain
from tests.declared import declared
from tests.deliberating import (
    BASIS,
    DEMO,
    HANDLER,
    TUESDAY,
    WAITING,
    WEDNESDAY,
    House,
    demo,
    founded,
    without,
)
from tests.office import BUREAU, refused
from tests.stage import done, papers
from tests.test_race import at_once


@pytest.fixture
def house(db: None) -> Iterator[House]:
    with declared(DEMO):
        yield founded()


def at(case: UUID) -> str:
    """The step that a case waits at; its outcome when it has ended."""
    state = Case.objects.get(id=case).state
    return state.step or state.outcome


def away(house: House, who: str, deputy: str) -> None:
    """Entered as away for a few days, with a deputy."""
    Absence.objects.create(
        id=new_id(), bureau=BUREAU, officer_id=house.id(who), deputy_id=house.id(deputy),
        since=TUESDAY.on, until=WEDNESDAY.on + timedelta(days=3), case=new_id(),
    )  # fmt: skip


def sound() -> bool:
    return not [found for _, wrong in replay(BUREAU) for found in wrong]


def test_one_meeting_resolves_many_cases(house: House) -> None:
    carried, lost, back = house.submit(), house.submit(), house.submit()
    meeting = house.meet(carried, lost, back)
    house.vote(meeting, carried, ann=Vote.AGREE, ben=Vote.DISAGREE, head=Vote.AGREE)
    house.vote(meeting, lost, ben=Vote.DISAGREE, ann=Vote.ABSTAIN, head=Vote.AGREE)
    house.vote(meeting, back, ann=Vote.SEND_BACK, ben=Vote.SEND_BACK, head=Vote.AGREE)
    house.written(meeting)
    assert refused(house.go_on(carried, "carry")) == ("no_resolution",), "not confirmed yet"
    done(house.confirm(meeting))
    rows = {row.case: row for row in Resolution.objects.all()}
    assert {case: row.result for case, row in rows.items()} == {
        carried: "carried", lost: "not_carried", back: "returned",
    }  # fmt: skip
    one = rows[lost]
    assert (one.agree, one.disagree, one.send_back, one.abstain) == (1, 1, 0, 1)
    assert refused(house.go_on(lost, "carry")) == ("resolved_otherwise",)
    for case, outcome in ((carried, "carry"), (lost, "reject"), (back, "return")):
        done(house.go_on(case, outcome))
    assert (at(carried), at(lost), at(back)) == ("issue", "reject", "propose")
    done(house.step(carried, "issue", "issued", "issuer", WEDNESDAY))
    assert sound()


def test_who_is_recused_is_counted_nowhere(house: House) -> None:
    """Two of three stay: one for, one against is no majority of those with a vote."""
    case = house.submit()
    meeting = house.meet(case)
    done(house.recuse(meeting, "ben", case))
    house.vote(meeting, case, ann=Vote.DISAGREE, head=Vote.AGREE)
    house.written(meeting)
    done(house.confirm(meeting))
    row = Resolution.objects.get(case=case)
    assert (row.result, row.recused) == ("not_carried", [house.id("ben")])
    assert (row.agree, row.disagree) == (1, 1)


def test_what_was_sent_back_is_deliberated_anew(house: House) -> None:
    """The resolution of the first round, and the date of the second, help nobody."""
    case = house.submit()
    house.resolve(case, Vote.SEND_BACK)
    done(house.go_on(case, "return", TUESDAY))
    done(house.step(case, "propose", "proposed", "handler"))
    assert refused(house.go_on(case, "return")) == ("no_resolution",)
    house.resolve(case, at=TUESDAY)
    done(house.go_on(case, "carry"))
    assert sorted(Resolution.objects.values_list("round", "result")) == [
        (0, "returned"), (1, "carried"),
    ]  # fmt: skip
    assert Case.objects.get(id=case).state.memory["deliberation.used"] == 2
    assert sound()


def test_a_meeting_without_quorum_was_not_held(house: House) -> None:
    case = house.submit()
    meeting = done(house.convene(case)).case
    assert refused(house.roll(meeting, "head")) == ("no_quorum",)
    done(house.roll(meeting, "head", outcome="not_held"))
    assert at(meeting) == "not_held" and not Resolution.objects.exists()
    house.resolve(case)
    done(house.go_on(case, "carry"))


def test_each_member_is_asked_by_name_and_nobody_speaks_for_another(house: House) -> None:
    case = house.submit()
    meeting = house.meet(case)
    asked = Asking.objects.filter(case=meeting, contribution="voice")
    assert {str(row.officer) for row in asked} == {house.id(who) for who in ("head", "ann", "ben")}
    assert refused(house.say(meeting, "guest", case)) == ("not_asked",)
    assert refused(house.say(meeting, "second", case)) == ("not_asked",)
    away(house, "ann", "second")
    assert refused(house.say(meeting, "second", case)) == ("not_present",), "no deputy votes"


def test_who_is_entered_as_away_is_not_present(house: House) -> None:
    meeting = done(house.convene(house.submit())).case
    away(house, "ann", "second")
    assert refused(house.roll(meeting, "head", "ann", "ben")) == ("member_away",)
    done(house.roll(meeting, "head", "ben"))


def test_an_item_is_struck_before_any_voice_or_for_want_of_a_quorum(house: House) -> None:
    first, second = house.submit(), house.submit()
    meeting = house.meet(first, second, present=("head", "ann"))
    done(house.strike(meeting, first))
    assert refused(house.say(meeting, "ann", first)) == ("no_such_item",)
    done(house.say(meeting, "ann", second))
    assert refused(house.strike(meeting, second)) == ("item_voted_on",)
    done(house.recuse(meeting, "head", second))
    left = house.step(meeting, "discuss", "discussed", "secretary")
    assert refused(left) == ("no_quorum_for_item",)
    done(house.strike(meeting, second))
    house.written(meeting)
    done(house.confirm(meeting))
    assert not Resolution.objects.exists(), "nothing resolved, and the cases still wait"
    assert refused(house.go_on(first, "carry")) == ("no_resolution",)
    assert sound()


def test_minutes_that_came_back_are_drawn_up_anew(house: House) -> None:
    case = house.submit()
    meeting = house.meet(case)
    house.vote(meeting, case, ann=Vote.AGREE, ben=Vote.AGREE, head=Vote.AGREE)
    house.written(meeting)
    done(house.step(meeting, "confirm", "returned", "head"))
    assert refused(house.confirm(meeting)) == ("not_at_this_step",)
    done(house.minute(meeting, "补记不同意见。"))
    done(house.confirm(meeting))
    kept = Entry.objects.filter(case=meeting, kind="case.taken")
    assert "补记不同意见" not in str([entry.payload for entry in kept]), "texts lie apart"


def test_the_signed_sheet_is_attached(house: House) -> None:
    case = house.submit()
    meeting = house.meet(case)
    house.vote(meeting, case, ann=Vote.AGREE, ben=Vote.AGREE, head=Vote.AGREE)
    done(house.step(meeting, "discuss", "discussed", "secretary"))
    bare = house.step(meeting, "minutes", "drawn_up", "secretary", facts=Minutes("纪要"))
    assert refused(bare) == ("attachment_missing",)


def test_what_does_not_wait_is_on_no_agenda(house: House) -> None:
    """Neither what went on, nor what another forum is to deliberate, nor what nobody knows."""
    moved, other = house.submit(), house.submit()
    house.resolve(moved)
    assert refused(house.convene(moved, at=TUESDAY)) == ("item_not_waiting",)
    assert refused(house.convene(other, forum=Forum.PARTY)) == ("item_not_waiting",)
    assert refused(house.convene()) == ("no_agenda",)
    assert refused(house.convene(other, other)) == ("item_twice",)


def test_what_another_meeting_resolved_is_struck(house: House) -> None:
    case = house.submit()
    late = house.meet(case)
    house.vote(late, case, ann=Vote.DISAGREE, ben=Vote.DISAGREE, head=Vote.DISAGREE)
    house.written(late)
    house.resolve(case)
    assert refused(house.confirm(late)) == ("item_moved_on",)
    with without("still_waiting", MEETING), pytest.raises(IntegrityError):
        house.confirm(late)  # the table holds where the gate would not
    done(house.strike(late, case, "confirm"))
    done(house.confirm(late))
    assert Resolution.objects.get().result == "carried"


def test_who_drew_up_the_minutes_does_not_confirm_them(house: House) -> None:
    case = house.submit()
    meeting = house.meet(case, members=("clerk", "ann"), chair="clerk", present=("clerk", "ann"))
    house.vote(meeting, case, ann=Vote.AGREE, clerk=Vote.AGREE)
    done(house.step(meeting, "discuss", "discussed", "secretary"))
    facts, files = Minutes("纪要"), papers(meeting, ["signed"])
    done(house.step(meeting, "minutes", "drawn_up", "clerk", facts=facts, files=files))
    assert refused(house.confirm(meeting, "clerk")) == ("same_person",)
    loose = dataclasses.replace(MEETING, apart=())
    assert {one.id for one in prove(loose)} == {"procedure.E041"}


# Proofs


def test_proofs_hold_the_block_in_its_place() -> None:
    assert not prove(DEMO) and not prove(MEETING)
    around = dataclasses.replace(WAITING, gates=())
    assert {one.id for one in prove(demo(around))} >= {"procedure.E034"}
    late = Default(CARRY, BASIS, Words("逾期", "late"))
    silent = dataclasses.replace(WAITING, default=late)
    assert {"procedure.E054", "procedure.E057"} <= {one.id for one in prove(demo(silent))}


def test_a_resolution_of_one_forum_does_not_count_in_the_other(house: House) -> None:
    """The party committee first, then the executive meeting: each step needs its own."""
    party = deliberate(
        name="party", post=HANDLER, forum=Forum.PARTY, basis=BASIS, limit=INTERNAL,
        carried="deliberate", rejected=DONE, returned="propose",
    )  # fmt: skip
    (propose, waiting, _) = DEMO.steps
    first = dataclasses.replace(propose, next=dict.fromkeys(propose.next, "party"))
    last = dataclasses.replace(waiting, next={**waiting.next, CARRY: DONE})
    twofold = demo(name="test.twofold", mark="TT", steps=(first, party, last), apart=())
    with declared(twofold):
        case = house.submit(procedure="test.twofold")
        assert refused(house.convene(case)) == ("item_not_waiting",)
        house.resolve(case, forum=Forum.PARTY)
        done(house.step(case, "party", "carry", "handler"))
        assert refused(house.go_on(case, "carry")) == ("no_resolution",)
        house.resolve(case, at=TUESDAY)
        done(house.go_on(case, "carry"))
        assert sound()


# The record gives it all again


def test_rebuild_gives_agendas_and_resolutions_again(house: House) -> None:
    first, second = house.submit(), house.submit()
    meeting = house.meet(first, second)
    for case in (first, second):
        house.vote(meeting, case, ann=Vote.AGREE, ben=Vote.AGREE, head=Vote.ABSTAIN)
    house.written(meeting)
    done(house.confirm(meeting))
    both = (AgendaItem, Resolution)
    before = [table_digest(model, "default") for model in both]
    assert [digest.rows for digest in before] == [2, 2] and set(both) <= set(tables())
    for model in both:
        model._default_manager.all().delete()
    for entry in Entry.objects.filter(case=meeting).order_by("row"):
        if "effect" in entry.payload:
            act = effective_acts()[entry.payload["effect"]["act"]]
            place = Place(BUREAU, entry.case, entry.id, entry.at, entry.recorded_at)
            act.apply(from_plain(act.entry, entry.payload["effect"]["data"]), place)
    assert [table_digest(model, "default") for model in both] == before
    assert sound()


def confirming(house: House, meetings: list[UUID], place: int) -> Answer:
    return house.confirm(meetings[place])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_meetings_at_once_resolve_a_case_once() -> None:
    with declared(DEMO):
        house = founded()
        for _ in range(10):
            case = house.submit()
            meetings = [house.meet(case), house.meet(case)]
            for meeting in meetings:
                house.vote(meeting, case, ann=Vote.AGREE, ben=Vote.AGREE, head=Vote.AGREE)
                house.written(meeting)
            with at_once(2) as together:
                answers = together(partial(confirming, house, meetings))
            won = [answer for answer in answers if isinstance(answer, Done)]
            assert len(won) == 1, answers
            (lost,) = [answer for answer in answers if not isinstance(answer, Done)]
            assert refused(lost) == ("item_moved_on",)
            assert Resolution.objects.filter(case=case).count() == 1
