"""The acts of staffing: the founding; absences, their early end, and standing deputies."""

from datetime import timedelta
from uuid import UUID

from fadu.bureau.models import (
    Absence,
    Appointment,
    Bureau,
    IncompatiblePosts,
    Officer,
    Post,
    Section,
    StandingDeputy,
)
from fadu.law.words import Words
from fadu.people.persons import known
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.registers.staff.book import (
    Cover,
    Running,
    absence_cover,
    absence_under_lock,
    standing_cover,
)
from fadu.registers.staff.entries import (
    AbsenceEnded,
    AbsenceEntered,
    AppointmentEntered,
    DeputyNamed,
    Founded,
    IncompatibleEntered,
    OfficerEntered,
    PostEntered,
    SectionEntered,
)
from fadu.registers.staff.rules import (
    SEPARATION,
    absence_dates,
    absent_once,
    by_himself_or_supervisor,
    by_supervisor,
    deputy_compatible,
    deputy_is_another,
    deputy_is_there,
    each_once,
    founded_once,
    known_officer,
    needed_by_nobody,
    posts_compatible,
    posts_exist,
    return_fits,
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
        *posts_compatible(held, pairs),
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
            id=row.id, bureau=bureau, officer_id=row.officer, post_id=row.post, since=row.since
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


def _actor(asked: Asked) -> UUID | None:
    return asked.by.officer if isinstance(asked.by, ByOfficer) else None


def _by_whom(asked: Asked, cover: Cover) -> list[Refusal]:
    officer = cover.officer.id if cover.officer else None
    return [
        *known_officer(asked.matter.facts.officer, cover.officer, "officer"),
        *by_himself_or_supervisor(_actor(asked), officer, cover.supervisors),
    ]


def _days(asked: Asked, cover: Cover) -> list[Refusal]:
    facts = asked.matter.facts
    return [
        *absence_dates(facts.since, facts.last, asked.at.on),
        *absent_once(cover.span, cover.officer),
        *needed_by_nobody(cover.span, cover.officer),
    ]


def _deputy(asked: Asked, cover: Cover) -> list[Refusal]:
    return _stands_in(cover, present=True)


def _stands_in(cover: Cover, *, present: bool) -> list[Refusal]:
    """What stands against the deputy that is named; `present`: he has to be there as well."""
    if not cover.named:
        return []
    deputy, officer = cover.deputy, cover.officer
    if deputy is None or not deputy.posts:
        return known_officer(cover.named, deputy, "deputy")
    posts = officer.posts if officer else ()
    return [
        *deputy_is_another(officer.id if officer else None, deputy.id),
        *(deputy_is_there(cover.span, deputy) if present else ()),
        *deputy_compatible(posts, deputy, cover.span, cover.incompatible, cover.titles),
    ]


def _standing(asked: Asked, cover: Cover) -> list[Refusal]:
    """Absences of the deputy are no matter here: what counts is asked again for each absence."""
    return [
        *known_officer(asked.matter.facts.officer, cover.officer, "officer"),
        *by_supervisor(_actor(asked), cover.supervisors),
        *_stands_in(cover, present=False),
    ]


def _returns(asked: Asked, running: Running) -> list[Refusal]:
    officer = running.officer.id if running.officer else None
    fits = return_fits(asked.matter.facts.on, asked.at.on, running.span)
    if officer is None:
        return fits
    return [*fits, *by_himself_or_supervisor(_actor(asked), officer, running.supervisors)]


declared_by_right = Gate(
    "declared_by_right", Words("由本人或负责人登记", "By the officer or a head"), SEPARATION,
    _by_whom, needs=absence_cover,
)  # fmt: skip
days_free = Gate(
    "days_free", Words("日期合理且不重叠", "Sensible days, none twice"), SEPARATION,
    _days, needs=absence_cover,
)  # fmt: skip
deputy_fits = Gate(
    "deputy_fits", Words("代理人在岗且岗位相容", "Deputy there, posts compatible"), SEPARATION,
    _deputy, needs=absence_cover,
)  # fmt: skip
standing_fits = Gate(
    "standing_fits", Words("AB角岗位相容", "Standing deputy compatible"), SEPARATION,
    _standing, needs=standing_cover,
)  # fmt: skip
may_return = Gate(
    "may_return", Words("外出未结束", "The absence still lasts"), SEPARATION,
    _returns, needs=absence_under_lock,
)  # fmt: skip


def _absent(asked: Asked, cover: Cover) -> AbsenceEntered:
    facts, officer, deputy = asked.matter.facts, cover.officer, cover.deputy
    assert officer is not None, "the gate declared_by_right was passed"
    return AbsenceEntered(
        new_id(),
        officer.id,
        officer.number,
        deputy.id if deputy else None,
        deputy.number if deputy else "",
        facts.since,
        facts.last,
        facts.reason,
    )


def _enter_absence(told: AbsenceEntered, place: Place) -> None:
    Absence.objects.create(
        id=told.id,
        bureau=place.bureau,
        officer_id=told.officer,
        deputy_id=told.deputy,
        reason=told.reason,
        since=told.since,
        until=told.last + timedelta(days=1),
        case=place.case,
    )


def _returned(asked: Asked, running: Running) -> AbsenceEnded:
    assert running.id is not None and running.officer is not None, "may_return was passed"
    officer = running.officer
    return AbsenceEnded(running.id, officer.id, officer.staff_number, asked.matter.facts.on)


def _end_absence(told: AbsenceEnded, place: Place) -> None:
    Absence.objects.filter(bureau=place.bureau, id=told.absence).update(until=told.on)


def _named(asked: Asked, cover: Cover) -> DeputyNamed:
    officer, deputy = cover.officer, cover.deputy
    assert officer is not None, "the gate standing_fits was passed"
    return DeputyNamed(
        new_id(),
        officer.id,
        officer.number,
        deputy.id if deputy else None,
        deputy.number if deputy else "",
        asked.at.on,
    )


def _name_deputy(told: DeputyNamed, place: Place) -> None:
    standing = StandingDeputy.objects.filter(bureau=place.bureau, officer=told.officer)
    standing.filter(until__isnull=True).update(until=told.since)
    if told.deputy is not None:
        StandingDeputy.objects.create(
            id=told.id,
            bureau=place.bureau,
            officer_id=told.officer,
            deputy_id=told.deputy,
            since=told.since,
            case=place.case,
        )


ABSENT = EffectiveAct(
    "staff.enter_absence",
    Words("登记外出", "Enter an absence"),
    demands=(declared_by_right, days_free, deputy_fits),
    entry=AbsenceEntered,
    decide=_absent,
    apply=_enter_absence,
    needs=absence_cover,
)
RETURNED = EffectiveAct(
    "staff.end_absence",
    Words("登记返岗", "End an absence"),
    demands=(may_return,),
    entry=AbsenceEnded,
    decide=_returned,
    apply=_end_absence,
    needs=absence_under_lock,
)
NAMED = EffectiveAct(
    "staff.name_deputy",
    Words("指定AB角", "Name a standing deputy"),
    demands=(standing_fits,),
    entry=DeputyNamed,
    decide=_named,
    apply=_name_deputy,
    needs=standing_cover,
)
