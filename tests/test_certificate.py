"""A step that demands a certificate: its number goes into the record; without one nobody acts."""

import dataclasses
import datetime
from collections.abc import Iterator
from uuid import UUID

import pytest

from fadu.bureau.certificates import CERTIFICATE_WORDS
from fadu.bureau.models import Certificate, CertificateKind, CertificateSuspension
from fadu.procedure import discover
from fadu.procedure.declare import Procedure
from fadu.procedure.graph import digest_of, graph_of
from fadu.procedure.refusal import Answer, Refused
from fadu.procedure.replay import replay
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.registers.attestation.procedures import REVIEW
from fadu.registers.power.procedures import ADJUSTMENT, ItemFacts
from fadu.registers.power.rules import ItemKind, Standing
from fadu.site.demo.cast import BUREAU
from tests.office import refused
from tests.stage import MONDAY, TUESDAY, Stage, done

KIND = CertificateKind.ENFORCEMENT
FACTS = ItemFacts("land.check", "土地检查", ItemKind.OTHER, Standing.HELD, "示例")


def demanding(procedure: Procedure, kind: CertificateKind | None = KIND) -> Procedure:
    """The procedure, its first step demanding a certificate."""
    first, *others = procedure.steps
    steps = (dataclasses.replace(first, certificate=kind), *others)
    return dataclasses.replace(procedure, steps=steps)


@pytest.fixture
def stage(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The bureau, where proposing an item of power demands an enforcement certificate."""
    built = Stage()
    monkeypatch.setattr("fadu.registers.power.procedures.ADJUSTMENT", demanding(ADJUSTMENT))
    discover.forget()
    yield built
    monkeypatch.undo()
    discover.forget()


def card(stage: Stage, number: str = "川S-001", until: datetime.date | None = None) -> UUID:
    """An enforcement certificate of the legal officer."""
    return Certificate.objects.create(
        id=new_id(), bureau=BUREAU, officer_id=stage.staff["legal"], kind=KIND, number=number,
        issuer="省人民政府", since=datetime.date(2019, 1, 1), until=until, case=new_id(),
    ).id  # fmt: skip


def opened(stage: Stage) -> UUID:
    """A case that waits for the step."""
    return done(stage.open("power.adjustment", FACTS, stage.by("legal"), MONDAY)).case


def proposed(stage: Stage, case: UUID) -> Answer:
    """The step that demands it."""
    return stage.take(case, "propose", "proposed", "legal", TUESDAY)


def test_the_number_stands_in_the_record_at_steps_that_demand_it(stage: Stage) -> None:
    card(stage)
    case = opened(stage)
    done(proposed(stage, case))
    done(stage.take(case, "decide", "approve", "director", TUESDAY))
    numbers = [e.content["actor"]["certificate"] for e in Entry.objects.filter(case=case)]
    assert numbers == [None, "川S-001", None]
    assert all(not wrong for _, wrong in replay())


def test_without_a_valid_one_nobody_acts(stage: Stage) -> None:
    case = opened(stage)
    answer = proposed(stage, case)
    assert refused(answer) == ("no_valid_certificate",)
    assert isinstance(answer, Refused) and "您名下没有登记" in answer.refusals[0].words.zh
    assert answer.refusals[0].basis and "执法监督规定" in answer.refusals[0].basis.words.zh
    row = card(stage, until=TUESDAY.on)  # it ended yesterday
    answer = proposed(stage, case)
    assert isinstance(answer, Refused) and "2020-03-02 到期" in answer.refusals[0].words.zh
    Certificate.objects.filter(id=row).update(until=None)
    stop = CertificateSuspension.objects.create(
        id=new_id(), bureau=BUREAU, certificate_id=row, since=TUESDAY.on, case=new_id()
    )
    answer = proposed(stage, case)
    assert isinstance(answer, Refused) and "2020-03-03 起暂扣" in answer.refusals[0].words.zh
    stop.until = TUESDAY.on
    stop.save()
    done(proposed(stage, case))


def test_control_a_number_that_the_caller_brings_along_counts_for_nothing(stage: Stage) -> None:
    case = opened(stage)
    boasting = ByOfficer(stage.staff["legal"], certificate="川S-999")
    stage.by = lambda login: boasting  # type: ignore[method-assign]
    assert refused(proposed(stage, case)) == ("no_valid_certificate",)
    card(stage, "川S-002")
    done(proposed(stage, case))
    assert Entry.objects.get(case=case, seq=2).content["actor"]["certificate"] == "川S-002"


def test_a_step_without_one_keeps_its_digest_and_with_one_gets_another() -> None:
    assert "certificate" not in graph_of(REVIEW)["steps"]["propose"]
    assert digest_of(demanding(REVIEW, None)) == digest_of(REVIEW)
    assert digest_of(demanding(REVIEW)) != digest_of(REVIEW)
    assert set(CERTIFICATE_WORDS) == set(CertificateKind)
