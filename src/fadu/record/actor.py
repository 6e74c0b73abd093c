"""Who acts: an officer in a post, a party to the case, or the system. Never mixed up in the record.

A system act never carries a person's name (reliability I2).
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ByOfficer:
    """An officer. `post` is filled in by the engine with the post the act was done in."""

    officer: UUID
    post: str = ""
    certificate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDeputy(ByOfficer):
    """An officer in the place of an absent one, in that one's post. The engine finds that out.

    In a leaf the actor is the officer who acts; in whose place stands in the entry's payload.
    """

    in_place_of: UUID


@dataclass(frozen=True, slots=True)
class ByParty:
    """A person who is a party to the case, acting through the portal."""

    person: UUID


@dataclass(frozen=True, slots=True)
class BySystem:
    """The system, in one of its duties ("clock", "render", "installation")."""

    duty: str


Actor = ByOfficer | ByParty | BySystem


def as_plain(actor: Actor) -> dict[str, Any]:
    """The actor as it stands in a leaf."""
    match actor:
        case ByOfficer(officer, post, certificate):
            return {
                "kind": "officer",
                "officer": str(officer),
                "post": post,
                "certificate": certificate,
            }
        case ByParty(person):
            return {"kind": "party", "person": str(person)}
        case BySystem(duty):
            return {"kind": "system", "duty": duty}


def from_plain(plain: dict[str, Any]) -> Actor:
    """The actor of a leaf."""
    match plain["kind"]:
        case "officer":
            return ByOfficer(UUID(plain["officer"]), plain["post"], plain["certificate"])
        case "party":
            return ByParty(UUID(plain["person"]))
        case "system":
            return BySystem(plain["duty"])
    raise ValueError(f"unknown kind of actor {plain['kind']!r}")
