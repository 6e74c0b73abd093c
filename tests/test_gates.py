"""Promise one: a gate is a gate. Proved from the declaration, and broken on purpose."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.core.checks import run_checks

from fadu.bureau.models import Appointment
from fadu.law.words import Words
from fadu.procedure import checks, discover
from fadu.procedure.blocks.intake import RECEIVE, SILENCE
from fadu.procedure.declare import DONE, Limit, Procedure, Step
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.graph import digest_of
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Refused
from fadu.procedure.separation import unfillable
from fadu.record.ids import new_id
from fadu.registers.realestate.acts import unit_is_free
from fadu.registers.realestate.procedures import ENTERED, PASS, REFUSE, TRANSFER
from fadu.site.demo.cast import BUREAU
from tests.stage import WEDNESDAY, Stage, done

NOWHERE = Outcome("nowhere", Words("无", "Nowhere"))


def changed(procedure: Procedure, name: str, **fields: Any) -> Procedure:
    """The procedure with one step changed."""
    steps = tuple(
        dataclasses.replace(step, **fields) if step.name == name else step
        for step in procedure.steps
    )
    return dataclasses.replace(procedure, steps=steps)


def without(gates: tuple[Gate, ...], name: str) -> tuple[Gate, ...]:
    """The gates but one."""
    return tuple(gate for gate in gates if gate.name != name)


def entry_step() -> Step:
    """The step that enters a transfer in the register."""
    step = TRANSFER.step("enter")
    assert step is not None
    return step


def ids(procedure: Procedure) -> set[str]:
    """The ids of the findings."""
    return {finding.id for finding in prove(procedure)}


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> Callable[[Procedure], None]:
    """Declare another version of the transfer for the length of a test."""

    def declare(procedure: Procedure) -> None:
        known = {**discover.procedures(), procedure.name: procedure}
        monkeypatch.setattr(discover, "procedures", lambda: known)
        monkeypatch.setattr(checks, "procedures", lambda: known)
        monkeypatch.setattr("fadu.procedure.opening.procedures", lambda: known)
        by_digest = {digest_of(one): one for one in known.values()}
        monkeypatch.setattr("fadu.procedure.engine.by_digest", lambda: by_digest)

    return declare


def test_every_declared_procedure_is_proved() -> None:
    """The shipped declarations have no finding, and there are some to prove."""
    assert len(discover.procedures()) >= 5
    for procedure in discover.procedures().values():
        assert prove(procedure) == []


@pytest.mark.parametrize("name", ["unit_is_free", "holders_consent", "shares_fit"])
def test_start_up_refuses_a_declaration_without_a_demanded_gate(name: str, declared: Any) -> None:
    """Dropped from the declaration, demanded by the act: the system check is an error."""
    assert not [message for message in run_checks() if message.id == "procedure.E030"]
    broken = changed(TRANSFER, "enter", gates=without(entry_step().gates, name))
    assert "procedure.E030" in ids(broken)
    declared(broken)
    errors = [message for message in run_checks() if message.id == "procedure.E030"]
    assert errors and errors[0].is_serious()
    assert name in errors[0].msg


def test_a_gate_on_another_outcome_does_not_count(declared: Any) -> None:
    """The gate asked only when refusing protects nothing."""
    elsewhere = (*without(entry_step().gates, "unit_is_free"), unit_is_free.on(REFUSE))
    assert "procedure.E030" in ids(changed(TRANSFER, "enter", gates=elsewhere))


def test_a_gate_of_the_same_name_with_another_check_does_not_count() -> None:
    """A look-alike that lets everything pass is not the gate that the act demands."""
    false = dataclasses.replace(unit_is_free, check=lambda asked, known: ()).on(ENTERED)
    broken = changed(TRANSFER, "enter", gates=(*without(entry_step().gates, "unit_is_free"), false))
    assert "procedure.E030" in ids(broken)


@pytest.mark.django_db
def test_dropped_from_the_act_as_well_a_sealed_unit_is_sold(declared: Any) -> None:
    """The control of test_transfer.test_a_sealed_unit_is_not_sold: without the gate anywhere,
    the proof is silent, and the sale of a sealed unit goes through – so that story fails."""
    stage = Stage()
    act = entry_step().does[ENTERED]
    loose = dataclasses.replace(
        act, demands=tuple(gate for gate in act.demands if gate.name != "unit_is_free")
    )
    dropped = changed(
        TRANSFER,
        "enter",
        gates=without(entry_step().gates, "unit_is_free"),
        does={ENTERED: loose},
    )
    assert ids(dropped) == set()
    sealed = stage.unit(restriction="查封")
    kept = stage.at_entry(sealed)
    assert isinstance(stage.take(kept, "enter", "entered", "registrar", WEDNESDAY), Refused)
    declared(dropped)
    case = stage.at_entry(sealed)
    done(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))


def test_a_gate_that_may_be_passed_earlier_must_be_on_every_path() -> None:
    """A gate that is not fresh may stand before the act, but no path may go around it."""
    early = dataclasses.replace(unit_is_free, fresh=False)
    act: EffectiveAct = dataclasses.replace(entry_step().does[ENTERED], demands=(early,))
    moved = changed(TRANSFER, "enter", gates=(), does={ENTERED: act})
    moved = changed(moved, "examine", gates=(early.on(PASS),))
    assert ids(moved) == set()
    around = changed(moved, "examine", gates=())
    assert ids(around) == {"procedure.E031"}
    receive = TRANSFER.step(RECEIVE)
    assert receive is not None
    shortcut = changed(moved, RECEIVE, next={**receive.next, SILENCE: "enter"})
    assert "procedure.E031" in ids(shortcut)


BROKEN = {
    "procedure.E002": changed(TRANSFER, "issue", next={ENTERED: "nowhere"}),
    "procedure.E003": changed(TRANSFER, "enter", ends=(NOWHERE,)),
    "procedure.E010": changed(TRANSFER, "refused", next={REFUSE: "refused"}, ends=(), documents={}),
    "procedure.E011": changed(TRANSFER, "examine", next={REFUSE: "refused"}),
    "procedure.E021": changed(TRANSFER, "examine", limit=Limit()),
    "procedure.E022": dataclasses.replace(TRANSFER, basis=()),
    "procedure.E032": changed(TRANSFER, "enter", ends=()),
    "procedure.E040": dataclasses.replace(TRANSFER, apart=(("examine", "nobody"),)),
    "procedure.E041": dataclasses.replace(TRANSFER, apart=()),
    "procedure.E050": changed(TRANSFER, RECEIVE, next={PASS: "examine"}, starts=(), documents={}),
    "procedure.E051": changed(TRANSFER, RECEIVE, limit=Limit.none("无", "none")),
    "procedure.E052": dataclasses.replace(TRANSFER, promise=Limit()),
}


@pytest.mark.parametrize("identifier", sorted(BROKEN))
def test_each_proof_finds_what_it_is_for(identifier: str) -> None:
    """One declaration broken for each proof."""
    assert identifier in ids(BROKEN[identifier])


def test_a_dead_end_is_found() -> None:
    """A loop that never reaches the end."""
    step = TRANSFER.step("refused")
    assert step is not None and DONE in step.next.values()
    assert "procedure.E010" in ids(BROKEN["procedure.E010"])


def test_a_parameter_that_nobody_ships_is_found(declared: Any) -> None:
    """A limit by a key that no params folder knows."""
    declared(changed(TRANSFER, "examine", limit=Limit("reg.step.unheard_of")))
    assert "procedure.E060" in {message.id for message in run_checks()}


@pytest.mark.django_db
def test_a_pair_that_only_one_person_could_take_is_seen() -> None:
    """With the posts as filled every step has somebody; let all but one go, and it is said."""
    stage = Stage()
    on = WEDNESDAY.on
    assert not list(unfillable(TRANSFER, BUREAU, on))
    entering = Appointment.objects.filter(post__code="realestate.registrar")
    entering.update(until=on)
    assert {one.id for one in unfillable(TRANSFER, BUREAU, on)} == {"procedure.W070"}
    examining = Appointment.objects.filter(post__code="realestate.examiner")
    examining.exclude(officer=stage.staff["examiner"]).update(until=on)
    post = entering.values_list("post", flat=True)[0]
    Appointment.objects.create(
        id=new_id(), bureau=BUREAU, officer_id=stage.staff["examiner"], post_id=post, since=on,
        held_since=on,
    )  # fmt: skip
    assert "procedure.W071" in {one.id for one in unfillable(TRANSFER, BUREAU, on)}
