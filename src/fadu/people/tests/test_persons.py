"""Persons are found by a keyed index, and their values lie apart from them."""

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from fadu.people.identity import PersonKind
from fadu.people.models import CitizenAccount, Person, PersonalValue
from fadu.people.persons import WITHHELD, find, identity_index, known

BUREAU, OTHER_BUREAU = "511725", "511702"
NUMBER, OTHER_NUMBER = "11010519491231002X", "440524188001010014"


def person(number: str = NUMBER, bureau: str = BUREAU) -> Person:
    """A person in the tables."""
    return Person.objects.create(
        id=uuid4(),
        bureau=bureau,
        kind=PersonKind.NATURAL,
        identity_index=identity_index(number),
    )


def stated(who: UUID, field: str, value: str, order: int, case: UUID) -> PersonalValue:
    """A value as an entry stores it; ids are ordered by time, here by `order`."""
    return PersonalValue.objects.create(
        id=UUID(int=order), bureau=BUREAU, case=case, person=who, field=field, value=value,
        salt="00" * 32,
    )  # fmt: skip


def test_the_same_number_has_the_same_index_however_it_is_typed() -> None:
    assert identity_index("11010519491231002X") == identity_index(" 110105 19491231002x")
    assert identity_index(NUMBER) != identity_index(OTHER_NUMBER)
    assert len(identity_index(NUMBER)) == 64


def test_another_key_gives_another_index(settings: Settings) -> None:
    before = identity_index(NUMBER)
    settings.FADU_LOOKUP_KEY = "another key"
    assert identity_index(NUMBER) != before


@pytest.mark.django_db
def test_a_person_is_found_in_the_own_bureau_only() -> None:
    here, there = person(), person(bureau=OTHER_BUREAU)
    index = identity_index(NUMBER)
    assert find(BUREAU, [NUMBER, OTHER_NUMBER]) == {index: here}
    assert find(OTHER_BUREAU, [NUMBER]) == {index: there}
    assert find(BUREAU, []) == {}


@pytest.mark.django_db
def test_control_a_second_person_with_the_number_is_refused_by_the_database() -> None:
    person()
    with pytest.raises(IntegrityError), transaction.atomic():
        person()
    assert person(OTHER_NUMBER)


@pytest.mark.django_db
def test_the_row_of_a_person_names_nobody() -> None:
    row = Person.objects.filter(id=person().id).values().get()
    assert set(row) == {"id", "bureau", "kind", "identity_index"}
    assert NUMBER not in str(row)


@pytest.mark.django_db
def test_the_latest_value_of_each_field_counts() -> None:
    who, first, second = uuid4(), uuid4(), uuid4()
    stated(who, "name", "张三", 1, first)
    stated(who, "phone", "13900000001", 2, first)
    stated(who, "name", "张三丰", 3, second)
    held = known(BUREAU, [who])[who]
    assert (held.name, held.phone, held.identity) == ("张三丰", "13900000001", "")


@pytest.mark.django_db
def test_what_a_document_reads_is_what_was_stated_in_its_case() -> None:
    who, first, second = uuid4(), uuid4(), uuid4()
    stated(who, "name", "张三", 1, first)
    stated(who, "name", "张三丰", 2, second)
    assert known(BUREAU, [who], case=first)[who].name == "张三"
    assert known(BUREAU, [who], case=second)[who].name == "张三丰"


@pytest.mark.django_db
def test_a_destroyed_value_is_said_to_be_destroyed() -> None:
    who = uuid4()
    row = stated(who, "name", "张三", 1, uuid4())
    assert known(BUREAU, [who])[who].name == "张三"
    row.delete()
    assert known(BUREAU, [who])[who].name == WITHHELD
    assert known(OTHER_BUREAU, [who])[who].name == WITHHELD


@pytest.mark.django_db
def test_many_persons_are_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert len(known(BUREAU, [uuid4() for _ in range(50)])) == 50


@pytest.mark.django_db
def test_an_account_opens_with_its_password_alone() -> None:
    account = CitizenAccount(bureau=BUREAU, person=person())
    account.set_password("渠江 2020")
    account.save()
    assert account.check_password("渠江 2020")
    assert not account.check_password("渠江 2021")
    assert "渠江" not in account.password
    account.set_password(None)
    assert not account.check_password("")
