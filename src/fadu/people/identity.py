"""Identity numbers: the check of a resident number and of a unified credit code, and masking.

A resident identity number has 18 characters: division (6), birth date (8), serial (3) and a check
character (ISO 7064 mod 11-2). Divisions are not looked up: codes are withdrawn over time, and a
person keeps the number of the day of issue. A unified social credit code has 18 characters with a
mod 31 check character (GB 32100).
"""

import datetime
import re
from enum import StrEnum

from fadu.law.words import Words


class PersonKind(StrEnum):
    """A natural person (自然人) or a legal person or other organisation (法人或其他组织)."""

    NATURAL = "natural"
    LEGAL = "legal"


_RESIDENT = re.compile(r"[0-9]{17}[0-9X]")  # \d would let foreign digits pass
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT = re.compile(f"[{_CREDIT_ALPHABET}]{{18}}")


def resident_check_character(first17: str) -> str:
    """The last character of a resident number, from its first 17 digits."""
    total = sum(
        int(digit) * weight for digit, weight in zip(first17, _RESIDENT_WEIGHTS, strict=True)
    )
    return "10X98765432"[total % 11]


def credit_check_character(first17: str) -> str:
    """The last character of a unified social credit code, from its first 17 characters."""
    total = sum(
        _CREDIT_ALPHABET.index(character) * pow(3, place, 31)
        for place, character in enumerate(first17)
    )
    return _CREDIT_ALPHABET[(31 - total % 31) % 31]


def normalise(number: str) -> str:
    """The number as it is compared: no spaces, full-width turned to half-width, capital letters."""
    narrow = "".join(
        chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character
        for character in number
    )
    return "".join(narrow.split()).upper()


def problem(kind: PersonKind, number: str) -> Words | None:
    """What is wrong with an identity number (already normalised), or None when it holds."""
    if kind is PersonKind.LEGAL:
        if not _CREDIT.fullmatch(number):
            return Words(
                "统一社会信用代码应为18位数字或大写字母（不含I、O、S、V、Z）",
                "A unified credit code has 18 digits or capital letters (no I, O, S, V, Z)",
            )
        if credit_check_character(number[:17]) != number[17]:
            return Words(
                "统一社会信用代码的校验位不符，请逐位核对",
                "The check character of the credit code does not fit; compare it sign by sign",
            )
        return None
    if not _RESIDENT.fullmatch(number):
        return Words(
            "居民身份证号码应为18位，前17位为数字，末位为数字或X",
            "A resident identity number has 17 digits and a last digit or X",
        )
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return Words(
            "身份证号码第7至14位不是一个日期，请核对出生日期",
            "Characters 7 to 14 of the identity number are no date; check the date of birth",
        )
    if resident_check_character(number[:17]) != number[17]:
        return Words(
            "身份证号码的校验位不符，请逐位核对",
            "The check character of the identity number does not fit; compare it digit by digit",
        )
    return None


def masked(number: str) -> str:
    """An identity number for display: the first six and last two characters, stars between."""
    return number[:6] + "*" * max(len(number) - 8, 0) + number[-2:] if len(number) > 8 else "****"


def masked_phone(number: str) -> str:
    """A telephone number for display: the first three and last four digits, stars between."""
    return f"{number[:3]}****{number[-4:]}" if len(number) > 8 else "****"


def masked_name(name: str) -> str:
    """A name for the public: the first character and stars (张** for 张某某)."""
    return name[:1] + "*" * max(len(name) - 1, 1)
