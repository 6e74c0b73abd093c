"""How the texts of this register are filled: certificate and refusal."""

from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from fadu.documents.qr import svg
from fadu.people.persons import known
from fadu.procedure.rendering import Letter
from fadu.procedure.wording import applicants, bureau_name
from fadu.record.typed import from_plain
from fadu.registers.realestate.entries import Transferred
from fadu.registers.realestate.models import Unit
from fadu.registers.realestate.rules import CO_OWNERSHIP_WORDS, share_of

_OWNERSHIP = {
    "zh": "国有建设用地使用权/房屋所有权",
    "en": "Right to use state-owned construction land / ownership of the building",
}


def _share(share: Fraction | None) -> str:
    return f"{share.numerator}/{share.denominator}" if share else ""


def certificate(letter: Letter) -> dict[str, Any]:
    """The certificate, from the entry that entered the right."""
    entered = from_plain(Transferred, letter.entry.payload["effect"]["data"])
    unit = Unit.objects.get(bureau=letter.case.bureau, id=entered.unit)
    holders = [holder.person for holder in entered.holders]
    names = known(letter.case.bureau, holders, case=letter.case.id)
    co_ownership = CO_OWNERSHIP_WORDS[entered.co_ownership]
    return {
        "number": entered.certificate_number,
        "issued_on": entered.since.isoformat(),
        "bureau_name": bureau_name(letter),
        "holders": [
            {
                "name": names[holder.person].name,
                "share": _share(share_of(holder.numerator, holder.denominator)),
            }
            for holder in entered.holders
        ],
        "co_ownership": {"zh": co_ownership.zh, "en": co_ownership.en},
        "unit_code": unit.code,
        "location": unit.location,
        "right_kind": _OWNERSHIP,
        "right_nature": unit.nature,
        "use": unit.use,
        "area_m2": str(unit.area_m2),
        "term": "",
        "remarks": "",
        "entry_hash": letter.entry.sha256,
        "qr": _qr(letter.case.bureau, entered.certificate_number),
    }


def _qr(bureau: str, number: str) -> str | None:
    """The drawing of the code that leads to verifying; None while the site's address is unknown."""
    if not settings.FADU_ADDRESS:
        return None
    page = reverse("portal:verify", kwargs={"bureau": bureau})
    return svg(f"{settings.FADU_ADDRESS}{page}?{urlencode({'certificate': number})}")


def refusal(letter: Letter) -> dict[str, Any]:
    """The refusal with its reasons."""
    stated = letter.entry.payload["act"]["facts"].get("reasons", "")
    return {
        "number": letter.case.number,
        "bureau_name": bureau_name(letter),
        "applicants": applicants(letter),
        "reasons": letter.personal(stated),
        "issued_on": letter.entry.at.isoformat(),
        "entry_hash": letter.entry.sha256,
    }


DATA = {"realestate.certificate": certificate, "realestate.refusal": refusal}
