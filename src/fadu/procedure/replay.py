"""Replay: the state of every case must be the fold of its entries, and every entry must hold.

Nothing is written, no gate is run, and no code of the procedure's version is needed: the change in
each entry is folded, its digest compared, and its step looked up in the graph snapshot by digest.
"""

import datetime
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from fadu.people.models import PersonalValue
from fadu.procedure.graph import structural_digest
from fadu.procedure.models import Asking, Case, Clock, GraphSnapshot, Task
from fadu.procedure.state import fold
from fadu.record.canonical import canonical
from fadu.record.evidence import path_of
from fadu.record.hashing import Digests, commitment, leaf_digests
from fadu.record.models import Entry, EvidenceFile


@dataclass(frozen=True, slots=True)
class Discord:
    """Where the record and what stands in the tables do not agree."""

    case: UUID
    seq: int
    what: str


def replay(bureau: str | None = None) -> Iterator[tuple[UUID, list[Discord]]]:
    """Each case with what is wrong with it (nothing, as a rule), in the order of the cases."""
    entries: QuerySet[Entry] = Entry.objects.order_by("case", "seq")
    cases: QuerySet[Case] = Case.objects.order_by("id")
    if bureau:
        entries, cases = entries.filter(bureau=bureau), cases.filter(bureau=bureau)
    graphs = {
        snapshot.digest: graph
        for snapshot in GraphSnapshot.objects.all()
        if structural_digest(graph := json.loads(snapshot.graph)) == snapshot.digest
    }
    standing = {case.id: case for case in cases.iterator(2000)}
    chain: list[Entry] = []
    for entry in entries.iterator(2000):
        if chain and chain[-1].case != entry.case:
            yield _one(chain, standing.pop(chain[-1].case, None), graphs)
            chain = []
        chain.append(entry)
    if chain:
        yield _one(chain, standing.pop(chain[-1].case, None), graphs)
    for case in standing:
        yield case, [Discord(case, 0, "a case without entries")]


def _one(
    chain: list[Entry], case: Case | None, graphs: dict[str, Any]
) -> tuple[UUID, list[Discord]]:
    found: list[Discord] = []
    state: dict[str, Any] = {}
    previous: Digests | None = None
    for place, entry in enumerate(chain, start=1):
        wrong = [*_leaf(entry, place, previous), *_step(entry, state, graphs)]
        state = fold(state, entry.payload)
        digest = hashlib.sha256(canonical(state)).hexdigest()
        if digest != entry.content["state"]:
            wrong.append("the fold of the entries is not the state that the entry names")
        found += [Discord(entry.case, entry.seq, what) for what in wrong]
        previous = Digests(sha256=entry.sha256, sm3=entry.sm3)
    last = chain[-1]
    found += [Discord(last.case, last.seq, what) for what in _values(chain)]
    found += [Discord(last.case, last.seq, what) for what in _files(last.bureau, last.case)]
    found += [Discord(last.case, last.seq, what) for what in _tables(case, state, last)]
    return last.case, found


def _leaf(entry: Entry, place: int, previous: Digests | None) -> Iterator[str]:
    """The leaf holds, chains, and says what the columns say."""
    content = entry.content
    digests = leaf_digests(entry.leaf.encode())
    if (digests.sha256, digests.sm3) != (entry.sha256, entry.sm3):
        yield "the leaf does not have its digests"
    if content["prev"] != (previous and {"sha256": previous.sha256, "sm3": previous.sm3}):
        yield "the leaf does not chain to the one before"
    columns = {
        "id": str(entry.id),
        "bureau": entry.bureau,
        "case": str(entry.case),
        "seq": entry.seq,
        "kind": entry.kind,
        "at": entry.at.isoformat(),
        "key": entry.key,
    }
    for name, value in columns.items():
        if content[name] != value:
            yield f"the column {name} does not say what the leaf says"
    if entry.seq != place:
        yield f"entry {place} is missing"
    if datetime.datetime.fromisoformat(content["recorded_at"]) != entry.recorded_at:
        yield "the column recorded_at does not say what the leaf says"


def _step(entry: Entry, state: dict[str, Any], graphs: dict[str, Any]) -> Iterator[str]:
    """A step that was taken is an edge of the graph under which the case runs."""
    graph = graphs.get(entry.content["graph"])
    if graph is None:
        yield "the graph of the entry is not kept, or not as it was"
    elif entry.kind == "case.taken":
        act = entry.payload["act"]
        outcomes = graph["steps"].get(act["step"], {}).get("outcomes", {})
        if state.get("step") != act["step"]:
            yield f"step {act['step']} was taken while {state.get('step')} was waiting"
        if outcomes.get(act["outcome"], {}).get("to") != act["to"]:
            yield f"{act['step']}/{act['outcome']} does not lead to {act['to']}"
        default = graph["steps"].get(act["step"], {}).get("default")
        by_system = entry.content["actor"]["kind"] == "system"
        if default and act["outcome"] == default["outcome"] and not by_system:
            yield "a lawful default was taken by somebody"
        gates = outcomes.get(act["outcome"], {}).get("gates", ())
        demanded = {gate["name"] for gate in gates if not gate.get("optional")}
        if not demanded <= set(act["gates"]):
            yield f"gates were not passed: {sorted(demanded - set(act['gates']))}"
    elif entry.kind == "case.contributed":
        yield from _contribution(entry.payload["act"], state, graph)


def _contribution(
    act: dict[str, Any], state: dict[str, Any], graph: dict[str, Any]
) -> Iterator[str]:
    """A contribution is one that the waiting step takes, and passed the gates that it has."""
    told = graph["steps"].get(act["step"], {}).get("contributions", {}).get(act["contribution"])
    if state.get("step") != act["step"]:
        yield f"a contribution to {act['step']} was made while {state.get('step')} was waiting"
    if told is None:
        yield f"{act['step']} takes no contribution {act['contribution']}"
    elif not {gate["name"] for gate in told["gates"]} <= set(act["gates"]):
        yield f"a contribution to {act['step']} did not pass its gates"


def _values(chain: list[Entry]) -> Iterator[str]:
    """Every personal value that still exists opens the commitment in its leaf."""
    committed = {item["id"]: item for entry in chain for item in entry.content["personal"]}
    if not committed:
        return
    for kept in PersonalValue.objects.filter(bureau=chain[0].bureau, id__in=list(committed)):
        told = committed[str(kept.id)]
        person = str(kept.person) if kept.person else None
        digests = commitment(bytes.fromhex(kept.salt), kept.field, person, kept.value)
        if (digests.sha256, digests.sm3) != (told["sha256"], told["sm3"]):
            yield f"the personal value {kept.id} is not the one that was recorded"


def _files(bureau: str, case: UUID) -> Iterator[str]:
    """Every evidence file is there, with its size (`verify` of a bundle reads every byte)."""
    for file in EvidenceFile.objects.filter(bureau=bureau, case=case):
        path = path_of(bureau, case, file.sha256)
        if not path.is_file() or path.stat().st_size != file.size:
            yield f"the evidence file {file.id} is missing or has another size"


def _tables(case: Case | None, state: dict[str, Any], last: Entry) -> Iterator[str]:
    """The case book says what the fold says."""
    if case is None:
        yield "the case is missing from the case book"
        return
    if case.state_text != canonical(state).decode():
        yield "the state in the case book is not the fold of the entries"
    if (case.seq, case.sha256, case.sm3) != (last.seq, last.sha256, last.sm3):
        yield "the case book's link is not the last entry"
    typed = case.state
    told = (case.procedure, case.number, case.status, case.outcome, case.closed_on)
    if told != (typed.procedure, typed.number, typed.status, typed.outcome, typed.closed_on):
        yield "the columns of the case book do not say what its state says"
    task = Task.objects.filter(case=case).first()
    if (task.step if task else "") != typed.step:
        yield "the waiting task is not the waiting step"
    if task and (task.procedure, task.officer, task.offered, task.due) != (
        typed.procedure, typed.officer, typed.offered, typed.due,
    ):  # fmt: skip
        yield "the waiting task does not say what the state says"
    asked = Asking.objects.filter(case=case).order_by("number")
    asked_for = [(ask.contribution, ask.post, ask.due, ask.ended_on, ask.answered) for ask in asked]
    if asked_for != [
        (ask.contribution, ask.post, ask.due, ask.ended_on, ask.answered) for ask in typed.asks
    ]:
        yield "what is asked of others is not what the state says"
    clocks = {clock.name: clock.due for clock in Clock.objects.filter(case=case)}
    if clocks != {clock.name: clock.due for clock in typed.clocks}:
        yield "the clocks are not those of the state"
