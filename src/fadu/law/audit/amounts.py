"""Numbers as files write them: 34045.8, "3.4万元", "20 percent", "32.89 亩" – exact, never floats."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

_LARGEST = Decimal(10) ** 15
_FULL = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?", re.ASCII)
_TIMES = (
    (re.compile(r"亿"), Decimal(10**8)),
    (re.compile(r"万|\bwan\b|ten thousand"), Decimal(10**4)),
    (re.compile(r"million"), Decimal(10**6)),
    (re.compile(r"千元|thousand"), Decimal(10**3)),
)
_SHARE = re.compile(r"%|percent|per cent|百分之")
MU_PER_M2 = Fraction(3, 2000)  # 1 mu = 2000/3 m²
M2_PER_HECTARE = 10_000


def number(raw: object) -> Decimal | None:
    """The number a value means, a percentage as its share; None when it is none."""
    if isinstance(raw, bool) or raw is None:
        return None
    if isinstance(raw, Decimal):
        found = raw
    elif isinstance(raw, int):
        found = Decimal(raw)
    elif isinstance(raw, float):
        found = Decimal(repr(raw))
    elif isinstance(raw, str):
        return _of_text(raw)
    else:
        return None
    return found if found.is_finite() and abs(found) < _LARGEST else None


def is_share(raw: object) -> bool:
    """Whether the value is written as a percentage."""
    return isinstance(raw, str) and bool(_SHARE.search(raw.translate(_FULL).lower()))


def _of_text(raw: str) -> Decimal | None:
    text = raw.translate(_FULL).lower().strip()
    found = _NUMBER.findall(text)
    if len(text) > 80 or len(found) != 1:
        return None
    try:
        value = Decimal(found[0].replace(",", ""))
    except InvalidOperation:
        return None
    for pattern, times in _TIMES:
        if pattern.search(text):
            value *= times
            break
    if _SHARE.search(text):
        value /= 100
    return value if abs(value) < _LARGEST else None


def plain(value: Decimal | Fraction) -> str:
    """A number for readers and JSON: 422.98, 12,345.6 without commas, never in powers of ten."""
    if isinstance(value, Fraction):
        value = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal("0.0001"))
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan(fen: int) -> str:
    """A sum in fen as yuan with commas: 3404580 → 34,045.80."""
    sign, fen = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{fen // 100:,}.{fen % 100:02d}" if fen % 100 else f"{sign}{fen // 100:,}"


def to_fen(value: Decimal | Fraction) -> int:
    """A sum of yuan in whole fen, rounded down."""
    exact = Fraction(value) * 100
    return exact.numerator // exact.denominator
