"""Names are found by keyed tokens: no name stands in the index, and a destroyed one leaves it."""

import secrets
from uuid import UUID

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from fadu.people.models import PersonalValue
from fadu.record.ids import new_id
from fadu.search import names
from fadu.search.models import NameToken
from fadu.search.names import By, Sought, sought, tokens, values

pytestmark = pytest.mark.django_db
BUREAU = "511725"


def stated(name: str, phone: str = "", bureau: str = BUREAU) -> UUID:
    case, person = new_id(), new_id()
    for field, value in (("name", name), ("phone", phone), ("identity", "11010519491231002X")):
        if value:
            PersonalValue.objects.create(
                id=new_id(), bureau=bureau, case=case, person=person, field=field, value=value,
                salt=secrets.token_hex(32),
            )  # fmt: skip
    names.enter(bureau, case)
    return case


def found(text: str) -> list[UUID]:
    what = sought(text)
    assert what is not None
    return [row.case for group in values(BUREAU, what) for row in group]


def test_a_name_is_found_by_two_of_its_characters() -> None:
    one, other = stated("欧阳修文"), stated("王小明")
    assert found("欧阳") == found("修文") == found("欧阳修文") == [one]
    assert found("小明") == [other]
    assert found("阳文") == []


def test_a_firm_and_a_telephone_are_found() -> None:
    firm = stated("渠县宏图建材有限公司", "139-1234 5678")
    assert found("宏图建材") == [firm]
    assert found("13912345678") == found("139 1234 5678") == [firm]
    assert found("13912345679") == []


def test_same_bigrams_in_another_order_are_no_hit() -> None:
    one = stated("张明张华")
    assert found("明张华") == [one]
    assert found("张华张明") == []


def test_what_is_typed_tells_what_it_is() -> None:
    assert sought("11010519491231002x") == Sought(By.IDENTITY, "11010519491231002X")
    assert sought("张三") == Sought(By.NAME, "张三")
    assert sought("139 1234 5678") == Sought(By.PHONE, "13912345678")
    assert sought("张") is None and sought("12345") is None and sought(" ") is None


def test_the_index_holds_no_name_and_no_number() -> None:
    stated("欧阳修文", "13912345678")
    held = list(NameToken.objects.values_list("token", flat=True))
    assert len(held) == 4
    for text in ("欧", "阳", "修文", "139", "5678"):
        assert not any(text in token for token in held)
    assert all(len(token) == 32 and int(token, 16) >= 0 for token in held)


def test_tokens_need_the_key_and_are_apart_for_each_bureau(settings: Settings) -> None:
    before = tokens(BUREAU, By.NAME, "欧阳")
    assert tokens("511700", By.NAME, "欧阳") != before
    assert tokens(BUREAU, By.PHONE, "欧阳") != before
    settings.FADU_LOOKUP_KEY = "another"
    assert tokens(BUREAU, By.NAME, "欧阳") != before


def test_a_destroyed_value_takes_its_tokens_along_whoever_destroys_it() -> None:
    one, other = stated("欧阳修文"), stated("欧阳修武")
    PersonalValue.objects.filter(case=one).delete()
    assert found("欧阳") == [other]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_personalvalue")
    assert not NameToken.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has a foreign key instead")
def test_control_without_the_trigger_tokens_would_stay() -> None:
    one = stated("欧阳修文")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_token_goes")
    PersonalValue.objects.filter(case=one).delete()
    assert NameToken.objects.exists()


def test_many_of_one_name_come_in_groups_the_newest_first() -> None:
    cases = [stated("王小明") for _ in range(5)]
    what = Sought(By.NAME, "小明")
    groups = [[row.case for row in group] for group in values(BUREAU, what, at_once=2)]
    assert groups == [[cases[4], cases[3]], [cases[2], cases[1]], [cases[0]]]
