"""A bureau that dispatches: who plays, and the steps of a document."""

import io
from typing import Any
from uuid import UUID

from django.db.models import Model
from tests.office import BUREAU, staffed
from tests.stage import done, key

from fadu.jobs.worker import run_once
from fadu.procedure.acts import contribute, enter, open, take
from fadu.procedure.blocks.dispatch.block import CounterSignature, Draft, Signature, Stand
from fadu.procedure.blocks.dispatch.procedures import DocumentFacts, KindFacts, VoidFacts
from fadu.procedure.discover import effective_acts
from fadu.procedure.effective import Place
from fadu.procedure.models import Case
from fadu.procedure.rebuild import table_digest, tables
from fadu.procedure.refusal import Answer, Refused
from fadu.procedure.replay import replay
from fadu.record.actor import ByOfficer
from fadu.record.evidence import Stored, keep_as
from fadu.record.inspection.verdict import PDF
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment
from fadu.record.typed import from_plain

MARCH = moment(2020, 3, 2)
BODY = "经研究，现将有关事项通知如下。\n一、按时报送。"
Cast = dict[str, ByOfficer]


def dispatching() -> Cast:
    """A bureau with every post that a document meets."""
    return staffed(
        drafter=["dispatch.drafter"],
        legal=["legal"],
        head=["realestate.head"],
        office=["office"],
        director=["director"],
        keeper=["seal.keeper"],
        archivist=["archive.keeper"],
        stranger=["realestate.window"],
        all=["dispatch.drafter", "legal", "realestate.head", "office", "director", "seal.keeper"],
    )


def kind(cast: Cast, code: str = "fa", mark: str = "渠自然资发", given: int = 0) -> Answer:
    """A kind of number, proposed and approved."""
    facts = KindFacts(code, mark, "发文", "Documents", given)
    return approved("dispatch.number_kind", facts, cast)


def approved(procedure: str, facts: Any, cast: Cast, at: Moment = MARCH) -> Answer:
    """Proposed by the office, approved by the director; the first refusal otherwise."""
    case = opened(procedure, facts, cast["office"], at)
    proposed = step(case, "propose", "proposed", cast["office"], at)
    if isinstance(proposed, Refused):
        return proposed
    return step(case, "decide", "approve", cast["director"], at)


def opened(procedure: str, facts: Any, by: ByOfficer, at: Moment = MARCH, **more: Any) -> UUID:
    """A case opened at the desk."""
    answer = open(procedure, facts, bureau=BUREAU, by=by, at=at, key=key(), channel="desk", **more)
    return done(answer).case


def step(
    case: UUID, name: str, outcome: str, by: ByOfficer, at: Moment = MARCH, facts: Any = None,
    **more: Any,
) -> Answer:  # fmt: skip
    """A step of a case."""
    return take(case, name, outcome, bureau=BUREAU, by=by, at=at, key=key(), facts=facts, **more)


def draft(title: str = "关于报送材料的通知", body: str = BODY, copies: int = 3) -> Draft:
    """A draft."""
    return Draft("fa", title, "各乡镇人民政府", copies, body, "县人民政府办公室")


def drafted(cast: Cast, at: Moment = MARCH, what: Draft | None = None) -> UUID:
    """A document that waits for counter-signature."""
    answer = enter(
        "dispatch.document", DocumentFacts("报送材料"), "submitted", bureau=BUREAU,
        by=cast["drafter"], at=at, key=key(), stated=what or draft(),
    )  # fmt: skip
    return done(answer).case


def text(case: UUID) -> str:
    """The digest of the draft that waits."""
    return str(Case.objects.get(id=case).state.memory["dispatch"]["text"])


def sign(
    case: UUID, section: str, by: ByOfficer, at: Moment = MARCH, stand: Stand = Stand.AGREE,
    seen: str = "", opinion: str = "",
) -> Answer:  # fmt: skip
    """A section signs the draft as it is now, unless it has seen another."""
    facts = CounterSignature(seen or text(case), opinion, stand)
    return contribute(
        case, "countersign", f"sign_{section}", bureau=BUREAU, by=by, at=at, key=key(), facts=facts
    )


def countersigned(cast: Cast, at: Moment = MARCH, what: Draft | None = None) -> UUID:
    """A document that both sections signed and that waits for the office."""
    case = drafted(cast, at, what)
    done(sign(case, "legal", cast["legal"], at))
    done(sign(case, "realestate_head", cast["head"], at))
    done(step(case, "countersign", "signed", cast["drafter"], at))
    return case


def signature(case: UUID, opinion: str = "") -> Signature:
    """A signature to the draft as it is now."""
    return Signature(text(case), opinion)


def checked(cast: Cast, at: Moment = MARCH, what: Draft | None = None) -> UUID:
    """A document that waits for the leader."""
    case = countersigned(cast, at, what)
    done(step(case, "check", "checked", cast["office"], at, signature(case)))
    return case


def issued(cast: Cast, at: Moment = MARCH, what: Draft | None = None) -> UUID:
    """A document that was issued."""
    case = checked(cast, at, what)
    done(step(case, "issue", "issued", cast["director"], at, signature(case)))
    return case


def void(cast: Cast, reference: str, at: Moment = MARCH) -> Answer:
    """A number is made void."""
    return approved("dispatch.voiding", VoidFacts(reference, "重复编号，改用他号"), cast, at)


def scan(case: UUID, content: bytes = b"%PDF-1.4 scan") -> Stored:
    """A scan that came back."""
    return keep_as(BUREAU, case, io.BytesIO(content), PDF)


def render() -> None:
    """The worker makes the documents that wait."""
    run_once(worker="test", at=MARCH.recorded_at)


def rebuilt(*kinds: type[Model], under: str) -> None:
    """The rows are taken away and written again from the record: nothing differs."""
    before = [table_digest(kind, "default") for kind in kinds]
    assert any(digest.rows for digest in before)
    assert set(kinds) <= set(tables())
    for kind in kinds:
        kind._default_manager.all().delete()
    for entry in Entry.objects.order_by("row"):
        effect = entry.payload.get("effect", {"act": ""})
        if effect["act"].startswith(under):
            act = effective_acts()[effect["act"]]
            place = Place(BUREAU, entry.case, entry.id, entry.at, entry.recorded_at)
            act.apply(from_plain(act.entry, effect["data"]), place)
    assert [table_digest(kind, "default") for kind in kinds] == before
    assert not [wrong for _, found in replay() for wrong in found]
