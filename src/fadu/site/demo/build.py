"""Building the demo: found the bureau, take over the register, play the year."""

import datetime
import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from fadu.procedure.engine import scoped
from fadu.record import evidence
from fadu.record.actor import BySystem
from fadu.record.models import Entry
from fadu.record.moment import moment
from fadu.site.demo import founding, hall, staffing, year

SEED = 511725
Report = Callable[[str, int, int], None]
FOUNDING = scoped(BySystem("installation"), "demo:founding")


def built() -> bool:
    """Whether a demo stands in the database."""
    tables = connection.introspection.table_names()
    return "record_entry" in tables and _mark().exists()


def _mark() -> Path:
    """A file beside the database says that the play came to its end."""
    return Path(settings.FADU_FILES).with_name("demo.complete")


class NotADemo(RuntimeError):
    """The database holds something that no demo made; it is not touched."""


def _is_demo_or_empty() -> bool:
    if "record_entry" not in connection.introspection.table_names():
        return not connection.introspection.table_names()
    return not Entry.objects.exists() or Entry.objects.filter(key=FOUNDING).exists()


def clear() -> None:
    """Remove the demo's database and files; NotADemo when the database holds anything else."""
    if not _is_demo_or_empty():
        raise NotADemo
    _mark().unlink(missing_ok=True)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    else:
        connection.close()
        name = Path(str(settings.DATABASES["default"]["NAME"]))
        for suffix in ("", "-wal", "-shm"):
            name.with_name(name.name + suffix).unlink(missing_ok=True)
    shutil.rmtree(settings.FADU_FILES, ignore_errors=True)


@contextmanager
def _phase(title: str, say: Callable[[str], None]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    say(f"{title}: {time.perf_counter() - start:.1f} s")


def build(cases: int, say: Callable[[str], None], progress: Report) -> None:
    """Create the database and play the year up to the demo date."""
    dice = random.Random(SEED)
    people = founding.People(dice)
    until = datetime.date.fromisoformat(settings.FADU_CLOCK)
    with _phase("建库 / database", say):
        call_command("migrate", verbosity=0)
    with _phase("建局与清单 / bureau and lists", say), transaction.atomic():
        staff = founding.found(moment(2019, 12, 30, 8))
        founding.enter_lists(staff)
        staffing.certify(staff)
        staffing.stand_in(staff)
    count = max(cases // 2, 40)
    units = list(founding.stock(count, dice, people))
    with _phase(f"导入既有登记簿 {count} 单元 / register taken over", say):
        for start in range(0, count, founding.BATCH):
            batch = units[start : start + founding.BATCH]
            with transaction.atomic():
                at = moment(2019, 12, 31, 9, start // founding.BATCH % 60)
                founding.take_over(batch, staff, at, start // founding.BATCH + 1)
            progress("导入 / taking over", start + len(batch), count)
    founding.open_accounts()
    with _phase(f"演练一年 {cases} 件 / a year of transfers", say):
        expected = cases * 5
        with evidence.all_at_once():  # a build that is cut off is begun again
            acts = year.play(
                units[3:], cases, until, staff, dice, people,
                lambda done: progress("演练 / playing", min(done, expected), expected),
            )  # fmt: skip
    hall.play(until)
    say(f"{acts} 个行为 / acts; {Entry.objects.count()} 条记录 / entries")
    _mark().touch()
