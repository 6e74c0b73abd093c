"""The forms of absence and deputies: officers are chosen from the bureau's list."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q

from fadu.bureau.authority import appointments_on
from fadu.bureau.models import Officer
from fadu.law.words import Words
from fadu.pages.forms import FactsForm, PartyForm, say
from fadu.registers.staff.book import NOBODY, areas, post_titles
from fadu.registers.staff.procedures import JOINING, AbsenceFacts, DeputyFacts

Choice = tuple[str, str]


def officers(bureau: str, on: datetime.date) -> list[Choice]:
    """Everybody who holds a post on a day, by staff number, with name and posts."""
    titles: dict[Officer, list[Words]] = {}
    held = appointments_on(bureau, on).select_related("officer", "post")
    for one in held.order_by("officer__staff_number", "post__code"):
        titles.setdefault(one.officer, []).append(one.post.name)
    return [(one.staff_number, say(_with_posts(one.name, posts))) for one, posts in titles.items()]


def _with_posts(name: str, posts: list[Words]) -> Words:
    zh, en = "、".join(post.zh for post in posts), ", ".join(post.en for post in posts)
    return Words(f"{name}（{zh}）", f"{name} ({en})")


def absence_form(
    bureau: str, on: datetime.date, officer: Officer, *, head: bool,
    data: Mapping[str, Any] | None = None, standing: Officer | None = None,
) -> FactsForm:  # fmt: skip
    """Who is away and who stands in; a head may name another officer than himself."""
    initial = {"officer": officer.staff_number, "since": on.isoformat()}
    form = FactsForm(AbsenceFacts, data, prefix="absence", initial=initial)
    listed = officers(bureau, on)
    mine = [one for one in listed if head or one[0] == officer.staff_number]
    if standing is not None:
        usual = say(Words(f"AB角：{standing.name}", f"Standing deputy: {standing.name}"))
    else:
        usual = say(Words("AB角代理（有的话）", "The standing deputy, if there is one"))
    nobody = (NOBODY, say(Words("无人代理", "Nobody")))
    others = [one for one in listed if head or one[0] != officer.staff_number]
    _choose(form, "officer", mine)
    _choose(form, "deputy", [("", usual), *others, nobody])
    if not head:
        form.fields["officer"].widget = forms.HiddenInput()
    return form


def deputy_form(bureau: str, on: datetime.date, data: Mapping[str, Any] | None = None) -> FactsForm:
    """Who stands in for whom as a rule."""
    form = FactsForm(DeputyFacts, data, prefix="deputy")
    listed = officers(bureau, on)
    blank = ("", say(Words("请选择", "Please choose")))
    _choose(form, "officer", [blank, *listed])
    none = (NOBODY, say(Words("不再设AB角", "No standing deputy any more")))
    _choose(form, "deputy", [blank, *listed, none])
    return form


def _choose(form: FactsForm, name: str, choices: list[Choice]) -> None:
    wanted = {"aria-required": "true"} if getattr(form.fields[name], "wanted", False) else {}
    form.fields[name].widget = forms.Select(attrs=wanted, choices=choices)


def staffing_form(
    facts: type, bureau: str, on: datetime.date, data: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
) -> FactsForm:  # fmt: skip
    """The form of a change in staffing: officers, posts and fields of power from the lists.

    What the page has chosen already (an officer, an appointment, a card) is carried along unseen.
    """
    given = {name: value for name, value in (initial or {}).items() if value}
    form = FactsForm(facts, data, prefix="staffing", initial={"since": on, "on": on, **given})
    blank = ("", say(Words("请选择", "Please choose")))
    posts = [(code, say(title)) for code, title in post_titles(bureau).items()]
    lists = {
        "officer": _serving(bureau, on),
        "post": posts,
        "first": posts,
        "second": posts,
        "area": [(one.code, say(one.words)) for one in areas(bureau, on)],
    }
    for name, listed in lists.items():
        if name in form.fields:
            _choose(form, name, [blank, *listed])
    for name in _UNSEEN & set(form.fields):
        form.fields[name].widget = forms.HiddenInput()
    return form


_UNSEEN = {"appointment", "certificate", "renews"}


def newcomer_form(data: Mapping[str, Any] | None = None) -> PartyForm:
    """Who joins: a natural person, with name, identity number and staff number."""
    (role,) = JOINING.roles
    form = PartyForm(role, data, prefix="newcomer")
    del form.fields["kind"], form.fields["phone"]
    form.fields["name"].label = say(Words("姓名", "Name"))
    form.fields["identity"].label = say(Words("身份证号码", "Identity number"))
    return form


def _serving(bureau: str, on: datetime.date) -> list[Choice]:
    """Everybody who belongs to the bureau, with and without a post."""
    serving = Q(left__isnull=True) | Q(left__gt=on)
    rows = Officer.objects.filter(serving, bureau=bureau).order_by("staff_number")
    return [(row.staff_number, f"{row.name}（{row.staff_number}）") for row in rows]
