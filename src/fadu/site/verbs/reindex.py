"""`./fadu reindex`: throw the search index away and make it again from the record's tables."""

import sys
from argparse import ArgumentParser, Namespace

from fadu.bureau.models import Bureau
from fadu.procedure.reindexing import opened, reindex
from fadu.search.keeping import missing
from fadu.site.progress import Progress

HELP = "重建检索索引 / make the search index again"
NEEDS_DJANGO = True


def arguments(parser: ArgumentParser) -> None:
    """Which bureau."""
    parser.add_argument("--bureau", help="机关代码 / division code; default: all")


def run(args: Namespace) -> int:
    """0 when it is made again, 1 when the database does not keep it in step, 2 without a bureau."""
    bureaus = Bureau.objects.filter(**({"code": args.bureau} if args.bureau else {}))
    codes = list(bureaus.order_by("code").values_list("code", flat=True))
    if not codes:
        print("没有这个机关 / there is no such bureau", file=sys.stderr)
        return 2
    for code in codes:
        with Progress(f"重建索引 / indexing {code}", len(opened(code))) as bar:
            total = reindex(code, bar.at)
        print(f"{code}：{total} 件 / {total} cases")
    lacking = missing()
    for name in lacking:
        print(f"✗ 缺少 / missing: {name}", file=sys.stderr)
    return 1 if lacking else 0
