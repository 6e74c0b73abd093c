"""Entry kinds are typed, named once, and each tells its sentence."""

from dataclasses import dataclass

import pytest

from fadu.law.words import Words
from fadu.record import kinds
from fadu.record.kinds import all_kinds, entry_kind, kind_named, name_of


@pytest.fixture
def own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds that a test declares are forgotten after it."""
    monkeypatch.setattr(kinds, "_KINDS", {})


@dataclass(frozen=True)
class Done:
    what: str

    def sentence(self) -> Words:
        return Words("已办", "Done")


@dataclass(frozen=True)
class Other(Done):
    pass


@pytest.mark.usefixtures("own_kinds")
def test_a_kind_is_found_by_its_name() -> None:
    assert entry_kind("test.done")(Done) is Done
    assert kind_named("test.done") is Done
    assert name_of(Done) == "test.done"
    assert all_kinds() == {"test.done": Done}


@pytest.mark.usefixtures("own_kinds")
def test_control_a_name_is_given_once() -> None:
    entry_kind("test.done")(Done)
    entry_kind("test.done")(Done)
    with pytest.raises(ValueError, match="declared twice"):
        entry_kind("test.done")(Other)
    with pytest.raises(KeyError):
        kind_named("test.never")
