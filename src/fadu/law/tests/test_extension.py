"""Extensions: added before the period ends, by whom the law names, no longer and no oftener."""

from datetime import date

import pytest

from fadu.law.calendar import Calendar
from fadu.law.derivation import table
from fadu.law.extension import Power, faults
from fadu.law.period import (
    Days,
    Extension,
    ExtensionError,
    Immediate,
    Months,
    WorkingDays,
    due,
)
from fadu.law.sources import cite
from fadu.law.tests.golden import DAY, stop
from fadu.law.words import Words

CALENDAR = Calendar.shipped()
HEAD = Words("本机关负责人", "the head of the organ")
LEADER = Words("分管负责人", "the deputy in charge")
# 行政许可法 42: twenty working days, ten more by the head.
START = date(2021, 3, 1)
LIMIT = WorkingDays(20)
DUE = date(2021, 3, 29)
TEN_MORE = Extension(date(2021, 3, 26), WorkingDays(10), HEAD, cite("行政许可法", 42))
POWER = Power(HEAD, cite("行政许可法", 42), WorkingDays(10))


def test_an_extension_lengthens_the_period_from_its_own_end() -> None:
    assert due(START, LIMIT, CALENDAR).on == DUE
    longer = due(START, LIMIT, CALENDAR, extensions=[TEN_MORE])
    assert longer.on == due(START, WorkingDays(30), CALENDAR).on == date(2021, 4, 13)
    assert (longer.period, longer.extensions) == (WorkingDays(30), (TEN_MORE,))
    assert faults(TEN_MORE, POWER, DUE) == ()


def test_months_and_days_are_added_before_the_last_day_rolls() -> None:
    more = Extension(date(2021, 2, 20), Months(1), HEAD)
    assert due(date(2021, 1, 31), Months(1), CALENDAR).on == date(2021, 3, 1)  # 28th: Sunday
    assert due(date(2021, 1, 31), Months(1), CALENDAR, extensions=[more]).on == date(2021, 3, 31)
    thirty = Extension(date(2021, 10, 8), Days(30), HEAD)
    assert due(date(2021, 8, 2), Days(60), CALENDAR).on == date(2021, 10, 8)  # rolled, 1 October
    assert due(date(2021, 8, 2), Days(60), CALENDAR, extensions=[thirty]).on == date(2021, 11, 1)


def test_it_is_told_and_stands_with_suspensions() -> None:
    notice = stop(date(2021, 3, 3), date(2021, 3, 9))
    longer = due(START, LIMIT, CALENDAR, [notice], [TEN_MORE])
    assert longer.on == due(START, WorkingDays(30), CALENDAR, [notice]).on
    assert longer.explain("zh").splitlines()[0].endswith("30个工作日（含延长）")
    assert "30 working days with extensions" in longer.explain("en")
    assert longer.derivation[1].words.zh == (
        "2021年3月26日（周五）经本机关负责人延长10个工作日（《行政许可法》第四十二条）"
    )
    assert longer.derivation[1].words.en == (
        "extended on 2021-03-26 (Fri) by the head of the organ, by 10 working days "
        "(Administrative Licensing Law, art. 42)"
    )
    assert table(longer.derivation, "zh")[1] == (
        "2021年3月26日（周五）",
        "2021年3月26日（周五）经本机关负责人延长10个工作日",
        "《行政许可法》第四十二条",
    )
    assert table(longer.derivation, "en")[-1] == (
        "2021-04-20 (Tue)",
        "working day no. 30 is 2021-04-20 (Tue)",
        "",
    )


def test_the_first_extension_may_give_the_second_its_time() -> None:
    """The second is granted after the original end, within the first extension."""
    second = Extension(date(2021, 4, 12), WorkingDays(5), HEAD)
    longer = due(START, LIMIT, CALENDAR, extensions=[second, TEN_MORE])
    assert longer.on == due(START, WorkingDays(35), CALENDAR).on
    assert longer.extensions == (TEN_MORE, second)
    with pytest.raises(ExtensionError):
        due(START, LIMIT, CALENDAR, extensions=[second])
    third = Extension(date(2021, 4, 14), WorkingDays(5), HEAD)  # the first ended on the 13th
    with pytest.raises(ExtensionError):
        due(START, LIMIT, CALENDAR, extensions=[TEN_MORE, third])


def test_on_the_last_day_it_is_in_time_and_a_day_later_not() -> None:
    last = Extension(DUE, WorkingDays(10), HEAD)
    late = Extension(DUE + DAY, WorkingDays(10), HEAD)
    assert due(START, LIMIT, CALENDAR, extensions=[last]).on == date(2021, 4, 13)
    with pytest.raises(ExtensionError) as refused:
        due(START, LIMIT, CALENDAR, extensions=[late])
    assert refused.value.words.zh == "期限已于2021-03-29届满，不能在2021-03-30延长"
    assert "had ended on 2021-03-29" in refused.value.words.en
    assert faults(last, POWER, DUE) == ()
    assert [fault.en for fault in faults(late, POWER, DUE)] == [refused.value.words.en]


@pytest.mark.parametrize(
    ("period", "more"),
    [
        (Days(60), WorkingDays(10)),
        (Immediate(), Immediate()),
        (Days(3), Immediate()),
        (Immediate(), Days(3)),
    ],
)
def test_another_unit_cannot_be_added(period: Days | Immediate, more: WorkingDays) -> None:
    with pytest.raises(ExtensionError) as refused:
        due(START, period, CALENDAR, extensions=[Extension(START, more, HEAD)])
    assert "同一单位" in refused.value.words.zh
    assert "same unit" in refused.value.words.en


def test_every_fault_of_an_extension_is_found_by_itself() -> None:
    wrong = Extension(DUE, WorkingDays(10), LEADER)
    assert _zh(wrong) == ["应由本机关负责人批准延长，实为分管负责人（《行政许可法》第四十二条）"]
    for period in (WorkingDays(11), Days(10), Immediate()):
        found = faults(Extension(DUE, period, HEAD), POWER, DUE)
        assert [fault.zh[:2] for fault in found] == ["延长"]
        assert "over the 10 working days allowed" in found[0].en
    assert faults(TEN_MORE, POWER, DUE, [TEN_MORE])[0].en.startswith("extended 1 times before")
    at_once = Power(HEAD, POWER.basis, Immediate())
    for period in (Immediate(), WorkingDays(1)):
        assert len(faults(Extension(DUE, period, HEAD), at_once, DUE)) == 1
    free = Power(HEAD, POWER.basis, most=None, times=None)
    assert faults(Extension(DUE, Days(99), HEAD), free, DUE, [TEN_MORE, TEN_MORE]) == ()
    twice = Power(HEAD, POWER.basis, WorkingDays(10), times=2)
    assert faults(TEN_MORE, twice, DUE, [TEN_MORE]) == ()
    all_wrong = Extension(DUE + DAY, WorkingDays(99), LEADER)
    assert len(faults(all_wrong, POWER, DUE, [TEN_MORE])) == 4


def _zh(extension: Extension) -> list[str]:
    return [fault.zh for fault in faults(extension, POWER, DUE)]
