"""The fine counted again: each line, the total, the capitals, area in mu, parts of an area."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from fadu.law.audit.amounts import MU_PER_M2, number, plain, to_fen, yuan
from fadu.law.audit.bench import Bench
from fadu.law.audit.case import Fine, FineLine
from fadu.law.audit.finding import Finding, Severity
from fadu.law.derivation import Line
from fadu.law.numerals import capitals
from fadu.law.words import Words

_YUAN = 100  # fen: a sum may be rounded down to whole yuan
_TO_PERCENT = Fraction(1, 100)


def judge_arithmetic(bench: Bench) -> Iterator[Finding]:
    """Everything that can be counted again without a law."""
    yield from _mu(bench)
    yield from _parts(bench)
    fine = bench.case.fine
    if fine is None:
        return
    for place, line in enumerate(fine.lines, start=1):
        yield from _line(place, line)
    yield from _total(fine)
    yield from _capitals(fine)


def product(line: FineLine) -> Fraction | None:
    """What a line comes to in yuan, exactly; None when quantity or rate is not given."""
    if line.quantity is None or line.rate is None:
        return None
    exact = Fraction(line.quantity) * Fraction(line.rate)
    return exact * _TO_PERCENT if _meant_percent(line, exact) else exact


def _meant_percent(line: FineLine, exact: Fraction) -> bool:
    """Whether a plain rate such as 50 is per cent: only if the file's own sum says so."""
    if line.share or line.rate is None or line.rate <= 1:
        return False
    told = line.calculated if line.calculated is not None else line.stated
    if told is None or exact == 0:
        return "percent" in line.unit.lower() or "%" in line.unit
    return abs(Fraction(told) - exact * _TO_PERCENT) < 1 <= abs(Fraction(told) - exact)


def fine_total(fine: Fine) -> Fraction | None:
    """The fine in yuan: as stated, else the sum of the stated lines, else as calculated."""
    if fine.stated is not None:
        return Fraction(fine.stated)
    stated = [line.stated for line in fine.lines]
    if stated and all(each is not None for each in stated):
        return sum((Fraction(each) for each in stated if each is not None), Fraction(0))
    products = [product(line) for line in fine.lines]
    known = [each for each in products if each is not None]
    return sum(known, Fraction(0)) if known and len(known) == len(products) else None


def _line(place: int, line: FineLine) -> Iterator[Finding]:
    title = Words(f"罚款第{place}项", f"Fine, line {place}")
    exact = product(line)
    name = f"“{line.what}”" if line.what else ""
    if exact is None or line.quantity is None or line.rate is None:
        if line.stated is not None:
            yield Finding(
                "fine.line", Severity.UNJUDGED, title,
                Words(f"{name}没有写明数量或者标准", f"{name} gives no quantity or no rate"),
                was=_sum(Fraction(line.stated)), wanted=Words("数量和标准", "quantity and rate"),
            )  # fmt: skip
        return
    sum_ = f"{plain(line.quantity)} × {plain(line.rate)}"
    if _meant_percent(line, Fraction(line.quantity) * Fraction(line.rate)):
        sum_ += " %"
    told = Line(Words(f"{sum_} = {_exact(exact)}元", f"{sum_} = {_exact(exact)} yuan"))
    stated = line.stated
    if stated is None:
        yield Finding(
            "fine.line", Severity.UNJUDGED, title,
            Words(f"{name}应为{_exact(exact)}元，没有写明金额",
                  f"{name} comes to {_exact(exact)} yuan; no sum is stated"),
            should=_sum(exact), lines=(told,), wanted=Words("该项金额", "the sum of the line"),
        )  # fmt: skip
    else:
        yield _compared("fine.line", title, Fraction(stated), exact, told, name)
    if line.calculated is not None and abs(Fraction(line.calculated) - exact) >= Fraction(1, 100):
        yield Finding(
            "fine.line.calculated", Severity.WARNING, title,
            Words(f"{name}文件自己算得{plain(line.calculated)}元，应为{_exact(exact)}元",
                  f"{name}: the file calculates {plain(line.calculated)}, it is {_exact(exact)}"),
            was=_sum(Fraction(line.calculated)), should=_sum(exact), lines=(told,),
        )  # fmt: skip


def _compared(
    code: str, title: Words, stated: Fraction, exact: Fraction, told: Line, name: str = ""
) -> Finding:
    """Stated against exact: equal, rounded down by less than a yuan, or wrong."""
    gap = exact - stated
    was, should = _sum(stated), _sum(exact)
    if gap == 0:
        severity = Severity.IN_ORDER
        said = Words(f"{name}{was.zh}，计算相符", f"{name} {was.en}: agrees".strip())
    elif 0 < gap < 1:
        severity = Severity.IN_ORDER
        said = Words(f"{name}{was.zh}，由{should.zh}舍去零头",
                     f"{name} {was.en}: {should.en} rounded down".strip())  # fmt: skip
    elif -1 < gap < 0:
        severity = Severity.WARNING
        said = Words(f"{name}{was.zh}，由{should.zh}进位，多{yuan(to_fen(-gap))}元",
                     f"{name} {was.en}: {should.en} rounded up".strip())  # fmt: skip
    else:
        severity = Severity.LAPSE
        more = "多" if gap < 0 else "少"
        said = Words(
            f"{name}写为{was.zh}，应为{should.zh}，{more}{yuan(to_fen(abs(gap)))}元",
            f"{name} stated {was.en}, it is {should.en}: "
            f"{yuan(to_fen(abs(gap)))} too {'much' if gap < 0 else 'little'}".strip(),
        )
    return Finding(code, severity, title, said, was, should, lines=(told,))


def _total(fine: Fine) -> Iterator[Finding]:
    title = Words("罚款合计", "Total of the fine")
    if not fine.lines or fine.stated is None:
        return
    sums = [product(line) if line.stated is None else Fraction(line.stated) for line in fine.lines]
    known = [each for each in sums if each is not None]
    if len(known) < len(sums):
        yield Finding(
            "fine.total", Severity.UNJUDGED, title,
            Words("有的项没有金额，无法合计", "a line has no sum: the total cannot be checked"),
            was=_sum(Fraction(fine.stated)), wanted=Words("每项金额", "the sum of every line"),
        )  # fmt: skip
        return
    exact = sum(known, Fraction(0))
    added = " + ".join(_exact(each) for each in known)
    told = Line(Words(f"{added} = {_exact(exact)}元", f"{added} = {_exact(exact)} yuan"))
    yield _compared("fine.total", title, Fraction(fine.stated), exact, told)


def _capitals(fine: Fine) -> Iterator[Finding]:
    total = fine_total(fine)
    if total is None or total < 0:
        return
    title = Words("大写金额", "Capitals")
    right = capitals(to_fen(total))
    should = Words(right, right)
    if not fine.capitals:
        yield Finding(
            "fine.capitals", Severity.UNJUDGED, title,
            Words(f"大写应为：{right}；文件没有写明决定书的大写",
                  f"in capitals: {right}; the file does not say how the decision writes it"),
            should=should, wanted=Words("决定书的大写金额", "the capitals of the decision"),
        )  # fmt: skip
        return
    same = _unified(fine.capitals) == _unified(right)
    severity = Severity.IN_ORDER if same else Severity.LAPSE
    said = Words(f"大写：{fine.capitals}" + ("" if same else f"，应为{right}"),
                 f"in capitals: {fine.capitals}" + ("" if same else f"; it is {right}")
                 )  # fmt: skip
    yield Finding("fine.capitals", severity, title, said,
                  Words(fine.capitals, fine.capitals), should)  # fmt: skip


def _unified(text: str) -> str:
    """Capitals without the freedoms of writing: 圆 for 元, 正 or nothing for 整, 人民币 before."""
    plain_ = text.replace("圆", "元").replace("正", "整").replace("人民币", "").replace(" ", "")
    return plain_.removesuffix("整").replace("零角零分", "")


def _mu(bench: Bench) -> Iterator[Finding]:
    """The area in mu: 1 mu = 2000/3 m², rounded as the document rounds."""
    area, stated = number(bench.fact("area_m2")), number(bench.fact("area_mu_stated"))
    if area is None or stated is None:
        return
    exact = Fraction(area) * MU_PER_M2
    places = max(0, -int(stated.as_tuple().exponent)) if stated.is_finite() else 0
    unit = Decimal(1).scaleb(-max(places, 2))
    ratio = Decimal(exact.numerator) / Decimal(exact.denominator)
    should = ratio.quantize(unit, ROUND_HALF_UP)
    told = Line(
        Words(f"{plain(area)}平方米 × 3 ÷ 2000 = {plain(exact)}亩",
              f"{plain(area)} m² × 3 / 2000 = {plain(exact)} mu")
    )  # fmt: skip
    step = Fraction(1, 10**places)
    if abs(Fraction(stated) - exact) * 2 <= step:
        severity, said = Severity.IN_ORDER, Words("相符", "agrees")
    elif 0 < exact - Fraction(stated) < step:
        severity, said = Severity.WARNING, Words("舍去零头而未四舍五入", "cut off, not rounded")
    else:
        severity, said = Severity.LAPSE, Words("不符", "does not agree")
    yield Finding(
        "area.mu", severity, Words("亩数换算", "Mu conversion"),
        Words(f"写为{plain(stated)}亩，应为{plain(should)}亩：{said.zh}",
              f"stated {plain(stated)} mu, it is {plain(should)} mu: {said.en}"),
        Words(f"{plain(stated)}亩", f"{plain(stated)} mu"),
        Words(f"{plain(should)}亩", f"{plain(should)} mu"), lines=(told,),
    )  # fmt: skip


def _parts(bench: Bench) -> Iterator[Finding]:
    """The parts of the area by class add up to the whole."""
    raw, area = bench.fact("parts"), number(bench.fact("area_m2"))
    if area is None or raw is None:
        return
    values = list(raw.values()) if isinstance(raw, Mapping) else raw
    if not isinstance(values, list):
        return
    found = [number(_area(each)) for each in values]
    known = [each for each in found if each is not None]
    if not known or len(known) < len(found):
        return
    whole = sum(known, Decimal(0))
    added = " + ".join(plain(each) for each in known)
    same = whole == area
    yield Finding(
        "area.parts", Severity.IN_ORDER if same else Severity.LAPSE,
        Words("分地类面积合计", "Land class: parts add up"),
        Words(f"{added} = {plain(whole)}平方米，总面积{plain(area)}平方米"
              + ("，相符" if same else f"，相差{plain(abs(whole - area))}平方米"),
              f"{added} = {plain(whole)} m², the whole is {plain(area)} m²"
              + (": agrees" if same else f": {plain(abs(whole - area))} m² apart")),
        Words(f"{plain(whole)}平方米", f"{plain(whole)} m²"),
        Words(f"{plain(area)}平方米", f"{plain(area)} m²"),
    )  # fmt: skip


def _area(raw: object) -> object:
    return raw.get("area_m2", raw.get("area")) if isinstance(raw, Mapping) else raw


def _exact(value: Fraction) -> str:
    """A sum of yuan as exactly as it is, up to four decimals."""
    return yuan(to_fen(value)) if (value * _YUAN).denominator == 1 else f"{plain(value)}"


def _sum(value: Fraction) -> Words:
    return Words(f"{_exact(value)}元", f"{_exact(value)} yuan")
