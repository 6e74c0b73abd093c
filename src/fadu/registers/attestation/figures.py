"""What can be counted of attestations: the proofs that the bureau may still ask for."""

from fadu.figures.figure import Column, Figure, Part
from fadu.figures.scope import Scope
from fadu.law.words import Words
from fadu.registers.attestation.models import AttestationRuling, RulingQuerySet


def kept(scope: Scope) -> RulingQuerySet:
    """The rulings that keep a proof at the end of the period's last day, as then known."""
    rulings = AttestationRuling.objects.filter(bureau=scope.bureau)
    return rulings.known(scope.period.until, scope.known_on).kept().order_by("code")


KEPT = Figure(
    name="attestation.kept",
    title=Words("保留的证明事项", "Proofs kept"),
    unit=Words("项", "proofs"),
    meaning=Words(
        "期末当日仍保留、可以要求提供的证明事项",
        "Proofs that could still be asked for on the last day of the period",
    ),
    rows=kept,
    columns=(
        Column(Words("代码", "Code"), lambda row: row.code),
        Column(Words("证明事项", "Proof"), lambda row: row.title),
        Column(Words("设定依据", "Legal basis"), lambda row: row.authority),
        Column(Words("开具单位", "Issued by"), lambda row: row.issuer),
        Column(Words("自", "Since"), lambda row: row.since),
    ),
    parts=(Part("authority", Words("按设定依据", "By legal basis"), lambda one: Words(one, one)),),
    case=lambda row: row.case,
)

FIGURES = (KEPT,)
