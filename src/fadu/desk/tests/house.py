"""A small bureau for the desk's tests: posts, officers, and transfers that begin at the window."""

import datetime
import io
from collections.abc import Sequence
from uuid import UUID

from fadu.bureau.models import Account, Appointment, Bureau, Officer, Post, Section
from fadu.people.identity import PersonKind, resident_check_character
from fadu.procedure import acts
from fadu.procedure.facts import Fen
from fadu.procedure.models import Case
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Done
from fadu.record.actor import ByOfficer
from fadu.record.evidence import Stored, keep
from fadu.record.ids import new_id
from fadu.record.moment import Moment, moment
from fadu.registers.power.models import PowerItem
from fadu.registers.power.rules import ItemKind, Standing
from fadu.registers.realestate.procedures import TransferFacts
from fadu.registers.realestate.rules import CoOwnership

BUREAU = "511725"
FIRST = datetime.date(2019, 1, 1)
MORNING = moment(2020, 3, 2)
PDF = b"%PDF-1.7\n%a paper that was handed in\n"
POSTS = {
    "realestate.window": ("登记窗口", "Registration window"),
    "realestate.examiner": ("登记审核岗", "Examiner"),
    "realestate.registrar": ("登簿岗", "Registrar"),
    "legal": ("法制岗", "Legal officer"),
    "director": ("局长", "Director"),
}
# user name: the posts held
CAST: dict[str, tuple[str, ...]] = {
    "wang": ("realestate.window",),
    "zhao": ("realestate.examiner",),
    "qian": ("realestate.examiner",),
    "sun": ("realestate.registrar",),
    "li": ("legal",),
    "zhou": ("director",),
    "none": (),
}


class House:
    """The bureau with its officers by user name."""

    def __init__(self, *, password: str | None = None) -> None:
        """Make the rows; officers enter with `password`, or only by `force_login`."""
        Bureau.objects.create(
            code=BUREAU,
            name_zh="渠县自然资源局",
            name_en="Qu County Natural Resources Bureau",
            short_zh="渠县",
            province_mark="川",
        )
        section = Section.objects.create(
            id=new_id(), bureau=BUREAU, code="main", name_zh="办公室", name_en="Office"
        )
        posts = {
            code: Post.objects.create(
                id=new_id(),
                bureau=BUREAU,
                code=code,
                section=section,
                name_zh=zh,
                name_en=en,
                supervises=code == "director",
            )
            for code, (zh, en) in POSTS.items()
        }
        self.officers: dict[str, Officer] = {}
        self.accounts: dict[str, Account] = {}
        for number, (name, held) in enumerate(CAST.items()):
            self._add(name, number, [posts[code] for code in held], password)
        PowerItem.objects.create(
            id=new_id(),
            bureau=BUREAU,
            code="realestate.registration",
            title="不动产登记",
            kind=ItemKind.CONFIRMATION,
            standing=Standing.HELD,
            source="权责清单",
            since=FIRST,
            recorded_at=MORNING.recorded_at,
            case=new_id(),
            entry=new_id(),
        )

    def _add(self, name: str, number: int, posts: Sequence[Post], password: str | None) -> None:
        officer = Officer.objects.create(
            id=new_id(), bureau=BUREAU, person=new_id(), staff_number=f"{number:03}", name=name
        )
        for post in posts:
            Appointment.objects.create(
                id=new_id(), bureau=BUREAU, officer=officer, post=post, since=FIRST
            )
        account = Account(bureau=BUREAU, username=name, officer=officer)
        if password is None:
            account.set_unusable_password()
        else:
            account.set_password(password)
        account.save()
        self.officers[name] = officer
        self.accounts[name] = account

    def by(self, name: str) -> ByOfficer:
        """An officer as an actor."""
        return ByOfficer(self.officers[name].id)

    def received(self, at: Moment = MORNING, *, papers: bool = True, present: bool = True) -> Case:
        """A transfer taken in at the window."""
        case = new_id()
        facts = TransferFacts(
            unit="511725001001GB00001F00010001",
            price=Fen(50_000_000),
            contract_date=datetime.date(2020, 1, 6),
            co_ownership=CoOwnership.SOLE,
        )
        answer = acts.open(
            "realestate.transfer",
            facts,
            bureau=BUREAU,
            by=self.by("wang"),
            at=at,
            key=str(new_id()),
            applicants=parties(present=present),
            channel="window",
            case=case,
            papers=all_papers(case) if papers else {},
        )
        assert isinstance(answer, Done), answer
        return Case.objects.get(id=answer.case)

    def took(self, case: Case, name: str, step: str, outcome: str, at: Moment = MORNING) -> Case:
        """A step taken by an officer."""
        answer = acts.take(
            case.id, step, outcome, bureau=BUREAU, by=self.by(name), at=at, key=str(new_id())
        )
        assert isinstance(answer, Done), answer
        return Case.objects.get(id=case.id)

    def accepted(self, at: Moment = MORNING) -> Case:
        """A transfer that waits for the examiner."""
        return self.took(self.received(at), "wang", "receive", "accept", at)


def resident(serial: int, born: str = "19800101") -> str:
    """A well-formed identity number of a person who does not exist."""
    first = f"511725{born}{serial:03}"
    return first + resident_check_character(first)


def parties(*, present: bool = True) -> list[Applicant]:
    """One who transfers and one who receives."""
    return [
        Applicant(
            "transferor", PersonKind.NATURAL, "陈转让", resident(11), "13900000011", present=present
        ),
        Applicant(
            "transferee", PersonKind.NATURAL, "林受让", resident(22), "13900000022", present=present
        ),
    ]


def all_papers(case: UUID) -> dict[str, list[Stored]]:
    """A file for every paper that the list requires."""
    codes = ("application", "identity", "certificate", "contract", "tax_proof")
    return {code: [keep(BUREAU, case, io.BytesIO(PDF + code.encode()))] for code in codes}
