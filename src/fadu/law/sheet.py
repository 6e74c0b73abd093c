"""A YAML mapping read strictly: what is missing, misspelt or of the wrong kind is named by file.

Dated law is typed by people. A silently ignored key ("form:" for "from:") would become a wrong due
date, so every reader ends with `done()`, which refuses keys that nobody asked for.
"""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import yaml

from fadu.law.words import LawError, Words

# libyaml is several times faster, and citations are loaded when modules are imported.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class SheetError(LawError):
    """A data file that cannot be read as what it should be."""


class Sheet:
    """One mapping of a data file; `where` names the file and the place in it."""

    __slots__ = ("_data", "_unread", "where")

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, dict):
            raise SheetError(Words(f"{where}：应为键值表", f"{where}: a mapping is expected"))
        self._data: dict[object, object] = data
        self._unread = set(data)
        self.where = where

    @classmethod
    def read(cls, path: Path) -> "Sheet":
        """The mapping in a YAML file; SheetError when the file is no YAML."""
        try:
            return cls(_LOADER(path.read_bytes()).get_single_data(), path.name)
        except yaml.YAMLError as fault:
            raise SheetError(
                Words(f"{path.name}：YAML 有误：{fault}", f"{path.name}: bad YAML: {fault}")
            ) from fault

    def wrong(self, key: object, zh: str, en: str) -> SheetError:
        """The error for this key, ready to raise."""
        return SheetError(Words(f"{self.where}：{key}：{zh}", f"{self.where}: {key}: {en}"))

    def __contains__(self, key: object) -> bool:
        return key in self._data

    def take(self, key: object) -> object:
        """The raw value; SheetError when the key is missing."""
        if key not in self._data:
            raise self.wrong(key, "缺少此项", "is missing")
        self._unread.discard(key)
        return self._data[key]

    def text(self, key: str) -> str:
        """A text (digits must be quoted in the file)."""
        value = self.take(key)
        if not isinstance(value, str):
            raise self.wrong(key, "应为文字", "text is expected")
        return value

    def number(self, key: str) -> int:
        """A whole number."""
        value = self.take(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.wrong(key, "应为整数", "a whole number is expected")
        return value

    def flag(self, key: str) -> bool:
        """true or false; nothing else counts as either."""
        value = self.take(key)
        if not isinstance(value, bool):
            raise self.wrong(key, "应为 true 或 false", "true or false is expected")
        return value

    def day(self, key: str) -> date:
        """A date, written YYYY-MM-DD."""
        return self._as_day(key, self.take(key))

    def day_or_none(self, key: str) -> date | None:
        """A date, or None where the file says null or nothing (not recorded, or open)."""
        if key not in self._data:
            return None
        value = self.take(key)
        return None if value is None else self._as_day(key, value)

    def days(self, key: str) -> tuple[date, ...]:
        """A list of dates."""
        return tuple(self._as_day(key, value) for value in self.list(key))

    def words(self, key: str) -> Words:
        """A text in both languages: {zh: …, en: …}."""
        return self.sheet(key).as_words()

    def words_or_none(self, key: str) -> Words | None:
        """A text in both languages where there is one."""
        return self.words(key) if key in self._data else None

    def as_words(self) -> Words:
        """This very mapping as a text in both languages."""
        words = Words(self.text("zh"), self.text("en"))
        self.done()
        return words

    def list(self, key: str) -> list[object]:
        """A list of raw values."""
        value = self.take(key)
        if not isinstance(value, list):
            raise self.wrong(key, "应为列表", "a list is expected")
        return value

    def sheet(self, key: object) -> "Sheet":
        """A mapping inside this one."""
        return Sheet(self.take(key), f"{self.where}: {key}")

    def sheets(self, key: str) -> Iterator["Sheet"]:
        """The mappings of a list, each with its place for messages."""
        for place, value in enumerate(self.list(key), start=1):
            yield Sheet(value, f"{self.where}: {key}[{place}]")

    def __iter__(self) -> Iterator[object]:
        """All keys, in file order."""
        return iter(self._data)

    def done(self) -> None:
        """SheetError when the mapping has keys that nobody read."""
        for key in self._unread:
            raise self.wrong(key, "不认识此项", "is not known here")

    def _as_day(self, key: str, value: object) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(key, "应为日期 YYYY-MM-DD", "a date YYYY-MM-DD is expected")
        return value
