"""In whose hands a case may lie: could one person act at two places that must never meet in one?

A solver looks for a counter-example (`hands.lp`): a person, two places of one case, and how the
person came by the posts – by appointment, as a deputy of somebody who is away, or by an acting
appointment – while at no moment holding two posts that exclude each other. Two moments are enough:
what was done before and between by others changes nothing, since the engine asks of each act only
whether the same person acted at a place kept apart from it. When there is none, nobody can.

A second program (`filling.lp`) asks the opposite: are there enough different persons to act at all?
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import clingo
import networkx

from fadu.law.words import Words
from fadu.procedure.declare import PARTY, PUBLIC, SYSTEM, Duty, Post, Procedure

_HANDS = Path(__file__).with_name("hands.lp").read_text("utf-8")
_FILLING = Path(__file__).with_name("filling.lp").read_text("utf-8")
_NOBODY_IN_PARTICULAR = "*"

DUTY_WORDS = {
    Duty.HANDLE: Words("经办", "handling"),
    Duty.REVIEW: Words("审核", "review"),
    Duty.DECIDE: Words("决定", "decision"),
    Duty.PAY: Words("支付", "payment"),
}
_WAYS = {
    "own": Words("本人岗位", "own post"),
    "back": Words("返岗后的本人岗位", "own post, once back"),
    "deputy": Words("代理{0}（外出）", "deputy of {0}, who is away"),
    "standing": Words("{0}外出时由AB角代理", "standing deputy, should {0} be away"),
    "named": Words("{0}外出时被指定代理", "named as deputy, should {0} be away"),
    "appointed": Words("另行任命（含临时任命）", "a further appointment, acting or not"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an officer acts in a case: a step, or a contribution to one ("step+contribution").

    `officers` is how many it takes: a step one or more, a contribution may stay out.
    """

    name: str
    step: str
    title: Words
    post: Post
    officers: int = 1
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class Staffing:
    """A bureau as filled on a day; officers by their ids, posts by their codes."""

    officers: Mapping[str, str] = field(default_factory=dict)
    holds: frozenset[tuple[str, str]] = frozenset()
    away: frozenset[str] = frozenset()
    deputies: frozenset[tuple[str, str]] = frozenset()
    standing: frozenset[tuple[str, str]] = frozenset()
    incompatible: frozenset[tuple[str, str]] = frozenset()

    def may_act(self, officer: str, post: str) -> bool:
        """Whether an officer may act in a post on the day, himself or for one who is away."""
        if officer in self.away:
            return False
        absent = {who for who, deputy in self.deputies if deputy == officer}
        return any((one, post) in self.holds for one in {officer} | absent)


# Whoever it is: one person whom the bureau may appoint to any post and name as anybody's deputy.
ANYBODY = Staffing({_NOBODY_IN_PARTICULAR: ""})


@dataclass(frozen=True, slots=True)
class Grip:
    """An act of the counter-example: where, in which post, and how the person came by it."""

    place: Place
    way: Words


@dataclass(frozen=True, slots=True)
class Meeting:
    """A counter-example: one person at two places of a case, and the steps between them."""

    person: str
    first: Grip
    second: Grip
    because: Words
    path: tuple[str, ...]

    @property
    def words(self) -> Words:
        """As a reader is told it."""
        who = Words(self.person or "同一人", self.person or "one person")
        one, two = self.first, self.second
        path = " → ".join(self.path)
        return Words(
            f"{who.zh}先办“{one.place.title.zh}”（{one.place.post.title.zh}，{one.way.zh}），"
            f"再办“{two.place.title.zh}”（{two.place.post.title.zh}，{two.way.zh}）；"
            f"{self.because.zh}；路径：{path}",
            f"{who.en} acts at “{one.place.title.en}” ({one.place.post.title.en}: {one.way.en}), "
            f"then at “{two.place.title.en}” ({two.place.post.title.en}: {two.way.en}); "
            f"{self.because.en}; path: {path}",
        )


@dataclass(frozen=True, slots=True)
class Shortage:
    """Places that want more different persons than there are, and who could act at them."""

    places: tuple[Place, ...]
    able: tuple[str, ...]

    @property
    def wanted(self) -> int:
        """How many officers the places take together."""
        return sum(place.officers for place in self.places)


def places(procedure: Procedure) -> tuple[Place, ...]:
    """Every place at which an officer acts; the window may act for a party.

    Whom a contribution is asked of by name alone may be anybody's officer, or nobody's.
    """
    found = []
    for step in procedure.steps:
        if post := _officers(procedure, step.post):
            found.append(Place(step.name, step.name, step.title, post, step.officers, step.duty))
        for aside in step.contributions:
            if post := _officers(procedure, aside.post):
                found.append(Place(f"{step.name}+{aside.name}", step.name, aside.title, post, 0))
    return tuple(found)


def _officers(procedure: Procedure, post: Post) -> Post | None:
    """The post in which an officer acts for this one; None where none does."""
    if post is PARTY:
        return procedure.window
    return None if post in (SYSTEM, PUBLIC) else post


def conflicts(
    procedure: Procedure, incompatible: Iterable[tuple[str, str]] = ()
) -> dict[tuple[str, str], Words]:
    """Pairs of places that no one person may act at in a case, and why."""
    excluded = {frozenset(pair) for pair in incompatible}
    apart = {frozenset(pair) for pair in procedure.apart}
    found: dict[tuple[str, str], Words] = {}
    for one, two in combinations(places(procedure), 2):
        if one.duty and two.duty and one.duty != two.duty:
            here, there = DUTY_WORDS[one.duty], DUTY_WORDS[two.duty]
            why = Words(
                f"“{here.zh}”与“{there.zh}”不得由一人承担",
                f"{here.en} and {there.en} never lie in one hand",
            )
        elif frozenset((one.post.code, two.post.code)) in excluded:
            why = Words(
                f"“{one.post.title.zh}”与“{two.post.title.zh}”是不相容岗位",
                f"{one.post.title.en} and {two.post.title.en} exclude each other",
            )
        elif frozenset((one.name, two.name)) in apart:
            why = Words("程序规定两步分离", "the procedure keeps the two apart")
        else:
            continue
        found[one.name, two.name] = why
    return found


def meeting(procedure: Procedure, staffing: Staffing = ANYBODY) -> Meeting | None:
    """The plainest counter-example, or None: then nobody can, whatever the bureau arranges."""
    why = conflicts(procedure, staffing.incompatible)
    if not why:
        return None
    known = {place.name: place for place in places(procedure)}
    ways = _ways(procedure)
    facts = [*_of_staffing(staffing), *_of_places(known.values())]
    facts += [_fact("conflict", *pair) for each in why for pair in (each, each[::-1])]
    facts += [_fact("kept", *pair) for each in procedure.apart for pair in (each, each[::-1])]
    facts += [
        _fact("follows", one, two)
        for one in known
        for two in known
        if one != two and (known[one].step, known[two].step) in ways
    ]
    model = _solved(_HANDS, facts)
    return None if model is None else _told(model, procedure, staffing, known, why)


def shortages(procedure: Procedure, staffing: Staffing) -> Iterator[Shortage]:
    """The sets of places, as small as can be, for which the bureau has not enough persons.

    Only places that one case can meet are asked together; a place that nobody fills is told by
    itself.
    """
    known = {place.name: place for place in places(procedure)}
    able = {
        name: [who for who in staffing.officers if _may(staffing, who, place)]
        for name, place in known.items()
    }
    for name, place in known.items():
        if place.officers and not able[name]:
            yield Shortage((place,), ())
    pairs = conflicts(procedure)
    told: set[frozenset[str]] = set()
    for group in _together(procedure, [known[name] for name in known if able[name]]):
        if _fillable(group, able, pairs):
            continue
        least = _least(group, able, pairs)
        if frozenset(place.name for place in least) not in told:
            told.add(frozenset(place.name for place in least))
            who = {one for place in least for one in able[place.name]}
            yield Shortage(tuple(least), tuple(staffing.officers[one] for one in sorted(who)))


def _may(staffing: Staffing, officer: str, place: Place) -> bool:
    if place.post.code == "staff":
        return officer not in staffing.away
    return staffing.may_act(officer, place.post.code)


def _ways(procedure: Procedure) -> set[tuple[str, str]]:
    """Pairs of steps of which a case can come from the first to the second, or stay."""
    graph = _steps(procedure)
    pairs = {(step.name, step.name) for step in procedure.steps}
    for step in procedure.steps:
        pairs |= {(step.name, to) for to in networkx.descendants(graph, step.name)}
    return pairs


def _steps(procedure: Procedure) -> "networkx.DiGraph[str]":
    graph: networkx.DiGraph[str] = networkx.DiGraph()
    for step in procedure.steps:
        graph.add_node(step.name)
        graph.add_edges_from((step.name, to) for to in step.next.values())
    return graph


def _together(procedure: Procedure, some: list[Place]) -> Iterator[list[Place]]:
    """The largest sets of places that one case can meet: of any two, one can follow the other."""
    ways = _ways(procedure)
    known = {place.name: place for place in some}
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(known)
    for one, two in combinations(some, 2):
        if (one.step, two.step) in ways or (two.step, one.step) in ways:
            graph.add_edge(one.name, two.name)
    for names in sorted(sorted(clique) for clique in networkx.find_cliques(graph)):
        yield [place for place in some if place.name in names]


def _fillable(
    group: Iterable[Place], able: Mapping[str, list[str]], pairs: Iterable[tuple[str, str]]
) -> bool:
    wanted = list(group)
    facts = [f"place({_text(place.name)},{place.officers})." for place in wanted]
    facts += [_fact("may", who, place.name) for place in wanted for who in able[place.name]]
    facts += [_fact("conflict", *pair) for pair in pairs]
    return _solved(_FILLING, facts) is not None


def _least(
    group: list[Place], able: Mapping[str, list[str]], pairs: Iterable[tuple[str, str]]
) -> list[Place]:
    """What is left when every place is dropped without which it still cannot be filled."""
    least = list(group)
    for place in group:
        without = [one for one in least if one is not place]
        if not _fillable(without, able, pairs):
            least = without
    return least


def _of_staffing(staffing: Staffing) -> Iterator[str]:
    for officer in staffing.officers:
        yield _fact("officer", officer)
        yield _fact("holds", officer, "staff")
    for name, pairs in (
        ("holds", staffing.holds), ("deputy", staffing.deputies), ("standing", staffing.standing),
        ("incompatible", staffing.incompatible),
    ):  # fmt: skip
        yield from (_fact(name, *pair) for pair in sorted(pairs))
    yield from (_fact("away", officer) for officer in sorted(staffing.away))


def _of_places(known: Iterable[Place]) -> Iterator[str]:
    for place in known:
        yield _fact("place", place.name, place.post.code)
        yield _fact("post", place.post.code)


def _fact(name: str, *values: str) -> str:
    return f"{name}({','.join(_text(value) for value in values)})."


def _text(value: str) -> str:
    """A text as the solver reads it, with what needs it escaped."""
    return str(clingo.String(value))


def _solved(program: str, facts: Iterable[str]) -> list[Any] | None:
    """The symbols of the best answer; None when there is no answer."""
    control = clingo.Control(["--warn=none"])
    control.add("base", [], program + "\n".join(facts))
    control.ground([("base", [])])
    best: list[Any] | None = None
    with control.solve(yield_=True) as answers:
        for model in answers:
            best = list(model.symbols(shown=True))
    return best


def _told(
    model: list[Any],
    procedure: Procedure,
    staffing: Staffing,
    known: Mapping[str, Place],
    why: Mapping[tuple[str, str], Words],
) -> Meeting:
    said: dict[str, list[Any]] = {}
    for symbol in model:
        said.setdefault(symbol.name, []).append(symbol.arguments)
    one, two = (argument.string for argument in said["meets"][0])
    ways = {moment.number: _way(way, staffing) for moment, _, way in said["by"]}
    person = said["person"][0][0].string
    path = networkx.shortest_path(_steps(procedure), known[one].step, known[two].step)
    lead = networkx.shortest_path(_steps(procedure), procedure.start.name, known[one].step)
    return Meeting(
        staffing.officers[person],
        Grip(known[one], ways[1]),
        Grip(known[two], ways[2]),
        why.get((one, two)) or why[two, one],
        (*lead, *path[1:]),
    )


def _way(symbol: Any, staffing: Staffing) -> Words:
    words = _WAYS[symbol.name]
    if not symbol.arguments:
        return words
    who = staffing.officers[symbol.arguments[0].string]
    return Words(words.zh.format(who), words.en.format(who))
