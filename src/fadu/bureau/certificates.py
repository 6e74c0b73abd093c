"""Which certificate an officer holds, and whether it counts on the day of an act."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from fadu.bureau.models import Certificate, CertificateKind, CertificateSuspension
from fadu.law.sources import Citation, cite
from fadu.law.words import Words

CERTIFICATE_WORDS = {
    CertificateKind.ENFORCEMENT: Words("行政执法证", "Enforcement certificate"),
    CertificateKind.REGISTRATION: Words("不动产登记人员证书", "Registration officer’s certificate"),
    CertificateKind.SUPERVISION: Words("行政执法监督证", "Certificate to supervise enforcement"),
}
# The article that demands a certificate, where one is known to us.
DEMANDED_BY: dict[CertificateKind, Citation] = {
    CertificateKind.ENFORCEMENT: cite("自然资源执法监督规定", 10)
}


@dataclass(frozen=True, slots=True)
class CertificateState:
    """How a certificate stands on a day: valid, to_come, suspended, revoked or expired."""

    name: str
    words: Words

    @property
    def valid(self) -> bool:
        """Whether it counts."""
        return self.name == "valid"


def certificates(bureau: str) -> QuerySet[Certificate]:
    """The certificates of a bureau with what suspended them, one officer's after the other's."""
    return (
        Certificate.objects.filter(bureau=bureau)
        .select_related("officer")
        .prefetch_related(
            Prefetch("suspensions", CertificateSuspension.objects.order_by("since", "id"))
        )
        .order_by("officer__staff_number", "kind", "since", "id")
    )


def state_of(row: Certificate, on: datetime.date) -> CertificateState:
    """How a certificate stands on a day."""
    if on < row.since:
        return _state("to_come", f"{row.since} 起有效", f"valid from {row.since}")
    if row.revoked_on is not None and row.revoked_on <= on:
        return _state("revoked", f"{row.revoked_on} 起收回", f"revoked on {row.revoked_on}")
    if row.until is not None and row.until <= on:
        last = row.until - datetime.timedelta(days=1)
        return _state("expired", f"{last} 到期", f"expired on {last}")
    for stop in row.suspensions.all():
        if stop.since <= on and (stop.until is None or on < stop.until):
            return _state("suspended", f"{stop.since} 起暂扣", f"suspended since {stop.since}")
    return _state("valid", "有效", "valid")


def _state(name: str, zh: str, en: str) -> CertificateState:
    return CertificateState(name, Words(zh, en))


def held_by(bureau: str, officer: UUID, kind: CertificateKind) -> list[Certificate]:
    """An officer's certificates of a kind, the latest first."""
    rows = certificates(bureau).filter(officer=officer, kind=kind)
    return list(rows.order_by("-since", "-id"))


def counting(rows: Iterable[Certificate], on: datetime.date) -> Certificate | None:
    """The first of these certificates that counts on a day."""
    return next((row for row in rows if state_of(row, on).valid), None)
