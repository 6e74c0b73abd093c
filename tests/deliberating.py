"""A bureau with meetings, and a procedure whose cases wait for them: what those tests play with."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.acts import contribute, enter, take
from fadu.procedure.blocks.deliberation.facts import (
    ItemRow,
    MeetingFacts,
    MemberRow,
    Minutes,
    Recusal,
    Roll,
    Striking,
    Voice,
)
from fadu.procedure.blocks.deliberation.procedures import MEETING_OF_MEMBERS as MEETING
from fadu.procedure.blocks.deliberation.rules import MAJORITY, QUORUM, Forum, Vote
from fadu.procedure.blocks.deliberation.steps import deliberate
from fadu.procedure.declare import DONE, INTERNAL, Post, Procedure, Step
from fadu.procedure.effective import EffectiveAct
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import DELIBERATION, Outcome
from fadu.procedure.models import Case
from fadu.procedure.refusal import Answer
from fadu.procedure.tests.drafting import Ordered
from fadu.record.actor import ByOfficer
from fadu.record.moment import Moment, moment
from fadu.registers.rulebook.procedures import ValueFacts
from fadu.registers.rulebook.rules import Certainty, Layer
from fadu.registers.rulebook.tests.house import decided, proposed
from tests.office import BUREAU, staffed
from tests.stage import done, key, papers

BASIS = cite("行政处罚法", 57)
HANDLER = Post("test.handler", Words("经办岗", "Handler"))
ISSUER = Post("test.issuer", Words("签发岗", "Issuer"))
PROPOSED = Outcome("proposed", Words("提请", "Submit"))
ISSUED = Outcome("issued", Words("签发", "Issue"))
MONDAY, TUESDAY, WEDNESDAY = moment(2020, 3, 2), moment(2020, 3, 3), moment(2020, 3, 4)

ISSUE = EffectiveAct(
    "test.issue", Words("作出决定", "Issue"), demands=(), entry=Ordered,
    decide=lambda asked, known: Ordered("test"), apply=lambda told, place: None,
    kinds=(DELIBERATION,),
)  # fmt: skip
WAITING = deliberate(
    post=HANDLER, forum=Forum.EXECUTIVE, basis=BASIS, limit=INTERNAL,
    carried="issue", rejected=DONE, returned="propose",
)  # fmt: skip


def demo(waiting: Step = WAITING, **changed: Any) -> Procedure:
    """Proposed, deliberated, issued."""
    declared: dict[str, Any] = {
        "name": "test.deliberated", "title": Words("集体讨论测试", "Deliberated"), "mark": "TL",
        "power": "", "basis": (BASIS,), "promise": INTERNAL, "statutory": INTERNAL,
        "facts": NoFacts, "papers": None, "for_parties": False,
        "steps": (
            Step("propose", Words("提请", "Proposal"), HANDLER, BASIS, INTERNAL,
                 {PROPOSED: waiting.name}),
            waiting,
            Step("issue", Words("签发", "Issue"), ISSUER, BASIS, INTERNAL, {ISSUED: DONE},
                 does={ISSUED: ISSUE}),
        ),
        "apart": (("propose", "issue"),),
    }  # fmt: skip
    return Procedure(**{**declared, **changed})


DEMO = demo()


@dataclass(frozen=True)
class House:
    """The cast, and what it does; each act answers."""

    cast: dict[str, ByOfficer]

    def id(self, who: str) -> str:
        """The id of an officer."""
        return str(self.cast[who].officer)

    def rows(self, people: Sequence[str]) -> tuple[MemberRow, ...]:
        """Officers as rows."""
        return tuple(MemberRow(self.id(who)) for who in people)

    def set_rule(self, name: str, value: str) -> None:
        """The bureau records its own rule: the legal officer proposes, the director approves."""
        facts = ValueFacts(
            key=name, layer=Layer.COUNTY, value=value, since=datetime.date(2020, 1, 1),
            certainty=Certainty.READ, document="本局议事规则（示例）",
            document_en="Rules of procedure of the bureau (sample)", reason="补录"
        )  # fmt: skip
        at = moment(2020, 1, 6)
        case = done(proposed(facts, self.cast["legal"], at)).case
        done(decided(case, "approve", self.cast["director"], at))

    def submit(self, at: Moment = MONDAY, procedure: str = "test.deliberated") -> UUID:
        """A case that waits for the executive meeting."""
        answer = enter(procedure, NoFacts(), "proposed", bureau=BUREAU,
                       by=self.cast["handler"], at=at, key=key())  # fmt: skip
        return done(answer).case

    def go_on(self, case: UUID, outcome: str, at: Moment = WEDNESDAY) -> Answer:
        """Take the deliberation step of a case."""
        return self.step(case, "deliberate", outcome, "handler", at)

    def convene(
        self, *cases: UUID, members: Sequence[str] = ("head", "ann", "ben"), chair: str = "head",
        on: datetime.date = TUESDAY.on, forum: Forum = Forum.EXECUTIVE, at: Moment = MONDAY,
    ) -> Answer:  # fmt: skip
        """Convene a meeting on cases."""
        agenda = tuple(ItemRow(number(case)) for case in cases)
        facts = MeetingFacts(forum, on, self.id(chair), self.rows(members), agenda)
        return enter(MEETING.name, facts, "convened", bureau=BUREAU, by=self.cast["secretary"],
                     at=at, key=key())  # fmt: skip

    def step(
        self, case: UUID, name: str, outcome: str, who: str, at: Moment = TUESDAY, **more: Any
    ) -> Answer:
        """Take a step."""
        return take(case, name, outcome, bureau=BUREAU, by=self.cast[who], at=at, key=key(), **more)

    def roll(
        self, meeting: UUID, *present: str, outcome: str = "held", at: Moment = TUESDAY
    ) -> Answer:
        """Call the roll."""
        facts = Roll(self.rows(present))
        return self.step(meeting, "roll", outcome, "secretary", at, facts=facts)

    def meet(
        self, *cases: UUID, present: Sequence[str] = ("head", "ann", "ben"), **more: Any
    ) -> UUID:
        """A meeting that sits."""
        meeting = done(self.convene(*cases, **more)).case
        done(self.roll(meeting, *present))
        return meeting

    def say(
        self, meeting: UUID, who: str, case: UUID, vote: Vote = Vote.AGREE, words: str = "同意办理。"
    ) -> Answer:  # fmt: skip
        """A voice and a vote."""
        return self.put(meeting, "voice", who, Voice(number(case), words, vote))

    def recuse(self, meeting: UUID, who: str, case: UUID) -> Answer:
        """A recusal."""
        return self.put(meeting, "recuse", who, Recusal(number(case), "系当事人近亲属"))

    def strike(self, meeting: UUID, case: UUID, at_step: str = "discuss") -> Answer:
        """An item taken off."""
        facts = Striking(number(case), "材料不齐，本次不议")
        return self.put(meeting, "strike", "secretary", facts, at_step)

    def put(
        self, meeting: UUID, name: str, who: str, facts: Any, at_step: str = "discuss"
    ) -> Answer:
        """A contribution."""
        return contribute(meeting, at_step, name, bureau=BUREAU, by=self.cast[who], at=TUESDAY,
                          key=key(), facts=facts)  # fmt: skip

    def vote(self, meeting: UUID, case: UUID, **votes: Vote) -> None:
        """All voices on an item, in the order given."""
        for who, vote in votes.items():
            done(self.say(meeting, who, case, vote))

    def minute(self, meeting: UUID, text: str = "会议听取汇报并逐人发言。") -> Answer:
        """Draw up the minutes with the signed sheet."""
        return self.step(meeting, "minutes", "drawn_up", "secretary", facts=Minutes(text),
                         files=papers(meeting, ["signed"]))  # fmt: skip

    def written(self, meeting: UUID) -> None:
        """From the last voice to the minutes."""
        done(self.step(meeting, "discuss", "discussed", "secretary"))
        done(self.minute(meeting))

    def confirm(self, meeting: UUID, who: str = "head") -> Answer:
        """The chair confirms."""
        return self.step(meeting, "confirm", "confirmed", who)

    def resolve(self, case: UUID, vote: Vote = Vote.AGREE, **more: Any) -> UUID:
        """A whole meeting on one case, unanimous."""
        meeting = self.meet(case, **more)
        self.vote(meeting, case, ann=vote, ben=vote, head=vote)
        self.written(meeting)
        done(self.confirm(meeting))
        return meeting


def founded() -> House:
    """The bureau, with the rules of its meetings recorded."""
    member = "deliberation.member"
    house = House(
        staffed(
            legal=["legal"],
            director=["director"],
            secretary=["deliberation.secretary"],
            head=[member, "deliberation.chair"],
            second=[member, "deliberation.chair"],
            clerk=["deliberation.secretary", member, "deliberation.chair"],
            ann=[member],
            ben=[member],
            guest=["test.handler"],
            handler=["test.handler"],
            issuer=["test.issuer"],
        )
    )
    house.set_rule(QUORUM, "2/3")
    house.set_rule(MAJORITY, "1/2")
    return house


def number(case: UUID) -> str:
    """The number of a case."""
    return Case.objects.get(id=case).number


@contextmanager
def without(name: str, *procedures: Procedure) -> Iterator[None]:
    """A gate taken away wherever it stands: the control of every test that it refuses."""
    placed = [
        gate
        for procedure in procedures
        for step in procedure.steps
        for gate in (*step.gates, *(one for each in step.contributions for one in each.gates))
        if gate.name == name
    ]
    assert placed, name
    held = [(gate, gate.check) for gate in {id(gate): gate for gate in placed}.values()]
    try:
        for gate, _ in held:
            object.__setattr__(gate, "check", _nothing)
        yield
    finally:
        for gate, check in held:
            object.__setattr__(gate, "check", check)


def _nothing(asked: Any, known: Any) -> tuple[()]:
    return ()
