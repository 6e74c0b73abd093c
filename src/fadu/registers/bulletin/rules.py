"""The rules on what may be published, as pure functions."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal

# Review before publication and who answers for it: the bureau's own published word.
REVIEW = cite("渠县自然资源局2020年度法治政府建设情况报告")


# What moves the end of a period that was announced.
HOLIDAYS = cite("全国年节及纪念日放假办法")


class ItemKind(StrEnum):
    """What is published."""

    NEWS = "news"
    NOTICE = "notice"
    CONSULTATION = "consultation"
    HEARING = "hearing"

    @property
    def words(self) -> Words:
        """Its name."""
        return KIND_WORDS[self]


KIND_WORDS = {
    ItemKind.NEWS: Words("工作动态", "News"),
    ItemKind.NOTICE: Words("公示公告", "Public notice"),
    ItemKind.CONSULTATION: Words("征求意见", "Consultation"),
    ItemKind.HEARING: Words("听证公告", "Hearing notice"),
}


class PeriodUnit(StrEnum):
    """In what a stated period counts; the short form of `law.period`."""

    WORKING_DAYS = "wd"
    DAYS = "d"


UNIT_WORDS = {
    PeriodUnit.WORKING_DAYS: Words("个工作日", "working days"),
    PeriodUnit.DAYS: Words("日（自然日）", "calendar days"),
}
FIELD_WORDS = {
    "title": Words("标题", "Title"),
    "body": Words("正文", "Text"),
    "title_en": Words("英文标题", "English title"),
    "body_en": Words("英文正文", "English text"),
    "place": Words("地点", "Place"),
    "remark": Words("更正说明", "What was corrected"),
    "period_basis": Words("期限依据", "Basis of the period"),
    "reason": Words("撤下理由", "Reason of withdrawal"),
}


class Found(NamedTuple):
    """A personal number in a text: what it is, its paragraph and sign (from 1), and it, masked."""

    what: Words
    paragraph: int
    sign: int
    masked: str


_MOBILE = Words("手机号码", "mobile telephone number")
_IDENTITY = Words("身份证号码", "identity number")
_CARD = Words("银行卡号", "bank card number")
# Whole, or in the groups in which people write them; a sign of the same kind keeps groups apart.
_PATTERNS = (
    (_IDENTITY, re.compile(r"(?<!\d)\d{6}([ -]?)\d{8}\1\d{3}[\dXx](?![\dXx])")),
    (_IDENTITY, re.compile(r"(?<![0-9A-Za-z])\d{15}(?![0-9A-Za-z])")),
    (
        _CARD,
        re.compile(
            r"(?<![0-9A-Za-z])(?:\d{16,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?)"
            r"(?![0-9A-Za-z])"
        ),
    ),
    (_MOBILE, re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d([ -]?)\d{4}\1\d{4}(?!\d)")),
)


def personal_numbers(text: str) -> Iterator[Found]:
    """Identity numbers, mobile telephones and bank cards, in the order of the text.

    Full-width digits count as digits. An office's fixed line is no personal number.
    """
    paragraphs = [line for line in text.split("\n") if line.strip()]
    for number, line in enumerate(paragraphs, start=1):
        narrow = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in line)
        taken: set[int] = set()
        found = []
        for what, pattern in _PATTERNS:
            for match in pattern.finditer(narrow):
                span = set(range(*match.span()))
                if not span & taken and _is(what, re.sub(r"[ +-]", "", match[0])):
                    taken |= span
                    found.append(Found(what, number, match.start() + 1, _masked(match[0])))
        yield from sorted(found, key=lambda one: one.sign)


def _is(what: Words, digits: str) -> bool:
    if what is _CARD:
        return _luhn(digits)
    if what is _IDENTITY:
        born = digits[6:14] if len(digits) == 18 else f"19{digits[6:12]}"
        try:
            date(int(born[:4]), int(born[4:6]), int(born[6:]))
        except ValueError:
            return False
        return "1900" <= born[:4] <= "2100"
    return True


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _masked(number: str) -> str:
    return number[:3] + "*" * (len(number) - 5) + number[-2:]


def without_personal_numbers(texts: Mapping[str, str]) -> list[Refusal]:
    """What is published holds nobody's numbers; each is told with its place, masked."""
    return [
        _refusal(
            "personal_number",
            Words(
                f"{FIELD_WORDS[field].zh}第 {one.paragraph} 段第 {one.sign} 字起"
                f"疑为{one.what.zh}：{one.masked}",
                f"{FIELD_WORDS[field].en}, paragraph {one.paragraph}, sign {one.sign}: "
                f"this looks like a {one.what.en}: {one.masked}",
            ),
            Words(
                "公开前请删去个人信息；需要联系方式的，写单位电话",
                "Take personal data out before publication; give an office telephone instead",
            ),
            field,
        )
        for field, text in texts.items()
        for one in personal_numbers(text)
    ]


def plain_text(texts: Mapping[str, str]) -> list[Refusal]:
    """A published text is what it looks like: no control signs, nothing that turns it around."""
    return [
        _refusal(
            "hidden_sign",
            Words(
                f"{FIELD_WORDS[field].zh}第 {place + 1} 字是看不见的控制字符（U+{ord(sign):04X}）",
                f"{FIELD_WORDS[field].en}: sign {place + 1} is an invisible control character "
                f"(U+{ord(sign):04X})",
            ),
            Words("请删去后重新输入这一处", "Delete it and type that place again"),
            field,
        )
        for field, text in texts.items()
        for place, sign in enumerate(text)
        if sign != "\n" and unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
    ]


def period_fits(kind: ItemKind, number: int | None, basis: str) -> list[Refusal]:
    """A consultation says how long it lasts; a stated period says where it comes from.

    No period is filled in by the house: none is the law's for every notice.
    """
    found = []
    if kind is ItemKind.CONSULTATION and number is None:
        found.append(
            _refusal(
                "period_missing",
                Words("征求意见须写明期限", "A consultation states how long it lasts"),
                Words("请填写期限和依据", "State the period and its basis"),
                "period",
            )
        )
    if number is not None and (kind is ItemKind.NEWS or not 1 <= number <= 999):
        found.append(
            _refusal(
                "period_unfit",
                Words("期限应为 1 至 999；工作动态没有期限", "A period is 1 to 999; news has none"),
                Words("请更正期限或类别", "Correct the period or the kind"),
                "period",
            )
        )
    if number is not None and not basis.strip():
        found.append(
            _refusal(
                "period_without_basis",
                Words("没有写明期限的依据", "The basis of the period is missing"),
                Words("请写明依据的规定或决定", "State the provision or decision"),
                "period_basis",
            )
        )
    return found


def period_moves(moves: bool) -> list[Refusal]:
    """A period is reckoned anew only where a notice moves it, or settles a provisional day."""
    if moves:
        return []
    return [
        Refusal(
            "nothing_moves",
            Words("没有因放假安排变动的期限", "No holiday notice moves this period"),
            Words("无需重算", "There is nothing to reckon anew"),
            HOLIDAYS,
            "item",
        )
    ]


def whole_in_english(title: str, body: str) -> list[Refusal]:
    """English is there whole or not at all."""
    if bool(title.strip()) == bool(body.strip()):
        return []
    return [
        _refusal(
            "half_in_english",
            Words("英文标题和正文要么都有，要么都没有", "English title and text: both or neither"),
            Words("请补全英文，或都留空", "Complete the English, or leave both empty"),
            "title_en",
        )
    ]


def corrects_what_stands(
    number: str, kind: ItemKind, standing: ItemKind | None, remark: str
) -> list[Refusal]:
    """A correction is of an item that stands, of the same kind, and says what it corrects."""
    if not number:
        return []
    if standing is not kind:
        return [
            _refusal(
                "nothing_to_correct",
                Words(
                    f"没有编号 {number} 的“{kind.words.zh}”，或已撤下",
                    f"There is no “{kind.words.en}” with the number {number}, or it is withdrawn",
                ),
                Words("请核对编号和类别", "Check number and kind"),
                "corrects",
            )
        ]
    if remark.strip():
        return []
    return [
        _refusal(
            "remark_missing",
            Words("没有写明更正了什么", "What was corrected is not stated"),
            Words("请填写更正说明，读者会看到", "State it; readers will see it"),
            "remark",
        )
    ]


def stands(number: str, standing: ItemKind | None) -> list[Refusal]:
    """What is withdrawn stands until then."""
    if standing is not None:
        return []
    return [
        _refusal(
            "nothing_to_withdraw",
            Words(
                f"没有编号 {number} 的信息，或已撤下",
                f"There is no item with the number {number}, or it is withdrawn already",
            ),
            Words("请核对编号", "Check the number"),
            "item",
        )
    ]


def remark_given(remark: str) -> list[Refusal]:
    """Who returns a draft says why."""
    if remark.strip():
        return []
    return [
        _refusal(
            "remark_missing",
            Words("没有写明退回理由", "The reason of the return is missing"),
            Words("请写明要改什么", "Say what has to be changed"),
            "remark",
        )
    ]


def _refusal(code: str, words: Words, remedy: Words, subject: str) -> Refusal:
    return Refusal(code, words, remedy, REVIEW, subject)
