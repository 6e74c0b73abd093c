"""SpiffWorkflow: eight manual tasks in BPMN; the workflow is stored as its own JSON after each.

`python -m rivals.spiff DATABASE found`, then `… DATABASE SUPPLY` as a contender (see turns.py).
DATABASE is a SQLite file or a postgresql:// address.
"""

import io
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice, pairwise
from typing import Any

import psycopg
from rivals.turns import SQLITE, STEPS, serve
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn import BpmnWorkflow
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def bpmn() -> bytes:
    """A start, eight manual tasks in a row, an end."""
    names = ["start", *(f"step_{number}" for number in range(1, STEPS + 1)), "end"]
    tasks = "".join(f'<manualTask id="{name}" name="{name}"/>' for name in names[1:-1])
    flows = "".join(
        f'<sequenceFlow id="to_{target}" sourceRef="{source}" targetRef="{target}"/>'
        for source, target in pairwise(names)
    )
    return (
        f'<definitions xmlns="{_MODEL}" targetNamespace="w1"><process id="w1" isExecutable="true">'
        f'<startEvent id="start"/>{tasks}<endEvent id="end"/>{flows}</process></definitions>'
    ).encode()


class Database:
    """One table of cases, one of history; the same statements on both databases."""

    def __init__(self, address: str) -> None:
        """Connect."""
        self._postgres = address.startswith("postgres")
        if self._postgres:
            self.connection: Any = psycopg.connect(address, autocommit=True)
        else:
            self.connection = sqlite3.connect(address, isolation_level=None)
            self.connection.executescript(SQLITE)

    def found(self) -> None:
        """Make the tables."""
        self.run("CREATE TABLE spiff_case (id TEXT PRIMARY KEY, state TEXT NOT NULL)")
        serial = "BIGSERIAL" if self._postgres else "INTEGER"
        self.run(
            f"CREATE TABLE spiff_history (row {serial} PRIMARY KEY, case_id TEXT, task TEXT, "
            "at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)"
        )

    def run(self, sql: str, *values: Any) -> Any:
        """Execute one statement."""
        spelled = sql if self._postgres else sql.replace("%s", "?")
        return self.connection.execute(spelled, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """BEGIN and COMMIT."""
        self.run("BEGIN" if self._postgres else "BEGIN IMMEDIATE")
        yield
        self.run("COMMIT")

    @property
    def lock(self) -> str:
        """The end of a query that locks its row."""
        return " FOR UPDATE" if self._postgres else ""


def steps(database: Database, cases: Iterator[str]) -> Callable[[int], int]:
    """A turn: each case from its first task to its end, read and stored anew at every step."""
    serializer = BpmnWorkflowSerializer()

    def step(case: str) -> None:
        with database.transaction():
            query = "SELECT state FROM spiff_case WHERE id = %s" + database.lock
            (state,) = database.run(query, case).fetchone()
            workflow = serializer.deserialize_json(state)
            task = workflow.get_next_task(state=TaskState.READY, manual=True)
            task.run()
            workflow.run_all()
            stored = serializer.serialize_json(workflow)
            database.run("UPDATE spiff_case SET state = %s WHERE id = %s", stored, case)
            name = task.task_spec.name
            database.run("INSERT INTO spiff_history (case_id, task) VALUES (%s, %s)", case, name)

    def turn(number: int) -> int:
        for case in islice(cases, number):
            for _ in range(STEPS):
                step(case)
        return number * STEPS

    return turn


def opened(database: Database, supply: int, client: str) -> list[str]:
    """Store so many workflows that wait at their first task."""
    parser = BpmnParser()
    parser.add_bpmn_io(io.BytesIO(bpmn()))
    spec = parser.get_spec("w1")
    serializer = BpmnWorkflowSerializer()
    cases = [f"{client}-{number}" for number in range(supply)]
    with database.transaction():
        for case in cases:
            workflow = BpmnWorkflow(spec)
            workflow.run_all()
            stored = serializer.serialize_json(workflow)
            database.run("INSERT INTO spiff_case (id, state) VALUES (%s, %s)", case, stored)
    return cases


def main(address: str, client: str, supply: int) -> None:
    """Make the tables (client "found"), or contend."""
    database = Database(address)
    if client == "found":
        database.found()
    else:
        serve({"steps": steps(database, iter(opened(database, supply, client)))})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
