"""`./fadu rebuild --into DB`: build the registers again from the record, and compare."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from fadu.procedure import rebuild
from fadu.record.models import Entry
from fadu.site.database import database
from fadu.site.progress import Progress

HELP = "由记录重建登记簿并逐表比对 / rebuild the registers from the record and compare"
NEEDS_DJANGO = True
SOURCE = "source"


def arguments(parser: ArgumentParser) -> None:
    """Where to."""
    parser.add_argument(
        "--into", required=True, metavar="DB", help="SQLite 文件或 postgresql:// 地址；须为空"
    )


def run(args: Namespace) -> int:
    """Copy the record into an empty database, apply it, compare table by table."""
    if "://" not in args.into and Path(args.into).exists():
        print(f"{args.into} 已存在，请指定新文件 / exists; name a new file", file=sys.stderr)
        return 2
    # The default connection becomes the new database: acts write to it as they always do.
    settings.DATABASES[SOURCE] = dict(settings.DATABASES["default"])
    url = args.into if "://" in args.into else ""
    target = database(url, Path(args.into))
    connection.close()
    connections.settings = connections.configure_settings(
        {"default": target, SOURCE: settings.DATABASES[SOURCE]}
    )
    del connections["default"]
    return _rebuild()


def _rebuild() -> int:
    if connection.introspection.table_names():
        print("目标数据库不是空的 / the target database is not empty", file=sys.stderr)
        return 2
    call_command("migrate", verbosity=0)
    rebuild.copy_record(SOURCE, "default")
    total = Entry.objects.count()
    with Progress("重建 / rebuilding", total) as bar:
        rebuild.apply_all(bar.at)
    wrong = 0
    for model in rebuild.tables():
        old = rebuild.table_digest(model, SOURCE)
        new = rebuild.table_digest(model, "default")
        same = old == new
        wrong += not same
        print(
            f"{'✓' if same else '✗'} {old.table:32} {old.rows:>8} {new.rows:>8} {new.digest[:16]}"
        )
    print(f"{total} 条记录，{wrong} 张表不符 / {total} entries, {wrong} tables differ")
    return 1 if wrong or not total else 0
