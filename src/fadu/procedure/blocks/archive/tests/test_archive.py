"""A closed case becomes a volume, is lent and comes back; what must not be filed is not."""

import dataclasses
import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import models
from tests.office import BUREAU, refused
from tests.stage import done, key

from fadu.documents.render import render_pdf
from fadu.documents.texts import find
from fadu.procedure.acts import enter
from fadu.procedure.blocks.archive import acts, book, procedures, rules
from fadu.procedure.blocks.archive.models import Loan, Volume
from fadu.procedure.blocks.archive.procedures import FilingFacts, LoanFacts, ReturnFacts
from fadu.procedure.blocks.archive.wording import catalogue
from fadu.procedure.blocks.dispatch.tests.house import (
    MARCH,
    Cast,
    drafted,
    issued,
    kind,
    opened,
    rebuilt,
    render,
    step,
)
from fadu.procedure.discover import effective_acts
from fadu.procedure.gate import Gate
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Answer
from fadu.procedure.rendering import Letter
from fadu.record.evidence import path_of
from fadu.record.models import Entry
from fadu.record.moment import moment

WHOLE = (procedures.FILING, procedures.LENDING, procedures.GIVING_BACK)


@pytest.fixture
def ready(cast: Cast) -> Cast:
    """A case that was closed, with its documents made."""
    done(kind(cast))
    issued(cast)
    render()
    return cast


def number() -> str:
    """The number of the document's case."""
    return Case.objects.get(procedure="dispatch.document").number


def compiled(cast: Cast, case_number: str = "", retention: str = "30y") -> tuple[UUID, Answer]:
    """A filing that was opened, and the answer to its compilation."""
    facts = FilingFacts(case_number or number(), retention)
    case = opened("archive.filing", facts, cast["drafter"])
    return case, step(case, "compile", "compiled", cast["drafter"])


def filed(cast: Cast, **more: Any) -> Volume:
    """A volume in the archive."""
    case, answer = compiled(cast, **more)
    done(answer)
    done(step(case, "receive", "received", cast["archivist"]))
    return Volume.objects.get(case=case)


def test_a_closed_case_becomes_a_volume_with_its_pieces(ready: Cast) -> None:
    volume = filed(ready)
    assert volume.reference == "2020-0001" and volume.retention == "30y"
    assert {piece["kind"] for piece in volume.pieces} == {"document"}
    assert len(volume.pieces) == volume.pieces_count == 2
    assert all(len(piece["sha256"]) == 64 for piece in volume.pieces)


def test_the_catalogue_is_a_page(ready: Cast) -> None:
    volume = filed(ready)
    document = CaseDocument.objects.get(case=volume.case, text=acts.CATALOGUE)
    letter = Letter(Case.objects.get(id=volume.case), Entry.objects.get(id=volume.entry), document)
    data = catalogue(letter)
    assert [piece["title"]["zh"] for piece in data["pieces"]]
    assert render_pdf(find(acts.CATALOGUE), data, MARCH.on).startswith(b"%PDF")


def test_an_open_case_is_not_filed(ready: Cast) -> None:
    waiting = Case.objects.get(id=drafted(ready))
    _, answer = compiled(ready, waiting.number)
    assert refused(answer) == ("case_open",)


def test_a_case_whose_documents_are_not_made_is_not_filed(ready: Cast) -> None:
    other = Case.objects.get(id=issued(ready))
    _, answer = compiled(ready, other.number)
    assert refused(answer) == ("document_not_made", "document_not_made")


def test_a_file_that_is_gone_or_altered_is_named(ready: Cast) -> None:
    case = Case.objects.get(procedure="dispatch.document")
    piece = book.pieces_of(case)[0]
    place = path_of(BUREAU, case.id, piece.sha256)
    content = place.read_bytes()
    place.chmod(0o600)
    place.write_bytes(content + b"x")
    assert refused(compiled(ready)[1]) == ("file_missing",)
    place.unlink()
    assert refused(compiled(ready)[1]) == ("file_missing",)


def test_what_is_not_there_or_filed_already_is_refused(ready: Cast) -> None:
    assert refused(compiled(ready, "511725-2020-XX-000001")[1]) == ("no_such_case",)
    assert refused(compiled(ready, retention="99y")[1]) == ("no_such_retention",)
    filed(ready)
    assert refused(compiled(ready)[1]) == ("filed_already",)


def test_two_filings_of_one_case_end_in_one_volume(ready: Cast) -> None:
    """Bypass: both were compiled while none was filed; the gates are asked again at receipt."""
    (first, one), (second, two) = compiled(ready), compiled(ready)
    done(one)
    done(two)
    done(step(first, "receive", "received", ready["archivist"]))
    again = step(second, "receive", "received", ready["archivist"])
    assert refused(again) == ("filed_already",)


def test_who_compiled_does_not_receive(ready: Cast) -> None:
    facts = FilingFacts(number(), "10y")
    case = opened("archive.filing", facts, ready["archivist"])
    done(step(case, "compile", "compiled", ready["archivist"]))
    alone = step(case, "receive", "received", ready["archivist"])
    assert refused(alone) == ("same_person",)


def lent(cast: Cast, borrower: str = "drafter", due: datetime.date = MARCH.on) -> Answer:
    """A loan by the archivist."""
    facts = LoanFacts("2020-0001", borrower, "复议答复", due)
    return enter(
        "archive.lending",
        facts,
        "entered",
        bureau=BUREAU,
        by=cast["archivist"],
        at=MARCH,
        key=key(),
    )


def back(cast: Cast) -> Answer:
    """The return of the volume."""
    return enter(
        "archive.giving_back", ReturnFacts("2020-0001"), "entered", bureau=BUREAU,
        by=cast["archivist"], at=moment(2020, 3, 9), key=key(),
    )  # fmt: skip


def test_a_volume_is_lent_once_and_comes_back(ready: Cast) -> None:
    assert refused(lent(ready)) == ("no_such_volume",)
    filed(ready)
    assert refused(back(ready)) == ("not_lent",)
    done(lent(ready))
    assert refused(lent(ready, "legal")) == ("out_already",)
    done(back(ready))
    loan = Loan.objects.get()
    assert loan.borrower == ready["drafter"].officer and loan.returned_on is not None
    done(lent(ready, "legal"))


def test_nobody_lends_to_himself_or_to_a_stranger_or_into_the_past(ready: Cast) -> None:
    filed(ready)
    assert refused(lent(ready, "archivist")) == ("borrower_unfit",)
    assert refused(lent(ready, "Q999")) == ("borrower_unfit",)
    assert refused(lent(ready, due=datetime.date(2020, 3, 1))) == ("due_unsound",)


def test_nothing_destroys_a_volume() -> None:
    """No act of the archive takes a row away, and the page says why."""
    assert not [name for name in effective_acts() if "destroy" in name]
    assert rules.not_destroyed("2020-0001").code == "not_destroyed"
    field = Loan._meta.get_field("volume")
    assert field.remote_field.on_delete is models.PROTECT


def test_the_archive_is_built_again_from_the_record(ready: Cast) -> None:
    filed(ready)
    done(lent(ready))
    done(back(ready))
    rebuilt(Loan, Volume, under="archive.")


@pytest.mark.parametrize(
    "gate", {*acts.FILE.demands, *acts.LEND.demands, *acts.RETURN_LOAN.demands},
    ids=lambda gate: gate.name,
)  # fmt: skip
def test_control_without_a_gate_the_proof_refuses_the_procedure(gate: Gate) -> None:
    for procedure in WHOLE:
        assert prove(procedure) == []
        bare = [
            dataclasses.replace(one, gates=tuple(g for g in one.gates if g.check is not gate.check))
            for one in procedure.steps
        ]
        if any(g.check is gate.check for one in procedure.steps for g in one.gates):
            found = prove(dataclasses.replace(procedure, steps=tuple(bare)))
            assert [finding.id for finding in found] == ["procedure.E030"]


def test_control_without_the_check_an_altered_file_would_be_filed(ready: Cast) -> None:
    case = Case.objects.get(procedure="dispatch.document")
    piece = book.pieces_of(case)[0]
    place = path_of(BUREAU, case.id, piece.sha256)
    assert book.is_whole(BUREAU, piece)
    place.chmod(0o600)
    place.write_bytes(b"other")
    assert place.exists() and not book.is_whole(BUREAU, piece)
