"""The founding: the bureau with its sections, posts, officers and first appointments."""

from fadu.bureau.holdings import FIXED_PAIRS
from fadu.bureau.models import (
    Appointment,
    Bureau,
    IncompatiblePosts,
    Officer,
    Post,
    Section,
)
from fadu.law.words import Words
from fadu.people.persons import known
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal
from fadu.record.ids import new_id
from fadu.registers.staff.entries import (
    AppointmentEntered,
    Founded,
    IncompatibleEntered,
    OfficerEntered,
    PostEntered,
    SectionEntered,
)
from fadu.registers.staff.rules.posts import (
    SEPARATION,
    each_once,
    founded_once,
    posts_compatible,
    posts_exist,
    sections_exist,
)


def is_founded(matter: Matter) -> bool:
    """Whether the bureau is there already."""
    return Bureau.objects.filter(code=matter.bureau).exists()


def _once(asked: Asked, founded: bool) -> list[Refusal]:
    return founded_once(founded)


def _posts(asked: Asked) -> dict[str, list[str]]:
    return {
        party.facts["staff_number"]: party.facts["posts"].split(",")
        for party in asked.matter.parties("officer")
    }


def _filled(asked: Asked, known_posts: None) -> list[Refusal]:
    facts = asked.matter.facts
    held = _posts(asked)
    pairs = [(pair.first, pair.second) for pair in facts.incompatible]
    wanted = [code for posts in (*held.values(), *pairs) for code in posts]
    numbers = [party.facts["staff_number"] for party in asked.matter.parties("officer")]
    appointments = [f"{number} {code}" for number, posts in held.items() for code in posts]
    sections = [row.code for row in facts.sections]
    posts = [row.code for row in facts.posts]
    return [
        *each_once(Words("股室", "Section"), sections),
        *each_once(Words("岗位", "Post"), posts),
        *each_once(Words("工号", "Staff number"), numbers),
        *each_once(Words("任职", "Appointment"), appointments),
        *sections_exist((row.section for row in facts.posts), sections),
        *posts_exist(wanted, posts),
        *posts_compatible(held, [*pairs, *FIXED_PAIRS]),
    ]


not_founded_yet = Gate(
    "not_founded_yet", Words("尚未建局", "Not founded yet"), SEPARATION, _once, needs=is_founded
)
posts_well_filled = Gate(
    "posts_well_filled", Words("岗位分设", "Posts kept apart"), SEPARATION, _filled
)


def _decide(asked: Asked, known_posts: None) -> Founded:
    facts = asked.matter.facts
    sections = {row.code: SectionEntered(new_id(), row.code, row.name) for row in facts.sections}
    posts = {
        row.code: PostEntered(
            new_id(), row.code, row.name, sections[row.section].id, row.supervises
        )
        for row in facts.posts
    }
    held = _posts(asked)
    officers = []
    appointments = []
    for party in asked.matter.parties("officer"):
        officer = OfficerEntered(new_id(), party.person, party.facts["staff_number"])
        officers.append(officer)
        for code in held[officer.staff_number]:
            appointments.append(
                AppointmentEntered(new_id(), officer.id, posts[code].id, facts.since)
            )
    return Founded(
        facts.name,
        facts.short_zh,
        facts.province_mark,
        tuple(sections.values()),
        tuple(posts.values()),
        tuple(officers),
        tuple(appointments),
        tuple(
            IncompatibleEntered(new_id(), pair.first, pair.second) for pair in facts.incompatible
        ),
    )


def _apply(founded: Founded, place: Place) -> None:
    bureau = place.bureau
    Bureau.objects.create(
        code=bureau,
        name_zh=founded.name.zh,
        name_en=founded.name.en,
        short_zh=founded.short_zh,
        province_mark=founded.province_mark,
    )
    Section.objects.bulk_create(
        Section(id=row.id, bureau=bureau, code=row.code, name_zh=row.name.zh, name_en=row.name.en)
        for row in founded.sections
    )
    Post.objects.bulk_create(
        Post(
            id=row.id,
            bureau=bureau,
            code=row.code,
            name_zh=row.name.zh,
            name_en=row.name.en,
            section_id=row.section,
            supervises=row.supervises,
        )
        for row in founded.posts
    )
    names = known(bureau, (row.person for row in founded.officers), case=place.case)
    Officer.objects.bulk_create(
        _officer(bureau, row, names[row.person].name) for row in founded.officers
    )
    Appointment.objects.bulk_create(
        Appointment(
            id=row.id,
            bureau=bureau,
            officer_id=row.officer,
            post_id=row.post,
            since=row.since,
            held_since=row.since,
        )
        for row in founded.appointments
    )
    IncompatiblePosts.objects.bulk_create(
        IncompatiblePosts(id=row.id, bureau=bureau, first=row.first, second=row.second)
        for row in founded.incompatible
    )


def _officer(bureau: str, row: OfficerEntered, name: str) -> Officer:
    return Officer(
        id=row.id, bureau=bureau, person=row.person, staff_number=row.staff_number, name=name
    )


FOUND = EffectiveAct(
    "staff.found",
    Words("建局导入", "Founding"),
    demands=(not_founded_yet, posts_well_filled),
    entry=Founded,
    decide=_decide,
    apply=_apply,
)
