"""Waiting tasks in groups: by step, due day, party or officer; each group opens its list."""

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from fadu.bureau.models import Officer
from fadu.desk.queue import step_title
from fadu.law.calendar import Calendar
from fadu.law.words import Words
from fadu.pages.dates import weekday
from fadu.pages.lists import Listed
from fadu.pages.strands import Strands
from fadu.people.persons import known
from fadu.procedure import clocks
from fadu.procedure.models import NEVER, Party, Task

NOBODY = "none"
_TITLES = {
    "step": Words("按环节", "By step"),
    "due": Words("按到期日", "By due day"),
    "party": Words("按当事人", "By party"),
    "officer": Words("按经办人", "By officer"),
}
_DAYS_SHOWN = 8
_PARTIES_SHOWN = 12

Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Waiting tasks that belong together: how many, how many late or nearly so, and their list."""

    title: Words
    total: int
    red: int
    amber: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Counted:
    """The waiting tasks counted once, by step and day; every group is a sum of these."""

    lines: list[Line]
    today: datetime.date
    calendar: Calendar

    @classmethod
    def of(
        cls, tasks: Strands[Task], today: datetime.date, calendar: Calendar, *, by_officer: bool
    ) -> "Counted":
        """One grouped look at the index of each strand, which holds all that is asked."""
        keys = ("procedure", "step", "urgent_on", *(("officer",) if by_officer else ()))
        lines: list[Line] = []
        for part in tasks.parts:
            # True of every task, and a reason for the planner to read the queue's own index.
            queue = part.order_by().filter(urgent_on__lte=NEVER)
            lines += queue.values(*keys).annotate(total=Count("pk"))
        return cls(lines, today, calendar)

    @property
    def total(self) -> int:
        """How many wait."""
        return sum(line["total"] for line in self.lines)

    @property
    def late(self) -> int:
        """How many are overdue."""
        return self.lit("red", self.lines)

    @property
    def nearly(self) -> int:
        """How many are nearly due."""
        return self.lit("amber", self.lines)

    def lit(self, light: str, lines: list[Line]) -> int:
        """How many of these show a light."""
        return sum(line["total"] for line in lines if self._light(line["urgent_on"]) == light)

    def by(self, *keys: str) -> dict[tuple[Any, ...], list[Line]]:
        """The counts that share these keys."""
        found: dict[tuple[Any, ...], list[Line]] = {}
        for line in self.lines:
            found.setdefault(tuple(line[key] for key in keys), []).append(line)
        return found

    def _light(self, urgent_on: datetime.date) -> str:
        never = urgent_on == NEVER
        return "" if never else clocks.light(urgent_on, self.today, self.calendar)


def groupings(listed: Listed, everybody: bool) -> list[tuple[Words, str, bool]]:
    """The kinds of group to choose from, with their addresses, and which is chosen."""
    now = listed.request.GET.get("group", "step")
    names = [name for name in _TITLES if everybody or name != "officer"]
    return [(_TITLES[name], listed.address(group=name), name == now) for name in names]


def groups(counted: Counted, listed: Listed, tasks: Strands[Task], bureau: str) -> list[Group]:
    """The groups of the kind that the address asks for, the most urgent first."""
    match listed.request.GET.get("group", "step"):
        case "due":
            return _by_day(counted, listed)
        case "party":
            return _by_party(listed, tasks, bureau)
        case "officer":
            return _by_officer(counted, listed, bureau)
        case _:
            return _by_step(counted, listed)


def _group(
    counted: Counted, listed: Listed, title: Words, lines: list[Line], **where: str
) -> Group:
    ((name, value),) = where.items()
    chosen = listed.request.GET.get(name) == value
    return Group(
        title,
        sum(line["total"] for line in lines),
        counted.lit("red", lines),
        counted.lit("amber", lines),
        listed.address(**{name: "" if chosen else value}),
        chosen,
    )


def _by_step(counted: Counted, listed: Listed) -> list[Group]:
    found = [
        _group(counted, listed, step_title(name, step), lines, step=f"{name}/{step}")
        for (name, step), lines in counted.by("procedure", "step").items()
    ]
    return sorted(found, key=lambda each: (-each.red, -each.amber, each.title.zh))


def _by_day(counted: Counted, listed: Listed) -> list[Group]:
    days = sorted((day, lines) for (day,), lines in counted.by("urgent_on").items() if day != NEVER)
    return [
        _group(counted, listed, weekday(day), lines, due=day.isoformat())
        for day, lines in days[:_DAYS_SHOWN]
    ]


def _by_officer(counted: Counted, listed: Listed, bureau: str) -> list[Group]:
    names = dict(Officer.objects.filter(bureau=bureau).values_list("id", "name"))
    found = []
    for (officer,), lines in counted.by("officer").items():
        name = names.get(officer, "") if officer else ""
        title = Words(name, name) if officer else Words("未指定", "Nobody yet")
        value = str(officer) if officer else NOBODY
        found.append(_group(counted, listed, title, lines, officer=value))
    return sorted(found, key=lambda each: (-each.red, -each.amber, -each.total))


def _by_party(listed: Listed, tasks: Strands[Task], bureau: str) -> list[Group]:
    """The parties with most waiting tasks: a developer who transfers fifty flats is one of them."""
    totals: dict[UUID, int] = {}
    for part in tasks.parts:
        parties = Party.objects.filter(case__in=part.values("case")).order_by()
        counts = parties.values("person").annotate(total=Count("case", distinct=True))
        for line in counts.order_by("-total", "person")[:_PARTIES_SHOWN]:
            totals[line["person"]] = totals.get(line["person"], 0) + line["total"]
    most = sorted(totals, key=lambda person: (-totals[person], str(person)))[:_PARTIES_SHOWN]
    held = known(bureau, most)
    chosen = listed.request.GET.get("party", "")
    return [
        Group(
            Words(held[person].name, held[person].name), totals[person], 0, 0,
            listed.address(party="" if chosen == str(person) else str(person)),
            chosen == str(person),
        )
        for person in most
    ]  # fmt: skip
