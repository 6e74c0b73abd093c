"""Who acts is one of three kinds, and each comes back from the leaf as it was."""

from uuid import UUID

import pytest

from fadu.record.actor import Actor, ByOfficer, ByParty, BySystem, as_plain, from_plain
from fadu.record.canonical import canonical

ID = UUID("01900000-0000-7000-8000-000000000001")
ACTORS = (
    ByOfficer(ID, "realestate.examiner", "川-0001"),
    ByOfficer(ID),
    ByParty(ID),
    BySystem("clock"),
)


@pytest.mark.parametrize("actor", ACTORS, ids=repr)
def test_an_actor_goes_into_a_leaf_and_comes_back(actor: Actor) -> None:
    plain = as_plain(actor)
    assert canonical(plain)
    assert from_plain(plain) == actor


def test_the_kinds_are_told_apart() -> None:
    kinds = [as_plain(actor)["kind"] for actor in ACTORS]
    assert kinds == ["officer", "officer", "party", "system"]


def test_a_system_act_carries_no_person() -> None:
    assert set(as_plain(BySystem("clock"))) == {"kind", "duty"}


def test_control_an_unknown_kind_is_not_taken_for_another() -> None:
    with pytest.raises(ValueError, match="unknown kind of actor"):
        from_plain({"kind": "robot", "duty": "clock"})
    with pytest.raises(KeyError):
        from_plain({"kind": "officer", "officer": str(ID)})
