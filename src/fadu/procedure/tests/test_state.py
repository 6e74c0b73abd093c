"""The fold: the state after an entry is the state before with the entry's change laid over it."""

import dataclasses
import datetime
import json
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from fadu.law.words import Words
from fadu.procedure.state import (
    CaseState,
    ClockState,
    PartyState,
    SuspensionState,
    change,
    fold,
    state_from,
)

DAY = datetime.date(2020, 3, 2)
START = CaseState("p", "0" * 64, "n", "window", DAY, DAY, "receive", DAY)

dates = st.dates(datetime.date(2019, 1, 1), datetime.date(2026, 12, 31))
clocks = st.builds(
    ClockState, st.sampled_from(["promised", "statutory"]), st.just("k"), st.just("5wd"),
    st.just(Words("源", "source")), dates, dates, st.booleans(),
    st.lists(st.builds(SuspensionState, st.just("s"), dates, st.none() | dates)).map(tuple),
    st.none() | dates,
)  # fmt: skip
parties = st.builds(
    PartyState, st.uuids(), st.sampled_from(["a", "b"]), st.booleans(),
    st.dictionaries(st.sampled_from(["numerator"]), st.integers(1, 9)),
)  # fmt: skip
fields: dict[str, st.SearchStrategy[Any]] = {
    "step": st.sampled_from(["receive", "examine", ""]),
    "since": dates,
    "due": st.none() | dates,
    "status": st.sampled_from(["open", "closed"]),
    "officer": st.none() | st.uuids(),
    "parties": st.lists(parties, max_size=3).map(tuple),
    "clocks": st.lists(clocks, max_size=2).map(tuple),
    "hands": st.dictionaries(st.sampled_from(["examine", "enter"]), st.uuids().map(str)),
    "memory": st.dictionaries(st.sampled_from(["noticed"]), st.lists(st.text(max_size=5))),
}
changes = st.fixed_dictionaries({}, optional=fields)


@given(st.lists(changes, max_size=6))
def test_folding_the_changes_gives_the_state(steps: list[dict[str, Any]]) -> None:
    """Whatever happens to a case, its entries' changes alone give its state."""
    state: CaseState | None = None
    folded: dict[str, Any] = {}
    for step in [{}, *steps]:
        after = dataclasses.replace(state or START, **step)
        entry = json.loads(json.dumps({"change": change(state, after)}))
        folded = fold(folded, entry)
        state = after
    assert state is not None
    assert state_from(folded) == state
    assert state_from(folded).digest == state.digest


def test_a_change_names_only_what_changed() -> None:
    """An entry stays small however much the case holds."""
    after = dataclasses.replace(START, step="examine", officer=UUID(int=1))
    assert set(change(START, after)) == {"step", "officer"}
    assert change(START, START) == {}


def test_a_lost_change_is_noticed() -> None:
    """The control: leave one change out, and the digest differs."""
    after = dataclasses.replace(START, step="examine")
    last = dataclasses.replace(after, due=DAY)
    whole = fold(
        fold(START.plain, {"change": change(START, after)}), {"change": change(after, last)}
    )
    gap = fold(START.plain, {"change": change(after, last)})
    assert state_from(whole).digest == last.digest != state_from(gap).digest
