"""One-time codes that prove a telephone number: asked, sent by a job, checked once.

A code is derived from its row's id under the installation's key, so neither the table nor the
outbox holds it. Times are the machine's clock, handed in: the demo's day stands still, a code's
five minutes do not.
"""

import datetime
import hmac
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils.crypto import salted_hmac

from fadu.people.models import PhoneCode

DIGITS = 6
LIFE = datetime.timedelta(minutes=5)
TRIES = 5
# Between two codes to one number; then how many in an hour to one number and from one address.
PAUSE = datetime.timedelta(seconds=60)
HOUR = datetime.timedelta(hours=1)
PER_PHONE = 5
PER_ADDRESS = 30
KEPT = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TooMany:
    """No further code before `until`."""

    until: datetime.datetime


def ask_code(
    bureau: str, phone: str, *, id: UUID, address: str, at: datetime.datetime
) -> PhoneCode | TooMany:
    """A new code for a number, or when the next may be asked for. Sending it is the caller's."""
    until = _next(phone, address, at)
    if until is not None:
        return TooMany(until)
    return PhoneCode.objects.create(id=id, bureau=bureau, phone=phone, address=address, asked_at=at)


def _next(phone: str, address: str, at: datetime.datetime) -> datetime.datetime | None:
    lately = PhoneCode.objects.filter(asked_at__gt=at - HOUR).order_by("-asked_at")
    to_phone = list(lately.filter(phone=phone).values_list("asked_at", flat=True)[:PER_PHONE])
    waits = [to_phone[0] + PAUSE] if to_phone else []
    if len(to_phone) == PER_PHONE:
        waits.append(to_phone[-1] + HOUR)
    if address:
        asked = lately.filter(address=address).values_list("asked_at", flat=True)
        from_address = list(asked[:PER_ADDRESS])
        if len(from_address) == PER_ADDRESS:
            waits.append(from_address[-1] + HOUR)
    until = max(waits, default=at)
    return until if until > at else None


def digits(code: UUID) -> str:
    """The six digits of a code."""
    key = str(settings.SECRET_KEY)
    digest = salted_hmac("fadu.people.codes", str(code), secret=key, algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}}"


def code_fits(code: UUID, typed: str, *, at: datetime.datetime) -> bool:
    """Whether what was typed is the code: once, within its life, at most so many tries.

    The try is counted before it is compared, and the use settled by one UPDATE, so that neither
    guessing at the same time nor a double click gets more than its due.
    """
    alive = Q(id=code, used_at=None, asked_at__gt=at - LIFE)
    if not PhoneCode.objects.filter(alive, tries__lt=TRIES).update(tries=F("tries") + 1):
        return False
    given = "".join(typed.split())
    if not hmac.compare_digest(digits(code).encode(), given.encode()):
        return False
    return bool(PhoneCode.objects.filter(alive).update(used_at=at))


def forget_codes(at: datetime.datetime) -> int:
    """Delete the rows of codes that count for no limit any more; returns how many."""
    gone, _ = PhoneCode.objects.filter(asked_at__lt=at - KEPT).delete()
    return gone
