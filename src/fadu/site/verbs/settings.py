"""`./fadu settings`: what the law leaves to the bureau and nobody has supplied yet.

No figure is invented for what no source gives. This is the one place that lists it: why there is no
value, who supplies it, from which instrument, and what holds until then. Beside it stand what is
used although unconfirmed, what is looser than an unconfirmed value above it, and the instruments
whose text is still to be supplied. What the bureau has recorded in its rulebook counts as supplied.
"""

import sys
from argparse import ArgumentParser, Namespace
from datetime import date

from django.conf import settings

from fadu.law.entries import Key
from fadu.law.layers import layers
from fadu.law.parameters import Parameters
from fadu.law.sources import laws
from fadu.law.words import Words
from fadu.record.moment import clock_from
from fadu.site.values import held_for

HELP = "列出须由本机关录入的设置 / list the settings that the bureau must supply"
NEEDS_DJANGO = True
OK, USAGE = 0, 2


def arguments(parser: ArgumentParser) -> None:
    """For which bureau and day, and in which language."""
    parser.add_argument("--bureau", help="机构代码 / division code, e.g. 511725")
    parser.add_argument("--on", metavar="DATE", help="哪一天 / on which day, YYYY-MM-DD; today")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language")


def run(args: Namespace) -> int:
    """Print the lists; 2 for a day or division code that is none."""
    bureau = args.bureau or settings.FADU_BUREAU
    try:
        on = date.fromisoformat(args.on) if args.on else clock_from(settings.FADU_CLOCK).now().on
        layers(bureau)
    except ValueError as fault:
        said = Words(f"不是日期或机构代码：{fault}", f"no day or division code: {fault}")
        print(said.to(args.lang), file=sys.stderr)
        return USAGE
    held = held_for(bureau)
    if held.remark is not None:
        print(held.remark.to(args.lang), file=sys.stderr)
    for title, lines in _lists(held.parameters, on, bureau):
        print(f"{title.to(args.lang)} ({len(lines)})")
        for line in lines:
            print(f"  {line.to(args.lang)}")
        print()
    return OK


def _lists(known: Parameters, on: date, bureau: str) -> list[tuple[Words, list[Words]]]:
    """Each list with its title."""
    return [
        (
            Words(
                f"须由本机关录入（{bureau}，{on}）",
                f"To be supplied by the bureau ({bureau}, {on})",
            ),
            [_awaited(key) for key in known.awaited(on, bureau)],
        ),
        (
            Words("在用但未经核实", "In use though unconfirmed"),
            [line for name in sorted(known) for line in _unconfirmed(known, name, on, bureau)],
        ),
        (
            Words("宽于上级未经核实的值", "Looser than an unconfirmed value above"),
            [doubt.words for doubt in known.doubts],
        ),
        (
            Words("文本待提供的文件", "Instruments whose text is to be supplied"),
            [law.title for law in laws().values() if law.awaited],
        ),
    ]


def _awaited(key: Key) -> Words:
    if key.awaits is None:
        raise ValueError(f"{key.name} awaits nothing")
    awaits = key.awaits
    paper = awaits.instrument
    zh = f"；依据《{paper.zh}》" if paper else ""
    en = f"; from “{paper.en}”" if paper else ""
    return Words(
        f"{key.name}　{key.title.zh}\n    原因：{awaits.why.zh}\n    录入：{awaits.who.zh}{zh}\n"
        f"    录入之前：{awaits.without.zh}",
        f"{key.name}  {key.title.en}\n    why: {awaits.why.en}\n    by: {awaits.who.en}{en}\n"
        f"    until then: {awaits.without.en}",
    )


def _unconfirmed(known: Parameters, name: str, on: date, bureau: str) -> list[Words]:
    value = known.find(name, on, bureau)
    if value is None or value.confirmed:
        return []
    said, source = value.words, value.source.words
    return [
        Words(
            f"{name}　{value.title.zh}：{said.zh}（{source.zh}）",
            f"{name}  {value.title.en}: {said.en} ({source.en})",
        )
    ]
