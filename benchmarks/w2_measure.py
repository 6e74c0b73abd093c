"""W2 in one database: fill it, ask it, say what each page took in a line of JSON.

What a page asks of the database is recorded while it is asked for through the whole site, and then
played bare through the cursor, each statement fetched to its end: that is its SQL, and the floor.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from benchmarks.w2_fill import PLACES, TODAY, Town, begin, settle
from fadu.bureau.models import Account
from fadu.procedure.access import reader
from fadu.procedure.lookups import matching
from fadu.record.actor import ByOfficer
from fadu.search.names import By, Sought
from fadu.site.demo.cast import BUREAU

DESK = f"/desk/{BUREAU}/"
OFFICERS = ("window", "examiner", "registrar", "head", "director")
Statement = tuple[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """Something a page does, under the heading where it counts."""

    heading: str
    name: str
    do: Callable[[], object]


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """The statements that are executed meanwhile."""
    found: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def took(do: Callable[[], object]) -> float:
    """Milliseconds."""
    began = perf_counter()
    do()
    return (perf_counter() - began) * 1e3


def play(statements: Sequence[Statement]) -> None:
    """The same statements bare."""
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            cursor.fetchall()


def works(town: Town) -> Iterator[Work]:
    """Inbox, list and search as officers use them."""
    clients = {login: _entered(login) for login in OFFICERS}
    for login, client in clients.items():
        yield Work("inbox", login, _page(client, DESK))
    examiner = clients["examiner"]
    for query in ({"light": "red"}, {"step": "examine"}, {"page": "2"}):
        yield Work("inbox", f"examiner {query}", _page(examiner, DESK, **query))
    yield Work("list", "examiner", _page(examiner, f"{DESK}cases/"))
    yield Work("list", "director", _page(clients["director"], f"{DESK}cases/"))
    search = f"{DESK}search/"
    for place, _ in PLACES:
        yield Work("search", place[:2], _page(examiner, search, q=place[:2]))
    yield Work("frame", "what every page asks first", _page(examiner, search))
    for query in searches(town):
        told = " ".join(query.values())
        yield Work("search", told, _page(examiner, search, **query))
    legal = _entered("legal")
    for text in ("渠江", "老鹰", "转移登记"):
        yield Work("search", f"legal: {text}", _page(legal, search, q=text))
    who = reader(ByOfficer(_account("examiner").officer_id), BUREAU, TODAY)
    for text in ("王伟", "张秀英", "欧芳"):
        yield Work("person", text, partial(matching, Sought(By.NAME, text), who))


def searches(town: Town) -> Iterator[dict[str, str]]:
    """What officers type: words common and rare, together, absent, numbers whole and in part."""
    for text in (
        "街道", "街", "登记", "转移登记", "Transfer", "和平 三汇", "鲜渡 滨江", "渠江 万兴 12",
        "火星", "2015", "2020", "ZY", town.last[7:17], town.last[12:], f"{BUREAU}001001GB000",
        town.rare[7:19], "川(2018)渠县不动产权第", "川(2018)渠县不动产权第0001234号", f"{BUREAU}", "7",
    ):  # fmt: skip
        yield {"q": text}
    for year in ("2015", "2020"):
        yield {"q": "渠江", "year": year}
        yield {"q": "临巴", "year": year}
    yield {"q": "渠江", "status": "open"}
    yield {"q": "三汇", "status": "open", "year": "2014"}
    yield {"q": "渠江", "procedure": "realestate.transfer"}
    yield {"q": "渠江", "page": "5"}


def _account(login: str) -> Account:
    return Account.objects.get(bureau=BUREAU, username=login)


def _entered(login: str) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="zh-hans")
    client.force_login(_account(login))
    return client


def _page(client: Client, address: str, **query: str) -> Callable[[], object]:
    def ask() -> object:
        answer = client.get(address, query)
        if answer.status_code not in (200, 302):
            raise RuntimeError(f"{address} {query}: {answer.status_code}")
        return answer

    return ask


def first_of_all(town: Town) -> frozenset[str]:
    """What every page of the desk asks first: session, account, bureau, posts."""
    (empty,) = (work for work in works(town) if work.heading == "frame")
    with recorded() as statements:
        empty.do()
    return frozenset(sql for sql, _ in statements)


def told(work: Work, rounds: int, frame: frozenset[str]) -> dict[str, Any]:
    """What it took: the page, its own SQL, the slowest statement, and the counting among them."""
    work.do()
    with recorded() as asked:
        work.do()
    own = work.heading != "frame"
    statements = [one for one in asked if not (own and one[0] in frame)] or asked
    page = median(took(work.do) for _ in range(rounds))
    each = [median(took(partial(play, [one])) for _ in range(rounds)) for one in statements]
    worst = max(range(len(each)), key=each.__getitem__)
    counting = (ms for ms, (sql, _) in zip(each, statements, strict=True) if "COUNT(" in sql)
    return {
        "heading": work.heading, "name": work.name, "page": page, "sql": sum(each),
        "statements": len(each), "counts": sum(counting), "worst": each[worst],
        "slowest": " ".join(statements[worst][0].split())[:300],
    }  # fmt: skip


def scan() -> float:
    """What a search without an index does: look into every row for two characters."""
    marks = "position('濛山' in terms::text) > 0"
    if connection.vendor == "sqlite":
        marks = "terms LIKE '%濛山%'"
    sql = f"SELECT count(*) FROM search_item WHERE {marks}"
    return median(took(partial(play, [(sql, None)])) for _ in range(3))


def main(argv: Sequence[str]) -> None:
    """`w2_measure ROUNDS SIZE`: fill the empty database, measure."""
    rounds, size = map(int, argv)
    settings.ALLOWED_HOSTS = ["*"]
    settings.FADU_CLOCK = TODAY.isoformat()
    town = Town(begin(), size)
    began = perf_counter()
    with transaction.atomic():
        town.fill()
    settle()
    filled = perf_counter() - began
    frame = first_of_all(town)
    found = [told(work, rounds, frame) for work in works(town)]
    line = {"size": size, "filled": filled, "scan": scan(), "works": found}
    print(json.dumps(line, ensure_ascii=False), flush=True)
