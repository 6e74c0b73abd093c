"""The standing gate: no case may ask for a removed proof."""

from collections.abc import Sequence
from datetime import date

from fadu.law.words import Words
from fadu.procedure.declare import Procedure
from fadu.procedure.effective import StandingGate
from fadu.procedure.refusal import Refusal
from fadu.registers.attestation.models import AttestationRuling
from fadu.registers.attestation.rules import no_removed_proof


def _check(procedure: Procedure, papers: Sequence[str], bureau: str, on: date) -> list[Refusal]:
    if not papers:
        return []
    removed = AttestationRuling.objects.filter(bureau=bureau, code__in=papers).on(on).removed()
    return no_removed_proof(papers, removed.values_list("code", flat=True))


STANDING = (
    StandingGate(
        "attestation.not_removed",
        Words("不得索要已取消的证明", "No removed proof is asked for"),
        _check,
    ),
)
