"""`./fadu prove [NAME]`: the proofs of procedures, and what is proved, for a reader."""

import datetime
import json
import sys
from argparse import ArgumentParser, Namespace
from typing import Any

from django.conf import settings
from django.db import connection

from fadu.bureau.models import Bureau
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import parameters, procedures
from fadu.procedure.fault import Finding
from fadu.procedure.in_force import parameters_of
from fadu.procedure.proof_report import Report, report
from fadu.procedure.proof_text import as_text
from fadu.procedure.separation import unfillable, violable
from fadu.record.moment import clock_from
from fadu.record.typed import to_plain

HELP = "证明程序的关口 / prove that no path goes around a gate"
NEEDS_DJANGO = True


def arguments(parser: ArgumentParser) -> None:
    """Which procedure, by the values of which day and place, and how it is told."""
    parser.add_argument("name", nargs="?", help="程序名 / procedure; default: all")
    parser.add_argument("--on", help="日期 / day; default: today")
    parser.add_argument("--bureau", default=settings.FADU_BUREAU, help="区划代码 / division code")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language")
    parser.add_argument("--json", action="store_true", help="机器读 / for machines")


def run(args: Namespace) -> int:
    """0 when all is proved, 1 when not, 2 for a procedure or day that is none."""
    known = procedures()
    if args.name and args.name not in known:
        names = " ".join(sorted(known))
        print(f"没有程序 {args.name} / no such procedure. {names}", file=sys.stderr)
        return 2
    try:
        on = _day(args.on)
    except ValueError:
        print(f"不是日期：{args.on} / no day: {args.on}", file=sys.stderr)
        return 2
    chosen = [known[args.name]] if args.name else [known[name] for name in sorted(known)]
    bureaus = _bureaus()
    values = parameters_of(args.bureau) if bureaus else parameters()
    reports = [report(procedure, values, on, args.bureau) for procedure in chosen]
    filled = {one.name: _filled(one, bureaus, on) for one in chosen}
    if args.json:
        print(json.dumps([_plain(one, filled[one.name]) for one in reports], ensure_ascii=False))
    else:
        _print(reports, filled, args.lang)
    bad = [one for one in reports if one.findings]
    told = (one for each in filled.values() for found in each.values() for one in found)
    broken = any(one.id == "procedure.W072" for one in told)
    return 1 if bad or broken else 0


def _day(text: str | None) -> datetime.date:
    if text:
        return datetime.date.fromisoformat(text)
    return clock_from(settings.FADU_CLOCK).now().on


def _bureaus() -> list[str]:
    """The bureaus that stand in the database; none where there is no database yet."""
    if "bureau_bureau" not in connection.introspection.table_names():
        return []
    return list(Bureau.objects.order_by("code").values_list("code", flat=True))


def _filled(
    procedure: Procedure, bureaus: list[str], on: datetime.date
) -> dict[str, list[Finding]]:
    """What is wrong with each bureau as filled on the day."""
    return {
        bureau: [*unfillable(procedure, bureau, on), *violable(procedure, bureau, on)]
        for bureau in bureaus
    }


def _plain(told: Report, filled: dict[str, list[Finding]]) -> dict[str, Any]:
    return {**to_plain(told), "filled": to_plain(filled)}


def _print(
    reports: list[Report], filled: dict[str, dict[str, list[Finding]]], language: str
) -> None:
    for told in reports:
        print(as_text(told, language))
        for bureau, found in filled[told.name].items():
            if not found:
                print(
                    _say(
                        language,
                        f"  ✓ {bureau}：人员足够，且无人能兼",
                        f"  ✓ {bureau}: enough persons, and nobody can be both",
                    )
                )
            for one in found:
                words = one.words.zh if language == "zh" else one.words.en
                print(f"  ! {bureau} {one.id} {words}")
        print()
    bad = [told.name for told in reports if told.findings]
    good = len(reports) - len(bad)
    print(
        _say(
            language,
            f"{good} 个程序已证明，{len(bad)} 个未通过",
            f"{good} proved, {len(bad)} failed",
        )
    )


def _say(language: str, zh: str, en: str) -> str:
    return zh if language == "zh" else en
