"""`./fadu bands`: prove a discretion table, or show one as it stood on a day.

    ./fadu bands check FILE            # gaps, overlaps, ranges outside the statute
    ./fadu bands show NAME --on DATE   # tiers, statute and proof of a table

Needs no database. What is found goes to standard output, what cannot be read to standard error.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from fadu.law.bands.findings import Report
from fadu.law.bands.proof import prove
from fadu.law.bands.shelf import Shelf, samples
from fadu.law.bands.table import Table, read_table
from fadu.law.bands.telling import told_proof, told_table
from fadu.law.parameters import Parameters
from fadu.law.words import LawError, Words

HELP = "验证、查看裁量基准 / prove or show a discretion table: bands check FILE"

FAULTY = 1
BAD = 2


class Refused(LawError):
    """A file, name or day that the verb cannot work with."""


def arguments(parser: ArgumentParser) -> None:
    """check with files, or show with names."""
    parser.add_argument("what", choices=("check", "show"), help="验证或查看 / prove, or show")
    parser.add_argument("names", nargs="+", help="文件或名称 / files, or names of tables")
    parser.add_argument("--on", metavar="DATE", help="日期 / the day, YYYY-MM-DD (show)")
    parser.add_argument(
        "--tables", metavar="FOLDER", help="本机关基准的文件夹 / folder of the bureau's tables"
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language")


def run(args: Namespace) -> int:
    """0 when every table is proven, 1 when one is not, 2 when something cannot be read."""
    parameters = Parameters.load()
    try:
        if args.what == "check":
            reports = [prove(_read(name), parameters) for name in args.names]
            for report in reports:
                _print([report.table.title, *told_proof(report)], args.lang)
        else:
            on = _day(args.on)
            shelf = _shelf(parameters, args.tables)
            reports = [_named(shelf, parameters, name, on) for name in args.names]
            for report in reports:
                lines = [*told_table(report.table, on, parameters), *told_proof(report)]
                _print(lines, args.lang)
    except LawError as fault:
        print(fault.words.to(args.lang), file=sys.stderr)
        return BAD
    except OSError as fault:
        print(f"{fault.filename}: {fault.strerror}", file=sys.stderr)
        return BAD
    return 0 if all(report.proven for report in reports) else FAULTY


def _print(lines: Iterable[Words], language: str) -> None:
    for line in lines:
        print(line.to(language))
    print()


def _shelf(parameters: Parameters, folder: str | None) -> Shelf:
    if folder is None:
        return Shelf(())
    if not Path(folder).is_dir():
        raise Refused(Words(f"没有文件夹：{folder}", f"there is no folder {folder}"))
    shelf = Shelf.load(parameters, Path(folder))
    for each in shelf.unreadable:
        print(f"{each.file}: {each.words.both}", file=sys.stderr)
    return shelf


def _named(shelf: Shelf, parameters: Parameters, name: str, on: date) -> Report:
    """The version of that name valid on the day, or the sample of that name."""
    found = [each for each in shelf.named(name) if each.table.covers(on)]
    found += [each for each in samples(parameters) if each.table.name == name]
    if not found:
        raise Refused(Words(f"{on}没有名为 {name} 的裁量基准", f"there is no table {name} on {on}"))
    return found[0]


def _read(name: str) -> Table:
    return read_table(Path(name))


def _day(text: str | None) -> date:
    """The day asked for. It must be given: a table is only ever right for a day."""
    try:
        return date.fromisoformat(text or "")
    except ValueError as fault:
        raise Refused(
            Words("应以 --on 给出日期，如 2024-01-20", "give the day by --on, as in 2024-01-20")
        ) from fault
