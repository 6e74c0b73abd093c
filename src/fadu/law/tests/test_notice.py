"""Reading a notice: from its text, from a file; what is not understood is named, never dropped."""

import json
from datetime import date

import pytest

from fadu.law.calendar import Calendar, CalendarError
from fadu.law.calendar.notice import Notice, read_notice, read_text, remarks
from fadu.law.sheet import SheetError

# The arrangement of 2026, in the manner of the notices.
TEXT_2026 = """
国务院办公厅关于2026年部分节假日安排的通知
测试发〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各单位要妥善安排好值班。
2025年11月4日
"""


def test_a_pasted_text_gives_the_year_as_it_is_shipped() -> None:
    notice = read_text(TEXT_2026)
    shipped = next(year for year in Calendar.shipped().years if year.year == 2026)
    assert notice.year.digest == shipped.digest
    assert notice.year.holidays == shipped.holidays
    assert notice.year.working_days == 248
    assert (notice.number, notice.issued_on) == ("测试发〔2025〕7号", date(2025, 11, 4))
    assert notice.title == "国务院办公厅关于2026年部分节假日安排的通知"
    assert notice.unread == ()
    assert [words.zh for words in notice.understood][1] == (
        "春节：2026年2月15日（周日）至2026年2月23日（周一）休息，共9天"
    )
    assert len(notice.understood) == 8
    assert remarks(notice.year) == []


@pytest.mark.parametrize(
    ("text", "rest", "work"),
    [
        ("元旦：12月30日至1月1日放假，共3天。12月29日上班。", ("2018-12-30", "2019-01-01"), "2018-12-29"),
        ("1、元旦:2018年12月30日至2019年1月1日放假调休,共3天。2018年12月29日（星期六）上班。",
         ("2018-12-30", "2019-01-01"), "2018-12-29"),
        ("清明节：4月5日放假，与周末连休。", ("2019-04-05", "2019-04-05"), ""),
        ("劳动节：５月１日（星期三）至４日（星期六）放假调休，共４天。４月２８日（星期日）上班。",
         ("2019-05-01", "2019-05-04"), "2019-04-28"),
        ("端午节：6月7日放假，6月8日（星期六）补休。", ("2019-06-07", "2019-06-08"), ""),
    ],
)  # fmt: skip
def test_ways_of_writing(text: str, rest: tuple[str, str], work: str) -> None:
    notice = read_text(text, 2019)
    (only,) = notice.year.holidays
    assert (str(only.first), str(only.last)) == rest
    assert " ".join(map(str, notice.year.make_up)) == work
    assert notice.unread == ()


def test_what_is_not_understood_is_named() -> None:
    notice = read_text(TEXT_2026 + "八、另外，3月8日妇女放假半天。\n请于12月1日前报送安排。")
    assert notice.unread == ("八、另外,3月8日妇女放假半天", "请于12月1日前报送安排")
    assert notice.year == read_text(TEXT_2026).year


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("共9天", "共8天", "8 days stated"),
        ("1月4日（周日）上班", "1月4日（周六）上班", "not the weekday"),
        ("1月4日（周日）上班", "1月5日上班", "no weekend day"),
        ("6月19日（周五）至21日", "6月31日至21日", "no such day"),
        ("关于2026年部分节假日安排", "关于部分节假日安排", "for which year"),
        ("5月1日（周五）至5日（周二）放假", "4月6日至5月5日放假", "stated"),
        ("5月9日（周六）上班", "11月1日（周日）上班、4月5日上班", "no weekend day"),
    ],
)
def test_a_text_that_contradicts_itself_is_refused(old: str, new: str, said: str) -> None:
    assert old in TEXT_2026
    with pytest.raises(CalendarError, match=said):
        read_text(TEXT_2026.replace(old, new).replace("2025年11月4日", ""))


def test_a_text_without_days_is_refused() -> None:
    with pytest.raises(CalendarError, match="no rest day"):
        read_text("今天天气很好", 2027)


NEW_YEAR = {"zh": "元旦", "en": "New Year", "from": "2029-12-30", "to": "2030-01-01"}
NATIONAL = {"zh": "国庆节", "en": "National Day", "from": "2030-10-01", "to": "2030-10-07"}
FILE = {
    "year": 2030,
    "rest": [NEW_YEAR, NATIONAL],
    "make_up": ["2029-12-29", "2030-10-12"],
    "working_days": 256,
}


def test_files_in_json_yaml_and_the_form_of_holiday_cn_agree() -> None:
    as_json = read_notice(json.dumps(FILE).encode())
    as_yaml = read_notice(
        "year: 2030\nrest:\n"
        "  - {zh: 元旦, en: New Year, from: 2029-12-30, to: 2030-01-01}\n"
        "  - {zh: 国庆节, en: National Day, from: 2030-10-01, to: 2030-10-07}\n"
        "make_up: [2029-12-29, 2030-10-12]\n".encode()
    )
    days = [("元旦", f"2029-12-{day}", True) for day in (30, 31)]
    days += [("元旦", "2029-12-29", False), ("元旦", "2030-01-01", True)]
    days += [("国庆节", f"2030-10-0{day}", True) for day in range(1, 8)]
    days += [("国庆节", "2030-10-12", False)]
    rows = [{"name": name, "date": day, "isOffDay": off} for name, day, off in days]
    as_days = read_notice(json.dumps({"year": 2030, "papers": [], "days": rows}).encode())
    assert as_json.year == as_yaml.year
    assert as_days.year.digest == as_json.year.digest
    assert as_days.year.holidays == as_json.year.holidays
    assert read_notice(TEXT_2026.encode("gb18030")).year.year == 2026


@pytest.mark.parametrize(
    ("change", "fault", "said"),
    [
        ({"working_days": 255}, CalendarError, "255 working days stated"),
        ({"make_up": ["2030-10-14"]}, CalendarError, "no weekend day"),
        ({"make_up": ["2028-12-30"]}, CalendarError, "no weekend day"),
        ({"rest": [{**NEW_YEAR, "from": "2029-11-30"}]}, CalendarError, "outside"),
        ({"rest": [{**NATIONAL, "to": "2030-09-30"}]}, CalendarError, "reversed"),
        ({"holiday": 1}, SheetError, "not known here"),
        ({"make_up": ["2030-13-01"]}, SheetError, "a date"),
    ],
)
def test_a_file_that_is_wrong_is_refused(
    change: dict[str, object], fault: type[Exception], said: str
) -> None:
    with pytest.raises(fault, match=said):
        read_notice(json.dumps({**FILE, **change}).encode())
    with pytest.raises(CalendarError, match="too large"):
        read_notice(b" " * 300_000)
    with pytest.raises(CalendarError, match="no text"):
        read_notice(b"\xff\xff\xff")


def test_unusual_arrangements_are_remarked_on() -> None:
    year = read_notice(json.dumps(FILE).encode()).year
    said = " ".join(words.en for words in remarks(year))
    assert "Labour Day: 2030-05-02 is a holiday by law" in said
    assert "Spring Festival is not listed" in said
    assert all(remarks(each) == [] for each in Calendar.shipped().years if each.year != 2017)


def test_what_was_read_says_itself_in_both_languages() -> None:
    notice: Notice = read_notice(json.dumps(FILE).encode())
    for words in notice.understood:
        assert words.zh
        assert words.en
