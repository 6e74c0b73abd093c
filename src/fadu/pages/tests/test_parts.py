"""Parts: money, dates, forms from facts, clocks, pages, titles of documents."""

import datetime
from dataclasses import dataclass

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from fadu.documents.texts import find
from fadu.documents.titles import title_of
from fadu.law.calendar import Calendar
from fadu.law.words import Words
from fadu.pages.clock import left
from fadu.pages.forms import FactsForm, PartyGroup, typed_parties
from fadu.pages.paging import leaf
from fadu.pages.templatetags import fadu as tags
from fadu.people.identity import resident_check_character
from fadu.procedure.declare import Role
from fadu.procedure.discover import all_steps, procedures
from fadu.procedure.facts import Fen, fact

DAY = datetime.date(2020, 12, 31)
FIRST = "51172519800501007"
NUMBER = FIRST + resident_check_character(FIRST)


@dataclass(frozen=True)
class Sale:
    price: Fen = fact("价格（元）", "Price (yuan)")
    on: datetime.date = fact("日期", "Date")
    note: str = fact("备注", "Note", default="")


@dataclass(frozen=True)
class Share:
    part: int | None = fact("份额", "Share", default=None)


ROLE = Role("buyer", Words("买方", "Buyer"), facts=Share)


@pytest.mark.parametrize(
    ("fen", "shown"), [(123400, "1,234.00"), (5, "0.05"), (-150, "-1.50"), (0, "0.00")]
)
def test_yuan(fen: int, shown: str) -> None:
    assert tags.yuan(fen) == shown


def test_dates_in_both_languages() -> None:
    with translation.override("zh-hans"):
        assert tags.weekday(DAY) == "2020年12月31日 星期四"
    with translation.override("en"):
        assert tags.weekday(DAY) == "Thu 31 Dec 2020"


def test_say_takes_words_and_plain_words() -> None:
    with translation.override("en"):
        assert tags.say(Words("中", "en")) == "en"
        assert tags.say({"zh": "中", "en": "en"}) == "en"
        assert tags.say(None) == ""


def test_a_facts_form_gives_facts() -> None:
    form = FactsForm(Sale, {"facts-price": "1,200.5", "facts-on": "2020-03-05"})
    assert form.is_valid()
    assert form.facts == Sale(Fen(120050), datetime.date(2020, 3, 5))


def test_a_facts_form_keeps_what_was_typed_and_says_what_is_wrong() -> None:
    form = FactsForm(Sale, {"facts-price": "much", "facts-on": ""})
    assert not form.is_valid()
    assert set(form.errors) == {"price", "on"}
    assert 'value="much"' in str(form["price"])
    assert 'aria-invalid="true"' in str(form["price"])


def test_a_group_of_parties() -> None:
    posted = {
        "buyer-count": "2",
        "buyer-0-name": "甲某",
        "buyer-0-identity": NUMBER,
        "buyer-0-part": "1",
        "buyer-1-name": "",
        "buyer-1-identity": NUMBER[:-1] + "?",
    }
    rows = typed_parties(ROLE, posted)
    group = PartyGroup(ROLE, rows, bound=True)
    assert not group.is_valid()
    first, second = group.forms
    assert first.applicant is not None
    assert first.applicant.facts == Share(1)
    assert set(second.errors) == {"name", "identity"}


def test_a_group_is_never_smaller_than_its_role_asks() -> None:
    assert len(PartyGroup(ROLE, []).forms) == 1


def test_a_count_that_is_none_gives_no_parties() -> None:
    assert typed_parties(ROLE, {"buyer-count": "-1"}) == []
    assert len(typed_parties(ROLE, {"buyer-count": "9999999"})) == 50


def test_left_counts_working_days_and_lateness() -> None:
    friday, monday = datetime.date(2020, 3, 6), datetime.date(2020, 3, 9)
    shipped = Calendar.shipped()
    assert left(monday, friday, shipped) == 1
    assert left(friday, friday, shipped) == 0
    assert left(friday, monday, shipped) == -1
    assert left(friday, datetime.date(2020, 3, 7), shipped) == -1


def test_pages_of_a_list() -> None:
    request = RequestFactory().get("/", {"page": "2", "show": "open"})
    page = leaf(list(range(45)), request, size=20)
    assert list(page) == list(range(20, 40))
    assert page.earlier == "?page=1&show=open"
    assert page.later == "?page=3&show=open"
    assert leaf([], RequestFactory().get("/", {"page": "99"})).pages == 1


def test_every_document_of_a_case_has_a_title_in_both_languages() -> None:
    ordered = {name for procedure in procedures().values() for name in procedure.on_opening}
    for step in all_steps():
        ordered |= {name for names in step.documents.values() for name in names}
        ordered |= {name for act in step.does.values() for name in act.documents}
    assert len(ordered) >= 4
    for name in ordered:
        title = title_of(name, find(name).version)
        assert title.zh != name
        assert title.en != name


@pytest.mark.parametrize(("language", "said"), [("zh-hans", "甲 <b>&lt;乙&gt;"), ("en", "A <b>B")])
def test_say_takes_literals_variables_and_a_name(language: str, said: str) -> None:
    source = (
        '{% load fadu %}{% say "甲" "A" %} {% say "<b>" "<b>" as kept %}{{ kept }}{% say zh en %}'
    )
    with translation.override(language):
        drawn = Template(source).render(Context({"zh": "<乙>", "en": "B"}))
    assert drawn == said


def test_say_with_one_text_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError, match="English"):
        Template('{% load fadu %}{% say "甲" %}')
