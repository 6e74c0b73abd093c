"""The fine as a file states it: lines of quantity and rate, totals, capitals."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from fadu.law.audit.amounts import is_share, number
from fadu.law.audit.case import Fine, FineLine

Fault = Callable[[str, str, str], None]
_LINES = ("lines", "items", "明细")
_STATED = ("stated_total", "stated", "total", "fine", "fine_yuan", "罚款金额", "合计")
_CAPITALS = ("capitals", "stated_capitals", "capitals_stated", "in_capitals", "大写", "大写金额")

# What a fine may hold; the file's own verdicts among it, which count for nothing here.
FINE_KEYS = frozenset(
    {*_LINES, *_STATED, *_CAPITALS, "calculated_total", "statutory_maximum", "statutory_minimum",
     "total_agrees", "within_maximum", "above_minimum"}
)  # fmt: skip


def read_fine(raw: object, fault: Fault) -> Fine | None:
    """The fine of a case; a bare number or text is its sum. None when the file says nothing."""
    if raw is None:
        return None
    if not isinstance(raw, Mapping):
        sum_ = number(raw)
        if sum_ is None:
            fault("fine_check", "应为金额或 {lines, …}", "a sum or {lines, …} is expected")
            return None
        return Fine(stated=sum_)
    rows = _first(raw, _LINES)
    if rows is not None and not isinstance(rows, list):
        fault("fine_check.lines", "应为列表 […]", "a list is expected")
        return None
    lines = [_line(place, row, fault) for place, row in enumerate(rows or (), start=1)]
    capitals = _first(raw, _CAPITALS)
    return Fine(
        lines=tuple(line for line in lines if line is not None),
        stated=number(_first(raw, _STATED)),
        calculated=number(raw.get("calculated_total")),
        maximum=number(raw.get("statutory_maximum")),
        minimum=number(raw.get("statutory_minimum")),
        capitals=capitals.strip() if isinstance(capitals, str) else "",
    )


def _line(place: int, row: object, fault: Fault) -> FineLine | None:
    if not isinstance(row, Mapping):
        fault(f"fine_check.lines[{place}]", "应为 {what, quantity, rate, stated}",
              "{what, quantity, rate, stated} is expected")  # fmt: skip
        return None
    rate = _first(row, ("rate", "multiple", "times", "percent", "标准", "倍数", "比例"))
    share = is_share(rate) or row.get("percent") is not None
    value = number(rate)
    if value is not None and share and not is_share(rate):
        value /= Decimal(100)
    return FineLine(
        what=str(_first(row, ("what", "name", "项目", "地类")) or ""),
        quantity=number(_first(row, ("quantity", "area", "base", "数量", "面积", "基数"))),
        unit=str(_first(row, ("unit", "单位")) or ""),
        rate=value,
        stated=number(_first(row, ("stated", "amount", "fine", "金额"))),
        calculated=number(row.get("calculated")),
        share=share,
    )


def _first(row: Mapping[object, object], keys: tuple[str, ...]) -> object:
    return next((row[key] for key in keys if row.get(key) is not None), None)
