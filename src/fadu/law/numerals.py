"""Chinese numerals for article numbers (14 → 十四), as citations are written in Chinese law."""

_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def chinese(number: int) -> str:
    """The numeral of 1 … 9999; ValueError outside. 20 → 二十, 110 → 一百一十, 1009 → 一千零九."""
    if not 1 <= number <= 9999:
        raise ValueError(f"no article number: {number}")
    said: list[str] = []
    rest, gap = number, False
    for size, name in _PLACES:
        digit, rest = divmod(rest, size)
        if digit:
            said += ["零"] * (gap and bool(said)) + [_DIGITS[digit], name]
        gap = not digit
    text = "".join(said)
    return text[1:] if text.startswith("一十") else text
