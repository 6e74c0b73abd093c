"""Unit codes (不动产单元号) of GB/T 37346: read, judged in clear words, written in groups.

Twenty-eight characters: division 6, cadastral area 3, sub-area 3, feature of the parcel 2,
serial 5, feature of the attachment 1, unit 8. There is no check digit, so a code that is well made
may still be a wrong one.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from fadu.law.sources import cite
from fadu.law.words import LawError, Words

STANDARD = cite("GB/T 37346-2019")
# Not \d, which would let full-width and foreign digits pass.
UNIT_CODE = r"[0-9]{6}[0-9]{3}[0-9]{3}[GJZ][A-Z][0-9]{5}[FLQW][0-9]{8}"
LENGTH = 28

TENURES: Mapping[str, Words] = MappingProxyType(
    {
        "G": Words("国家所有", "state-owned"),
        "J": Words("集体所有", "collectively owned"),
        "Z": Words("所有权未确定", "ownership undetermined"),
    }
)
# The standard has further letters for farm and forest use outside contracts, which were not read.
KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "A": Words("集体土地所有权", "collective land ownership"),
        "B": Words("建设用地使用权（地表）", "construction land, surface"),
        "S": Words("建设用地使用权（地上）", "construction land, above ground"),
        "X": Words("建设用地使用权（地下）", "construction land, below ground"),
        "C": Words("宅基地使用权", "homestead"),
        "D": Words("土地承包经营权（耕地）", "contracted arable land"),
        "E": Words("土地承包经营权（林地）", "contracted forest land"),
        "F": Words("土地承包经营权（草地）", "contracted grassland"),
        "H": Words("海域使用权", "sea"),
        "G": Words("无居民海岛使用权", "uninhabited island"),
        "W": Words("使用权未确定", "undetermined"),
        "Y": Words("其他", "other"),
    }
)
ATTACHMENTS: Mapping[str, Words] = MappingProxyType(
    {
        "F": Words("房屋等建筑物、构筑物", "building"),
        "L": Words("森林、林木", "forest"),
        "Q": Words("其他定着物", "other attachment"),
        "W": Words("无定着物", "none"),
    }
)
_DIVISION, _AREA, _SUB_AREA = slice(0, 6), slice(6, 9), slice(9, 12)
_TENURE, _KIND, _SERIAL, _ATTACHMENT, _UNIT = 12, 13, slice(14, 19), 19, slice(20, 28)
_DIGITS = (
    (_DIVISION, Words("县级区划", "division")),
    (_AREA, Words("地籍区", "cadastral area")),
    (_SUB_AREA, Words("地籍子区", "cadastral sub-area")),
    (_SERIAL, Words("宗地顺序号", "serial of the parcel")),
    (_UNIT, Words("定着物单元号", "unit")),
)
_STRUCTURE = Words(
    "不动产单元号应为28位：区划6、地籍区3、地籍子区3、宗地特征码2、顺序号5、定着物特征码1、单元号8",
    "A unit code has 28 characters: division 6, cadastral area 3, sub-area 3, parcel 2, "
    "serial 5, attachment feature 1, unit 8",
)


class UnitCodeError(LawError, ValueError):
    """A text that is no unit code; its words say each thing that is wrong."""


@dataclass(frozen=True, slots=True)
class UnitCode:
    """A unit code in its parts. `str()` gives the 28 characters, `grouped` the form for reading."""

    division: str
    area: str
    sub_area: str
    tenure: str
    kind: str
    serial: str
    attachment: str
    unit: str

    def __str__(self) -> str:
        return f"{self.parcel}{self.attachment}{self.unit}"

    @property
    def parcel(self) -> str:
        """The first nineteen characters: the parcel, which all its units share."""
        place = f"{self.division}{self.area}{self.sub_area}"
        return f"{place}{self.tenure}{self.kind}{self.serial}"

    @property
    def grouped(self) -> str:
        """511725 001 001 GB 00001 F 00010001."""
        feature = f"{self.tenure}{self.kind}"
        parts = (self.division, self.area, self.sub_area, feature, self.serial)
        return " ".join((*parts, self.attachment, self.unit))

    @property
    def words(self) -> Words:
        """What the features say: 国家所有，建设用地使用权（地表），房屋等建筑物、构筑物."""
        unread = Words("其他权利（见国家标准）", "another right (see the standard)")
        said = (TENURES[self.tenure], KINDS.get(self.kind, unread), ATTACHMENTS[self.attachment])
        return Words("，".join(each.zh for each in said), "; ".join(each.en for each in said))


def parse(text: str) -> UnitCode:
    """The code of 28 characters; UnitCodeError for anything else, typed spaces included."""
    wrong = problem(text)
    if wrong is not None:
        raise UnitCodeError(wrong)
    return UnitCode(
        text[_DIVISION],
        text[_AREA],
        text[_SUB_AREA],
        text[_TENURE],
        text[_KIND],
        text[_SERIAL],
        text[_ATTACHMENT],
        text[_UNIT],
    )


def tidy(text: str) -> str:
    """What somebody typed or pasted as the code is stored: no spaces, half width, capitals."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def problem(code: str, division: str | None = None) -> Words | None:
    """What is wrong with a code, each place named, or None.

    `division`: the county whose units are meant, where it is known.
    """
    if len(code) != LENGTH:
        return _with_structure(Words(f"现有{len(code)}位", f"this one has {len(code)}"))
    found = list(_misplaced(code))
    if not found and division is not None and code[_DIVISION] != division:
        found.append(
            Words(
                f"县级区划为{code[_DIVISION]}，应为{division}",
                f"the division is {code[_DIVISION]}, {division} is expected",
            )
        )
    if not found:
        return None
    zh, en = "；".join(each.zh for each in found), "; ".join(each.en for each in found)
    return _with_structure(Words(zh, en))


def _misplaced(code: str) -> list[Words]:
    found = [
        Words(
            f"第{part.start + 1}至{part.stop}位（{name.zh}）应全为数字，现为“{code[part]}”",
            f"places {part.start + 1} to {part.stop} ({name.en}) are digits, not “{code[part]}”",
        )
        for part, name in _DIGITS
        if not (code[part].isascii() and code[part].isdigit())
    ]
    letters = (
        (_TENURE, "".join(TENURES), Words("宗地特征码第一位", "first feature of the parcel")),
        (_ATTACHMENT, "".join(ATTACHMENTS), Words("定着物特征码", "feature of the attachment")),
    )
    found += [
        Words(
            f"第{place + 1}位（{name.zh}）应为{'、'.join(allowed)}之一，现为“{code[place]}”",
            f"place {place + 1} ({name.en}) is one of {', '.join(allowed)}, not “{code[place]}”",
        )
        for place, allowed, name in letters
        if code[place] not in allowed
    ]
    kind = code[_KIND]
    if not (kind.isascii() and kind.isalpha() and kind.isupper()):
        found.append(
            Words(
                f"第{_KIND + 1}位（宗地特征码第二位）应为大写字母，现为“{kind}”",
                f"place {_KIND + 1} (second feature of the parcel) is a capital, not “{kind}”",
            )
        )
    return found


def _with_structure(fault: Words) -> Words:
    return Words(f"{_STRUCTURE.zh}。{fault.zh}", f"{_STRUCTURE.en}. Wrong here: {fault.en}")
