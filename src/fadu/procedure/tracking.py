"""Tracking codes: with a case number they show where a case stands, without an account."""

import base64
import hashlib
import hmac
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.urls import reverse


def code_of(case: UUID) -> str:
    """Eight letters and digits (base 32), derived from the case and a key of the installation."""
    key = str(settings.FADU_TRACKING_KEY).encode()
    digest = hmac.new(key, case.bytes, hashlib.sha256).digest()
    return base64.b32encode(digest)[:8].decode()


def tracking_path(bureau: str, number: str, case: UUID) -> str:
    """The address of the tracking page for a case; behind # the code, which is never sent."""
    page = reverse("portal:track", kwargs={"bureau": bureau})
    return f"{page}?{urlencode({'number': number})}#{code_of(case)}"


def fits(case: UUID, code: str) -> bool:
    """Whether a typed-in code is the case's, in constant time; case and spaces do not matter."""
    return hmac.compare_digest(code_of(case).encode(), "".join(code.split()).upper().encode())
