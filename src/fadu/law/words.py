"""Words in both languages at once, and the errors that speak them.

Every text a person may read is written in Chinese and English side by side, where it arises; no
catalogue is kept elsewhere, so neither language can be forgotten.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One text in simplified Chinese (`zh`) and English (`en`)."""

    zh: str
    en: str

    def to(self, language: str) -> str:
        """The text for a language tag: Chinese for "zh", "zh-hans" …, English for all others."""
        return self.zh if language.lower().startswith("zh") else self.en

    @property
    def both(self) -> str:
        """Both texts on one line, Chinese first, for logs and messages without a reader's tag."""
        return f"{self.zh} / {self.en}"


class LawError(Exception):
    """A question this room cannot answer, or data it must not accept; says so in both languages."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.both)
        self.words = words
