"""The index follows the record: found right after the act, rebuilt alike, shown to no others."""

from uuid import UUID

import pytest

from fadu.bureau.models import Appointment
from fadu.procedure.access import Reader, reader
from fadu.procedure.finding import CASE, meanings, readable_by
from fadu.procedure.rebuild import table_digest
from fadu.procedure.reindexing import reindex
from fadu.registers.realestate.models import Certificate
from fadu.search import index
from fadu.search.asking import Hit, Question, beginning_with, hits, one_of, word
from fadu.search.models import Item, NameToken, Number
from fadu.search.words import asked
from fadu.site.demo.cast import BUREAU
from tests.stage import MONDAY, TUESDAY, WEDNESDAY, Stage, case_of, done

pytestmark = pytest.mark.django_db
TABLES = (Item, Number, NameToken)


@pytest.fixture
def stage() -> Stage:
    return Stage()


def by(stage: Stage, login: str) -> Reader:
    return reader(stage.by(login), BUREAU, MONDAY.on)


def found(text: str, who: Reader) -> list[UUID]:
    needs = [word(run, *meanings(run)) for run in asked(text)]
    return refs(hits(Question(BUREAU, (CASE,), (*needs, *readable_by(who))), most=50))


def by_number(text: str, who: Reader) -> list[UUID]:
    return refs(beginning_with(Question(BUREAU, (CASE,), readable_by(who)), text, most=50))


def refs(found: list[Hit]) -> list[UUID]:
    return [hit.ref for hit in found]


def test_a_case_is_found_right_after_it_was_opened(stage: Stage) -> None:
    unit = stage.unit()
    case = done(stage.apply(unit)).case
    examiner = by(stage, "examiner")
    assert found("渠江街道", examiner) == found("渠江 转移登记", examiner) == [case]
    assert by_number(case_of(case).number, examiner) == by_number(unit[:15], examiner) == [case]


def test_the_certificate_is_found_once_it_is_entered(stage: Stage) -> None:
    case = stage.at_entry(stage.unit())
    registrar = by(stage, "registrar")
    done(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    number = Certificate.objects.get(case=case).number
    assert found(number, registrar) == by_number(number, registrar) == [case]


def test_the_old_certificate_finds_the_case_as_long_as_it_is_open(stage: Stage) -> None:
    unit = stage.unit()
    number = Certificate.objects.get(right__unit__code=unit).number
    case = done(stage.apply(unit)).case
    assert found(number, by(stage, "window")) == [case]


def test_a_closed_case_is_closed_in_the_index_too(stage: Stage) -> None:
    case = stage.at_entry(stage.unit())
    done(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    done(stage.take(case, "issue", "issued", "window", WEDNESDAY))
    needs = (word("渠江"), one_of([index.status("closed")]))
    assert refs(hits(Question(BUREAU, (CASE,), needs), most=9)) == [case]


def test_a_refused_case_is_closed_by_its_tag_alone(stage: Stage) -> None:
    case = done(stage.apply(stage.unit())).case
    item = Item.objects.get(ref=case)
    index.retag(BUREAU, CASE, case, index.status("open"), index.status("closed"))
    again = Item.objects.get(ref=case)
    assert again.terms == item.terms.replace("s:open", "s:closed")


def test_who_may_not_read_finds_nothing(stage: Stage) -> None:
    case = done(stage.apply(stage.unit())).case
    assert found("渠江", by(stage, "director")) == [case]
    Appointment.objects.filter(officer=stage.by("examiner").officer).update(until=MONDAY.on)
    examiner = by(stage, "examiner")
    assert found("渠江", examiner) == by_number(case_of(case).number, examiner) == []


def test_control_without_the_need_everybody_would_find_it(stage: Stage) -> None:
    case = done(stage.apply(stage.unit())).case
    assert refs(hits(Question(BUREAU, (CASE,), (word("渠江"),)), most=9)) == [case]


def test_no_name_of_a_person_is_a_term(stage: Stage) -> None:
    stage.at_entry(stage.unit())
    everything = Reader(BUREAU, everything=True)
    assert found("某人", everything) == []
    assert NameToken.objects.exists()


def test_reindexing_gives_the_same_index(stage: Stage) -> None:
    case = stage.at_entry(stage.unit())
    done(stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    done(stage.apply(stage.unit([3]), sellers=(3,), buyers=(4,), at=TUESDAY))
    before = [table_digest(model, "default") for model in TABLES]
    assert all(table.rows for table in before)
    Item.objects.filter(ref=case).delete()
    assert [table_digest(model, "default") for model in TABLES] != before
    assert reindex(BUREAU, lambda done: None) == len(Item.objects.all())
    assert [table_digest(model, "default") for model in TABLES] == before


def test_the_order_of_hits_is_that_of_opening_after_reindexing_too(stage: Stage) -> None:
    cases = [done(stage.apply(stage.unit([n]), sellers=(n,), buyers=(9,))).case for n in (1, 2, 3)]
    reindex(BUREAU, lambda done: None)
    assert found("渠江", Reader(BUREAU, everything=True)) == cases[::-1]
