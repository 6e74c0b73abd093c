"""Each decision in docs/decisions has a number of its own, in its name and in its title."""

from collections.abc import Iterable

from tests.test_docs import DOCS


def twice_numbered(names: Iterable[str]) -> list[str]:
    """Decisions that share a number, or whose number is not three digits."""
    numbers = [name.partition("-")[0] for name in names]
    return sorted({each for each in numbers if len(each) != 3 or numbers.count(each) > 1})


def test_each_decision_has_a_number_of_its_own() -> None:
    files = sorted((DOCS / "decisions").glob("*.md"))
    assert not twice_numbered(path.name for path in files)
    for path in files:
        assert path.read_text("utf-8").startswith(f"# {path.name[:3]} "), path.name


def test_control_a_number_given_twice() -> None:
    assert twice_numbered(["001-a.md", "002-b.md", "002-c.md"]) == ["002"]
