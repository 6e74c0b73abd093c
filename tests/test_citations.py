"""Every article that is cited – in code or in the glossary – is one that the law room knows.

Like tests/test_docs.py, each rule has a control: a sample that breaks it and must be found.
"""

import ast
import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps

from fadu.law.sources import Citation, UnknownCitation, begins, cite, laws, resolve
from fadu.procedure import declare
from tests.test_docs import SOURCE, modules, read


def glossary_citations(text: str) -> list[tuple[str, int]]:
    """The sources in the glossary that name a law and an article."""
    known = "|".join(sorted(laws(), key=len, reverse=True))
    return [(name, int(n)) for name, n in re.findall(rf"\| ({known}) (\d+) \|", text)]


def test_glossary_covers_tables_and_declarations() -> None:
    text = read("docs", "glossary.md")
    ours = [model for model in apps.get_models() if model.__module__.startswith("fadu.")]
    wanted = {f"`{model.__module__}:{model.__name__}`" for model in ours}
    words = (getattr(declare, name) for name in ("Procedure", "Step", "Limit", "Paper", "Block"))
    wanted |= {f"`{word.__module__}:{word.__name__}`" for word in words}
    assert not [name for name in sorted(wanted) if name not in text]


def test_glossary_articles_are_encoded() -> None:
    found = glossary_citations(read("docs", "glossary.md"))
    assert len(found) > 20
    assert all(resolves(cite(name, article)) for name, article in found)
    with pytest.raises(UnknownCitation):
        cite(*glossary_citations("| a | b | 民法典 999 | c |")[0])


def resolves(citation: Citation) -> bool:
    """Whether some wording of the law has that place: what is cited without a day."""
    try:
        return bool(resolve(citation, max(begins(citation), datetime.date(1949, 10, 1))))
    except UnknownCitation:
        return False


def citations(tree: ast.Module) -> Iterator[tuple[int, list[Any] | None]]:
    """Calls of `cite` with their arguments; None where they cannot be read from the source."""
    known = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "cite":
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            values = [
                each.value if isinstance(each, ast.Constant) else known.get(ast.unparse(each))
                for each in given
            ]
            yield node.lineno, None if None in values else values


def unknown_citations(tree: ast.Module) -> list[str]:
    """Citations that no encoded article answers."""
    faults = []
    for line, values in citations(tree):
        try:
            if values is None or not resolves(cite(*values)):
                faults.append(f"line {line}: {values}")
        except UnknownCitation as error:
            faults.append(f"line {line}: {error}")
    return faults


def test_every_citation_resolves() -> None:
    trees = list(modules(SOURCE))  # what data say is looked up by `cite_named`, and proved there
    assert sum(len(list(citations(tree))) for _, tree in trees) > 20
    faults = {str(path.relative_to(SOURCE)): unknown_citations(tree) for path, tree in trees}
    assert not {name: found for name, found in faults.items() if found}


def test_control_citation() -> None:
    good = 'A = "民法典"\ncite(A, 201)\ncite("不动产登记暂行条例", 14)'
    assert not unknown_citations(ast.parse(good))
    assert unknown_citations(ast.parse(good.replace("201", "999")))
    assert unknown_citations(ast.parse("cite(name, 201)"))
