"""The verb `open`: a case begins, its parties become known, and the standing gates are asked."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from fadu.bureau.authority import standing_of
from fadu.law.entries import PaperRow
from fadu.law.words import Words
from fadu.people.accounts import ids_of_accounts
from fadu.people.identity import PersonKind, normalise, problem
from fadu.people.persons import find, identity_index
from fadu.people.writing import Kind, fault, tidy
from fadu.procedure import transition
from fadu.procedure.calendars import calendar_of
from fadu.procedure.clocks import LocalLaw
from fadu.procedure.declare import Procedure, Role
from fadu.procedure.discover import procedures, standing_gates
from fadu.procedure.engine import (
    Drawn,
    Planned,
    drawing,
    record,
    retrying,
    scoped,
    settled,
)
from fadu.procedure.entries import CaseOpened, NewPerson
from fadu.procedure.facts import NoFacts, detached, problems_of
from fadu.procedure.graph import digest_of, graph_of
from fadu.procedure.in_force import paper_list
from fadu.procedure.kinds import wrong_kinds
from fadu.procedure.models import Case
from fadu.procedure.numbers import case_number
from fadu.procedure.office import acting_in, away
from fadu.procedure.proofs import faults
from fadu.procedure.refusal import Answer, Refusal, Refused
from fadu.procedure.state import CaseState, PartyState
from fadu.record.actor import Actor, ByOfficer, ByParty, BySystem
from fadu.record.append import Personal
from fadu.record.canonical import canonical
from fadu.record.evidence import Stored
from fadu.record.ids import new_id
from fadu.record.moment import Moment
from fadu.record.sql import Insert, perform
from fadu.record.typed import to_plain

CHANNELS = ("window", "online", "desk", "import", "origin")


@dataclass(frozen=True, slots=True)
class Applicant:
    """A party as stated in an application. `present` confirms the application at once."""

    role: str
    kind: PersonKind
    name: str
    identity: str
    phone: str = ""
    facts: Any = field(default_factory=NoFacts)
    present: bool = False


def open(
    procedure: str,
    facts: Any,
    *,
    bureau: str,
    by: Actor,
    at: Moment,
    key: str,
    applicants: Sequence[Applicant] = (),
    papers: Mapping[str, Sequence[Stored]] | None = None,
    channel: str = "window",
    case: UUID | None = None,
    origin: UUID | None = None,
) -> Answer:
    """Open a case of a declared procedure.

    `case` is the id under whose folder the papers were stored (drawn here when there are none);
    `facts` is an instance of the procedure's Facts. The case's parameter date is the legal date.
    """
    declared = procedures()[procedure]
    handed_in = papers or {}
    stated = (procedure, facts, applicants, handed_in, by, channel, origin)
    body = canonical(to_plain(_request(*stated)))
    own_key = scoped(by, key)
    identifier = case or new_id()

    def attempt() -> Answer:
        earlier = settled(bureau, own_key, body)
        if earlier is not None:
            return earlier
        unproved = _unproved(declared)
        if unproved:
            return Refused(tuple(unproved))
        acting = _may_open(declared, bureau, by, at.on, channel)
        if isinstance(acting, Refused):
            return acting
        asked = paper_list(declared, at.on, bureau)
        reasons = [
            *wrong_facts(facts, declared.facts, "facts"),
            *_case_exists(case),
            *_wrong_applicants(declared, applicants),
            *_unasked(asked, handed_in),
            *wrong_kinds(asked, handed_in),
            *_standing(declared, asked, bureau, at.on),
        ]
        if reasons:
            return Refused(tuple(reasons))
        planned = _opening(
            declared, facts, bureau, acting, at, applicants, handed_in, channel, origin
        )
        if isinstance(planned, Refused):
            return planned
        return record(planned, identifier, bureau, None, None, at, own_key, body)

    return retrying(attempt)


def _request(
    procedure: str,
    facts: Any,
    applicants: Sequence[Applicant],
    papers: Mapping[str, Sequence[Stored]],
    by: Actor,
    channel: str,
    origin: UUID | None,
) -> dict[str, Any]:
    """What makes two requests the same; papers count by their content."""
    return {
        "verb": "open",
        "procedure": procedure,
        "facts": facts,
        "applicants": list(applicants),
        "papers": {
            code: sorted(file.digests.sha256 for file in files) for code, files in papers.items()
        },
        "by": {type(by).__name__: by},
        "channel": channel,
        "origin": origin,
    }


def _unproved(procedure: Procedure) -> list[Refusal]:
    """A procedure that fails its proofs opens no case, be the start-up checks skipped."""
    return [
        Refusal(
            "procedure_not_proved",
            Words(
                f"程序未通过证明，不能办理：{fault.words.zh}（{fault.id}）",
                f"The procedure fails its proofs, so no case opens: {fault.words.en} ({fault.id})",
            ),
            Words(
                "请联系系统管理员；更正程序后重新启动",
                "Ask the administrator to mend the procedure and to start again",
            ),
            procedure.basis[0] if procedure.basis else None,
            fault.id,
        )
        for fault in faults(procedure)
    ]


def _case_exists(case: UUID | None) -> list[Refusal]:
    if case is None or not Case.objects.filter(id=case).exists():
        return []
    words = Words("这份申请已经提交过", "This application was handed in before")
    return [Refusal("case_exists", words, Words("请查看已有案件", "Look at the case that stands"))]


def wrong_facts(facts: Any, asked: type | None, subject: str) -> list[Refusal]:
    """What is stated must hold, whoever states it: a page has asked already, an import may not.

    TypeError when it is not what the declaration asks for: that is a bug of the caller.
    """
    if not isinstance(facts, asked or NoFacts):
        raise TypeError(f"{subject}: {type(facts).__name__} is not {(asked or NoFacts).__name__}")
    found = problems_of(facts)
    remedy = Words("请更正后再提交", "Correct it and submit again")
    return [
        Refusal("wrong_facts", words, remedy, subject=f"{subject}:{name}")
        for name, words in found.items()
    ]


def _may_open(
    procedure: Procedure, bureau: str, by: Actor, on: datetime.date, channel: str
) -> Actor | Refused:
    match by:
        case BySystem():
            if procedure.start.post.code == "system" or channel in ("import", "origin"):
                return by
        case ByParty():
            if channel == "online" and procedure.roles and procedure.for_parties:
                return by
        case ByOfficer(officer) if channel in (
            ("window",) if procedure.for_parties else ("desk", "import")
        ):
            standing = standing_of(bureau, officer, on)
            acting = acting_in(procedure.window or procedure.start.post, by, standing)
            if acting is not None:
                return acting
            reason = away(standing, procedure.start)
            return Refused((reason or transition.not_yours(procedure.start),))
    return Refused((transition.not_yours(procedure.start),))


def _unasked(asked: Sequence[PaperRow], handed_in: Mapping[str, Sequence[Stored]]) -> list[Refusal]:
    codes = {item["code"] for item in asked}
    return [
        Refusal(
            "paper_not_asked",
            Words(f"材料清单中没有“{code}”", f"“{code}” is not on the list of papers"),
            Words("请按材料清单提交", "Hand in what the list names"),
            subject=code,
        )
        for code in handed_in
        if code not in codes
    ]


def _standing(
    procedure: Procedure, asked: Sequence[PaperRow], bureau: str, on: datetime.date
) -> list[Refusal]:
    codes = tuple(item["code"] for item in asked)
    return [
        reason for gate in standing_gates() for reason in gate.check(procedure, codes, bureau, on)
    ]


def _wrong_applicants(procedure: Procedure, applicants: Sequence[Applicant]) -> list[Refusal]:
    reasons = []
    for role in procedure.roles:
        here = [applicant for applicant in applicants if applicant.role == role.name]
        if len(here) < role.least or (role.most is not None and len(here) > role.most):
            reasons.append(
                Refusal(
                    "wrong_number_of_parties",
                    _how_many(role, len(here)),
                    Words("请补全当事人", "State every party"),
                    procedure.basis[0],
                    role.name,
                )
            )
    roles = {role.name: role.facts for role in procedure.roles}
    reasons += _two_names(applicants)
    for place, applicant in enumerate(applicants):
        wrong = problem(applicant.kind, normalise(applicant.identity))
        if applicant.role not in roles:
            wrong = Words(f"没有“{applicant.role}”这一角色", f"There is no role “{applicant.role}”")
        wrong = fault(applicant.name, Kind.NAME) or fault(applicant.phone, Kind.NAME) or wrong
        if not applicant.name.strip():
            wrong = Words("请填写姓名或名称", "State the name")
        if applicant.role in roles:
            reasons += wrong_facts(applicant.facts, roles[applicant.role], f"applicant:{place}")
        if wrong:
            remedy = Words("请核对证件", "Compare it with the document")
            reasons.append(Refusal("wrong_party", wrong, remedy, subject=f"applicant:{place}"))
    return reasons


def _two_names(applicants: Sequence[Applicant]) -> list[Refusal]:
    """One identity number under two names is a slip of the pen, or worse."""
    names: dict[str, str] = {}
    found = []
    for place, applicant in enumerate(applicants):
        name = applicant.name.strip()
        if names.setdefault(normalise(applicant.identity), name) != name:
            words = Words("同一证件号码填了两个姓名", "One identity number stands under two names")
            remedy = Words("请核对姓名和号码", "Compare names and numbers")
            found.append(Refusal("two_names", words, remedy, subject=f"applicant:{place}"))
    return found


def _how_many(role: Role, here: int) -> Words:
    if here < role.least:
        return Words(
            f"“{role.title.zh}”至少 {role.least} 名", f"At least {role.least} “{role.title.en}”"
        )
    return Words(f"“{role.title.zh}”至多 {role.most} 名", f"At most {role.most} “{role.title.en}”")


def _opening(
    procedure: Procedure,
    facts: Any,
    bureau: str,
    by: Actor,
    at: Moment,
    applicants: Sequence[Applicant],
    papers: Mapping[str, Sequence[Stored]],
    channel: str,
    origin: UUID | None,
) -> Planned | Refused:
    _snapshot(procedure)
    persons, personal, parties = _persons(bureau, applicants)
    stated, kept = detached(facts)
    if isinstance(by, ByParty):
        if by.person not in {party.person for party in parties}:
            return Refused((transition.not_yours(procedure.start),))
        parties = tuple(
            dataclasses.replace(party, confirmed=True) if party.person == by.person else party
            for party in parties
        )
    law = LocalLaw(bureau, calendar_of(bureau), at.recorded_at)
    drawn: list[Drawn] = []
    serial = drawing(bureau, at.on.year, drawn)(f"case.{procedure.mark}")
    number = case_number(bureau, at.on.year, procedure.mark, serial)
    plain = {code: [file.plain() for file in files] for code, files in papers.items()}
    state = CaseState(
        procedure=procedure.name,
        graph=digest_of(procedure),
        number=number,
        channel=channel,
        law_on=at.on,
        opened_on=at.on,
        step=procedure.start.name,
        since=at.on,
        origin=origin,
        facts=stated,
        parties=parties,
        papers={code: [file["id"] for file in files] for code, files in plain.items()},
        responsible=by.officer if isinstance(by, ByOfficer) else None,
    )
    return Planned(
        by=by,
        act=CaseOpened(
            procedure.title.zh, procedure.title.en, number, channel, persons, tuple(papers)
        ),
        after=transition.arrived(procedure, state, procedure.start.name, at.on, law),
        post=procedure.start.post.code,
        personal=(*personal, *kept),
        files=tuple(file for files in plain.values() for file in files),
        documents=procedure.on_opening,
        drawn=tuple(drawn),
    )


def _persons(
    bureau: str, applicants: Sequence[Applicant]
) -> tuple[tuple[NewPerson, ...], tuple[Personal, ...], tuple[PartyState, ...]]:
    """Known persons by identity number, new ones with new ids; their values; their parts."""
    numbers = [applicant.identity for applicant in applicants]
    held = find(bureau, numbers)
    known_ids = {index: person.id for index, person in held.items()}
    reserved = ids_of_accounts(bureau, numbers)
    persons: dict[UUID, NewPerson] = {}
    personal: list[Personal] = []
    parties = []
    for applicant in applicants:
        index = identity_index(applicant.identity)
        new = index not in known_ids
        person = known_ids.setdefault(index, reserved.get(index) or new_id())
        if person not in persons:
            stated = {
                "name": tidy(applicant.name, Kind.NAME),
                "identity": normalise(applicant.identity),
                "phone": applicant.phone.strip(),
            }
            values = [Personal(name, value, person) for name, value in stated.items() if value]
            personal += values
            ids = {value.field: value.id for value in values}
            persons[person] = NewPerson(person, applicant.kind.value, new, ids)
        own, kept = detached(applicant.facts)
        personal += kept
        parties.append(PartyState(person, applicant.role, applicant.present, own))
    return tuple(persons.values()), tuple(personal), tuple(parties)


_SNAPSHOT = Insert(
    "procedure_graphsnapshot", ("digest", "procedure", "graph"), "ON CONFLICT DO NOTHING"
)


def _snapshot(procedure: Procedure) -> None:
    """Keep the graph by digest, once."""
    perform(_SNAPSHOT.of([_snapshot_of(procedure)]))


@cache
def _snapshot_of(procedure: Procedure) -> tuple[str, str, str]:
    return digest_of(procedure), procedure.name, canonical(graph_of(procedure)).decode()
