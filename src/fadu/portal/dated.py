"""Dated values as pages show them: by topic, on a day, over time."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fadu.law.entries import NATIONAL, Key
from fadu.law.layers import layer_words
from fadu.law.parameters import ParameterMissing, Parameters, Value
from fadu.law.sources import SURENESS
from fadu.law.words import Words
from fadu.law.worth import Terms

# By the beginning of the key; the longest that fits counts.
TOPICS = {
    "cal": Words("期间的计算", "Reckoning of periods"),
    "pen": Words("行政处罚程序", "Penalty procedure"),
    "disc": Words("裁量基准", "Discretion"),
    "enf": Words("强制与申请法院执行", "Coercion and court enforcement"),
    "ref": Words("涉嫌犯罪移送", "Criminal referral"),
    "pub": Words("执法公示", "Publicity of enforcement"),
    "rec": Words("执法记录", "Recording of enforcement"),
    "rev": Words("法制审核", "Legal review"),
    "sup.sc": Words("执法监督", "Supervision of enforcement"),
    "train": Words("执法培训", "Training"),
    "lit": Words("行政诉讼", "Litigation"),
    "land": Words("土地违法", "Land violations"),
    "forest": Words("林业违法", "Forest violations"),
    "plan": Words("规划违法", "Planning violations"),
    "reclaim": Words("土地复垦", "Land reclamation"),
    "geo": Words("地质灾害", "Geological hazards"),
    "acq": Words("征地", "Land acquisition"),
    "sup": Words("土地供应", "Land supply"),
    "soil": Words("土壤", "Soil"),
    "min": Words("矿产", "Minerals"),
    "dep": Words("矿山修复基金", "Mine restoration fund"),
    "reg": Words("不动产登记", "Registration"),
    "permit": Words("行政许可", "Permits"),
    "svc": Words("政务服务", "Services"),
    "foi": Words("政府信息公开", "Government information"),
    "recon": Words("行政复议", "Reconsideration"),
    "dec": Words("重大决策", "Major decisions"),
    "norm": Words("规范性文件", "Normative documents"),
    "yr": Words("年度事项", "The year"),
    "off": Words("执法人员", "Officers"),
    "pet": Words("信访与投诉", "Petitions and complaints"),
    "hot": Words("热线", "Hotline"),
    "sat": Words("卫片执法", "Satellite patches"),
    "disp": Words("权属争议", "Disputes"),
    "prop": Words("罚没财物", "Fines and property"),
    "fine": Words("罚缴分离", "Deciding and collecting fines"),
    "rota": Words("轮岗", "Rotation of posts"),
    "arch": Words("档案", "Archives"),
    "doc": Words("公文格式", "Official documents"),
    "rulebook": Words("规则参数录入", "Recording of values"),
    "reception": Words("大厅", "The hall"),
    "office": Words("办公时间", "Office hours"),
    "remind": Words("到期提醒", "Reminders"),
    "deliberation": Words("集体讨论", "Deliberation"),
    "escalate": Words("超期督办", "Escalation"),
    "gate": Words("程序关口", "Gates of procedures"),
}
REST, OTHER = "other", Words("其他", "Other")
UNCONFIRMED, AWAITED = "unconfirmed", "awaited"
STATES = {
    UNCONFIRMED: Words("未经核实", "unconfirmed"),
    AWAITED: Words("待本机关录入", "awaited from the bureau"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A parameter on a day for a bureau; `value` None where it has none, `missing` says why.

    `awaited`: no source gives one, so the bureau must supply it.
    """

    key: Key
    topic: str
    value: Value | None
    missing: Words | None
    awaited: bool


@dataclass(frozen=True, slots=True)
class Dated:
    """One value over time: where it holds, from when to when, and how sure it is."""

    value: Value
    layer: Words
    current: bool
    sure: Words
    items: tuple[Words, ...]


def topic_of(key: str) -> str:
    """The topic of a key: the longest beginning that names one."""
    parts = key.split(".")
    starts = (".".join(parts[:size]) for size in range(len(parts), 0, -1))
    return next((start for start in starts if start in TOPICS), REST)


def topics(every: list[Figure]) -> list[tuple[str, Words, int]]:
    """The topics that have parameters, in their order, with how many."""
    counts = Counter(each.topic for each in every)
    named = [(name, words, counts[name]) for name, words in TOPICS.items() if counts[name]]
    return [*named, (REST, OTHER, counts[REST])] if counts[REST] else named


def figures(held: Parameters, on: date, bureau: str) -> Iterator[Figure]:
    """Every parameter on a day, by key."""
    for key in sorted(held):
        found = figure(held, key, on, bureau)
        if found is not None:
            yield found


def figure(held: Parameters, key: str, on: date, bureau: str) -> Figure | None:
    """A parameter on a day; None for an unknown key."""
    known = held.key(key)
    if known is None:
        return None
    try:
        return Figure(known, topic_of(key), held.value(key, on, bureau), None, False)
    except ParameterMissing as missing:
        awaited = known.awaits is not None or not known.entries
        return Figure(known, topic_of(key), None, missing.words, awaited)


def found(every: list[Figure], q: str, topic: str, state: str) -> list[Figure]:
    """Those of a topic and a state whose key or title holds the words."""
    words = q.casefold().split()
    return [
        each
        for each in every
        if (not topic or each.topic == topic)
        and (state != UNCONFIRMED or (each.value is not None and not each.value.confirmed))
        and (state != AWAITED or each.awaited)
        and all(word in _text(each.key) for word in words)
    ]


def over_time(held: Parameters, key: str, on: date) -> tuple[Dated, ...]:
    """All values of a key, of every layer: the nation's first, then by time."""
    values = sorted(
        held.values(key),
        key=lambda each: (each.layer != NATIONAL, each.layer, each.first),
    )
    return tuple(
        Dated(
            value,
            layer_words(value.layer),
            value.covers(on),
            SURENESS[value.confidence],
            items_of(value),
        )
        for value in values
    )


def items_of(value: Value) -> tuple[Words, ...]:
    """The members of a set or list; nothing for a single value."""
    if isinstance(value.value, tuple):
        return tuple(row["title"] for row in value.value)
    return tuple(term.words for term in value.value) if isinstance(value.value, Terms) else ()


def _text(key: Key) -> str:
    return f"{key.name} {key.title.zh} {key.title.en}".casefold()
