"""The rules on filling posts."""

import pytest

from fadu.law.words import Words
from fadu.procedure.refusal import Refusal
from fadu.registers.staff.rules.posts import (
    SEPARATION,
    each_once,
    founded_once,
    posts_compatible,
    posts_exist,
    sections_exist,
)

PAIRS = [("examiner", "registrar"), ("legal", "director")]


def codes(found: list[Refusal]) -> list[tuple[str, str]]:
    """Code and subject of each refusal, which cites its basis and says what to do."""
    for refusal in found:
        assert refusal.basis == SEPARATION
        assert refusal.remedy.zh and refusal.remedy.en
    return [(refusal.code, refusal.subject) for refusal in found]


@pytest.mark.parametrize(
    ("held", "refused"),
    [
        ({"Q1": ["examiner"], "Q2": ["registrar"]}, []),
        ({"Q1": ["examiner", "window"]}, []),
        ({"Q1": ["examiner", "registrar"]}, [("incompatible_posts", "Q1")]),
        ({"Q1": ["registrar", "examiner"]}, [("incompatible_posts", "Q1")]),
        (
            {"Q1": ["examiner", "registrar", "legal", "director"], "Q2": ["legal", "director"]},
            [
                ("incompatible_posts", "Q1"),
                ("incompatible_posts", "Q1"),
                ("incompatible_posts", "Q2"),
            ],
        ),
        ({}, []),
    ],
)
def test_nobody_holds_two_posts_that_exclude_each_other(
    held: dict[str, list[str]], refused: list[tuple[str, str]]
) -> None:
    assert codes(posts_compatible(held, PAIRS)) == refused


def test_control_without_pairs_everything_goes_together() -> None:
    assert not posts_compatible({"Q1": ["examiner", "registrar"]}, [])


def test_what_is_named_exists() -> None:
    assert not posts_exist(["a", "b", "a"], ["a", "b", "c"])
    assert codes(posts_exist(["b", "", "a"], ["a"])) == [
        ("no_such_post", ""),
        ("no_such_post", "b"),
    ]
    assert not sections_exist(["a"], ["a"])
    assert codes(sections_exist(["b"], ["a"])) == [("no_such_section", "b")]


def test_what_is_counted_by_a_code_has_it_alone() -> None:
    post = Words("岗位", "Post")
    assert not each_once(post, ["a", "b"])
    assert codes(each_once(post, ["a", "b", "a"])) == [("given_twice", "a")]


def test_a_bureau_is_founded_once() -> None:
    assert not founded_once(False)
    assert codes(founded_once(True)) == [("already_founded", "")]
