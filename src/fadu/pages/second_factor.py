"""The officers' second factor: a code of an authenticator app, and recovery codes on paper.

Demanded by `FADU_SECOND_FACTOR`. django-otp keeps the devices, refuses a code that was used before,
and makes a guesser wait longer after each wrong one.
"""

import base64

import segno
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django_otp import DEVICE_ID_SESSION_KEY, verify_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from fadu.bureau.models import Account

RECOVERY_CODES = 10


def demanded() -> bool:
    """Whether officers need a second factor here."""
    return bool(settings.FADU_SECOND_FACTOR)


def passed(request: HttpRequest) -> bool:
    """Whether who has entered has given it, or none is demanded."""
    return not demanded() or getattr(request.user, "otp_device", None) is not None


def enrolled(account: Account) -> bool:
    """Whether the account has an authenticator already."""
    return bool(TOTPDevice.objects.filter(user=account, confirmed=True).exists())


def device_to_enrol(account: Account) -> TOTPDevice:
    """The authenticator that is being set up: the same one until its first code has been given."""
    held = TOTPDevice.objects.filter(user=account, confirmed=False).first()
    return held or TOTPDevice.objects.create(user=account, name="authenticator", confirmed=False)


def picture(device: TOTPDevice) -> str:
    """The QR code that the app scans, as a data: address."""
    return str(segno.make(device.config_url, error="m").svg_data_uri(scale=6, border=2))


def typed_key(device: TOTPDevice) -> str:
    """The same key in groups of four, for who cannot scan it."""
    key = base64.b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def enrol(account: Account, code: str) -> TOTPDevice | None:
    """Confirm the authenticator by its first code; None when the code is wrong."""
    with transaction.atomic():
        waiting = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=False)
        device = waiting.first()
        if device is None or not device.verify_token(_bare(code)):
            return None
        TOTPDevice.objects.filter(user=account, confirmed=True).delete()
        device.confirmed = True
        device.save()
        return device


def recovery_codes(account: Account) -> list[str]:
    """Ten new codes for use without the app, each once; the earlier ones are void."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=account).delete()
        device = StaticDevice.objects.create(user=account, name="recovery codes")
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        device.token_set.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return [f"{code[:4]} {code[4:]}" for code in codes]


def matching_device(account: Account, code: str) -> TOTPDevice | StaticDevice | None:
    """The device that accepts this code: the app by its digits, else a recovery code."""
    given = _bare(code)
    kind = TOTPDevice if given.isdigit() else StaticDevice
    for device in kind.objects.filter(user=account, confirmed=True):
        found = verify_token(account, device.persistent_id, given)
        if found is not None:
            return found
    return None


def note(request: HttpRequest, device: TOTPDevice | StaticDevice) -> None:
    """This session has given the second factor."""
    request.session[DEVICE_ID_SESSION_KEY] = device.persistent_id


def forget(account: Account) -> int:
    """Take every device away (an administrator's): the next entry sets a new one up."""
    devices = [
        device
        for kind in (TOTPDevice, StaticDevice)
        for device in kind.objects.filter(user=account)
    ]
    for device in devices:
        device.delete()
    return len(devices)


def _bare(code: str) -> str:
    return "".join(code.split()).lower()
