"""Texts into terms: Chinese by characters and bigrams, Latin and digits by words.

A dictionary would have to know every village; two neighbouring characters need none, and a word
of two characters is found as surely as a long one. Traditional and simplified forms are left as
they are: a name is written as its holder writes it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{_HAN}]+|[^\\W_{_HAN}]+")
_IS_HAN = re.compile(f"[{_HAN}]")
LONGEST_TERM = 64
MOST_RUNS = 12


def normalised(text: str) -> str:
    """The text as it is compared: compatibility forms and full-width digits folded, small letters.

    Letter by letter and not by whole strings: each character stands for itself, so that a hit can
    be marked in the text as it was written.
    """
    return text.lower() if text.isascii() else "".join(map(_folded, text))


@lru_cache(maxsize=20_000)
def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character).casefold()


def runs(text: str) -> list[str]:
    """The stretches of one kind in a text: Chinese characters, or letters and digits."""
    return _RUN.findall(normalised(text))


def terms_of(run: str) -> list[str]:
    """The terms that a run asked for needs: all bigrams, a single character, or a whole word."""
    if not _IS_HAN.match(run):
        return [run[:LONGEST_TERM]]
    return list(dict.fromkeys(map("".join, pairwise(run)))) or [run]


def terms(texts: Iterable[str]) -> set[str]:
    """Every term under which texts are found.

    A single character is a term too; a number is found with and without its leading zeros.
    """
    found: set[str] = set()
    for text in texts:
        for run in runs(text):
            found.update(terms_of(run))
            if _IS_HAN.match(run):
                found.update(run)
            elif run.isdecimal():
                found.add(run.lstrip("0")[:LONGEST_TERM] or "0")
    return found


def compact(text: str) -> str:
    """A number as it is compared: normalised, without spaces, dashes and brackets."""
    return "".join(runs(text))


def asked(text: str) -> tuple[str, ...]:
    """The runs of what somebody typed, each once; more than a dozen are no question."""
    return tuple(dict.fromkeys(runs(text)))[:MOST_RUNS]


def looks_like_a_number(text: str) -> bool:
    """Whether what was typed may be the beginning of a number: one word with a digit, unspaced."""
    bare = text.strip()
    return len(compact(bare)) >= 3 and any(map(str.isdecimal, bare)) and not re.search(r"\s", bare)


def marked(text: str, sought: Sequence[str]) -> list[tuple[str, bool]]:
    """The text in pieces, and whether each is a hit: what a page prints within <mark>.

    A Chinese run is marked where it stands whole; where it does not, its bigrams are.
    """
    folded = [_folded(character) for character in text]
    places = [place for place, form in enumerate(folded) for _ in form]
    whole = "".join(folded)
    hit = [False] * len(text)
    for run in sought:
        for term in [run] if run in whole else terms_of(run):
            for start in _occurrences(whole, term):
                for place in places[start : start + len(term)]:
                    hit[place] = True
    return list(_pieces(text, hit))


def _occurrences(whole: str, term: str) -> Iterator[int]:
    start = whole.find(term) if term else -1
    while start >= 0:
        yield start
        start = whole.find(term, start + 1)


def _pieces(text: str, hit: Sequence[bool]) -> Iterator[tuple[str, bool]]:
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or hit[place] != hit[start]:
            yield text[start:place], hit[start]
            start = place
