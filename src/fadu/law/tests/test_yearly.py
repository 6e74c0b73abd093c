"""Yearly duties fall due on their day; `before` excludes it, and no rest day moves it."""

from datetime import date

import pytest

from fadu.law.parameters import Parameters
from fadu.law.units import PeriodError, YearDay, parse_yearday
from fadu.law.yearly import Duty, duties

COUNTY = "511725"
PARAMETERS = Parameters.load()


def duty(key: str, year: int, division: str = COUNTY) -> Duty:
    """One duty of a year."""
    (found,) = (each for each in duties(year, PARAMETERS, division) if each.value.key == key)
    return found


def test_the_bureau_handed_in_its_report_of_2020_too_late() -> None:
    report = duty("yr.legal_report.submit", 2021)
    assert report.last == date(2021, 2, 28)  # a Sunday, and not moved on
    assert report.days_late(date(2021, 3, 2)) == 2
    assert report.days_late(date(2021, 3, 1)) == 1
    assert report.days_late(date(2021, 2, 28)) == 0
    said = [line.zh for line in report.derivation]
    assert "《法治政府建设与责任落实督察工作规定》第二十三条" in said[0]
    assert said[1] == "“3月1日前”不含当日，最后一日为 2021-02-28"
    assert "“before” excludes 2021-03-01" in report.derivation[1].en


def test_the_last_day_before_march_knows_leap_years() -> None:
    assert duty("yr.legal_report.submit", 2024).last == date(2024, 2, 29)


def test_what_is_due_by_a_day_includes_it() -> None:
    report = duty("foi.annual.dept", 2021)
    assert report.last == date(2021, 1, 31)
    assert report.days_late(date(2021, 1, 31)) == 0
    assert not [line for line in report.derivation if "excludes" in line.en]


def test_a_year_in_its_order() -> None:
    found = [(each.value.key, each.last.isoformat()) for each in duties(2026, PARAMETERS, COUNTY)]
    assert found[:5] == [
        ("foi.annual.dept", "2026-01-31"),
        ("pub.enforce.annual", "2026-01-31"),
        ("yr.legal_report.submit", "2026-02-28"),
        ("foi.annual.govt", "2026-03-31"),
        ("yr.legal_report.publish", "2026-03-31"),
    ]
    assert ("yr.constitution_day", "2026-12-04") in found
    assert found == sorted(found, key=lambda row: (row[1], row[0]))


def keys(year: int) -> set[str]:
    """The keys of the duties of a year."""
    return {each.value.key for each in duties(year, PARAMETERS, COUNTY)}


def test_a_duty_counts_from_the_year_in_which_its_law_held_that_day() -> None:
    assert "yr.legal_report.publish" not in keys(2019)  # in force from 2019-04-15, after 1 April
    assert "yr.legal_report.publish" in keys(2020)
    assert "yr.constitution_day" not in keys(2024)
    assert "yr.constitution_day" in keys(2025)


def test_a_county_that_is_stricter_has_the_earlier_day_and_the_doubtful_says_so() -> None:
    source = {"document": {"zh": "县规定", "en": "county rule"}}
    row = {"layer": COUNTY, "from": date(2022, 1, 1), "value": "by 02-15", "source": source}
    row["confidence"] = "unconfirmed"
    parameters = PARAMETERS.having({"yr.legal_report.submit": {"values": [row]}})
    for division, last in ((COUNTY, date(2022, 2, 15)), ("511724", date(2022, 2, 28))):
        (found,) = (
            each
            for each in duties(2022, parameters, division)
            if each.value.key == "yr.legal_report.submit"
        )
        assert found.last == last
        assert ("unconfirmed" in found.derivation[-1].en) is (division == COUNTY)


@pytest.mark.parametrize("text", ["03-01", "until 03-01", "by 3-1", "by 02-30", "on 00-10", ""])
def test_what_is_no_day_of_the_year_is_refused(text: str) -> None:
    with pytest.raises(PeriodError, match="no day of the year"):
        parse_yearday(text)


def test_a_day_of_the_year_goes_round() -> None:
    for text in ("before 03-01", "by 01-31", "on 12-04"):
        assert str(parse_yearday(text)) == text
    assert YearDay("on", 2, 29).last(2021) == date(2021, 2, 28)
    assert YearDay("before", 3, 1).order < YearDay("by", 3, 1).order
