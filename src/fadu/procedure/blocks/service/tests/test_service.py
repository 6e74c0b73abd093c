"""A decision is served in each way of the law; what must not count as service does not."""

import dataclasses
import datetime
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from tests.declared import declared
from tests.office import BUREAU, refused, staffed
from tests.stage import done, key, person

from fadu.law.calendar import Calendar
from fadu.law.parameters import Parameters
from fadu.law.sources import cite, resolve
from fadu.law.words import Words
from fadu.procedure.acts import contribute, open, take
from fadu.procedure.blocks.service import ways
from fadu.procedure.blocks.service.block import (
    AddressSlip,
    Arrival,
    Failure,
    Leaving,
    Notice,
    OtherBody,
    Posting,
    Receipt,
    service,
)
from fadu.procedure.blocks.service.ways import Way
from fadu.procedure.declare import DONE, INTERNAL, Post, Procedure, Role, Step
from fadu.procedure.facts import fact
from fadu.procedure.gate import Outcome
from fadu.procedure.models import Case
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Answer
from fadu.procedure.replay import replay
from fadu.record.actor import ByOfficer
from fadu.record.evidence import Stored, keep_as
from fadu.record.inspection.verdict import PDF
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment

SERVER = Post("server", Words("送达岗", "Server"))
BASIS = cite("行政处罚法", 61)
DECIDED, LATER = moment(2022, 3, 1), moment(2022, 3, 8)


@dataclass(frozen=True)
class Subject:
    """What is decided."""

    matter: str = fact("事项", "Matter")


DEMO = Procedure(
    name="test.service",
    title=Words("送达演练", "Service, played"),
    mark="SD",
    power="",
    basis=(BASIS,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=Subject,
    papers=None,
    roles=(Role("addressee", Words("当事人", "Addressee")),),
    window=SERVER,
    steps=(
        Step(
            "decide", Words("决定", "Decision"), post=SERVER, basis=BASIS, limit=INTERNAL,
            next={Outcome("decided", Words("决定", "Decided")): "serve"},
        ),
        *service(
            post=SERVER, then=DONE, basis=BASIS, limit=INTERNAL, role="addressee",
            remedies=("recon.apply", "lit.sue"),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def server(db: None) -> Iterator[ByOfficer]:
    """An officer who serves."""
    with declared(DEMO):
        yield staffed(server=["server"])["server"]


def decided(server: ByOfficer, count: int = 1, at: Moment = DECIDED) -> UUID:
    """A decision that waits to be served on so many."""
    parties = tuple(person("addressee", number) for number in range(1, count + 1))
    opened = open(
        DEMO.name, Subject("处罚决定"), bureau=BUREAU, by=server, at=at, key=key(),
        applicants=parties,
    )  # fmt: skip
    case = done(opened).case
    done(take(case, "decide", "decided", bureau=BUREAU, by=server, at=at, key=key()))
    return case


def paper(case: UUID) -> list[Stored]:
    """A scan."""
    return [keep_as(BUREAU, case, io.BytesIO(b"%PDF-1.4 proof"), PDF)]


def put(
    server: ByOfficer, case: UUID, name: str, facts: Any, *proofs: str, at: Moment = LATER
) -> Answer:
    """Put an attempt into the file, with proofs of these names."""
    files = {proof: paper(case) for proof in proofs}
    return contribute(
        case, "serve", name, bureau=BUREAU, by=server, at=at, key=key(), facts=facts, files=files
    )


def leave(server: ByOfficer, case: UUID, at: Moment = LATER) -> Answer:
    """The step is left as served."""
    return take(case, "serve", "served", bureau=BUREAU, by=server, at=at, key=key())


def memory(case: UUID) -> dict[str, Any]:
    """What the case remembers of service."""
    found: dict[str, Any] = Case.objects.get(id=case).state.memory["service"]
    return found


def first(case: UUID) -> dict[str, Any]:
    """The first attempt of the first recipient."""
    (attempts, *_) = memory(case)["attempts"].values()
    found: dict[str, Any] = attempts[0]
    return found


ON = datetime.date(2022, 3, 4)
ELSEWHERE = OtherBody("达川区自然资源局", ON)
REACHED = {
    Way.DIRECT: (Receipt(ON, "本人"), ("receipt",)),
    Way.LEFT: (Leaving(ON, "当面拒收", "甲、乙"), ("receipt",)),
    Way.POST: (Posting("1234567890123", ON), ("post_receipt",)),
    Way.ENTRUSTED: (ELSEWHERE, ("receipt",)),
    Way.HANDED_ON: (ELSEWHERE, ("receipt",)),
}


@pytest.mark.parametrize("way", REACHED, ids=str)
def test_each_way_serves_on_its_day_by_its_article(server: ByOfficer, way: Way) -> None:
    case = decided(server)
    facts, proofs = REACHED[way]
    done(put(server, case, way, facts, *proofs))
    assert first(case)["deemed"] == "2022-03-04"
    assert first(case)["basis"]["zh"] == ways.article(way, ON).words.zh
    done(leave(server, case))
    assert Case.objects.get(id=case).status == "closed"


@pytest.mark.parametrize("way", REACHED, ids=str)
def test_no_way_serves_without_its_proof(server: ByOfficer, way: Way) -> None:
    case = decided(server)
    facts, _ = REACHED[way]
    assert refused(put(server, case, way, facts)) == ("attachment_missing",)
    assert refused(leave(server, case)) == ("not_served",)


def test_what_is_left_behind_needs_two_witnesses_or_a_recording(server: ByOfficer) -> None:
    case = decided(server)
    for names in ("", "甲", "甲、甲"):
        leaving = Leaving(ON, "拒收", names)
        assert refused(put(server, case, "left", leaving, "receipt")) == ("not_witnessed",)
    done(put(server, case, "left", Leaving(ON, "拒收"), "receipt", "recording"))


def test_electronic_service_needs_consent_which_can_be_taken_back(server: ByOfficer) -> None:
    case = decided(server)
    arrival = Arrival("邮箱", ON)
    assert refused(put(server, case, "electronic", arrival, "arrival")) == ("no_consent",)
    done(put(server, case, "address", AddressSlip("某街1号", "yes"), "slip"))
    done(put(server, case, "address", AddressSlip("某街1号", "no"), "slip"))
    assert refused(put(server, case, "electronic", arrival, "arrival")) == ("no_consent",)
    done(put(server, case, "address", AddressSlip("某街1号", "yes"), "slip"))
    done(put(server, case, "electronic", arrival, "arrival"))
    done(leave(server, case))


NOTICE = Notice(datetime.date(2022, 3, 8), "达州日报", "两次上门无人，邮件退回")


def test_public_notice_comes_after_the_other_ways(server: ByOfficer) -> None:
    case = decided(server)
    assert refused(put(server, case, "notice", NOTICE, "posting")) == ("notice_too_early",)
    done(put(server, case, "failed", Failure(Way.DIRECT, ON, "无人")))
    assert refused(put(server, case, "notice", NOTICE, "posting")) == ("notice_too_early",)
    done(put(server, case, "failed", Failure(Way.POST, ON, "退回")))
    done(put(server, case, "notice", NOTICE, "posting"))
    attempt = memory(case)["attempts"].popitem()[1][-1]
    assert attempt["deemed"] == "2022-04-07"
    assert refused(leave(server, case, moment(2022, 4, 7))) == ("not_served",)
    done(leave(server, case, moment(2022, 4, 8)))


def test_unknown_whereabouts_have_to_be_proved(server: ByOfficer) -> None:
    case = decided(server)
    unknown = dataclasses.replace(NOTICE, unknown="unknown")
    assert refused(put(server, case, "notice", unknown, "posting")) == ("notice_too_early",)
    done(put(server, case, "notice", unknown, "posting", "unknown"))


def test_another_ones_failures_do_not_open_the_notice(server: ByOfficer) -> None:
    case = decided(server, 2)
    for way in (Way.DIRECT, Way.POST):
        done(put(server, case, "failed", Failure(way, ON, "无人", recipient=2)))
    assert refused(put(server, case, "notice", NOTICE, "posting")) == ("notice_too_early",)
    other = dataclasses.replace(NOTICE, recipient=2)
    done(put(server, case, "notice", other, "posting"))


def test_every_recipient_is_served(server: ByOfficer) -> None:
    case = decided(server, 2)
    done(put(server, case, "direct", Receipt(ON, "本人"), "receipt"))
    assert refused(leave(server, case)) == ("not_served",)
    wrong = put(server, case, "direct", Receipt(ON, "本人", recipient=3), "receipt")
    assert refused(wrong) == ("no_such_recipient",)
    done(put(server, case, "direct", Receipt(ON, "本人", recipient=2), "receipt"))
    done(leave(server, case))


def test_a_second_service_moves_no_day(server: ByOfficer) -> None:
    """Bypass: serving once more would give, or take, days for a remedy."""
    case = decided(server)
    done(put(server, case, "direct", Receipt(ON, "本人"), "receipt"))
    later = datetime.date(2022, 3, 7)
    done(put(server, case, "direct", Receipt(later, "本人"), "receipt"))
    done(leave(server, case))
    (running,) = memory(case)["remedies"].values()
    assert {one["from"] for one in running} == {"2022-03-04"}


@pytest.mark.parametrize("day", [datetime.date(2022, 2, 28), datetime.date(2022, 3, 9)])
def test_no_day_before_the_decision_and_none_to_come(server: ByOfficer, day: datetime.date) -> None:
    case = decided(server)
    assert refused(put(server, case, "direct", Receipt(day, "本人"), "receipt")) == ("day_unsound",)


def test_the_time_for_remedies_runs_from_the_day_of_service(server: ByOfficer) -> None:
    case = decided(server)
    done(put(server, case, "direct", Receipt(ON, "本人"), "receipt"))
    done(leave(server, case))
    (running,) = memory(case)["remedies"].values()
    found = {one["key"]: one["until"] for one in running}
    assert found == {"recon.apply": "2022-05-05", "lit.sue": "2022-09-05"}


def test_names_and_addresses_lie_apart(server: ByOfficer) -> None:
    case = decided(server)
    done(put(server, case, "address", AddressSlip("流江街88号"), "slip"))
    done(put(server, case, "left", Leaving(ON, "拒收", "张见证、李见证"), "receipt"))
    leaves = "".join(Entry.objects.values_list("leaf", flat=True))
    assert "流江街88号" not in leaves and "张见证" not in leaves


def test_replay_agrees_and_the_declaration_is_proved(server: ByOfficer) -> None:
    case = decided(server)
    done(put(server, case, "failed", Failure(Way.DIRECT, ON, "无人")))
    done(put(server, case, "direct", Receipt(ON, "家属"), "receipt"))
    done(leave(server, case))
    assert not [wrong for _, found in replay() for wrong in found]
    assert prove(DEMO) == []


@pytest.mark.parametrize("way", Way, ids=str)
def test_each_article_is_the_one_of_its_day(way: Way) -> None:
    for day in (datetime.date(2020, 6, 1), datetime.date(2022, 6, 1), datetime.date(2024, 6, 1)):
        found = resolve(ways.article(way, day), day)
        assert found.article is not None
        assert found.confidence == ("M" if day.year < 2022 else "V")


@pytest.mark.parametrize(
    ("on", "served"), [((2021, 12, 31), (2022, 3, 1)), ((2022, 1, 4), (2022, 2, 7))]
)
def test_a_notice_runs_the_days_of_its_own_law(
    on: tuple[int, int, int], served: tuple[int, int, int]
) -> None:
    """Sixty days to the end of 2021 (unconfirmed), thirty since; the last day rolls."""
    day = datetime.date(*on)
    notice = Parameters.load().value(ways.NOTICE_DAYS, day, BUREAU)
    reached = ways.deemed(Way.NOTICE, day, notice, Calendar.shipped())
    assert reached.on == datetime.date(*served)
    assert reached.reckoned is not None and reached.reckoned.derivation
    assert notice.confirmed is (day.year >= 2022)


GATED = {
    "witnessed": ("left", Leaving(ON, "拒收"), ("receipt",)),
    "consented": ("electronic", Arrival("邮箱", ON), ("arrival",)),
    "others_failed": ("notice", NOTICE, ("posting",)),
    "day_sound": ("direct", Receipt(datetime.date(2022, 3, 9), "本人"), ("receipt",)),
}


@pytest.mark.parametrize("gate", GATED)
def test_control_without_the_gate_it_would_count_as_served(gate: str, db: None) -> None:
    name, facts, proofs = GATED[gate]
    (decide, serve) = DEMO.steps
    asides = tuple(
        dataclasses.replace(one, gates=tuple(g for g in one.gates if g.name != gate))
        for one in serve.contributions
    )
    bare = dataclasses.replace(
        DEMO, steps=(decide, dataclasses.replace(serve, contributions=asides))
    )
    with declared(bare):
        server = staffed(server=["server"])["server"]
        case = decided(server)
        done(put(server, case, name, facts, *proofs))
        assert first(case)["deemed"]


def test_control_without_the_last_gate_the_case_would_go_on_unserved(db: None) -> None:
    (decide, serve) = DEMO.steps
    bare = dataclasses.replace(
        DEMO, steps=(decide, dataclasses.replace(serve, gates=(), remembers=None))
    )
    with declared(bare):
        server = staffed(server=["server"])["server"]
        case = decided(server)
        done(leave(server, case))
        assert Case.objects.get(id=case).status == "closed"
