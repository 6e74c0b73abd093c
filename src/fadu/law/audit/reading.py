"""Reading cases from plain JSON: ours, or a file of examples with the same or similar keys.

What cannot be a case is refused with its place and what to do; what is merely unknown – a step, a
fact, a date that says nothing to us – is kept and listed as not understood, never dropped.
"""

import json
import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from fadu.law.audit import amounts
from fadu.law.audit.case import (
    INFORMATION,
    PENALTY,
    REGISTRATION,
    AuditCase,
    NamedLaw,
    Step,
    Unread,
)
from fadu.law.audit.fines import FINE_KEYS, read_fine
from fadu.law.audit.laws import LAND, MINERAL, read_law
from fadu.law.audit.steps import meant
from fadu.law.audit.violations import named
from fadu.law.audit.when import Span, read_span
from fadu.law.sheet import Sheet
from fadu.law.words import LawError, Words

MOST_CASES, MOST_STEPS = 20_000, 500
_DEEPEST, _FAULTS = 40, 20
_FACTS = Path(__file__).parent / "facts.yaml"
_KEYS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "case_id", "number", "编号", "案号"),
    "matter": ("matter", "事项", "kind", "类型"),
    "facts": ("facts", "事实"),
    "steps": ("procedure", "steps", "process", "timeline", "程序", "步骤", "办理过程"),
    "penalty": ("penalty", "penalties", "punishment", "处罚", "处罚内容", "处罚决定"),
    "fine": ("fine_check", "fine", "罚款"),
    "laws": ("law_named_in_document", "laws", "law", "legal_basis", "法律依据", "处罚依据"),
    "division": ("division", "区划代码"),
    "about": ("source", "title", "about", "名称", "来源"),
    "truncated": ("source_truncated", "truncated", "材料不完整"),
    # Known, and nothing to audit by: who it was, what somebody expects of the audit.
    "ignored": ("party", "province", "expected_findings", "outcome_known", "ground_truth", "trap",
                "当事人", "省", "url", "source_url", "notes", "remarks", "备注"),
}  # fmt: skip
_MATTERS = (
    (REGISTRATION, re.compile(r"registr|登记")),
    (INFORMATION, re.compile(r"information|foi|信息公开|公开")),
)
_OF_REGISTRATION = {"booked", "issued", "register_refused", "supplement_asked", "notice_posted"}
_MINING = re.compile(r"mineral|\bmin(e|ing|ed)\b|\bore\b|quarr|采矿|矿产|矿区|采砂|采石|开采|越界")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a file, where, and what to do."""

    where: Words
    words: Words


class Unreadable(LawError, ValueError):
    """A file that is no case; `faults` name each place."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        zh = "；".join(f"{each.where.zh}：{each.words.zh}" for each in faults)
        en = "; ".join(f"{each.where.en}: {each.words.en}" for each in faults)
        super().__init__(Words(zh, en))
        self.faults = faults


def read_text(text: str) -> tuple[AuditCase, ...]:
    """The cases of a JSON text: one case, a list, or an object with `cases`. Unreadable else."""
    try:
        data = json.loads(text, parse_float=Decimal, parse_constant=_no_constant)
    except json.JSONDecodeError as fault:
        where = Words(
            f"第{fault.lineno}行第{fault.colno}列", f"line {fault.lineno}, column {fault.colno}"
        )
        raise _unreadable(
            where,
            "不是 JSON：请核对此处的引号、逗号和括号",
            f"no JSON ({fault.msg}): check quotes, commas and brackets there",
        ) from None
    except (RecursionError, ValueError):
        raise _unreadable(
            _place("$"),
            "嵌套过深，或含有 NaN 一类不是数字的值",
            "nested too deep, or NaN and the like",
        ) from None
    return read_cases(data)


def _no_constant(name: str) -> object:
    raise ValueError(name)


def read_cases(data: object) -> tuple[AuditCase, ...]:
    """The cases of parsed JSON. Unreadable names every place that is wrong, up to twenty."""
    if _depth(data) > _DEEPEST:
        raise _unreadable(_place("$"), "嵌套过深", "nested too deep")
    listed = data.get("cases", data.get("案件")) if isinstance(data, Mapping) else None
    if listed is not None:
        rows, root = listed, "cases"
    else:
        rows, root = (data if isinstance(data, list) else [data]), "$"
    if not isinstance(rows, list) or not rows:
        raise _unreadable(
            _place(root), "没有案件：应为一个案件、案件列表或 {\"cases\": […]}",
            'no case: one case, a list of them or {"cases": […]} is expected',
        )  # fmt: skip
    if len(rows) > MOST_CASES:
        raise _unreadable(
            _place(root),
            f"案件超过{MOST_CASES}件，请分批",
            f"more than {MOST_CASES} cases: send fewer",
        )
    single = rows == [data]
    faults: list[Fault] = []
    found = []
    for place, row in enumerate(rows, start=1):
        reader = _Reader("$" if single else f"{root}[{place}]", faults)
        case = reader.case(row, place)
        if case is not None:
            found.append(case)
        if len(faults) >= _FAULTS:
            break
    if faults:
        raise Unreadable(tuple(faults[:_FAULTS]))
    return tuple(found)


def _place(where: str) -> Words:
    return Words(where, where)


def _unreadable(where: Words, zh: str, en: str) -> Unreadable:
    return Unreadable((Fault(where, Words(zh, en)),))


def _depth(data: object) -> int:
    """How deep it is nested, without recursion; counting stops beyond what we accept."""
    deepest, level = 0, [data]
    while level and deepest <= _DEEPEST:
        deepest += 1
        below: list[object] = []
        for each in level:
            if isinstance(each, Mapping):
                below += each.values()
            elif isinstance(each, list):
                below += each
        level = below
    return deepest


class _Reader:
    """One case being read: its place in the file, and what is wrong or not understood."""

    def __init__(self, where: str, faults: list[Fault]) -> None:
        self.where, self.faults = where, faults
        self.unread: list[Unread] = []

    def fault(self, key: str, zh: str, en: str) -> None:
        place = f"{self.where}.{key}" if key else self.where
        self.faults.append(Fault(_place(place), Words(zh, en)))

    def case(self, row: object, place: int) -> AuditCase | None:
        if not isinstance(row, Mapping):
            self.fault("", "案件应为对象 {…}", "a case is an object {…}")
            return None
        got = {name: _first(row, keys) for name, keys in _KEYS.items()}
        known = {key for keys in _KEYS.values() for key in keys}
        beside = self._beside(row, known, "")
        before = len(self.faults)
        facts = self._facts(got["facts"])
        if isinstance(got["fine"], Mapping):
            beside = self._beside(got["fine"], FINE_KEYS, "fine_check.") | beside
        facts = beside | facts
        steps = self._steps(got["steps"])
        penalties = self._texts("penalty", got["penalty"])
        field = _field(facts, row)
        laws = self._laws(got["laws"], field)
        fine = read_fine(got["fine"], self.fault)
        if len(self.faults) > before:
            return None
        act, ends = _act(facts, self.unread)
        whats = [line.what for line in fine.lines] if fine is not None else []
        return AuditCase(
            id=_short(got["id"]) or str(place),
            matter=_matter(got["matter"], steps),
            facts=facts,
            steps=steps,
            penalties=penalties,
            penalties_given=got["penalty"] is not None,
            fine=fine,
            laws=laws,
            act=act,
            act_ends=ends,
            field=field,
            violations=_named(facts, whats, field),
            division=_division(got["division"]),
            about=_short(got["about"]),
            truncated=got["truncated"] is True,
            unread=tuple(self.unread),
        )

    def _beside(
        self, row: Mapping[object, object], known: Set[str], where: str
    ) -> dict[str, object]:
        """Facts that stand beside what we know there; the rest is told as not understood."""
        found: dict[str, object] = {}
        for key, value in row.items():
            name = _fact_names().get(str(key).strip().lower())
            if key in known:
                continue
            if name is None:
                self.unread.append(Unread(f"{where}{key}", _short(value)))
            elif value is not None:
                found[name] = value
        return found

    def _facts(self, raw: object) -> dict[str, object]:
        if raw is None:
            return {}
        if not isinstance(raw, Mapping):
            self.fault("facts", "应为对象 {名称: 值}", "an object {name: value} is expected")
            return {}
        facts: dict[str, object] = {}
        for key, value in raw.items():
            name = _fact_names().get(str(key).strip().lower())
            if name is None:
                self.unread.append(Unread(f"facts.{key}", _short(value)))
            facts.setdefault(name or str(key), value)
        return facts

    def _texts(self, key: str, raw: object) -> tuple[str, ...]:
        if raw is None:
            return ()
        rows = raw if isinstance(raw, list) else [raw]
        if not all(isinstance(each, str | int | Decimal | Mapping) for each in rows):
            self.fault(key, "应为文字或文字列表", "a text or a list of texts is expected")
            return ()
        return tuple(_short(each, most=2000) for each in rows)

    def _laws(self, raw: object, field: str) -> tuple[NamedLaw, ...]:
        laws = tuple(read_law(text, field) for text in self._texts("law_named_in_document", raw))
        self.unread += [Unread("laws", each.text) for each in laws if not each.law]
        return laws

    def _steps(self, raw: object) -> tuple[Step, ...]:
        if raw is None:
            return ()
        if isinstance(raw, Mapping):
            raw = [{"step": name, "date": when} for name, when in raw.items()]
        if not isinstance(raw, list):
            self.fault("procedure", "应为步骤列表 […]", "a list of steps is expected")
            return ()
        if len(raw) > MOST_STEPS:
            self.fault("procedure", f"步骤超过{MOST_STEPS}个", f"more than {MOST_STEPS} steps")
            return ()
        rows = (self._step(number, row) for number, row in enumerate(raw, start=1))
        return tuple(step for step in rows if step is not None)

    def _step(self, number: int, row: object) -> Step | None:
        if isinstance(row, str):
            row = _split(row)
        place = f"procedure[{number}]"
        if not isinstance(row, Mapping):
            self.fault(place, "步骤应为 {step, date}", "a step is {step, date}")
            return None
        name = _first(row, ("step", "name", "步骤", "环节", "what", "event"))
        if not isinstance(name, str) or not name.strip():
            self.fault(place, "缺少步骤名称 step", "has no name: give it as `step`")
            return None
        raw = _first(row, ("date", "on", "when", "day", "日期", "时间", "from", "start", "起"))
        end = _first(row, ("until", "to", "end", "止", "截止"))
        when, until = self._day(f"{place}.date", raw), self._day(f"{place}.until", end)
        kinds, done = meant(name)
        said = row.get("done")
        if not kinds:
            self.unread.append(Unread(place, name))
        own = {"step", "name", "date", "on", "when", "day", "from", "until", "to", "end", "done"}
        facts = {str(key): value for key, value in row.items() if key not in own}
        return Step(number, name.strip(), kinds, when, until, done and said is not False, facts)

    def _day(self, place: str, raw: object) -> Span | None:
        if raw is None or raw == "":
            return None
        span = read_span(raw)
        if span is None:
            self.unread.append(Unread(place, _short(raw)))
        return span


def _first(row: Mapping[object, object], keys: tuple[str, ...]) -> object:
    return next((row[key] for key in keys if row.get(key) is not None), None)


def _split(text: str) -> dict[str, object]:
    """“2020-05-09 case filed”, “立案：2020年5月9日”: the date taken out of the sentence."""
    found = re.search(r"\d{4}\s*[-年/.]\s*\d{1,2}(\s*[-月/.]\s*\d{1,2}日?)?", text)
    if found is None:
        return {"step": text}
    name = (text[: found.start()] + text[found.end() :]).strip(" ：:,，-–—")
    return {"step": name or text, "date": found[0]}


def _short(raw: object, most: int = 200) -> str:
    if raw is None:
        return ""
    if isinstance(raw, Decimal):
        return amounts.plain(raw)
    text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)
    return text.strip()[:most]


@cache
def _fact_names() -> Mapping[str, str]:
    sheet = Sheet.read(_FACTS)
    found = {}
    for name in sheet:
        for other in (name, *sheet.list(str(name))):
            found[str(other).lower()] = str(name)
    return found


def _matter(raw: object, steps: tuple[Step, ...]) -> str:
    text = str(raw or "").lower()
    for name, pattern in _MATTERS:
        if pattern.search(text):
            return name
    kinds = {kind for step in steps for kind in step.kinds}
    if kinds & _OF_REGISTRATION:
        return REGISTRATION
    return INFORMATION if "foi_received" in kinds else PENALTY


def _named(facts: Mapping[str, object], whats: list[str], field: str) -> tuple[str, ...]:
    """What the case is about in so many words: as stated, or as the lines of the fine say."""
    return named(_texts_of(facts.get("violation")), field) or named(whats, field)


def _division(raw: object) -> str:
    text = str(raw or "")
    fits = text.isascii() and text.isdigit() and len(text) in (2, 4, 6)
    return text if fits else "00"


def _field(facts: Mapping[str, object], row: Mapping[object, object]) -> str:
    """Land or minerals: what a bare “law” means in this file."""
    named = _texts_of(row.get("law_named_in_document", row.get("laws")))
    if any(re.search(r"mineral|矿产|mining", text.lower()) for text in named):
        return MINERAL
    if any(re.search(r"land|土地", text.lower()) for text in named):
        return LAND
    said = " ".join([*map(str, facts), *_texts_of(list(facts.values())), *_whats(row)]).lower()
    return MINERAL if _MINING.search(said) else LAND


def _texts_of(raw: object) -> list[str]:
    rows = raw if isinstance(raw, list) else [raw]
    return [each for each in rows if isinstance(each, str)]


def _whats(row: Mapping[object, object]) -> Iterator[str]:
    fine = _first(row, _KEYS["fine"])
    lines = fine.get("lines") if isinstance(fine, Mapping) else None
    for line in lines if isinstance(lines, list) else ():
        if isinstance(line, Mapping):
            yield str(line.get("what", ""))


def _act(facts: Mapping[str, object], unread: list[Unread]) -> tuple[Span | None, Span | None]:
    """When the act began and, where the file says so, ended."""
    found: list[Span | None] = []
    for names in (("act_start", "act"), ("act_end",)):
        raw = next((facts[name] for name in names if facts.get(name) is not None), None)
        span = read_span(raw)
        if span is None and raw is not None and not isinstance(raw, bool):
            unread.append(Unread(f"facts.{names[0]}", _short(raw)))
        found.append(span)
    return found[0], found[1]
