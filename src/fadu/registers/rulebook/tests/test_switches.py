"""A bureau switches a gate on, as any value is recorded; no gate of the law can be switched off."""

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from tests.office import BUREAU, Cast, refused, staffed
from tests.stage import done, key

from fadu.law.parameters import Loosening, Parameters
from fadu.law.typing_in import Mistyped, typed
from fadu.law.words import Words
from fadu.procedure.actions import offered
from fadu.procedure.acts import open, take
from fadu.procedure.discover import parameters, procedures
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import Gate
from fadu.procedure.in_force import gates_asked
from fadu.procedure.models import Case
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Answer, Refusal
from fadu.procedure.replay import replay
from fadu.procedure.switches import key_of, keys
from fadu.procedure.tests.drafting import APPROVED, BASIS, DRAFTING, changed, declared
from fadu.procedure.tests.drafting import review_stands as standing
from fadu.record.actor import ByOfficer
from fadu.record.moment import Moment
from fadu.registers.rulebook.rules import Layer
from fadu.registers.rulebook.tests.house import JULY, JUNE, MAY, SHORTER, proposed, recorded

UNSIGNED = Refusal(
    "not_signed_twice", Words("没有第二人签名", "One signature"), Words("请签", "Sign")
)
SECOND = Gate(
    "second_signature", Words("两人签名", "Two signatures"), BASIS,
    lambda asked, known: [UNSIGNED], optional=True,
)  # fmt: skip
SIGNED = changed(DRAFTING, "decide", gates=(standing.on(APPROVED), SECOND.on(APPROVED)))
SWITCH = key_of(DRAFTING.name, SECOND.name)
FREE = key_of("realestate.transfer", "unit_is_free")
FROM_JUNE = dataclasses.replace(SHORTER, key=SWITCH, value="开启")


@pytest.fixture
def cast(db: None) -> Iterator[tuple[Cast, dict[str, ByOfficer]]]:
    posts: dict[str, list[str]] = {
        "legal": ["legal"], "director": ["director"], "both": ["legal", "director"],
        "window": ["realestate.window"], "a": ["test.handler"], "b": ["test.reviewer"],
        "c": ["test.decider"], "d": ["test.payer"],
    }  # fmt: skip
    officers = staffed(**posts)
    with declared(SIGNED):
        yield Cast(*(officers[name] for name in ("legal", "director", "both", "window"))), officers


def at_decision(who: dict[str, ByOfficer], at: Moment) -> UUID:
    """A case that waits for its decision."""
    case = done(
        open(SIGNED.name, NoFacts(), bureau=BUREAU, by=who["a"], at=at, key=key(), channel="desk")
    ).case
    done(step(case, "propose", "proposed", who["a"], at))
    done(step(case, "review", "agreed", who["b"], at))
    return case


def step(case: UUID, name: str, outcome: str, by: ByOfficer, at: Moment) -> Answer:
    return take(case, name, outcome, bureau=BUREAU, by=by, at=at, key=key())


def test_the_procedure_is_proved_with_its_optional_gate() -> None:
    assert prove(SIGNED) == []


def test_an_optional_gate_is_asked_where_it_is_switched_on_and_nowhere_else(cast: Any) -> None:
    """By the parameter date of the case: what runs keeps the gates that it began under."""
    people, who = cast
    old, older = at_decision(who, MAY), at_decision(who, MAY)
    done(step(older, "decide", "approved", who["c"], MAY))
    recorded(people, FROM_JUNE)
    new = at_decision(who, JUNE)
    assert refused(step(new, "decide", "approved", who["c"], JUNE)) == ("not_signed_twice",)
    told = {offer.outcome: offer for offer in offered(Case.objects.get(id=new), who["c"], JUNE)}
    assert SECOND.title in told["approved"].gates
    assert [reason.code for reason in told["approved"].refusals] == ["not_signed_twice"]
    done(step(old, "decide", "approved", who["c"], JUNE))
    assert not [wrong for _, wrong in replay() if wrong]


def test_a_bureau_may_take_back_what_it_added_and_not_what_the_province_did(cast: Any) -> None:
    people, who = cast
    recorded(people, FROM_JUNE)
    recorded(people, FROM_JUNE, value="", reason="不再需要", since=JULY.on)
    done(step(at_decision(who, JULY), "decide", "approved", who["c"], JULY))
    recorded(people, FROM_JUNE, layer=Layer.PROVINCE, since=datetime.date(2020, 8, 1))
    off = dataclasses.replace(FROM_JUNE, value="0", since=datetime.date(2020, 8, 2))
    assert refused(proposed(off, people.legal)) == ("loosens",)


def test_a_gate_of_the_law_is_not_switched_off_and_the_refusal_cites_it(cast: Any) -> None:
    people, _ = cast
    for typed_in in ("关闭", "off", "0"):
        answer = proposed(dataclasses.replace(SHORTER, key=FREE, value=typed_in), people.legal)
        assert refused(answer) == ("loosens",)
        (reason,) = answer.refusals  # type: ignore[union-attr]  # refused() saw that it is one
        assert "《不动产登记暂行条例》第二十二条" in reason.words.zh
        assert "关闭" in reason.words.zh and "开启" in reason.words.zh
    assert not Case.objects.exists()


def test_what_is_neither_on_nor_off_is_not_read(cast: Any) -> None:
    people, _ = cast
    for typed_in in ("2", "perhaps", "-1"):
        answer = proposed(dataclasses.replace(SHORTER, key=FREE, value=typed_in), people.legal)
        assert refused(answer) == ("value_unreadable",)
        with pytest.raises(Mistyped):
            typed(typed_in, "switch")
    unknown = dataclasses.replace(SHORTER, key="gate.realestate.transfer.made_up", value="1")
    assert refused(proposed(unknown, people.legal)) == ("unknown_key",)


def test_control_the_engine_reads_no_switch_for_a_gate_of_the_law(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Even where a value of 0 had found its way in, the gate would be asked."""
    transfer = procedures()["realestate.transfer"]
    enter = transfer.step("enter")
    assert enter is not None
    off = Parameters(()).having(_switched_off())
    monkeypatch.setattr("fadu.procedure.in_force.parameters_of", lambda bureau: off)
    asked = gates_asked(transfer, enter.gates, JUNE.on, BUREAU)
    assert asked == list(enter.gates)
    optional = [dataclasses.replace(gate, optional=True) for gate in enter.gates]
    left = {gate.name for gate in gates_asked(transfer, optional, JUNE.on, BUREAU)}
    assert "unit_is_free" not in left


def _switched_off() -> dict[str, Any]:
    found: Any = keys([procedures()["realestate.transfer"]])[FREE]
    row = {**found["values"][0], "value": 0}
    return {FREE: {**found, "values": [row]}}


def test_every_gate_has_a_key_by_its_article() -> None:
    known = parameters()
    for procedure in procedures().values():
        for one in procedure.steps:
            for gate in one.gates:
                (value,) = known.values(key_of(procedure.name, gate.name))
                assert value.number == 1
    (value,) = known.values(FREE)
    assert value.source.words.zh == "《不动产登记暂行条例》第二十二条"
    with pytest.raises(Loosening):
        known.having({FREE: {"values": [_county_off()]}})


def _county_off() -> dict[str, Any]:
    return {
        "layer": BUREAU, "from": JUNE.on, "value": 0, "confidence": "V",
        "source": {"document": {"zh": "自行规定", "en": "Own rule"}},
    }  # fmt: skip
