"""Chinese numerals: article numbers (14 → 十四), and sums in capitals (大写金额)."""

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


def arabic(text: str) -> int:
    """The number that a numeral says, also one in digits; 0 for what is no numeral."""
    if text.isascii() and text.isdecimal():
        return int(text)
    number, digit = 0, 0
    for sign in text:
        size = next((size for size, name in _PLACES if name == sign), 0)
        if size:
            number, digit = number + (digit or 1) * size, 0
        elif sign in _DIGITS:
            digit = _DIGITS.index(sign)
        else:
            return 0
    return number + digit


_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
_TENS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def capitals(fen: int) -> str:
    """A sum in capitals. 32889000 → 叁拾贰万捌仟捌佰玖拾元整; 3404580 → 叁万肆仟零肆拾伍元捌角整."""
    if not 0 <= fen < 10**18:
        raise ValueError(f"no sum: {fen}")
    whole, tenths, rest = fen // 100, fen // 10 % 10, fen % 10
    said = f"{_whole(whole)}元" if whole or not fen else ""
    if tenths:
        said += f"{_CAPITALS[tenths]}角"
    elif rest and whole:
        said += "零"
    return said + (f"{_CAPITALS[rest]}分" if rest else "整")


def _whole(number: int) -> str:
    """Whole yuan in groups of four digits; one 零 stands for any run of noughts between."""
    if not number:
        return "零"
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    said, gap = "", False
    for place in range(len(groups) - 1, -1, -1):
        group = groups[place]
        if not group:
            gap = bool(said)
            continue
        if said and (gap or group < 1000):
            said += "零"
        said += _four(group) + _GROUPS[place]
        gap = False
    return said


def _four(group: int) -> str:
    said, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if digit:
            said += ("零" if gap and said else "") + _CAPITALS[digit] + _TENS[place]
        gap = not digit
    return said
