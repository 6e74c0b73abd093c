"""Provisions as documents name them: “2004 law art 43, 44, 76”, 《土地管理法》第七十六条."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fadu.law.audit.case import NamedLaw
from fadu.law.numerals import arabic
from fadu.law.sheet import Sheet

LAND, MINERAL = "land", "mineral"
_FILE = Path(__file__).parent / "laws.yaml"
_ASIDE = re.compile(r"[（(](?![12]\d{3})[^）)]*[）)]")
_VERSION = re.compile(
    r"\b((?:19|20)\d{2})\b(?= (?:version|revision|amendment|edition|text|law))"
    r"|(?:version|amendment|revision)s?(?: of)? ((?:19|20)\d{2})"
    r"|[（(]((?:19|20)\d{2})[^）)]{0,8}[）)]|((?:19|20)\d{2})年?(?:版|修[正订改]|文本)",
    re.I,
)
_ARTICLES = re.compile(r"\barts?(?:icles?)?\.?\s*((?:\d+(?:\(\d+\))*|,|、|and|&|\s|to|-)+)", re.I)
_CHINESE = re.compile(r"第([一二三四五六七八九十百零\d]+)条")
_HIGHEST = 1300


def read_law(text: str, field: str) -> NamedLaw:
    """The provision that a text names; `field` decides what a bare “law” means."""
    plain = _ASIDE.sub(" ", text)
    return NamedLaw(text, _title(plain, field), _version(plain), _articles(plain))


@cache
def _patterns() -> Mapping[str, tuple["re.Pattern[str]", str]]:
    sheet = Sheet.read(_FILE)
    found = {}
    for name in sheet:
        row = sheet.sheet(name)
        pattern = re.compile("|".join(f"(?:{each})" for each in row.list("any")))
        found[str(name)] = (pattern, row.text("of") if "of" in row else "")
        row.done()
    return found


def _title(text: str, field: str) -> str:
    plain = _VERSION.sub(
        " ", text.replace("《", "").replace("》", "").replace("中华人民共和国", "")
    )
    plain = re.sub(r"\s+", " ", plain).strip().lower()
    plain = re.sub(r"^(version|revision)\s*", "", plain)
    for name, (pattern, of) in _patterns().items():
        found = pattern.search(plain)
        # A bare word such as “law” means the law of the case's own field.
        if found and not (of and of != field and _bare(found[0])):
            return name
    return ""


def _bare(words: str) -> bool:
    return bool(
        re.fullmatch(r"(the )?(\d{4} )?(law|regulations?|rules|法第?|条例|(实施)?细则)", words)
    )


def _version(text: str) -> str:
    found = _VERSION.search(text)
    return next((each for each in found.groups() if each), "") if found else ""


def _articles(text: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for found in _ARTICLES.finditer(text):
        numbers += [int(each) for each in re.findall(r"(?<!\()\b\d+", found[1])]
    numbers += [arabic(found[1]) for found in _CHINESE.finditer(text)]
    return tuple(dict.fromkeys(each for each in numbers if 0 < each <= _HIGHEST))
