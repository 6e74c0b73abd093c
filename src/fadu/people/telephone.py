"""Telephone numbers: what can receive a text, and how a number is shown."""

import re

from fadu.law.words import Words
from fadu.people.identity import normalise

_MOBILE = re.compile(r"1[3-9][0-9]{9}")


def normal_phone(typed: str) -> str:
    """A number as it is compared: no spaces, hyphens or +86, full-width turned to half-width."""
    bare = normalise(typed).replace("-", "")
    return bare.removeprefix("+86") if bare.startswith("+86") else bare


def phone_problem(number: str) -> Words | None:
    """What is wrong with a mobile number (already normal), or None when it can receive a text."""
    if _MOBILE.fullmatch(number):
        return None
    return Words(
        "手机号码应为11位数字，以1开头，例如13900000000",
        "A mobile number has 11 digits and begins with 1, such as 13900000000",
    )


def masked_phone(number: str) -> str:
    """A number for display: the first three and the last two digits."""
    return number[:3] + "*" * (len(number) - 5) + number[-2:] if len(number) > 7 else "****"
