"""Which version of the law decides a case: the one at the act, unless the later is lighter (从旧兼从轻).

A penalty case looks at the law twice, at the day of the act and at the day of the decision, and
what was chosen is kept with its reason (行政处罚法 2021, art. 37). A continuing act lasts until it
ends, so the law of its end is the law at the act; that it began under another wording is told.

What the law of a day does about the act is an `Outcome`, which the caller computes for any day. Two
outcomes have an order only where their ranges do not cross and are measured alike. Where they have
none, `Choice.applies` is None: an officer must choose and say why; the program does not guess.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from fadu.law import plain
from fadu.law.derivation import Line
from fadu.law.plain import Plain
from fadu.law.sources import Citation, NotInForce, UnknownCitation, cite, law
from fadu.law.words import LawError, Words

PENALTY_LAW = "行政处罚法"
OLD_UNLESS_LIGHTER = cite(PENALTY_LAW, 37)
CONTINUING_ENDS = cite(PENALTY_LAW, 36, 2)

# Violations that go on until the land is as it was, although nobody does anything any more. The
# clause on continuing acts is read in full; that it covers these is a reading, so confidence M.
CONTINUING_BY_READING = frozenset({"land.pen.occupy"})
HELD_TO_CONTINUE = Words(
    "恢复土地原状前视为继续（读法，未经核实）",
    "it is held to continue until the land is restored (our reading, unconfirmed)",
)


class VersionError(LawError, ValueError):
    """Days that cannot be those of an act and of the decision on it."""


class Weight(StrEnum):
    """How the later law stands to the earlier one."""

    SAME = "same"
    LIGHTER = "lighter"
    HEAVIER = "heavier"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Act:
    """A violation in time. `ended` is its last day; None while a continuing act goes on.

    An act that does not continue and has no end of its own ended on the day it began.
    `by_reading`: that it continues is our reading of the law, not its words.
    """

    begun: date
    ended: date | None = None
    continuing: bool = False
    by_reading: bool = False

    def __post_init__(self) -> None:
        if self.ended is None and not self.continuing:
            object.__setattr__(self, "ended", self.begun)
        if self.ended is not None and self.ended < self.begun:
            raise VersionError(
                Words(
                    f"违法行为终了（{self.ended}）早于开始（{self.begun}）",
                    f"the act ends on {self.ended}, before it began on {self.begun}",
                )
            )

    @classmethod
    def of(cls, violation: str, begun: date, ended: date | None = None) -> "Act":
        """The act, continuing where its kind is treated so. `ended`: when the land was restored."""
        treated = violation in CONTINUING_BY_READING
        return cls(begun, ended, continuing=treated, by_reading=treated)

    def day(self, decided: date) -> date:
        """The day whose law is the law at the act: its end, or the decision while it goes on."""
        return decided if self.ended is None else self.ended

    def as_data(self) -> dict[str, Plain]:
        """Plain JSON."""
        return {
            "begun": plain.day(self.begun),
            "ended": plain.day(self.ended),
            "continuing": self.continuing,
            "by_reading": self.by_reading,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the law of a day does about an act: a range in some unit, or no penalty at all.

    `least` and `most` are exact; None: the law of that day gives no figure to compare by.
    """

    punishes: bool
    words: Words
    unit: str = "fen"
    least: Fraction | int | None = None
    most: Fraction | int | None = None
    basis: tuple[Citation, ...] = ()
    confidence: str = "V"

    def as_data(self) -> dict[str, Plain]:
        """Plain JSON."""
        return {
            "punishes": self.punishes,
            "words": plain.words(self.words),
            "unit": self.unit,
            "least": plain.exact(self.least),
            "most": plain.exact(self.most),
            "basis": plain.citations(self.basis),
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Wording:
    """A law in the version of a day; `version` None: it had none that day."""

    law: str
    version: str | None
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The law on a day: the wordings in force and what they do about the act."""

    on: date
    wordings: tuple[Wording, ...]
    outcome: Outcome

    def as_data(self) -> dict[str, Plain]:
        """Plain JSON."""
        wordings: list[Plain] = [
            {
                "law": each.law,
                "version": each.version,
                "since": plain.day(each.since),
                "until": plain.day(each.until),
            }
            for each in self.wordings
        ]
        return {
            "on": plain.day(self.on),
            "wordings": wordings,
            "outcome": self.outcome.as_data(),
        }


@dataclass(frozen=True, slots=True)
class Choice:
    """Both laws, both outcomes, which applies and why.

    `applies`: "act", "decision", or None where the two have no order and an officer must choose.
    `straddles`: a continuing act began under a law that dealt with it differently.
    `confidence`: "V", "M" (that the act continues is our reading) or "unconfirmed" (the decision is
    older than art. 37, whose order we follow without an encoded article).
    """

    act: Act
    decided: date
    at_begin: Snapshot
    at_act: Snapshot
    at_decision: Snapshot
    weight: Weight
    applies: str | None
    straddles: bool
    confidence: str
    lines: tuple[Line, ...]

    @property
    def on(self) -> date | None:
        """The day whose law applies."""
        chosen = self.chosen
        return None if chosen is None else chosen.on

    @property
    def chosen(self) -> Snapshot | None:
        """The law that applies."""
        if self.applies is None:
            return None
        return self.at_act if self.applies == "act" else self.at_decision

    def explain(self, language: str = "zh") -> str:
        """The reason, a line each."""
        return "\n".join(line.words.to(language) for line in self.lines)

    def as_data(self) -> dict[str, Plain]:
        """Plain JSON for a record entry: a reader needs neither this program nor its data."""
        return {
            "act": self.act.as_data(),
            "decided": plain.day(self.decided),
            "at_begin": self.at_begin.as_data(),
            "at_act": self.at_act.as_data(),
            "at_decision": self.at_decision.as_data(),
            "weight": self.weight.value,
            "applies": self.applies,
            "on": plain.day(self.on),
            "straddles": self.straddles,
            "confidence": self.confidence,
            "lines": plain.lines(self.lines),
        }


def choose(
    act: Act,
    decided: date,
    outcome: Callable[[date], Outcome],
    laws: Sequence[str] = (),
) -> Choice:
    """The choice for a decision of that day; `laws` are the titles whose versions are noted.

    VersionError when the act begins or ends after the decision; UnknownCitation for a law that is
    not encoded.
    """
    for when, zh, en in ((act.begun, "开始", "begins"), (act.ended, "终了", "ends")):
        if when is not None and when > decided:
            raise VersionError(
                Words(
                    f"违法行为{zh}（{when}）晚于决定日（{decided}）",
                    f"the act {en} on {when}, after the decision of {decided}",
                )
            )
    at_begin, at_act, at_decision = (
        Snapshot(on, _wordings(laws, on), outcome(on))
        for on in (act.begun, act.day(decided), decided)
    )
    weight = weigh(at_act.outcome, at_decision.outcome)
    straddles = act.continuing and weigh(at_begin.outcome, at_act.outcome) is not Weight.SAME
    applies = {Weight.LIGHTER: "decision", Weight.UNCLEAR: None}.get(weight, "act")
    confidence = "unconfirmed" if decided < _article_since() else "M" if act.by_reading else "V"
    return Choice(
        act, decided, at_begin, at_act, at_decision, weight, applies, straddles, confidence,
        _lines(act, decided, (at_begin, at_act, at_decision), weight, straddles),
    )  # fmt: skip


def weigh(earlier: Outcome, later: Outcome) -> Weight:
    """How the later outcome stands to the earlier, by both ends of their ranges."""
    if earlier.punishes != later.punishes:
        return Weight.LIGHTER if earlier.punishes else Weight.HEAVIER
    if not earlier.punishes:
        return Weight.SAME
    if earlier.unit != later.unit:
        return Weight.UNCLEAR
    if (earlier.least, earlier.most) == (later.least, later.most):
        return Weight.SAME if later.most is not None else Weight.UNCLEAR
    if earlier.least is None or earlier.most is None or later.least is None or later.most is None:
        return Weight.UNCLEAR
    if later.most <= earlier.most and later.least <= earlier.least:
        return Weight.LIGHTER
    if later.most >= earlier.most and later.least >= earlier.least:
        return Weight.HEAVIER
    return Weight.UNCLEAR


def _wordings(names: Sequence[str], on: date) -> tuple[Wording, ...]:
    found = []
    for name in names:
        source = law(name)
        if source is None:
            raise UnknownCitation(Words(f"未收录：{name}", f"not encoded: {name}"))
        try:
            version = source.version(on)
        except NotInForce:
            found.append(Wording(name, None, None, None))
        else:
            found.append(Wording(name, version.key, version.since, version.until))
    return tuple(found)


def _article_since() -> date:
    """When the wording with the clause came into force; its number meant another thing before."""
    source = law(PENALTY_LAW)
    dated = [each.since for each in source.versions if each.key == "2021"] if source else []
    assert dated and dated[0] is not None, "the wording that has the clause is dated"
    return dated[0]


_WEIGHED = {
    Weight.SAME: Words(
        "两个时点的处理相同，适用行为时的规定",
        "both days deal with it alike: the law at the act applies",
    ),
    Weight.LIGHTER: Words(
        "决定时的规定处罚较轻或者不认为是违法，适用决定时的规定",
        "the law at the decision is lighter or does not punish: it applies",
    ),
    Weight.HEAVIER: Words(
        "决定时的规定并不较轻，适用行为时的规定",
        "the law at the decision is not lighter: the law at the act applies",
    ),
    Weight.UNCLEAR: Words(
        "两个时点的处罚无法直接比较轻重，须由承办机关选择并说明理由",
        "neither is plainly the lighter one: the bureau must choose and give its reason",
    ),
}


def _lines(
    act: Act,
    decided: date,
    at: tuple[Snapshot, Snapshot, Snapshot],
    weight: Weight,
    straddles: bool,
) -> tuple[Line, ...]:
    begin, then, now = at
    told = []
    if act.continuing:
        told.append(_continuing_line(act, decided))
    told.append(_snapshot_line(Words("行为时", "at the act"), then))
    if straddles:
        told.append(_snapshot_line(Words("开始时", "when it began"), begin))
        told.append(
            Line(
                Words(
                    "行为开始时的规定与终了时不同；按继续行为适用终了时的规定，请在案卷中说明",
                    "the law changed while the act went on; a continuing act comes under the law "
                    "of its end: say so in the file",
                ),
                begin.on,
            )
        )
    told.append(_snapshot_line(Words("决定时", "at the decision"), now))
    verdict = _WEIGHED[weight]
    if decided < _article_since():
        told.append(Line(verdict, decided))
        told.append(
            Line(
                Words(
                    f"从旧兼从轻的条文自{_article_since()}起施行；此前的决定在此按同一次序推断，未经核实",
                    f"the article on this choice is in force from {_article_since()}; for earlier "
                    "decisions the same order is followed here, unconfirmed",
                )
            )
        )
    else:
        basis = OLD_UNLESS_LIGHTER.words
        said = Words(f"{verdict.zh}（{basis.zh}）", f"{verdict.en} ({basis.en})")
        told.append(Line(said, decided, OLD_UNLESS_LIGHTER))
    return tuple(told)


def _continuing_line(act: Act, decided: date) -> Line:
    zh = f"违法行为自{act.begun}起" + (f"，{act.ended}终了" if act.ended else "，决定时仍在继续")
    en = f"the act went on from {act.begun} " + (f"to {act.ended}" if act.ended else "and goes on")
    if act.by_reading:
        zh, en = f"{zh}；{HELD_TO_CONTINUE.zh}", f"{en}; {HELD_TO_CONTINUE.en}"
    return Line(Words(zh, en), act.ended, CONTINUING_ENDS if decided >= _article_since() else None)


def _snapshot_line(when: Words, at: Snapshot) -> Line:
    zh = "、".join(f"《{each.law}》{each.version or '无'}版" for each in at.wordings)
    en = "; ".join(f"{each.law} {each.version or 'none'}" for each in at.wordings)
    said = at.outcome.words
    return Line(
        Words(
            f"{when.zh}（{at.on}{'，' + zh if zh else ''}）：{said.zh}",
            f"{when.en} ({at.on}{', ' + en if en else ''}): {said.en}",
        ),
        at.on,
        at.outcome.basis[0] if at.outcome.basis else None,
    )
