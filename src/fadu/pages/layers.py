"""The order of a graph's steps: layers by longest path, and the main line from start to end."""

from collections.abc import Mapping

from fadu.procedure.graph import Graph


def layers(graph: Graph) -> dict[str, int]:
    """The layer of each step: its longest way from the start, not going back on itself."""
    forward = _forward(graph)
    depth = {graph["start"]: 0}
    for name in _ordered(graph["start"], forward):
        for target in forward.get(name, ()):
            depth[target] = max(depth.get(target, 0), depth[name] + 1)
    return depth


def targets(graph: Graph, name: str) -> list[str]:
    """Where the outcomes of a step lead; nowhere from the end."""
    step = graph["steps"].get(name)
    return [exit_["to"] for exit_ in step["outcomes"].values()] if step else []


def _forward(graph: Graph) -> dict[str, list[str]]:
    """The edges without those that lead back to a step one is coming from (depth first)."""
    kept: dict[str, list[str]] = {}

    def visit(name: str, above: tuple[str, ...]) -> None:
        if name in kept:
            return
        kept[name] = []
        for target in targets(graph, name):
            if target not in (*above, name) and target not in kept[name]:
                visit(target, (*above, name))
                kept[name].append(target)

    visit(graph["start"], ())
    return kept


def _ordered(start: str, forward: Mapping[str, list[str]]) -> list[str]:
    """The steps so that each stands after all that lead to it."""
    found: list[str] = []

    def visit(name: str) -> None:
        if name not in found:
            for target in forward.get(name, ()):
                visit(target)
            found.append(name)

    visit(start)
    return found[::-1]


def main_line(graph: Graph) -> list[str]:
    """The longest way from the start to the end: what usually happens, step by step."""
    forward = _forward(graph)
    longest: dict[str, list[str]] = {}
    for name in reversed(_ordered(graph["start"], forward)):
        ways = [longest[target] for target in forward.get(name, ())]
        longest[name] = [name, *max(ways, key=len, default=[])]
    return longest[graph["start"]]
