"""`./fadu replay`: fold every case's entries and compare with what stands in the tables; count the
ledger again from its postings.
"""

import time
from argparse import ArgumentParser, Namespace

from fadu.bureau.models import Bureau
from fadu.money.audit import faults
from fadu.procedure.replay import replay

HELP = "重放记录，核对每个案件 / fold the record and compare every case"
NEEDS_DJANGO = True


def arguments(parser: ArgumentParser) -> None:
    """Which bureau."""
    parser.add_argument("--bureau", help="机关代码 / division code; default: all")


def run(args: Namespace) -> int:
    """Print every discord and every fault of the ledger; 1 when there is any."""
    start = time.perf_counter()
    cases = wrong = 0
    for case, discords in replay(args.bureau):
        cases += 1
        wrong += bool(discords)
        for discord in discords:
            print(f"✗ {case} #{discord.seq}: {discord.what}")
    bureaus = [args.bureau] if args.bureau else Bureau.objects.values_list("code", flat=True)
    unsound = [(bureau, fault) for bureau in bureaus for fault in faults(bureau)]
    for bureau, fault in unsound:
        print(f"✗ {bureau} 账务 ledger: {fault.words.both} ({fault.rows})")
    seconds = time.perf_counter() - start
    print(f"{cases} 件，{wrong} 件不符 / {cases} cases, {wrong} in discord ({seconds:.1f} s)")
    return 1 if wrong or unsound or not cases else 0
