"""Instants: hours run through nights and rest days in Chinese time; a day ends at its end."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.law.moment import (
    DAY_ENDS,
    POSTED_IN_TIME,
    SHANGHAI,
    MomentError,
    due_at,
    handed_in,
    in_china,
    posted,
)
from fadu.law.period import Hours

FRIDAY = datetime(2021, 10, 15, 16, 30, tzinfo=SHANGHAI)


def test_twenty_four_hours_to_transfer_to_the_police_end_on_a_saturday() -> None:
    answer = due_at(FRIDAY, Hours(24))
    assert answer.at == datetime(2021, 10, 16, 16, 30, tzinfo=SHANGHAI)
    assert [line.on for line in answer.derivation] == [date(2021, 10, 15), date(2021, 10, 16)]
    assert answer.explain("zh").splitlines() == [
        "到期时刻：2021年10月16日（周六）16:30　2021年10月15日（周五）16:30起24小时",
        "  1. 自2021年10月15日（周五）16:30事发时刻起算",
        "  2. 24小时连续计算，于2021年10月16日（周六）16:30届满，不因休息日顺延（读法）",
    ]
    assert answer.explain("en").splitlines()[0] == (
        "Due 2021-10-16 (Sat) 16:30: 24 hours from 2021-10-15 (Fri) 16:30"
    )


def test_it_is_told_in_chinese_time_wherever_the_clock_stood() -> None:
    elsewhere = datetime(2021, 10, 15, 20, 0, tzinfo=UTC)
    answer = due_at(elsewhere, Hours(1))
    assert "2021年10月16日（周六）05:00" in answer.explain("zh")
    assert answer.start.utcoffset() == timedelta(hours=8)
    with pytest.raises(MomentError) as refused:
        due_at(FRIDAY.replace(tzinfo=None), Hours(1))
    assert "没有时区" in refused.value.words.zh
    assert "without zone" in refused.value.words.en


@given(
    st.integers(0, 400_000),
    st.integers(1, 500),
)
def test_hours_are_hours_even_when_clocks_were_put_forward(since: int, n: int) -> None:
    """China kept summer time from 1986 to 1991."""
    start = datetime(1985, 1, 1, tzinfo=UTC) + timedelta(hours=since)
    assert due_at(in_china(start), Hours(n)).at.astimezone(UTC) - start == timedelta(hours=n)


def test_the_last_day_ends_at_24_or_at_close_of_business() -> None:
    last, closes = date(2021, 10, 15), time(17, 30)
    minute = timedelta(minutes=1)
    at_close = datetime(2021, 10, 15, 17, 30, tzinfo=SHANGHAI)
    midnight = datetime(2021, 10, 16, 0, 0, tzinfo=SHANGHAI)
    assert handed_in(at_close, last, closes).kept
    assert not handed_in(at_close + minute, last, closes).kept
    assert handed_in(at_close - timedelta(days=1) + minute, last, closes).kept
    assert not handed_in(at_close + timedelta(days=1) - minute, last, closes).kept
    assert handed_in(midnight - minute, last).kept
    assert not handed_in(midnight, last).kept
    assert handed_in(datetime(2021, 10, 15, 15, 59, tzinfo=UTC), last).kept
    assert not handed_in(datetime(2021, 10, 15, 16, 0, tzinfo=UTC), last).kept


def test_the_verdict_says_why() -> None:
    kept = handed_in(FRIDAY, date(2021, 10, 15), time(17, 30)).line
    assert kept.basis == DAY_ENDS
    assert kept.on == date(2021, 10, 15)
    assert kept.words.en == (
        "done 2021-10-15 (Fri) 16:30, the last day 2021-10-15 (Fri) ends at 17:30: in time "
        "(Civil Code, art. 203)"
    )
    assert kept.words.zh == (
        "2021年10月15日（周五）16:30，末日2021年10月15日（周五）17:30止：按期（《民法典》第二百零三条）"
    )
    late = handed_in(FRIDAY, date(2021, 10, 14)).line
    assert late.words.en.startswith("done 2021-10-15 (Fri) 16:30, the last day 2021-10-14 (Thu) ")
    assert "24:00: late" in late.words.en
    assert "24:00止：逾期" in late.words.zh


def test_what_is_posted_on_the_last_day_is_in_time_whenever_it_arrives() -> None:
    last = date(2024, 10, 15)
    assert posted(last, last).kept
    assert posted(last - timedelta(days=1), last).kept
    assert not posted(last + timedelta(days=1), last).kept
    kept, late = posted(last, last).line, posted(date(2024, 10, 16), last).line
    assert (kept.on, kept.basis) == (last, POSTED_IN_TIME)
    assert kept.words.zh == (
        "2024年10月15日（周二）交邮，末日2024年10月15日（周二），在途时间不计：按期"
        "（《民事诉讼法》第八十五条）"
    )
    assert kept.words.en == (
        "posted 2024-10-15 (Tue), last day 2024-10-15 (Tue), time on the way not counted: in time "
        "(Civil Procedure Law, art. 85)"
    )
    assert "逾期" in late.words.zh
    assert "late (" in late.words.en
    assert late.on == date(2024, 10, 16)
