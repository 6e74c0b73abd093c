"""The fine against the range of the law: maximum, minimum, rates, several classes."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from fadu.law.audit.amounts import number, plain, to_fen, yuan
from fadu.law.audit.arithmetic import fine_total
from fadu.law.audit.bench import Bench
from fadu.law.audit.case import Fine, FineLine
from fadu.law.audit.finding import Basis, Finding, Severity, basis
from fadu.law.audit.versions import Standing, standings
from fadu.law.audit.violations import AREA, FEE, GAIN, SUM, VALUE, violations
from fadu.law.derivation import Line
from fadu.law.parameters import Value
from fadu.law.words import Words
from fadu.law.worth import Range

_MAXIMUM = Words("法定最高额", "Statutory maximum")
_MINIMUM = Words("法定最低额", "Statutory minimum")
_PER = {
    "fen_per_m2": Fraction(1),
    "permille": Fraction(1, 1000) * 100,
    "hundredths": Fraction(1, 100) * 100,
}
_BASES: Mapping[str, tuple[str, Words]] = {
    GAIN: ("gain", Words("违法所得", "the illegal gains")),
    FEE: ("fee", Words("开垦费或复垦费", "the cultivation, reclamation or restoration fee")),
    VALUE: ("market_value", Words("矿产品价值", "the market value")),
    AREA: ("area_m2", Words("面积", "the area")),
}
_SQUARE = ("m2", "m²", "sqm", "square", "平方米", "㎡", "平米")


def judge_ranges(bench: Bench) -> Iterator[Finding]:
    """The fine of a case about one violation against its range."""
    fine = bench.case.fine
    found = standings(bench)
    total = fine_total(fine) if fine is not None else None
    if fine is None or total is None or not found:
        return
    if len(found) > 1:
        yield _several(found)
        return
    yield from _rates(fine, found[0])
    yield from _total(bench, fine, total, found[0])
    yield from _classes(bench, fine)


def limits_of(bench: Bench, standing: Standing, value: Value) -> tuple[Range, str] | None:
    """The range in fen for this case, and how it was reached; None when its basis is not known."""
    if not isinstance(value.value, Range):
        return None
    if value.unit == "fen":
        return value.value, value.words.zh
    per, amount = _PER.get(value.unit), base_of(bench, standing.key, value.unit)
    if per is None or amount is None:
        return None
    least, most = value.value.least, value.value.most
    scaled = [
        None if each is None else _floor(amount * each * Fraction(per)) for each in (least, most)
    ]
    return Range(scaled[0], scaled[1]), plain(amount)


def _floor(fen: Fraction) -> int:
    return fen.numerator // fen.denominator


def base_of(bench: Bench, key: str, unit: str) -> Fraction | None:
    """Of what the fine is taken: area in m², gain, fee or value in yuan."""
    kind = _kind(key, unit)
    lines = bench.case.fine.lines if bench.case.fine is not None else ()
    if kind in (AREA, SUM):
        areas = [line.quantity for line in lines if _is_area(line)]
        known = [Fraction(each) for each in areas if each is not None]
        if known and len(known) == len(lines):
            return sum(known, Fraction(0))
    stated = number(bench.fact(_BASES[kind][0])) if kind in _BASES else None
    if stated is not None:
        return Fraction(stated)
    area, each = number(bench.fact("area_m2")), number(bench.fact("fee_per_m2"))
    if kind == FEE and area is not None and each is not None:
        return Fraction(area) * Fraction(each)
    known = [Fraction(line.quantity) for line in lines
             if line.quantity is not None and not _is_area(line)]  # fmt: skip
    return sum(known, Fraction(0)) if known and len(known) == len(lines) else None


def _kind(key: str, unit: str) -> str:
    if unit == "fen_per_m2":
        return AREA
    of, mineral = violations()[key].of, key.startswith("min.")
    if unit == "permille":
        return VALUE if of == VALUE else GAIN
    return VALUE if mineral and of == GAIN and key != "min.resale" else of


def _is_area(line: FineLine) -> bool:
    return any(word in line.unit.lower() for word in _SQUARE)


def _total(bench: Bench, fine: Fine, total: Fraction, standing: Standing) -> Iterator[Finding]:
    applied = standing.applied
    values = [each for each in applied if isinstance(each.value, Range)]
    if not values or len({each.value for each in values}) > 1:
        yield _unclear(applied)
        return
    value = values[-1]
    found = limits_of(bench, standing, value)
    if found is None:
        name = _BASES.get(_kind(standing.key, value.unit), _BASES[AREA])[1]
        yield Finding(
            "fine.maximum", Severity.UNJUDGED, _MAXIMUM,
            Words(f"幅度为{value.words.zh}，没有{name.zh}的数额",
                  f"the range is {value.words.en}; {name.en} is not given"),
            bases=_bases(value), wanted=name,
        )  # fmt: skip
        return
    range_, base = found
    fen = total * 100
    yield from _most(fine, fen, range_, value, base)
    yield from _least(fine, fen, range_, value, base)
    yield from _otherwise(bench, standing, value, fen)


def _most(fine: Fine, fen: Fraction, range_: Range, value: Value, base: str) -> Iterator[Finding]:
    if range_.most is None:
        return
    told = _worked(value, base, range_)
    if fen > range_.most:
        severity = Severity.LAPSE
        over = yuan(_floor(fen - range_.most))
        said = Words(f"超过最高额{over}元", f"{over} yuan above the maximum")
    elif fen == range_.most:
        severity = Severity.WARNING
        said = Words(
            "等于最高额：从重的理由应当写明", "equal to the cap: the decision must say why"
        )
    else:
        severity, said = Severity.IN_ORDER, Words("未超过最高额", "within the maximum")
    yield _compared("fine.maximum", _MAXIMUM, severity, said, fen, range_.most, value, told)
    yield from _own(fine.maximum, range_.most, "fine.maximum.stated", _MAXIMUM, value, told)


def _least(fine: Fine, fen: Fraction, range_: Range, value: Value, base: str) -> Iterator[Finding]:
    if range_.least is None:
        return
    told = _worked(value, base, range_)
    if fen < range_.least:
        severity = Severity.LAPSE
        gap = yuan(_floor(range_.least - fen))
        said = Words(f"低于最低额{gap}元；减轻处罚的须有法定情节并写明",
                     f"{gap} yuan below the minimum: reducing needs a ground in law")  # fmt: skip
    elif fen == range_.least:
        severity, said = Severity.IN_ORDER, Words("等于最低额", "equal to the minimum")
    else:
        severity, said = Severity.IN_ORDER, Words("不低于最低额", "not below the minimum")
    yield _compared("fine.minimum", _MINIMUM, severity, said, fen, range_.least, value, told)
    yield from _own(fine.minimum, range_.least, "fine.minimum.stated", _MINIMUM, value, told)


def _compared(
    code: str, title: Words, severity: Severity, said: Words, fen: Fraction, bound: int,
    value: Value, told: Line,
) -> Finding:  # fmt: skip
    stated = yuan(_floor(fen))
    return Finding(
        code, severity, title,
        Words(f"罚款{stated}元，{title.zh}{yuan(bound)}元：{said.zh}",
              f"fine {stated} yuan, {title.en.lower()} {yuan(bound)} yuan: {said.en}"),
        Words(f"{stated}元", f"{stated} yuan"), Words(f"{yuan(bound)}元", f"{yuan(bound)} yuan"),
        _bases(value), lines=(told,),
    )  # fmt: skip


def _own(
    stated: object, bound: int, code: str, title: Words, value: Value, told: Line
) -> Iterator[Finding]:
    """What the file itself gives as the bound, where it is another sum."""
    said = number(stated)
    if said is None or to_fen(said) == bound:
        return
    yield Finding(
        code, Severity.WARNING, title,
        Words(f"文件所列{title.zh}{plain(said)}元，按{value.words.zh}为{yuan(bound)}元",
              f"the file gives {plain(said)} yuan; by {value.words.en} it is {yuan(bound)}"),
        Words(f"{plain(said)}元", f"{plain(said)} yuan"),
        Words(f"{yuan(bound)}元", f"{yuan(bound)} yuan"), _bases(value), lines=(told,),
    )  # fmt: skip


def _otherwise(bench: Bench, standing: Standing, value: Value, fen: Fraction) -> Iterator[Finding]:
    """What the other version would give, where the choice of version is open."""
    others = [each for each in standing.right if each.value != value.value]
    if not others:
        return
    found = limits_of(bench, standing, others[-1])
    if found is None or found[0].most is None:
        return
    low, high = yuan(found[0].least or 0), yuan(found[0].most)
    fits = (found[0].least or 0) <= fen <= found[0].most
    yield Finding(
        "fine.other_version", Severity.IN_ORDER if fits else Severity.WARNING,
        Words("另一版本的幅度", "Range of the other version"),
        Words(f"按{others[-1].words.zh}为{low}至{high}元，罚款{'在' if fits else '不在'}其内",
              f"by {others[-1].words.en}: {low} to {high} yuan; the fine is "
              f"{'inside' if fits else 'outside'}"),
        Words(f"{yuan(_floor(fen))}元", f"{yuan(_floor(fen))} yuan"),
        Words(f"{low}至{high}元", f"{low} to {high} yuan"), _bases(others[-1]),
    )  # fmt: skip


def _rates(fine: Fine, standing: Standing) -> Iterator[Finding]:
    """Each line's rate per square metre: one outside the range is a lapse, whatever the total."""
    values = [each for each in standing.applied if isinstance(each.value, Range)]
    if not values or len({each.value for each in values}) > 1 or values[-1].unit != "fen_per_m2":
        return
    value = values[-1]
    assert isinstance(value.value, Range)
    for place, line in enumerate(fine.lines, start=1):
        if line.rate is None or not _is_area(line):
            continue
        fen = Fraction(line.rate) * 100
        low, high = value.value.least or 0, value.value.most
        inside = low <= fen and (high is None or fen <= high)
        title = Words(f"第{place}项的标准", f"Rate of line {place}")
        rate = plain(line.rate)
        yield Finding(
            "fine.rate", Severity.IN_ORDER if inside else Severity.LAPSE, title,
            Words(f"每平方米{rate}元，幅度{value.words.zh}", f"{rate} per m²; range {value.words.en}"),
            Words(f"{rate}元/平方米", f"{rate} yuan per m²"), value.words, _bases(value),
        )  # fmt: skip


def _classes(bench: Bench, fine: Fine) -> Iterator[Finding]:
    parts = bench.fact("parts")
    count = len(parts) if isinstance(parts, Mapping | list) else 0
    if count > 1 and len(fine.lines) == 1:
        yield Finding(
            "fine.classes", Severity.UNJUDGED, Words("分地类计算", "A line for each class"),
            Words(f"有{count}种地类，罚款只有一项：各地类标准是否相同不明",
                  f"{count} classes of land and one line: whether the rate is the same for each "
                  "depends on the benchmark applied"),
            wanted=Words("所用裁量基准及各地类标准", "the benchmark applied and its rate by class"),
        )  # fmt: skip


def _several(found: tuple[Standing, ...]) -> Finding:
    names = [violations()[each.key].title for each in found]
    return Finding(
        "fine.maximum", Severity.UNJUDGED, _MAXIMUM,
        Words(f"有几种违法行为（{'、'.join(n.zh for n in names)}），各项罚款须分别列明",
              f"several violations ({'; '.join(n.en for n in names)}): the fine of each is wanted"),
        wanted=Words("每种违法行为的罚款", "the fine of each violation"),
    )  # fmt: skip


def _unclear(values: tuple[Value, ...]) -> Finding:
    said = "；".join(each.words.zh for each in values)
    en = "; ".join(each.words.en for each in values)
    return Finding(
        "fine.maximum", Severity.UNJUDGED, _MAXIMUM,
        Words(f"适用的幅度不明：{said or '没有数字'}", f"which range applies is open: {en or 'no figure'}"),
        wanted=Words("所引条例及行为时间", "the regulation cited and the date of the act"),
    )  # fmt: skip


def _bases(value: Value) -> tuple[Basis, ...]:
    on = value.since or value.until
    return tuple(basis(each, on) for each in value.source.citations) if on is not None else ()


def _worked(value: Value, base: str, range_: Range) -> Line:
    low = f"{yuan(range_.least)}" if range_.least is not None else "0"
    high = f"{yuan(range_.most)}" if range_.most is not None else "…"
    return Line(Words(f"{base} × {value.words.zh} = {low}至{high}元",
                      f"{base} × {value.words.en} = {low} to {high} yuan"))  # fmt: skip
