"""`./fadu law NAME`: what a law said on a day, what it replaced, and what cites it in Fadu.

NAME may be a title, a part of it, a number, a short name (L21), or the key of a parameter, which is
then told with all its values over time: those in force for the bureau, recorded ones among them.
The answer goes to standard output, complaints to standard error.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date

from django.conf import settings

from fadu.law.layers import layer_words, layers
from fadu.law.parameters import ParameterMissing, Parameters, Value
from fadu.law.sources import (
    KINDS,
    STANDINGS,
    SURENESS,
    Article,
    Law,
    Version,
    find,
    laws,
    predecessors,
    standing,
    wording,
)
from fadu.law.words import LawError, Words
from fadu.procedure.citing import SAMPLE, TABLE, Use, cited_in, holding, readers, refining
from fadu.record.moment import clock_from
from fadu.site.values import held_for

HELP = "某法某日怎么说、被什么引用 / what a law says on a day, and what cites it: law 处罚法 --on 2022-01-01"
NEEDS_DJANGO = True

BAD = 2


class Refused(LawError):
    """A name or date that the verb cannot work with."""


def arguments(parser: ArgumentParser) -> None:
    """A name, a day, a bureau, a language."""
    parser.add_argument("name", nargs="*", help="法名、文号、简称或参数 / title, number or key")
    parser.add_argument("--on", metavar="DATE", help="哪一天 / the day, YYYY-MM-DD; default: today")
    parser.add_argument(
        "--all", action="store_true", help="也列其他日子的引用 / uses of other days too"
    )
    parser.add_argument("--bureau", help="机构代码 / division code, e.g. 511725")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language")


def run(args: Namespace) -> int:
    """0 when something fits, 2 when nothing does or the date is none."""
    bureau = args.bureau or settings.FADU_BUREAU
    try:
        _place(bureau)
        held = held_for(bureau)
        lines = answer(" ".join(args.name), _day(args.on), held.parameters, bureau, every=args.all)
    except LawError as fault:
        print(fault.words.to(args.lang), file=sys.stderr)
        return BAD
    if held.remark is not None:
        print(held.remark.to(args.lang), file=sys.stderr)
    for line in lines:
        print(line.to(args.lang))
    return 0


def answer(
    name: str, on: date | None, held: Parameters, bureau: str, *, every: bool = False
) -> Iterator[Words]:
    """The lines about what the name fits; Refused when nothing does."""
    today = clock_from(settings.FADU_CLOCK).now().on
    if not name.strip():
        return _list(tuple(laws().values()), on or today)
    if held.key(name) is not None:
        return _of_key(name, on or today, held, bureau)
    found = find(name)
    if not found:
        raise Refused(
            Words(
                f"没有收录“{name}”。不带名称运行 ./fadu law，可看全部法规",
                f"“{name}” is not encoded. ./fadu law without a name lists all that is",
            )
        )
    if len(found) > 1:
        return _list(found, on or today)
    named = wording(found[0], name)
    day = on or (min(named.last, today) if named else today)
    return _of_law(found[0], day, held, every=every)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as fault:
        raise Refused(
            Words(f"不是日期：“{text}”（应如 2020-01-20）", f"no date: “{text}” (as in 2020-01-20)")
        ) from fault


def _place(bureau: str) -> None:
    try:
        layers(bureau)
    except ValueError as fault:
        raise Refused(
            Words(f"不是机构代码：“{bureau}”", f"no division code: “{bureau}”")
        ) from fault


def _list(found: tuple[Law, ...], on: date) -> Iterator[Words]:
    yield Words(f"{len(found)}件（{on}）：", f"{len(found)} on {on}:")
    for each in found:
        kind, state = KINDS[each.kind], STANDINGS[standing(each, on)]
        number = f" {each.number}" if each.number else ""
        yield Words(
            f"  {each.title.zh}{number}  {kind.zh}，{state.zh}",
            f"  {each.title.en}{number} [{each.title.zh}]  {kind.en}, {state.en}",
        )


def _of_law(source: Law, on: date, held: Parameters, *, every: bool) -> Iterator[Words]:
    kind, state = KINDS[source.kind], standing(source, on)
    number = f" {source.number}" if source.number else ""
    yield Words(f"{source.title.zh}{number}  {kind.zh}", f"{source.title.en}{number}  {kind.en}")
    yield Words(f"{on}：{STANDINGS[state].zh}", f"On {on}: {STANDINGS[state].en}")
    if source.note:
        yield source.note
    for version in source.versions:
        yield _of_version(version, on)
    for each in predecessors(source):
        yield Words(f"它替代了：{each.title.zh}", f"It replaced: {each.title.en}")
    if source.replaced_by is not None:
        by, note = laws()[source.replaced_by.law].title, source.replaced_by.note or Words("", "")
        yield Words(
            f"替代它的：{by.zh} {note.zh}".rstrip(), f"Replaced by: {by.en} {note.en}".rstrip()
        )
    if state == "in_force":
        yield from _articles(source, source.version(on))
    uses = cited_in(source.name, held)
    told = uses if every else holding(uses, on)
    yield from _uses(told, on)
    if len(told) < len(uses):
        more = len(uses) - len(told)
        yield Words(
            f"另有{more}处只在其他日子有效，加 --all 列出",
            f"{more} more hold on other days only; --all lists them",
        )


def _of_version(version: Version, on: date) -> Words:
    since = str(version.since or version.made or "")
    mark = "→" if version.covers(on) else " "
    sure, note = SURENESS[version.confidence], version.note or Words("", "")
    dates = SURENESS[version.dates]
    unsure = version.dates != version.confidence
    return Words(
        f" {mark} {version.title.zh}：{since or '…'} 至 {version.until or '今'}；{sure.zh}"
        + (f"；起止日{dates.zh}" if unsure else "")
        + (f"；{note.zh}" if note.zh else ""),
        f" {mark} {version.title.en}: {since or '…'} to {version.until or 'now'}; {sure.en}"
        + (f"; its dates {dates.en}" if unsure else "")
        + (f"; {note.en}" if note.en else ""),
    )


def _articles(source: Law, version: Version) -> Iterator[Words]:
    if not version.articles:
        yield Words("条文未收录，只能整体引用", "No articles are recorded; it is cited as a whole")
        return
    yield Words("条文（用我们自己的话概括）", "Articles, in our own short words")
    for number in sorted(version.articles):
        yield _of_article(source, version.articles[number])


def _of_article(source: Law, article: Article) -> Words:
    mark = (
        Words("第{}条", "art. {}")
        if source.numbering == "article"
        else Words("第{}点", "section {}")
    )
    sure = Words("", "") if article.confidence == "V" else SURENESS[article.confidence]
    return Words(
        f"  {mark.zh.format(article.number)}  {article.about.zh}"
        + (f"（{sure.zh}）" if sure.zh else ""),
        f"  {mark.en.format(article.number)}  {article.about.en}"
        + (f" ({sure.en})" if sure.en else ""),
    )


def _uses(uses: tuple[Use, ...], on: date) -> Iterator[Words]:
    if not uses:
        yield Words("法度中没有引用它的地方", "Nothing in Fadu cites it")
        return
    yield Words(f"法度中引用它的{len(uses)}处", f"{len(uses)} places in Fadu cite it")
    for use in uses:
        at = use.citation.article
        zh, en = (f"第{at}条 ", f"art. {at} ") if at else ("", "")
        if use.value is None:
            yield Words(
                f"    {zh}{use.what.zh} {use.words.zh}", f"    {en}{use.what.en} {use.words.en}"
            )
            continue
        line = _of_value(use.value, on)
        yield Words(
            f"  {line.zh[:2]}{zh}{use.value.key} {use.words.zh}：{line.zh[2:]}",
            f"  {line.en[:2]}{en}{use.value.key} {use.words.en}: {line.en[2:]}",
        )


def _of_value(value: Value, on: date) -> Words:
    """The value with its time; `→` where it holds on the day."""
    since, until = value.since or "…", value.until
    mark = "→ " if value.covers(on) else "  "
    sure = Words("", "") if value.confidence == "V" else SURENESS[value.confidence]
    layer = layer_words(value.layer)
    note = value.note or Words("", "")
    return Words(
        f"{mark}{value.words.zh}（{layer.zh}，{since} 至 {until or '今'}"
        + (f"，{sure.zh}" if sure.zh else "")
        + "）"
        + (f" {note.zh}" if note.zh else ""),
        f"{mark}{value.words.en} ({layer.en}, {since} to {until or 'now'}"
        + (f", {sure.en}" if sure.en else "")
        + ")"
        + (f" {note.en}" if note.en else ""),
    )


def _of_key(name: str, on: date, held: Parameters, bureau: str) -> Iterator[Words]:
    key = held.key(name)
    assert key is not None
    yield Words(f"{name}  {key.title.zh}", f"{name}  {key.title.en}")
    for what, said in (
        (Words("起算", "Runs from"), key.starts),
        (Words("停计", "Stops"), key.stops),
    ):
        if said is not None:
            yield Words(f"{what.zh}：{said.zh}", f"{what.en}: {said.en}")
    try:
        now = held.value(name, on, bureau)
        yield Words(f"{on}（{bureau}）：{now.words.zh}", f"On {on} ({bureau}): {now.words.en}")
    except ParameterMissing as missing:
        yield missing.words
    for value in held.values(name):
        line, source = _of_value(value, on), value.source.words
        yield Words(f"  {line.zh}  {source.zh}", f"  {line.en}  {source.en}")
    for reader in readers(name):
        title, what = reader.procedure.title, reader.what
        yield Words(f"用于：{title.zh} · {what.zh}", f"Read by: {title.en} · {what.en}")
    for each in refining(name, held):
        what, title = SAMPLE if each.sample else TABLE, each.report.table.title
        yield Words(f"用于：{what.zh} {title.zh}", f"Read by: {what.en} {title.en}")
