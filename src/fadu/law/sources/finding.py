"""Finding a law by what people call it: its title or a part of it, a number, a short name."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from fadu.law.sources.library import Law, Version, laws, names
from fadu.law.words import Words

STANDINGS: Mapping[str, Words] = MappingProxyType(
    {
        "in_force": Words("施行中", "in force"),
        "ended": Words("已失效", "no longer in force"),
        "not_yet": Words("尚未施行", "not yet in force"),
        "unrecorded": Words("当日的文本未收录", "no wording of that day is recorded"),
        "awaited": Words("文本待本机关提供", "text to be supplied by the bureau"),
    }
)
_MARKS = "《》“”\"'‘’()[]〔〕-—"


def find(text: str) -> tuple[Law, ...]:
    """The laws that a name fits, the best first: one alone where it is the whole of a name."""
    wanted = _plain(text)
    if not wanted:
        return ()
    named = {each.name: [_plain(name) for name in names(each)] for each in laws().values()}
    whole = [laws()[name] for name, known in named.items() if wanted in known]
    if whole:
        return tuple(whole)
    fitting = [
        (min(name.index(wanted) for name in known if wanted in name), len(known[0]), title)
        for title, known in named.items()
        if any(wanted in name for name in known)
    ]
    return tuple(laws()[title] for _, _, title in sorted(fitting))


def wording(source: Law, text: str) -> Version | None:
    """The version that a name means by itself, as L17 does; None where it means the law."""
    wanted = _plain(text)
    return next(
        (each for each in source.versions if wanted in [_plain(name) for name in each.aliases]),
        None,
    )


def predecessors(source: Law) -> tuple[Law, ...]:
    """The laws whose place this one took."""
    return tuple(
        each
        for each in laws().values()
        if each.replaced_by is not None and each.replaced_by.law == source.name
    )


def standing(source: Law, on: date) -> str:
    """Where a law stands on a day, as STANDINGS names it; before its first wording if need be."""
    if source.awaited:
        return "awaited"
    if any(version.covers(on) for version in source.versions):
        return "in_force"
    if on > source.versions[-1].last:
        return "ended"
    # Nothing came before a document, or before a law that took the place of others.
    new = "〔" in source.name or source.versions[0].made or predecessors(source)
    return "not_yet" if new else "unrecorded"


def _plain(text: str) -> str:
    form = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in form if not sign.isspace() and sign not in _MARKS)
