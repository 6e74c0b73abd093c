"""Values in full: for a stated purpose, to whom the case waits for, and never in the record."""

from uuid import UUID, uuid4

import pytest

from fadu.bureau.models import Officer
from fadu.people.models import PersonalValue
from fadu.procedure import actions
from fadu.procedure.acts import unmask
from fadu.procedure.care import care
from fadu.procedure.refusal import Answer, Refused
from fadu.procedure.replay import replay
from fadu.procedure.timeline import lines, notes
from fadu.procedure.unmasking import Purpose, Reason
from fadu.record.models import Entry
from fadu.site.demo.cast import BUREAU
from tests.stage import TUESDAY, WEDNESDAY, Stage, case_of, done, key, person

pytestmark = pytest.mark.django_db

NOTE = "电话核对姓名，来电人自称 13900000001"


@pytest.fixture
def stage() -> Stage:
    return Stage()


def seen(
    stage: Stage, case: UUID, login: str, *, own_key: str = "", note: str = NOTE, **more: object
) -> Answer:
    whose = [party.person for party in case_of(case).state.parties]
    return unmask(
        case,
        more.get("persons", whose),  # type: ignore[arg-type]
        ["identity", "phone"],
        Purpose(Reason.IDENTIFY, note),
        bureau=BUREAU,
        by=stage.by(login),
        at=WEDNESDAY,
        key=own_key or key(),
    )


def codes(answer: Answer) -> set[str]:
    assert isinstance(answer, Refused), answer
    return set(answer.codes)


def test_whom_the_case_waits_for_and_who_supervises_may_see(stage: Stage) -> None:
    case = stage.at_entry(stage.unit())
    before = case_of(case).state
    done(seen(stage, case, "registrar"))
    done(seen(stage, case, "director"))
    assert case_of(case).state == before
    assert [line.words.zh for line in lines(BUREAU, case)][-2:] == [
        "查看 2 名当事人的完整证件号码、电话（核对当事人身份）"
    ] * 2


def test_everybody_else_is_refused_and_nothing_is_recorded(stage: Stage) -> None:
    case = stage.at_entry(stage.unit())
    count = Entry.objects.count()
    for login in ("examiner", "window", "legal", "stranger"):
        assert codes(seen(stage, case, login)) == {"not_your_step"}
    assert codes(seen(stage, case, "registrar", persons=[uuid4()])) == {"nothing_to_unmask"}
    assert codes(seen(stage, case, "registrar", persons=[])) == {"nothing_to_unmask"}
    assert codes(seen(stage, case, "registrar", note="")) == {"wrong_facts"}
    assert Entry.objects.count() == count


def test_nobody_looks_into_a_case_of_his_own(stage: Stage) -> None:
    case = stage.at_entry(stage.unit())
    buyer = case_of(case).state.parties[-1].person
    Officer.objects.filter(id=stage.staff["registrar"]).update(person=buyer)
    assert codes(seen(stage, case, "registrar")) == {"own_case"}


def test_a_closed_case_is_for_supervisors_alone(stage: Stage) -> None:
    case = stage.at_entry(stage.unit())
    done(stage.take(case, "enter", "entered", "registrar", TUESDAY))
    done(stage.take(case, "issue", "issued", "window", TUESDAY))
    assert codes(seen(stage, case, "window")) == {"case_closed"}
    done(seen(stage, case, "director"))
    assert case_of(case).status == "closed"
    assert all(not wrong for _, wrong in replay())


def test_no_value_stands_in_the_leaf_and_the_note_lies_apart(stage: Stage) -> None:
    case = stage.at_entry(stage.unit())
    answer = done(seen(stage, case, "registrar"))
    leaf = Entry.objects.get(id=answer.entry).leaf
    for value in (person("", 1).identity, person("", 1).phone, NOTE):
        assert value not in leaf
    told = lines(BUREAU, case)
    assert notes(BUREAU, told)[told[-1].note] == NOTE
    PersonalValue.objects.filter(bureau=BUREAU, field="note").delete()
    assert notes(BUREAU, told)[told[-1].note] == "〔已依法销毁〕"
    assert all(not wrong for _, wrong in replay())


def test_control_a_value_in_the_leaf_would_be_found(stage: Stage) -> None:
    """The same search finds what the leaf does hold: the id of the person."""
    case = stage.at_entry(stage.unit())
    answer = done(seen(stage, case, "registrar"))
    party = case_of(case).state.parties[0]
    assert str(party.person) in Entry.objects.get(id=answer.entry).leaf


def test_the_same_request_is_answered_not_recorded_twice(stage: Stage) -> None:
    case, same = stage.at_entry(stage.unit()), key()
    first = done(seen(stage, case, "registrar", own_key=same))
    again = done(seen(stage, case, "registrar", own_key=same))
    assert again.repeated and again.entry == first.entry
    assert codes(seen(stage, case, "registrar", own_key=same, note="另一说明")) == {"key_reused"}


def test_a_dry_run_says_beforehand_what_the_verbs_will_say(stage: Stage) -> None:
    case = case_of(stage.at_entry(stage.unit()))
    for login in ("registrar", "examiner", "director"):
        said = care(case, stage.by(login), WEDNESDAY)
        answer = seen(stage, case.id, login)
        assert {each.code for each in said.unmask} == (
            codes(answer) if isinstance(answer, Refused) else set()
        )
    waiting = care(case, stage.by("registrar"), WEDNESDAY)
    assert not waiting.suspend and {each.code for each in waiting.resume} == {"not_suspended"}
    stranger = care(case, stage.by("examiner"), WEDNESDAY)
    for reasons in (stranger.suspend, stranger.resume, stranger.hand_over):
        assert {each.code for each in reasons} == {"not_your_step"}


def test_an_outcome_that_cannot_be_undone_is_known_from_the_declaration(stage: Stage) -> None:
    case = case_of(stage.at_entry(stage.unit()))
    offers = {
        offer.outcome: offer for offer in actions.offered(case, stage.by("registrar"), WEDNESDAY)
    }
    entered, refuse = offers["entered"].leading, offers["refuse"].leading
    assert entered.decisive and entered.act is not None and not entered.closes
    assert entered.documents == ("realestate.certificate",) and entered.stops_clocks
    assert not refuse.decisive
    early = actions.offer_of(case, "receive", "decline", stage.by("window"), WEDNESDAY)
    assert early is not None and early.leading.closes and not early.allowed
    assert actions.offer_of(case, "receive", "nonsense", stage.by("window"), WEDNESDAY) is None


def test_whom_to_ask_is_named(stage: Stage) -> None:
    case = case_of(stage.at_entry(stage.unit()))
    asked = actions.colleagues(case, WEDNESDAY.on, stage.staff["examiner"])
    assert asked is not None and asked.post.zh == "登簿岗" and len(asked.names) >= 1
