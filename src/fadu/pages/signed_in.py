"""Where an account is signed in: its sessions that still hold, and ending all but this one."""

import hmac
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from fadu.law.words import Words
from fadu.pages.models import Session

# Not to be believed, and enough to be recognised by: which browser, on what.
_BROWSERS = (
    ("MicroMessenger", "微信", "WeChat"), ("Edg", "Edge", "Edge"), ("Firefox", "Firefox", "Firefox"),
    ("Chrome", "Chrome", "Chrome"), ("Safari", "Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("HarmonyOS", "鸿蒙", "HarmonyOS"), ("Android", "安卓", "Android"),
    ("iPhone|iPad", "苹果手机或平板", "iPhone or iPad"), ("Windows", "Windows", "Windows"),
    ("Mac OS", "苹果电脑", "Mac"), ("Linux", "Linux", "Linux"),
)  # fmt: skip
_UNKNOWN = Words("一台设备", "a device")
DEVICE = "fadu.device"


@dataclass(frozen=True, slots=True)
class Place:
    """A session as its account reads it; `here` is the one in which it is read."""

    device: Words
    began: Words
    seen: Words
    here: bool


def device_of(request: HttpRequest) -> list[str]:
    """Browser and system in both languages, as the session keeps them."""
    agent = request.headers.get("User-Agent", "")
    found = [
        next(((zh, en) for shape, zh, en in known if re.search(shape, agent)), None)
        for known in (_BROWSERS, _SYSTEMS)
    ]
    named = [each for each in found if each]
    return ["，".join(zh for zh, _ in named), ", ".join(en for _, en in named)] if named else []


def places(
    request: HttpRequest, way: str, account: UUID, fits: Callable[[Any], bool]
) -> list[Place]:
    """The account's sessions, this one first; `fits` says of a session's content whether it holds.

    What a new password or an end everywhere has made void is not among them, nor what has lasted
    too long.
    """
    now = int(time.time())
    found = []
    rows = Session.objects.filter(**{way: account}, expire_date__gt=timezone.now())
    for row in rows:
        content = row.get_decoded()
        times = content.get("fadu.session")
        if times is None or not fits(content) or _over(times, now):
            continue
        here = hmac.compare_digest(row.session_key, request.session.session_key or "")
        device = content.get(DEVICE) or []
        named = Words(*device) if device else _UNKNOWN
        found.append((not here, -times["seen"], Place(
            named, _ago(now - times["began"]), _ago(now - times["seen"]), here
        )))  # fmt: skip
    return [place for *_, place in sorted(found, key=lambda each: each[:2])]


def end_others(request: HttpRequest, way: str, account: UUID) -> int:
    """End every session of the account but this one; how many there were."""
    rows = Session.objects.filter(**{way: account})
    count, _ = rows.exclude(session_key=request.session.session_key).delete()
    return count


def _over(times: dict[str, int], now: int) -> bool:
    idle = now - times["seen"] > settings.FADU_IDLE_MINUTES * 60
    return bool(idle or now - times["began"] > settings.FADU_SESSION_HOURS * 3600)


def _ago(seconds: int) -> Words:
    """How long ago, in words: the demo's day is not the machine's."""
    minutes = max(seconds, 0) // 60
    if minutes < 1:
        return Words("刚刚", "just now")
    if minutes < 60:
        return Words(f"{minutes}分钟前", f"{minutes} min ago")
    return Words(f"{minutes // 60}小时前", f"{minutes // 60} h ago")
