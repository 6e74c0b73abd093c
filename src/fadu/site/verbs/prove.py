"""`./fadu prove [NAME]`: every path to each effective act, the gates it passes, and the proofs."""

import sys
from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.db import connection

from fadu.bureau.models import Bureau
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import procedures
from fadu.procedure.proofs import effective, gates_on, paths, prove
from fadu.procedure.separation import unfillable
from fadu.record.moment import clock_from

HELP = "证明程序的关口 / prove that no path goes around a gate"
NEEDS_DJANGO = True


def arguments(parser: ArgumentParser) -> None:
    """Which procedure."""
    parser.add_argument("name", nargs="?", help="程序名 / procedure; default: all")


def run(args: Namespace) -> int:
    """Print paths and findings; 1 when a proof fails, 2 when there is no such procedure."""
    known = procedures()
    if args.name and args.name not in known:
        names = " ".join(sorted(known))
        print(f"没有程序 {args.name} / no such procedure. {names}", file=sys.stderr)
        return 2
    chosen = [known[args.name]] if args.name else [known[name] for name in sorted(known)]
    failed = [procedure.name for procedure in chosen if not _print_proof(procedure)]
    today = clock_from(settings.FADU_CLOCK).now().on
    for bureau in _bureaus():
        for procedure in chosen:
            for finding in unfillable(procedure, bureau, today):
                print(f"  ! {bureau} {procedure.name}: {finding.words.zh} / {finding.words.en}")
    print(
        f"{len(chosen) - len(failed)} 个程序已证明，{len(failed)} 个未通过 / "
        f"{len(chosen) - len(failed)} proved, {len(failed)} failed"
    )
    return 1 if failed else 0


def _bureaus() -> list[str]:
    """The bureaus that stand in the database; none where there is no database yet."""
    if "bureau_bureau" not in connection.introspection.table_names():
        return []
    return list(Bureau.objects.values_list("code", flat=True))


def _print_proof(procedure: Procedure) -> bool:
    print(f"\n{procedure.title.zh} / {procedure.title.en}  [{procedure.name}]")
    for step in procedure.steps:
        limit = step.limit.key or "–"
        post = step.post.title.zh
        print(f"  {step.name:12} {step.title.zh}  {post}  时限 {limit}  {step.basis.words.zh}")
    for node, act in effective(procedure):
        demanded = "、".join(gate.title.zh for gate in act.demands) or "无 / none"
        place = "/".join(node)
        print(f"  生效行为 / act: {act.title.zh} @ {place}  须过 / demands: {demanded}")
        for path in paths(procedure, node):
            steps = " → ".join(name if not outcome else f"({outcome})" for name, outcome in path)
            print(f"    {steps}\n      关口 / gates: {', '.join(gates_on(procedure, path)) or '–'}")
    findings = prove(procedure)
    for finding in findings:
        print(f"  ✗ {finding.id} {finding.words.zh} / {finding.words.en}")
    if not findings:
        print("  ✓ 能办结、无死步、有岗位有依据、关口不可绕过、职责分离 / all proofs hold")
    return not findings
