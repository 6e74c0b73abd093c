"""What blocks to come rely on: each proof refuses a declaration that was changed wrongly."""

import dataclasses

import pytest

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure import opening
from fadu.procedure.acts import open
from fadu.procedure.declare import Contribution, Default, Limit, Opinion, Procedure, Stop
from fadu.procedure.discover import procedures
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import GateKind
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Refused
from fadu.procedure.returning import is_return, kept, later, undone
from fadu.procedure.tests.drafting import (
    AGREED,
    APPROVED,
    BASIS,
    DRAFTING,
    HANDLER,
    LATE,
    ORDER,
    PROBLEMS,
    PROPOSED,
    RETURNED,
    REVIEWER,
    changed,
    counted,
    gate,
    review_stands,
    reviewed,
    step,
)
from fadu.record.actor import BySystem
from fadu.record.moment import moment

RULE = cite("渠县自然资源局2020年度法治政府建设情况报告")
SILENT = Default(LATE, BASIS, Words("逾期", "late"))
TIMED = Limit("reg.step.examine")


def ids(procedure: Procedure) -> set[str]:
    """The ids of the findings."""
    return {finding.id for finding in prove(procedure)}


def late(name: str, to: str, **fields: object) -> Procedure:
    """The procedure with a lawful default on one of its steps."""
    one = DRAFTING.step(name)
    assert one is not None
    more = {"default": SILENT, "limit": TIMED, "next": {**one.next, LATE: to}, **fields}
    return changed(DRAFTING, name, **more)


def test_the_procedure_of_these_tests_is_proved() -> None:
    assert prove(DRAFTING) == []


def test_an_act_demands_a_kind_whichever_gate_of_it_stands_there() -> None:
    other = dataclasses.replace(reviewed, name="another_review", check=lambda asked, known: ())
    assert ids(changed(DRAFTING, "review", gates=(other.on(AGREED),))) == set()


def test_control_a_kind_that_is_gone_or_stands_on_the_other_outcome() -> None:
    assert ids(changed(DRAFTING, "review", gates=())) == {"procedure.E034"}
    assert ids(changed(DRAFTING, "review", gates=(reviewed.on(PROBLEMS),))) == {"procedure.E034"}


def test_control_a_jump_over_the_review_is_told_with_its_path() -> None:
    """What a resubmission does that goes back to the decision at once."""
    again = step("again", HANDLER, next={PROPOSED: "decide"})
    short = changed(DRAFTING, "propose", next={PROPOSED: "review", RETURNED: "again"})
    short = dataclasses.replace(short, steps=(*short.steps, again))
    found = {finding.id: finding.words.en for finding in prove(short)}
    assert set(found) == {"procedure.E034", "procedure.E036"}
    assert "propose → again → decide" in found["procedure.E034"]
    assert "propose → again → decide" in found["procedure.E036"]


def test_control_a_return_may_not_leave_out_what_it_undid() -> None:
    """The review was given, a return to before it undid it, and the way on leaves it out."""
    short = changed(DRAFTING, "decide", next={APPROVED: "pay", RETURNED: "mend"})
    mend = step("mend", HANDLER, next={PROPOSED: "decide", PROBLEMS: "review"})
    first, review, decide, pay = short.steps
    short = dataclasses.replace(short, steps=(first, mend, review, decide, pay))
    assert "procedure.E036" in ids(short)
    mended = changed(short, "mend", next={PROPOSED: "review"})
    assert ids(mended) == set()


def test_a_return_undoes_what_later_steps_gave_and_nothing_else() -> None:
    assert is_return(DRAFTING, "decide", "propose") and is_return(DRAFTING, "review", "propose")
    assert not is_return(DRAFTING, "propose", "review") and not is_return(DRAFTING, "pay", "done")
    assert later(DRAFTING, "review") == {"decide", "pay"}
    assert undone(DRAFTING, "decide", "propose") == {"review"}
    assert undone(DRAFTING, "decide", "pay") == frozenset()
    memory = {"review": "agreed", "noticed": ["a"]}
    assert kept(DRAFTING, memory, "decide", "propose") == {"noticed": ["a"]}
    assert kept(DRAFTING, memory, "decide", "pay") == memory


def test_a_step_that_repeats_itself_is_a_return_and_keeps_what_it_gave() -> None:
    """A second notice does not wipe what the first one named."""
    again = changed(DRAFTING, "review", next={AGREED: "decide", PROBLEMS: "review"})
    assert is_return(again, "review", "review")
    assert undone(again, "review", "review") == frozenset()


def test_control_what_a_gate_reads_and_nobody_gives() -> None:
    assert ids(changed(DRAFTING, "review", gives=())) == {"procedure.E036"}


def test_what_contributions_give_while_a_step_waits_is_read_by_that_step() -> None:
    """A consultation ends when the replies are there: its own outcome reads them."""
    asked = gate("replied", reads="replies")
    voice = Contribution("reply", Words("回复", "Reply"), REVIEWER, BASIS)
    own = changed(
        DRAFTING, "review", contributions=(voice,), gives=("review", "replies"),
        gates=(reviewed.on(AGREED), asked),
    )  # fmt: skip
    assert ids(own) == set()
    early = changed(own, "propose", contributions=(dataclasses.replace(voice, gates=(asked,)),))
    assert ids(early) == {"procedure.E036"}


def test_control_an_optional_gate_satisfies_no_demand() -> None:
    """It may be switched off; so it stands for no kind, and an act cannot demand it."""
    off = dataclasses.replace(reviewed, optional=True)
    assert ids(changed(DRAFTING, "review", gates=(off.on(AGREED),))) == {"procedure.E034"}
    asked = gate("asked")
    act = dataclasses.replace(ORDER, demands=(asked,))
    fine = changed(DRAFTING, "decide", does={APPROVED: act}, gates=(asked,))
    assert ids(fine) == set()
    maybe = dataclasses.replace(asked, optional=True)
    assert ids(changed(fine, "decide", gates=(maybe,))) == {"procedure.E030"}
    wanted = dataclasses.replace(ORDER, demands=(maybe,))
    assert ids(changed(fine, "decide", does={APPROVED: wanted})) == {"procedure.E035"}


def test_control_two_officers_are_counted_on_every_outcome() -> None:
    two = changed(DRAFTING, "review", officers=2, gates=(reviewed.on(AGREED), counted))
    assert ids(two) == set()
    some = changed(two, "review", gates=(reviewed.on(AGREED), counted.on(AGREED)))
    assert ids(some) == {"procedure.E042"}
    assert ids(changed(DRAFTING, "propose", officers=2)) == {"procedure.E042"}


def test_control_silence_burdens_nobody() -> None:
    assert ids(late("propose", "review")) == set()
    adverse = dataclasses.replace(ORDER, adverse=True)
    found = ids(late("decide", "pay", does={APPROVED: adverse}, gates=(review_stands,)))
    assert found == {"procedure.E053"}


def test_control_silence_passes_no_review() -> None:
    assert "procedure.E054" in ids(late("review", "decide"))
    heard = gate("heard", kind=GateKind("heard", Words("听取意见", "Heard"), by_silence=True))
    opinion = step(
        "opinion", REVIEWER, next={AGREED: "review", LATE: "review"}, gates=(heard,),
        default=SILENT,
    )  # fmt: skip
    opinion = dataclasses.replace(opinion, limit=TIMED)
    asked = changed(DRAFTING, "propose", next={PROPOSED: "opinion"})
    asked = dataclasses.replace(asked, steps=(asked.steps[0], opinion, *asked.steps[1:]))
    assert ids(asked) == set()


def test_control_silence_outward_names_an_article() -> None:
    """The bureau's own rule speaks for an opinion inside the bureau; for nothing that goes out."""
    unsaid = dataclasses.replace(SILENT, basis=RULE)
    assert ids(late("propose", "review", default=unsaid)) == {"procedure.E055"}
    ruled = dataclasses.replace(unsaid, internal=Opinion.CONSULTATION)
    assert ids(late("propose", "review", default=ruled)) == set()
    outward = late("propose", "review", default=ruled, documents={LATE: ("procedure.receipt",)})
    assert ids(outward) == {"procedure.E058"}
    started = late("propose", "review", default=ruled, starts=(LATE,))
    assert "procedure.E058" in ids(started)
    assert "procedure.E058" in ids(late("pay", "done", default=ruled))


def test_control_a_clock_stops_by_an_article_only() -> None:
    fine = Stop("notice", Words("公告", "Notice"), BASIS)
    assert ids(dataclasses.replace(DRAFTING, stops=(fine,))) == set()
    ruled = dataclasses.replace(fine, basis=RULE)
    assert ids(dataclasses.replace(DRAFTING, stops=(ruled,))) == {"procedure.E056"}


@pytest.mark.django_db
def test_what_is_not_proved_opens_no_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a process that began without its start-up checks."""
    broken = changed(DRAFTING, "review", gates=())
    known = {**procedures(), broken.name: broken}
    monkeypatch.setattr(opening, "procedures", lambda: known)
    answer = open(
        broken.name, NoFacts(), bureau="511725", by=BySystem("test"), at=moment(2020, 3, 2),
        key="unproved", channel="import",
    )  # fmt: skip
    assert isinstance(answer, Refused)
    assert answer.codes == ("procedure_not_proved",)
    assert answer.refusals[0].subject == "procedure.E034"
    known[DRAFTING.name] = DRAFTING
    answer = open(
        DRAFTING.name, NoFacts(), bureau="511725", by=BySystem("test"), at=moment(2020, 3, 2),
        key="proved", channel="import",
    )  # fmt: skip
    assert not isinstance(answer, Refused)
