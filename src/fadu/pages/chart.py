"""The flow chart (办事流程图), drawn from a procedure's plain graph.

One step a row, so that it reads on a phone: the main line – the longest way from start to end –
runs down the left; steps beside it stand indented below the step that leads to them. The first way
onward leaves a box downwards; every other one leaves at the right and runs through the gutter, with
its label inside the box it leaves, so that no two labels can ever meet. All colours are
presentation attributes: no style attribute, which the content security policy would refuse.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from fadu.law.words import Words
from fadu.pages.layers import layers, main_line, targets
from fadu.pages.lettering import measured, wrapped
from fadu.procedure.graph import Graph

DONE = "done"
WIDTH = 380
_LEFT, _RIGHT = 6, 314
_INDENT = 44
_SPINE = 26
_PAD = 12
_GUTTER_END = WIDTH - 8


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text at a place."""

    x: float
    y: float
    text: str
    size: float = 13
    colour: str = "#1d2733"
    weight: int = 400


@dataclass(frozen=True, slots=True)
class Box:
    """A step: its frame, its lines, and whether the case is there or has been."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str
    thick: float
    round: float
    texts: tuple[Text, ...]
    rule: float | None
    state: str

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from box to box: a path, its head, and a dot where it leaves."""

    path: str
    head: str
    colour: str
    dot: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawn chart; `title` and `desc` are what a screen reader says."""

    width: int
    height: float
    title: str
    desc: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Text, ...]
    diamonds: tuple[str, ...]
    case: bool


@dataclass(slots=True)
class _Exit:
    outcomes: list[str]
    target: str
    gates: list[str]
    y: float = 0


@dataclass(slots=True)
class _Row:
    name: str
    onward: _Exit | None = None
    sideways: list[_Exit] = field(default_factory=list)
    box: Box | None = None


def drawn(
    graph: Graph,
    language: str,
    limits: Mapping[str, Words],
    *,
    here: str | None = None,
    taken: Collection[str] = (),
) -> Chart:
    """The chart of a graph in a language.

    `limits` gives the period in words for a limit's parameter key. For a case, `here` is the step
    that waits ("" when the case is closed) and `taken` the steps it has taken.
    """
    text = json.dumps(graph, ensure_ascii=False)
    return _drawn(text, language, tuple(limits.items()), here, frozenset(taken))


@lru_cache(maxsize=256)  # few graphs, few places in them, many readers
def _drawn(
    text: str, language: str, limits: tuple[tuple[str, Words], ...], here: str | None,
    taken: frozenset[str],
) -> Chart:  # fmt: skip
    graph: Graph = json.loads(text)
    steps: Mapping[str, Any] = graph["steps"]
    line = main_line(graph)
    rows = _rows(graph, line, language)
    pen = _Pen(graph, language, dict(limits), here, taken, frozenset(line))
    for row in rows:
        pen.place(row)
    pen.connect(rows)
    place = _say(steps[here]["title"], language) if here else ""
    title = Words("办理流程图", "Flow chart").to(language) + ": " + _say(graph["title"], language)
    return Chart(
        width=WIDTH, height=pen.y, title=title, desc=_told(graph, language, place),
        boxes=tuple(row.box for row in rows if row.box), arrows=tuple(pen.arrows),
        labels=tuple(pen.labels), diamonds=tuple(pen.diamonds), case=here is not None,
    )  # fmt: skip


def _rows(graph: Graph, spine: list[str], language: str) -> list[_Row]:
    """The rows from top to bottom: the main line, each step's side steps below it, the end last."""
    depth = layers(graph)
    beside = sorted((name for name in depth if name not in spine), key=lambda name: depth[name])
    names = list(spine)
    for name in beside:
        origin = next(
            (other for other in reversed(names) if name in targets(graph, other)), names[0]
        )
        names.insert(names.index(origin) + 1, name)
    rows = []
    for name in names:
        row = _Row(name)
        onward = next(iter(spine[spine.index(name) + 1 :]), None) if name in spine else None
        for exit_ in _exits(graph, name, language):
            if exit_.target == onward:
                row.onward = exit_
            else:
                row.sideways.append(exit_)
        rows.append(row)
    return rows


def _exits(graph: Graph, name: str, language: str) -> list[_Exit]:
    """The ways out of a step, outcomes with the same target together."""
    found: dict[str, _Exit] = {}
    step = graph["steps"].get(name)
    for outcome in step["outcomes"].values() if step else ():
        exit_ = found.setdefault(outcome["to"], _Exit([], outcome["to"], []))
        exit_.outcomes.append(_say(outcome["title"], language))
        exit_.gates += [_say(gate["title"], language) for gate in outcome["gates"]]
    return list(found.values())


class _Pen:
    """Draws rows one below the other, then the ways between them."""

    def __init__(
        self, graph: Graph, language: str, limits: Mapping[str, Words], here: str | None,
        taken: frozenset[str], spine: frozenset[str],
    ) -> None:  # fmt: skip
        self.graph, self.language, self.limits = graph, language, limits
        self.here, self.taken, self.spine = here, taken, spine
        self.y = 6.0
        self.arrows: list[Arrow] = []
        self.labels: list[Text] = []
        self.diamonds: list[str] = []

    def place(self, row: _Row) -> None:
        """Draw the box of a row and the label of the way downwards."""
        if row.name == DONE:
            self._place_end(row)
            return
        step = self.graph["steps"][row.name]
        state = self._state(row.name)
        x = _LEFT if row.name in self.spine else _LEFT + _INDENT
        width = _RIGHT - x
        top, inner = self.y, x + _PAD
        texts = []
        y = top + 24
        for line in wrapped(_say(step["title"], self.language), width - 2 * _PAD - 66, 16):
            texts.append(Text(inner, y, line, 16, "#122d50", 700))
            y += 21
        for line in wrapped(self._meta(step), width - 2 * _PAD, 12.5):
            texts.append(Text(inner, y, line, 12.5, "#4c5866"))
            y += 17
        flag = {"here": "▶ 当前|▶ now", "taken": "✓ 已办|✓ done"}.get(state)
        if flag:
            said = Words(*flag.split("|")).to(self.language)
            colour = "#9d2a23" if state == "here" else "#1c6546"
            texts.append(
                Text(_RIGHT - _PAD - measured(said, 12.5), top + 23, said, 12.5, colour, 700)
            )
        rule = y - 8 if row.sideways else None
        y += 6 if row.sideways else -4
        for exit_ in row.sideways:
            y = self._exit_lines(exit_, inner, y, width - 2 * _PAD, texts)
        fill, stroke, thick = _LOOKS[state]
        self.y = y
        row.box = Box(x, top, width, y - top, fill, stroke, thick, 9, tuple(texts), rule, state)
        self._below(row)

    def _exit_lines(
        self, exit_: _Exit, x: float, y: float, room: float, texts: list[Text]
    ) -> float:
        """The label of a way that leaves at the right, and below it the gates it passes."""
        target = self._title(exit_.target)
        lines = wrapped(f"{' / '.join(exit_.outcomes)} → {target}", room - 10, 13)
        exit_.y = y + 5
        for line in lines:
            texts.append(Text(x, y + 9, line, 13, "#1c4170"))
            y += 18
        return self._gate_lines(exit_, x, y, room, texts) + 4

    def _gate_lines(
        self, exit_: _Exit, x: float, y: float, room: float, texts: list[Text]
    ) -> float:
        for gate in exit_.gates:
            self.diamonds.append(_diamond(x + 5, y + 5))
            for line in wrapped(gate, room - 18, 12):
                texts.append(Text(x + 15, y + 9, line, 12, "#7d5200"))
                y += 16
        return y

    def _below(self, row: _Row) -> None:
        """Room for the way downwards, its outcomes and its gates."""
        if row.onward is None:
            self.y += 20
            return
        y = self.y + 10
        for line in wrapped(" / ".join(row.onward.outcomes), _RIGHT - _SPINE - 20, 13):
            self.labels.append(Text(_SPINE + 14, y + 9, line, 13, "#1c4170", 700))
            y += 18
        y = self._gate_lines(row.onward, _SPINE + 14, y, _RIGHT - _SPINE - 14, self.labels)
        self.y = y + 12

    def _place_end(self, row: _Row) -> None:
        state = "taken" if self.here == "" else "plain"
        fill, stroke, thick = _LOOKS[state]
        said = self._title(DONE)
        x = _SPINE + 24 - measured(said, 15) / 2
        text = Text(max(x, _LEFT + 14), self.y + 23, said, 15, "#122d50", 700)
        width = max(measured(said, 15) + 32, 80.0)
        row.box = Box(_LEFT, self.y, width, 34, fill, stroke, thick, 17, (text,), None, state)
        self.y += 34 + 8

    def connect(self, rows: list[_Row]) -> None:
        """Draw the ways: downwards on the main line, the others through lanes in the gutter."""
        boxes = {row.name: row.box for row in rows if row.box}
        sideways = []
        for row in rows:
            if row.onward:
                self.arrows.append(_down(boxes[row.name], boxes[row.onward.target]))
            sideways += [(exit_, boxes[row.name], boxes[exit_.target]) for exit_ in row.sideways]
        arriving: dict[str, int] = {}
        lanes: list[list[tuple[float, float]]] = []
        for exit_, origin, target in sorted(sideways, key=lambda way: abs(way[2].y - way[0].y)):
            nth = arriving[exit_.target] = arriving.get(exit_.target, 0) + 1
            end = target.y + (17 if exit_.target == DONE else 6 + 9 * nth)
            span = (min(exit_.y, end), max(exit_.y, end))
            lane = _free(lanes, span)
            apart = min(11.0, (_GUTTER_END - _RIGHT - 12) / max(len(sideways) - 1, 1))
            self.arrows.append(_across(origin, target, exit_.y, end, _RIGHT + 14 + lane * apart))

    def _state(self, name: str) -> str:
        if self.here == name:
            return "here"
        return "taken" if name in self.taken else "plain"

    def _title(self, name: str) -> str:
        if name == DONE:
            return Words("办结", "Closed").to(self.language)
        return _say(self.graph["steps"][name]["title"], self.language)

    def _meta(self, step: Mapping[str, Any]) -> str:
        said = [_say(step["post_title"], self.language)]
        key = step["limit"]["key"]
        if key and key in self.limits:
            said.append(self.limits[key].to(self.language))
        elif step["limit"]["none_because"]:
            said.append(Words("不计时限", "no limit").to(self.language))
        return " · ".join(said)


_LOOKS = {
    "plain": ("#ffffff", "#8b8577", 1.2),
    "taken": ("#e8f3ed", "#1c6546", 1.4),
    "here": ("#fbeeec", "#9d2a23", 2.6),
}
_WAY = "#4c5866"


def _free(lanes: list[list[tuple[float, float]]], span: tuple[float, float]) -> int:
    """The first lane where nothing else runs beside `span`; taken by it."""
    for number, held in enumerate(lanes):
        if all(span[1] + 4 < low or high + 4 < span[0] for low, high in held):
            held.append(span)
            return number
    lanes.append([span])
    return len(lanes) - 1


def _down(origin: Box, target: Box) -> Arrow:
    start, end = origin.y + origin.height, target.y
    return Arrow(f"M{_SPINE} {start:g}V{end - 6:g}", _head(_SPINE, end, "down"), _WAY)


def _across(origin: Box, target: Box, start: float, end: float, lane: float) -> Arrow:
    path = f"M{origin.right:g} {start:g}H{lane:g}V{end:g}H{target.right + 6:g}"
    head = _head(target.right, end, "left")
    return Arrow(path, head, _WAY, (origin.right, start))


def _head(x: float, y: float, way: str) -> str:
    if way == "down":
        return f"{x:g},{y:g} {x - 5:g},{y - 9:g} {x + 5:g},{y - 9:g}"
    return f"{x:g},{y:g} {x + 9:g},{y - 5:g} {x + 9:g},{y + 5:g}"


def _diamond(x: float, y: float) -> str:
    return f"{x:g},{y - 5:g} {x + 5:g},{y:g} {x:g},{y + 5:g} {x - 5:g},{y:g}"


def _say(words: Mapping[str, str], language: str) -> str:
    return Words(words["zh"], words["en"]).to(language)


def _told(graph: Graph, language: str, place: str) -> str:
    """The chart in words: each step with its post and where its outcomes lead."""
    steps = graph["steps"]
    said = []
    if place:
        said.append(Words(f"当前环节：{place}。", f"Now at: {place}.").to(language))
    for step in steps.values():
        ways = []
        for outcome in step["outcomes"].values():
            end = Words("办结", "closed").to(language)
            to = end if outcome["to"] == DONE else _say(steps[outcome["to"]]["title"], language)
            ways.append(f"{_say(outcome['title'], language)} → {to}")
        said.append(
            f"{_say(step['title'], language)} ({_say(step['post_title'], language)}): "
            + "; ".join(ways)
        )
    return " ".join(said)
