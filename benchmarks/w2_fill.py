"""The cases of W2: a bureau founded by acts, then so many cases by bulk inserts.

Rows are what `apply` would have written, for the tables that inbox, lists and search read; entries
of the record are left out, for none of these pages reads them. Words are spread as words are: some
stand in every other case, some in one of fifty thousand.
"""

import datetime
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, models

from benchmarks.w1_cases import Applications, found_bureau
from fadu.bureau.models import Account
from fadu.law.words import Words
from fadu.people.models import Person, PersonalValue
from fadu.procedure.finding import CASE, NUMBER
from fadu.procedure.models import Case, Party, Task
from fadu.record.ids import new_id
from fadu.record.moment import SHANGHAI
from fadu.registers.realestate.models import Unit
from fadu.search import index
from fadu.search.fields import joined
from fadu.search.keeping import BY_TERMS
from fadu.search.models import Item, NameToken, Number
from fadu.search.names import By, tokens
from fadu.search.offer import Row, Text
from fadu.site.demo.cast import BUREAU

TODAY = datetime.date(2020, 12, 24)
FIRST = datetime.date(2014, 1, 2)
WAITING = 50  # one case in so many is open
GROUP = 5000
# A place, and that one case in so many lies there.
PLACES = (
    ("老鹰岩村", 50000), ("龙凤乡", 5000), ("鲜渡镇", 1000), ("有庆镇", 300), ("土溪镇", 100),
    ("临巴镇", 50), ("三汇镇", 20), ("渠南街道", 8), ("天星街道", 4), ("渠江街道", 1),
)  # fmt: skip
STREETS = ("和平街", "南大街", "渠光路", "万兴大道", "滨江路", "文峰巷", "营渠路", "八濛山路")
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高欧阙"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂"
MATTERS = ("realestate.transfer",) * 18 + ("attestation.review", "power.adjustment")
STEPS = (
    ("receive", "realestate.window"), ("examine", "realestate.examiner"),
    ("enter", "realestate.registrar"), ("issue", "realestate.window"),
)  # fmt: skip
TEXT = Words("文字", "Text")

Rows = dict[type[models.Model], list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A real case's state, in which number and unit are replaced."""

    state: str
    number: str
    unit: str


def begin() -> Sample:
    """Found the bureau, give its officers accounts, open one real case to copy from."""
    found_bureau()
    client = Applications("0")
    for login, officer in client.staff.items():
        account = Account(bureau=BUREAU, username=login, officer_id=officer.officer)
        account.set_unusable_password()
        account.save()
    (case,) = client.opened(1)
    held = Case.objects.get(id=case)
    return Sample(held.state_text, held.number, held.state.facts["unit"])


class Town:
    """Cases over seven years, the same each time; the newest last."""

    def __init__(self, sample: Sample, size: int) -> None:
        """Nothing yet; `size` cases in the end."""
        self.sample = sample
        self.size = size
        self.chance = random.Random(BUREAU)
        self.made = 0
        self.last = ""
        self.rare = ""

    def fill(self) -> None:
        """Add the cases, a group at a time; an inverted index is made at the end, in one go."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("DROP INDEX item_by_terms")
        for start in range(0, self.size, GROUP):
            rows: Rows = {}
            for _ in range(min(GROUP, self.size - start)):
                self._case(rows)
            for model, some in rows.items():
                insert(model, some)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(BY_TERMS)

    def _case(self, rows: Rows) -> None:
        self.made += 1
        number, chance = self.made, self.chance
        opened = FIRST + datetime.timedelta((TODAY - FIRST).days * number // self.size)
        waiting = chance.randrange(WAITING) == 0
        matter = chance.choice(MATTERS)
        case, person = new_id(), new_id()
        name = f"{BUREAU}-{opened.year}-ZY-{number + 100:07d}"
        unit = f"{BUREAU}{chance.randrange(900):03d}001GB{number:07d}F0001"
        place = next(place for place, of_so_many in PLACES if not chance.randrange(of_so_many))
        address = f"渠县{place}{chance.choice(STREETS)}{chance.randrange(1, 400)}号"
        certificate = f"川({opened.year})渠县不动产权第{number:07d}号"
        self.last = name
        if place == PLACES[0][0]:
            self.rare = name
        state = self.sample.state.replace(self.sample.number, name)
        at = datetime.datetime.combine(opened, datetime.time(9), SHANGHAI)
        told = {"bureau": BUREAU, "id": case}
        rows.setdefault(Case, []).append({
            **told, "procedure": matter, "number": name, "opened_on": opened,
            "status": "open" if waiting else "closed", "outcome": "" if waiting else "issued",
            "accepted_on": opened, "closed_on": None if waiting else opened, "recorded_at": at,
            "seq": 1, "sha256": "0" * 64, "sm3": "0" * 64,
            "state_text": state.replace(self.sample.unit, unit),
        })  # fmt: skip
        rows.setdefault(Unit, []).append({
            "id": new_id(), "bureau": BUREAU, "code": unit, "location": address,
            "area_m2": 90, "use": "住宅", "nature": "出让", "entry": case,
        })  # fmt: skip
        if waiting:
            rows.setdefault(Task, []).append(self._task(case, matter, opened))
        self._person(rows, case, person)
        self._found(rows, case, opened, waiting, matter, (name, unit, address, certificate))

    def _task(self, case: Any, matter: str, opened: datetime.date) -> dict[str, Any]:
        step, post = self.chance.choice(STEPS)
        due = TODAY + datetime.timedelta(self.chance.randrange(-3, 12))
        if self.chance.randrange(20) == 0:
            due = None  # type: ignore[assignment]  # a step without a limit
        return {
            "case_id": case, "bureau": BUREAU, "procedure": matter, "step": step, "post": post,
            "officer": None, "since": opened, "due": due,
        }  # fmt: skip

    def _person(self, rows: Rows, case: Any, person: Any) -> None:
        chance, value = self.chance, new_id()
        given = "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
        name = chance.choice(SURNAMES) + given
        rows.setdefault(Person, []).append(
            {"id": person, "bureau": BUREAU, "kind": "natural", "identity_index": f"{person.hex}"}
        )
        rows.setdefault(Party, []).append(
            {"bureau": BUREAU, "case_id": case, "person": person, "role": "transferee"}
        )
        rows.setdefault(PersonalValue, []).append({
            "id": value, "bureau": BUREAU, "case": case, "person": person, "field": "name",
            "value": name, "salt": "0" * 64,
        })  # fmt: skip
        rows.setdefault(NameToken, []).extend(
            {"bureau": BUREAU, "token": token, "value": value} for token in _tokens(name)
        )

    def _found(
        self, rows: Rows, case: Any, opened: datetime.date, waiting: bool, matter: str,
        texts: Sequence[str],
    ) -> None:  # fmt: skip
        name, unit, address, certificate = texts
        row = Row(
            case, opened,
            (
                Text(NUMBER, name, number=True), Text(TEXT, unit, number=True),
                Text(TEXT, address), Text(TEXT, certificate, number=True),
            ),
            matter, "open" if waiting else "closed",
        )  # fmt: skip
        of_row = {"bureau": BUREAU, "kind": CASE, "ref": case}
        rows.setdefault(Item, []).append(
            {**of_row, "year": opened.year, "terms": index.tagged(row)}
        )
        rows.setdefault(Number, []).extend(
            {**of_row, "number": number} for number in sorted(index.numbers_of(row))
        )


@cache
def _tokens(name: str) -> list[str]:
    return tokens(BUREAU, By.NAME, name)


def insert(model: type[models.Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows; a column that is not named gets its default."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.generated and (field.attname in rows[0] or not field.primary_key)
    ]
    values = ([row.get(field.attname, field.get_default()) for field in fields] for row in rows)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        _copy(f"COPY {table} ({columns}) FROM STDIN", values)
        return
    places = ", ".join(["?"] * len(fields))
    with connection.cursor() as cursor:
        cursor.cursor.connection.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places})", map(_plain, values)
        )


def _copy(sql: str, values: Iterator[list[Any]]) -> None:
    with connection.cursor() as cursor, cursor.cursor.copy(sql) as copy:
        for row in values:
            copy.write_row(
                [" ".join(f"'{t}'" for t in v) if isinstance(v, set) else v for v in row]
            )


def _plain(row: list[Any]) -> list[Any]:
    """As Django writes them on SQLite."""
    plain = []
    for value in row:
        if isinstance(value, set):
            plain.append(joined(value))
        elif hasattr(value, "hex") and not isinstance(value, float | int):
            plain.append(value.hex)
        elif isinstance(value, datetime.datetime):
            plain.append(str(value.astimezone(datetime.UTC).replace(tzinfo=None)))
        elif isinstance(value, datetime.date):
            plain.append(value.isoformat())
        else:
            plain.append(value)
    return plain


def settle() -> None:
    """Bring the planner's statistics up to date, as a running installation's are."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
