"""What may be published: nobody's numbers, nothing hidden, periods with their basis."""

import pytest

from fadu.registers.bulletin.rules import (
    ItemKind,
    corrects_what_stands,
    period_fits,
    personal_numbers,
    plain_text,
    whole_in_english,
    without_personal_numbers,
)

MOBILE, IDENTITY, CARD = "手机号码", "身份证号码", "银行卡号"


@pytest.mark.parametrize(
    ("text", "what", "paragraph", "sign"),
    [
        ("联系电话：13900000001。", MOBILE, 1, 6),
        ("第一段。\n\n第二段请拨 139-0000-0001", MOBILE, 2, 7),
        ("请拨139 0000 0001或来人", MOBILE, 1, 3),
        ("+8613900000001", MOBILE, 1, 1),
        ("１３９０００００００１", MOBILE, 1, 1),
        ("身份证11010519491231002X的张某", IDENTITY, 1, 4),
        ("110105 19491231 002x", IDENTITY, 1, 1),
        # A slip in the check character makes it no less somebody's number.
        ("110105194912310021", IDENTITY, 1, 1),
        ("旧证130503670401001", IDENTITY, 1, 3),
        ("卡号6222021234567890128", CARD, 1, 3),
        ("卡号 4111 1111 1111 1111", CARD, 1, 4),
    ],
)
def test_personal_numbers_are_found_by_their_form(
    text: str, what: str, paragraph: int, sign: int
) -> None:
    found = list(personal_numbers(text))
    assert [(one.what.zh, one.paragraph, one.sign) for one in found] == [(what, paragraph, sign)]
    assert "*" in found[0].masked


@pytest.mark.parametrize(
    "text",
    [
        "单位电话 0818-7222222",
        "2020-04-22 至 2020-05-06，共 13 天",
        "编号 511725-2020-ZY-000001",
        "不动产单元 511725001001GB00001F00010001",
        "统一社会信用代码 91110000600037341L",
        "4111111111111112",  # Control: not a card, by its check digit.
        "110105194913310021",  # Control: there is no 13th month.
        "23900000001",
        "面积 139000000015 平方米",
    ],
)
def test_control_other_numbers_are_left_alone(text: str) -> None:
    assert not list(personal_numbers(text))


def test_each_number_is_told_once_and_masked() -> None:
    text = {"body": "13900000001，13900000002\n110105199003070010"}
    reasons = without_personal_numbers(text)
    assert [reason.subject for reason in reasons] == ["body"] * 3
    assert "第 1 段第 13 字" in reasons[1].words.zh
    assert "paragraph 2, sign 1" in reasons[2].words.en
    assert not any("13900000001" in reason.words.zh for reason in reasons)


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u0000", "\x1b", "\u2066", "\ufeff"])
def test_hidden_signs_are_refused_with_their_place(sign: str) -> None:
    (reason,) = plain_text({"title": f"通知{sign}书"})
    assert reason.code == "hidden_sign"
    assert "第 3 字" in reason.words.zh


def test_control_rare_characters_and_new_lines_are_text() -> None:
    assert not plain_text({"body": "渠县𠮷村\n<script>alert(1)</script> “引号”——"})


@pytest.mark.parametrize(
    ("kind", "number", "basis", "codes"),
    [
        (ItemKind.NEWS, None, "", []),
        (ItemKind.NEWS, 5, "本局决定", ["period_unfit"]),
        (ItemKind.NOTICE, None, "", []),
        (ItemKind.NOTICE, 5, "", ["period_without_basis"]),
        (ItemKind.NOTICE, 5, "本局决定", []),
        (ItemKind.NOTICE, 0, "本局决定", ["period_unfit"]),
        (ItemKind.CONSULTATION, None, "", ["period_missing"]),
        (ItemKind.CONSULTATION, 30, "本局决定", []),
    ],
)
def test_a_period_is_stated_with_its_basis(
    kind: ItemKind, number: int | None, basis: str, codes: list[str]
) -> None:
    assert [reason.code for reason in period_fits(kind, number, basis)] == codes


def test_english_is_whole_or_left_out() -> None:
    assert not whole_in_english("", " ")
    assert not whole_in_english("News", "Text")
    assert whole_in_english("News", "")
    assert whole_in_english("", "Text")


def test_a_correction_is_of_what_stands_and_says_what() -> None:
    news, notice = ItemKind.NEWS, ItemKind.NOTICE
    assert not corrects_what_stands("", news, None, "")
    assert not corrects_what_stands("2020-0001", news, news, "日期有误")
    for standing, remark in ((None, "日期有误"), (notice, "日期有误"), (news, " ")):
        assert corrects_what_stands("2020-0001", news, standing, remark)
