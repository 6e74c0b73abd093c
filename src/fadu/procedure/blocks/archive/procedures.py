"""Procedures of the archive: filing, lending, return. Destruction is none of them."""

from dataclasses import dataclass
from datetime import date

from fadu.law.words import Words
from fadu.procedure.blocks.archive import rules
from fadu.procedure.blocks.archive.acts import (
    COMPILE,
    FILE,
    LEND,
    RETURN_LOAN,
    borrower_known,
    case_closed,
    case_there,
    filed_once,
    is_out,
    not_out,
    nothing_missing,
    retention_known,
    volume_there,
)
from fadu.procedure.declare import DONE, INTERNAL, STAFF, Post, Procedure, Step
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.facts import fact
from fadu.procedure.gate import Gate, Outcome

ARCHIVIST = Post("archive.keeper", Words("案卷保管岗", "Archivist"))
COMPILED = Outcome("compiled", Words("整理完毕，移交档案室", "Compiled: to the archive"))
RECEIVED = Outcome("received", Words("接收归档", "Received"))
SENT_BACK = Outcome("sent_back", Words("退回整理", "Back to be compiled"))
ENTERED = Outcome("entered", Words("登记", "Enter"))


@dataclass(frozen=True)
class FilingFacts:
    """Which case is filed, and for how long it is kept."""

    number: str = fact("案件编号", "Number of the case", pattern=r"\S{4,40}")
    retention: str = fact("保管期限", "Retention", pattern=r"\S{1,20}", example="30y")


@dataclass(frozen=True)
class LoanFacts:
    """Which volume is lent, to whom, what for and until when."""

    volume: str = fact("案卷号", "Volume", pattern=r"[0-9]{4}-[0-9]{1,6}", example="2020-0001")
    borrower: str = fact("借阅人工号", "Borrower's staff number", pattern=r"\S{1,20}")
    purpose: str = fact("用途", "Purpose", pattern=r".{2,200}")
    due_on: date = fact("归还日期", "To be returned by")


@dataclass(frozen=True)
class ReturnFacts:
    """Which volume came back."""

    volume: str = fact("案卷号", "Volume", pattern=r"[0-9]{4}-[0-9]{1,6}", example="2020-0001")


_WHOLE = (case_there, case_closed, filed_once, nothing_missing, retention_known)
FILING = Procedure(
    name="archive.filing",
    title=Words("案卷归档", "Filing of a case"),
    mark="GD",
    power="",
    basis=(rules.FILED,),
    promise=INTERNAL,
    statutory=INTERNAL,
    facts=FilingFacts,
    papers=None,
    for_parties=False,
    steps=(
        Step(
            COMPILE,
            Words("整理", "Compilation"),
            post=STAFF,
            basis=rules.FILED,
            limit=INTERNAL,
            next={COMPILED: "receive"},
            gates=_WHOLE,
        ),
        Step(
            "receive",
            Words("接收", "Receipt by the archive"),
            post=ARCHIVIST,
            basis=rules.FILED,
            limit=INTERNAL,
            next={RECEIVED: DONE, SENT_BACK: COMPILE},
            gates=tuple(gate.on(RECEIVED) for gate in _WHOLE),
            does={RECEIVED: FILE},
        ),
    ),
    apart=((COMPILE, "receive"),),
)


def _at_once(
    name: str, title: Words, mark: str, facts: type, act: EffectiveAct, gates: tuple[Gate, ...]
) -> Procedure:
    """A procedure of one step, taken by the archivist."""
    return Procedure(
        name=name,
        title=title,
        mark=mark,
        power="",
        basis=(rules.FILED,),
        promise=INTERNAL,
        statutory=INTERNAL,
        facts=facts,
        papers=None,
        for_parties=False,
        steps=(
            Step(
                "enter",
                Words("登记", "Entry"),
                post=ARCHIVIST,
                basis=rules.FILED,
                limit=INTERNAL,
                next={ENTERED: DONE},
                gates=gates,
                does={ENTERED: act},
            ),
        ),
    )


LENDING = _at_once(
    "archive.lending",
    Words("案卷借阅", "Loan of a volume"),
    "JY",
    LoanFacts,
    LEND,
    (volume_there, not_out, borrower_known),
)
GIVING_BACK = _at_once(
    "archive.giving_back",
    Words("案卷归还", "Return of a volume"),
    "GH",
    ReturnFacts,
    RETURN_LOAN,
    (volume_there, is_out),
)
