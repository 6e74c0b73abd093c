"""Help in plain words: short questions and answers, each with its page (`help.yaml`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, and the URL name of the page that it concerns ("" for none)."""

    name: str
    asks: Words
    answer: Words
    page: str
    page_title: Words


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together."""

    name: str
    title: Words
    questions: tuple[Question, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """All questions, by topic, in the order in which people meet them."""
    text = (Path(__file__).parent / "help.yaml").read_text("utf-8")
    return tuple(
        Topic(each["topic"], Words(**each["title"]), tuple(map(_question, each["questions"])))
        for each in yaml.safe_load(text)
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        name=row["name"],
        asks=Words(row["asks_zh"], row["asks_en"]),
        answer=Words(row["answer_zh"], row["answer_en"]),
        page=row.get("page", ""),
        page_title=Words(row.get("page_zh", ""), row.get("page_en", "")),
    )
