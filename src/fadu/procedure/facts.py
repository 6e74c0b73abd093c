"""Facts: a dataclass that is the one source of form, API schema and validation.

    @dataclass(frozen=True)
    class TransferFacts:
        unit: str = fact("不动产单元号", "Unit code", example="511725…", pattern=UNIT_CODE)
        price: Fen = fact("成交价格(元)", "Price (yuan)")

Kinds of fields: text, number, money (fen), date, choice (StrEnum); and, for imports only, flag,
words and table (rows of another Facts class), which have no form. A `personal` text is kept apart
from the record's leaf (see `people.PersonalValue`). Rules over several fields stand in a method
`problems(self) -> Mapping[field, Words]` of the class.
"""

import dataclasses
import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, NewType, get_args, get_origin, get_type_hints

from fadu.law.words import Words
from fadu.people.writing import Kind, fault, narrow, tidy
from fadu.record.append import Personal
from fadu.record.typed import to_plain

Fen = NewType("Fen", int)

_META = "fadu.fact"
_HIGHEST_FEN = 10**15
_YUAN = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?")


@dataclass(frozen=True, slots=True)
class FactField:
    """One field as forms, schema and validation see it."""

    name: str
    kind: str
    title: Words
    help: Words
    example: str
    required: bool
    personal: bool
    pattern: str
    choices: tuple[tuple[str, Words], ...]
    prose: bool = False

    @property
    def writing(self) -> Kind:
        """How its text is written: in one line, or in several."""
        return Kind.TEXT if self.personal or self.prose else Kind.LINE


@dataclass(frozen=True, slots=True)
class _Meta:
    title: Words
    help: Words
    example: str
    personal: bool
    pattern: str
    choices: tuple[tuple[str, Words], ...]
    prose: bool


def fact(
    zh: str,
    en: str,
    *,
    help: Words | None = None,
    example: str = "",
    personal: bool = False,
    pattern: str = "",
    choices: Mapping[str, Words] | None = None,
    prose: bool = False,
    default: Any = dataclasses.MISSING,
) -> Any:
    """Declare a field of a Facts dataclass. Without `default` it is required; `prose` is a text of
    several lines.
    """
    meta = _Meta(
        Words(zh, en),
        help or Words("", ""),
        example,
        personal,
        pattern,
        tuple((choices or {}).items()),
        prose,
    )
    return dataclasses.field(default=default, metadata={_META: meta})


@cache
def fields_of(facts: Any) -> tuple[FactField, ...]:
    """The fields of a Facts dataclass; TypeError for a field that `fact` did not declare."""
    hints = get_type_hints(facts)
    found = []
    for item in dataclasses.fields(facts):
        meta = item.metadata.get(_META)
        if not isinstance(meta, _Meta):
            raise TypeError(f"{facts.__name__}.{item.name} is not declared with fact()")
        required = item.default is dataclasses.MISSING
        kind = _kind(hints[item.name])
        found.append(
            FactField(
                item.name,
                kind,
                meta.title,
                meta.help,
                meta.example,
                required,
                meta.personal,
                meta.pattern,
                meta.choices,
                meta.prose,
            )
        )
    return tuple(found)


def _kind(hint: Any) -> str:
    if get_origin(hint) is tuple:
        fields_of(get_args(hint)[0])
        return "table"
    options = [option for option in get_args(hint) if option is not type(None)]
    plain = options[0] if options else hint
    if plain is Fen:
        return "money"
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return "choice"
    kinds = {
        str: "text",
        int: "number",
        datetime.date: "date",
        Decimal: "decimal",
        bool: "flag",
        Words: "words",
    }
    if plain not in kinds:
        raise TypeError(f"a fact cannot be of type {plain}")
    return kinds[plain]


@dataclass(frozen=True, slots=True)
class Problems:
    """What is wrong with typed-in facts, field by field."""

    by_field: Mapping[str, Words]


def parse(facts: type, raw: Mapping[str, str]) -> Any:
    """The typed facts from what was typed in, or `Problems` that name each field."""
    values: dict[str, Any] = {}
    problems: dict[str, Words] = {}
    hints = get_type_hints(facts)
    for item in fields_of(facts):
        text = _tidy(item, str(raw.get(item.name, "")))
        if not text:
            if item.required:
                problems[item.name] = Words(
                    f"请填写“{item.title.zh}”", f"Fill in “{item.title.en}”"
                )
            continue
        value = _parse_one(item, hints[item.name], text)
        if isinstance(value, Words):
            problems[item.name] = value
        else:
            values[item.name] = value
    if problems:
        return Problems(problems)
    parsed = facts(**values)
    found = problems_of(parsed)
    return Problems(found) if found else parsed


def problems_of(stated: Any) -> Mapping[str, Words]:
    """What is wrong with typed facts, by field: patterns, and the class's own rules."""
    kind: type = type(stated)
    found = {
        item.name: wrong
        for item in fields_of(kind)
        if (wrong := _ill_written(item, getattr(stated, item.name)))
    }
    across: Callable[[], Mapping[str, Words]] | None = getattr(stated, "problems", None)
    return found or (across() if across else {})


def _tidy(item: FactField, text: str) -> str:
    """As it is kept. Numbers, dates and codes may be typed in full-width digits."""
    kept = tidy(text, item.writing)
    return kept if item.kind == "text" and not item.pattern else narrow(kept)


def _ill_written(item: FactField, value: Any) -> Words | None:
    """Asked again of typed facts: an import has asked no form."""
    if item.pattern and not re.fullmatch(item.pattern, value or ""):
        return _misshapen(item)
    if item.kind != "text" or not value:
        return None
    wrong = fault(value, item.writing)
    return wrong and Words(
        f"“{item.title.zh}”：{wrong.zh}", f"“{item.title.en}”: {wrong.en}"
    )  # fmt: skip


def _parse_one(item: FactField, hint: Any, text: str) -> Any:
    if item.kind == "text":
        return _ill_written(item, text) or text
    if item.kind == "money":
        return _fen(item, text)
    if item.kind == "number":
        if not re.fullmatch("-?[0-9]{1,15}", text):
            return Words(f"“{item.title.zh}”应为整数", f"“{item.title.en}” must be a whole number")
        return int(text)
    if item.kind == "date":
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return Words(
                f"“{item.title.zh}”应为日期，例如 2020-03-05",
                f"“{item.title.en}” must be a date such as 2020-03-05",
            )
    if item.kind == "choice":
        options = [option for option in get_args(hint) if option is not type(None)] or [hint]
        try:
            return options[0](text)
        except ValueError:
            return Words(
                f"请在“{item.title.zh}”的选项中选择",
                f"Choose one of the options of “{item.title.en}”",
            )
    return text


def _misshapen(item: FactField) -> Words:
    like_zh = f"，例如 {item.example}" if item.example else ""
    like_en = f"; for example {item.example}" if item.example else ""
    return Words(
        f"“{item.title.zh}”的格式不对{like_zh}", f"“{item.title.en}” is not well formed{like_en}"
    )


def _fen(item: FactField, text: str) -> Any:
    wrong = Words(
        f"“{item.title.zh}”应为金额（元，至多两位小数），例如 500000.00",
        f"“{item.title.en}” must be an amount in yuan with at most two decimals, e.g. 500000.00",
    )
    bare = text.replace(",", "").replace(" ", "")
    if not _YUAN.fullmatch(bare):
        return wrong
    fen = Decimal(bare) * 100
    return int(fen) if fen == fen.to_integral_value() and fen <= _HIGHEST_FEN else wrong


_SCHEMA: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "choice": {"type": "string"},
    "number": {"type": "integer"},
    "money": {"type": "integer", "description": "fen"},
    "date": {"type": "string", "format": "date"},
    "decimal": {"type": "string", "pattern": "^[0-9]+([.][0-9]+)?$"},
    "flag": {"type": "boolean"},
    "words": {"type": "object", "required": ["zh", "en"]},
    "table": {"type": "array"},
}


def schema(facts: type) -> dict[str, Any]:
    """The JSON Schema of a Facts dataclass (its plain form)."""
    properties: dict[str, Any] = {}
    for item in fields_of(facts):
        one = dict(_SCHEMA[item.kind])
        one["title"] = item.title.en
        if item.pattern:
            one["pattern"] = f"^(?:{item.pattern})$"
        if item.choices:
            one["enum"] = [name for name, _ in item.choices]
        properties[item.name] = one
    required = [item.name for item in fields_of(facts) if item.required]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


@dataclass(frozen=True)
class NoFacts:
    """For a step or a role that states nothing."""


def detached(stated: Any) -> tuple[dict[str, Any], tuple[Personal, ...]]:
    """The plain form of stated facts, personal texts replaced by the ids of values kept apart."""
    plain: dict[str, Any] = to_plain(stated)
    personal = []
    kind: type = type(stated)
    for item in fields_of(kind):
        if item.personal and plain[item.name]:
            value = Personal(item.name, plain[item.name], None)
            personal.append(value)
            plain[item.name] = f"personal:{value.id}"
    return plain, tuple(personal)
