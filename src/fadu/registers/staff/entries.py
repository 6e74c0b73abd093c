"""What the record says of staff."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fadu.law.words import Words
from fadu.record.kinds import entry_kind


@dataclass(frozen=True, slots=True)
class SectionEntered:
    """A section."""

    id: UUID
    code: str
    name: Words


@dataclass(frozen=True, slots=True)
class PostEntered:
    """A post in a section."""

    id: UUID
    code: str
    name: Words
    section: UUID
    supervises: bool


@dataclass(frozen=True, slots=True)
class OfficerEntered:
    """An officer, by person id; the name lies apart, with the person's values."""

    id: UUID
    person: UUID
    staff_number: str


@dataclass(frozen=True, slots=True)
class AppointmentEntered:
    """An officer's appointment to a post."""

    id: UUID
    officer: UUID
    post: UUID
    since: date


@dataclass(frozen=True, slots=True)
class IncompatibleEntered:
    """Two posts that one person may not hold together."""

    id: UUID
    first: str
    second: str


@entry_kind("staff.founded")
@dataclass(frozen=True, slots=True)
class Founded:
    """The bureau with its sections, posts, officers and first appointments."""

    name: Words
    short_zh: str
    province_mark: str
    sections: tuple[SectionEntered, ...]
    posts: tuple[PostEntered, ...]
    officers: tuple[OfficerEntered, ...]
    appointments: tuple[AppointmentEntered, ...]
    incompatible: tuple[IncompatibleEntered, ...]

    def sentence(self) -> Words:
        """What was done."""
        return Words(
            f"录入{self.name.zh}：{len(self.sections)} 个股室、{len(self.posts)} 个岗位、"
            f"{len(self.officers)} 名工作人员",
            f"{self.name.en} entered: {len(self.sections)} sections, {len(self.posts)} posts, "
            f"{len(self.officers)} officers",
        )
