"""Replay finds whatever was changed behind the verbs, in the record or in the tables."""

import itertools
from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import connection

from fadu.procedure.models import Case, Clock, GraphSnapshot, Task
from fadu.procedure.replay import replay
from fadu.record.models import Entry
from fadu.record.protection import PROTECTED
from tests.stage import WEDNESDAY, Stage, done

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> UUID:
    """A transfer that waits to be handed out, in a bureau with a few other cases."""
    stage = Stage()
    case = stage.at_entry(stage.unit())
    done(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    return case


def discords(case: UUID) -> list[str]:
    """What replay finds in a case; nothing may be found elsewhere."""
    found = dict(replay())
    assert all(not wrong for other, wrong in found.items() if other != case)
    return [discord.what for discord in found.get(case, [])]


def as_owner(statement: str, *values: str | int) -> None:
    """Change the record as the owner of the database can: the triggers dropped."""
    with connection.cursor() as cursor:
        for table, verb in itertools.product(PROTECTED, ("update", "delete")):
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {table}_no_{verb}{on}")
        cursor.execute(statement, values)


def test_an_untouched_record_replays(case: UUID) -> None:
    """Every case of the stage agrees with its entries."""
    assert discords(case) == []
    assert len(dict(replay())) == Case.objects.count() > 2


def _edit_leaf(case: UUID) -> None:
    entry = Entry.objects.get(case=case, seq=3)
    leaf = entry.leaf.replace('"pass"', '"refuse"')
    assert leaf != entry.leaf
    as_owner("UPDATE record_entry SET leaf = %s WHERE row = %s", leaf, entry.row)


def _drop_entry(case: UUID) -> None:
    row = Entry.objects.get(case=case, seq=2).row
    as_owner("DELETE FROM record_entry WHERE row = %s", row)


def _cut_tail(case: UUID) -> None:
    row = Entry.objects.get(case=case, seq=4).row
    as_owner("DELETE FROM record_entry WHERE row = %s", row)


def _backdate(case: UUID) -> None:
    row = Entry.objects.get(case=case, seq=4).row
    as_owner("UPDATE record_entry SET at = '2020-03-02' WHERE row = %s", row)


def _state(case: UUID) -> None:
    row = Case.objects.get(id=case)
    Case.objects.filter(id=case).update(state_text=row.state_text.replace("issue", "enter"))


def _status(case: UUID) -> None:
    Case.objects.filter(id=case).update(status="closed")


def _task(case: UUID) -> None:
    Task.objects.filter(case=case).delete()


def _task_due(case: UUID) -> None:
    Task.objects.filter(case=case).update(due="2020-03-31")


def _task_procedure(case: UUID) -> None:
    Task.objects.filter(case=case).update(procedure="realestate.take_over")


def _clock(case: UUID) -> None:
    Clock.objects.filter(case=case, name="promised").update(due="2020-03-31")


def _graph(case: UUID) -> None:
    GraphSnapshot.objects.filter(digest=Case.objects.get(id=case).state.graph).delete()


TAMPERINGS: dict[str, tuple[Callable[[UUID], None], str]] = {
    "a leaf is edited": (_edit_leaf, "digests"),
    "an entry is deleted": (_drop_entry, "missing"),
    "the tail is cut": (_cut_tail, "fold"),
    "a column is backdated": (_backdate, "column at"),
    "the state is edited": (_state, "fold"),
    "the case is closed by hand": (_status, "columns"),
    "the task is deleted": (_task, "task"),
    "the task is due later": (_task_due, "task"),
    "the task is filed under another matter": (_task_procedure, "task"),
    "a due date is moved": (_clock, "clocks"),
}


@pytest.mark.parametrize("name", sorted(TAMPERINGS))
def test_each_tampering_is_found(name: str, case: UUID) -> None:
    """One change behind the verbs, found and named."""
    tamper, said = TAMPERINGS[name]
    tamper(case)
    assert any(said in what for what in discords(case))


def test_a_lost_graph_is_found(case: UUID) -> None:
    """Without the snapshot a case could not be replayed: said, not passed over."""
    _graph(case)
    assert "graph" in discords(case)[0]


def test_a_deleted_case_is_found() -> None:
    """A case without its book row, and a row without entries."""
    stage = Stage()
    case = stage.at_entry(stage.unit())
    as_owner("DELETE FROM record_entry WHERE key = %s", "nothing")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_entry WHERE row > 0 AND kind = 'case.taken'")
    assert any("fold" in what for what in discords_anywhere())
    assert case


def discords_anywhere() -> list[str]:
    """What replay finds in any case."""
    return [discord.what for _, wrong in replay() for discord in wrong]
