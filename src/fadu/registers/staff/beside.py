"""A proposed change in staffing for whoever approves it: whom and what it means, in words."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fadu.bureau.authority import appointments_on
from fadu.bureau.certificates import CERTIFICATE_WORDS, certificates, state_of
from fadu.bureau.models import Appointment, CertificateKind, Officer
from fadu.law.words import Words
from fadu.procedure.models import Case
from fadu.procedure.panels import Panel, Row
from fadu.registers.staff.book import areas, post_titles
from fadu.registers.staff.procedures import BY_TWO

NAMES = frozenset(one.name for one in BY_TWO)
TITLE = Words("这项变动", "This change")
SOURCE = Words("人员和岗位", "Officers and posts")
COVERS = frozenset(
    {"officer", "post", "appointment", "certificate", "renews", "first", "second", "area"}
)


def beside(case: Case) -> Sequence[Panel]:
    """Names for the numbers and ids that a proposal states; what stands today beside them."""
    if case.procedure not in NAMES:
        return ()
    facts, on = case.state.facts, case.state.since
    rows = [
        *_officer(case.bureau, facts, on),
        *_posts(case.bureau, facts),
        *_appointment(case.bureau, facts),
        *_card(case.bureau, facts, on),
        *_area(case.bureau, facts, on),
    ]
    return (Panel(TITLE, SOURCE, tuple(rows), (), COVERS),) if rows else ()


def _officer(bureau: str, facts: dict[str, Any], on: datetime.date) -> list[Row]:
    number = facts.get("officer")
    row = Officer.objects.filter(bureau=bureau, staff_number=number).first() if number else None
    if row is None:
        return []
    held = appointments_on(bureau, on).filter(officer=row).select_related("post")
    titles = [one.post.name for one in held.order_by("post__code")]
    nothing = Words("没有岗位", "no post")
    name = Words(f"{row.name}（工号 {row.staff_number}）", f"{row.name} (no. {row.staff_number})")
    return [
        Row(Words("人员", "Officer"), name),
        Row(Words("现任岗位", "Posts now"), _joined(titles) if titles else nothing),
    ]


def _joined(titles: list[Words]) -> Words:
    return Words("、".join(one.zh for one in titles), ", ".join(one.en for one in titles))


def _posts(bureau: str, facts: dict[str, Any]) -> list[Row]:
    titles = post_titles(bureau)
    named = (
        ("post", Words("拟任岗位", "New post")),
        ("first", Words("岗位", "Post")),
        ("second", Words("另一岗位", "Other post")),
    )
    return [
        Row(title, titles.get(facts[name], Words(facts[name], facts[name])))
        for name, title in named
        if facts.get(name)
    ]


def _appointment(bureau: str, facts: dict[str, Any]) -> list[Row]:
    asked = facts.get("appointment")
    rows = Appointment.objects.filter(bureau=bureau).select_related("officer", "post")
    row = rows.filter(id=UUID(asked)).first() if asked else None
    if row is None:
        return []
    what = Words(
        f"{row.officer.name}：{row.post.name.zh}，{row.since} 起",
        f"{row.officer.name}: {row.post.name.en}, since {row.since}",
    )
    return [Row(Words("拟终止的任职", "Appointment to end"), what)]


def _card(bureau: str, facts: dict[str, Any], on: datetime.date) -> list[Row]:
    asked = facts.get("certificate") or facts.get("renews")
    row = certificates(bureau).filter(id=UUID(asked)).first() if asked else None
    if row is None:
        return []
    kind, state = CERTIFICATE_WORDS[CertificateKind(row.kind)], state_of(row, on)
    what = Words(
        f"{row.officer.name}：{kind.zh} {row.number}，{state.words.zh}",
        f"{row.officer.name}: {kind.en} {row.number}, {state.words.en}",
    )
    return [Row(Words("原证件", "Certificate"), what, heed=not state.valid)]


def _area(bureau: str, facts: dict[str, Any], on: datetime.date) -> list[Row]:
    asked = facts.get("area")
    found = (one.words for one in areas(bureau, on) if one.code == asked)
    return [Row(Words("权力领域", "Field of power"), words) for words in found]
