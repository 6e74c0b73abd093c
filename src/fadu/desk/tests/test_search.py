"""An officer finds what he may read, by whatever is at hand; a person only with a reason."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from tests.stage import done, person

from fadu.desk.tests.house import DESK, As, House, address
from fadu.people.models import PersonalValue
from fadu.procedure.models import Case
from fadu.procedure.procedures import LOOKUPS
from fadu.procedure.replay import replay
from fadu.record.models import Entry
from fadu.search.models import NameToken

SEARCH, PERSON, LOG = f"{DESK}search/", f"{DESK}search/person/", f"{DESK}search/log/"


def numbers(client: Client, q: str, **more: str) -> list[str]:
    answer = client.get(SEARCH, {"q": q, **more})
    assert answer.status_code == 200
    return [one.case.number for one in answer.context["found"]]


def test_a_whole_number_leads_straight_to_its_case(house: House, enter: As) -> None:
    case = house.received()
    answer = enter("examiner").get(SEARCH, {"q": case.number.lower()})
    assert answer.status_code == 302 and answer["Location"] == address(case)


def test_a_case_is_found_by_whatever_is_at_hand(house: House, enter: As) -> None:
    case = house.received()
    client = enter("examiner")
    unit = case.state.facts["unit"]
    for text in ("渠江", "街道", "转移登记", "Transfer", "2020-ZY", unit, unit[:14], "ZY 000001"):
        assert numbers(client, text) == [case.number], text
    assert numbers(client, "川(2018)渠县不动产权第0000001号") == [case.number]
    assert numbers(client, "火星") == []


def test_hits_are_marked_under_their_heading(house: House, enter: As) -> None:
    case = house.received()
    page = enter("examiner").get(SEARCH, {"q": "街道"}).content.decode()
    assert "坐落" in page and "<mark>街道</mark>" in page
    page = enter("examiner").get(SEARCH, {"q": case.state.facts["unit"][:14]}).content.decode()
    assert f"<mark>{case.state.facts['unit'][:14]}</mark>" in page
    page = enter("examiner").get(SEARCH, {"q": "2020ZY"}).content.decode()
    assert "2020-ZY" in page


def test_filters_narrow_it(house: House, enter: As) -> None:
    case = house.received()
    client = enter("examiner")
    assert numbers(client, "渠江", procedure="realestate.transfer") == [case.number]
    assert numbers(client, "渠江", status="open", year="2020") == [case.number]
    for more in ({"procedure": "power.adjustment"}, {"status": "closed"}, {"year": "2019"}):
        assert numbers(client, "渠江", **more) == []
        assert numbers(client, "2020-ZY", **more) == []
    assert numbers(client, "渠江", year="x", status="x", page="x") == [case.number]


def test_pages_follow_each_other_without_a_total(house: House, enter: As) -> None:
    unit = house.unit()
    for _ in range(23):
        done(house.apply(unit))
    client = enter("examiner")
    first, second = numbers(client, "渠江"), numbers(client, "渠江", page="2")
    assert (len(first), len(second)) == (20, 3) and not set(first) & set(second)
    assert first == sorted(first, reverse=True)
    assert client.get(SEARCH, {"q": "渠江"}).context["later"].endswith("page=2")


def test_a_step_leads_to_what_waits_there(house: House, enter: As) -> None:
    house.accepted()
    page = enter("examiner").get(SEARCH, {"q": "审核"}).content.decode()
    assert "procedure=realestate.transfer&amp;step=examine" in page


def test_who_may_not_read_a_case_finds_nothing_of_it(house: House, enter: As) -> None:
    case = house.received()
    stranger = enter("stranger")
    for text in (case.number, "渠江", "2020-ZY", "转移登记", case.state.facts["unit"], "审核"):
        answer = stranger.get(SEARCH, {"q": text})
        assert answer.status_code == 200
        assert not answer.context["found"] and not answer.context["steps"]
        assert case.number not in answer.content.decode().replace(text, "")


def test_search_is_for_officers(client: Client, house: House) -> None:
    for page in (SEARCH, PERSON, LOG):
        assert client.get(page).status_code == 302


def test_the_box_stands_on_every_page_of_the_desk(house: House, enter: As) -> None:
    page = enter("window").get(DESK).content.decode()
    assert f'action="{SEARCH}"' in page and 'data-key="/"' in page


# Persons


def look(client: Client, text: str, **more: str) -> tuple[int, list[str], str]:
    key = str(client.get(PERSON).context["key"])
    said = {"reason": "handling", "note": "核对材料", "key": key, **more}
    answer = client.post(PERSON, {"text": text, **said})
    rows = [row.case.number for row in answer.context["rows"]]
    return answer.status_code, rows, answer.content.decode()


def looked_up() -> list[Entry]:
    return list(Entry.objects.filter(kind="person.looked_up").order_by("row"))


@pytest.mark.parametrize("term", ["name", "identity", "phone"])
def test_a_person_is_found_with_a_reason_and_masked(house: House, enter: As, term: str) -> None:
    case = house.received()
    buyer = person("transferee", 2)
    status, found, page = look(enter("examiner"), str(getattr(buyer, term)))
    assert (status, found) == (200, [case.number])
    shown = page[page.index("found-title") :]
    assert "某**" in shown and buyer.name not in shown and buyer.identity not in shown


def test_a_look_up_is_an_entry_that_does_not_say_who_was_sought(house: House, enter: As) -> None:
    house.received()
    buyer = person("transferee", 2)
    for term in (buyer.name, buyer.identity, buyer.phone):
        look(enter("examiner"), term, note="张三的继承")
    entries = looked_up()
    assert [entry.payload["act"]["by"] for entry in entries] == ["name", "identity", "phone"]
    for entry in entries:
        assert entry.payload["act"]["hits"] == 1
        assert entry.content["actor"]["officer"] == str(house.by("examiner").officer)
        for secret in (buyer.name, buyer.identity, buyer.phone, "张三"):
            assert secret not in entry.leaf
    assert len({entry.case for entry in entries}) == 1
    assert all(not wrong for _, wrong in replay())


def test_each_officer_has_a_chain_of_his_own(house: House, enter: As) -> None:
    look(enter("examiner"), "某人2")
    look(enter("registrar"), "某人2")
    assert Case.objects.filter(procedure=LOOKUPS.name).count() == 2


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"reason": ""}, "no_reason"),
        ({"reason": "curiosity"}, "no_reason"),
        ({"note": ""}, "no_note"),
        ({"text": "某"}, "term_too_short"),
    ],
)
def test_without_a_reason_nothing_is_sought(
    house: House, enter: As, more: dict[str, str], code: str
) -> None:
    house.received()
    client = enter("examiner")
    key = str(client.get(PERSON).context["key"])
    said = {"text": "某人2", "reason": "handling", "note": "核对材料", "key": key} | more
    answer = client.post(PERSON, said)
    assert answer.status_code == 422 and not answer.context["rows"]
    assert [refusal.code for refusal in answer.context["refusals"]] == [code]
    assert said["note"] in answer.content.decode() and not looked_up()


def test_only_cases_that_one_may_read_are_shown_and_the_look_up_is_recorded_all_the_same(
    house: House, enter: As
) -> None:
    house.received()
    assert look(enter("legal"), "某人2")[1] == []
    assert look(enter("stranger"), "某人2")[0] == 422
    (entry,) = looked_up()
    assert entry.payload["act"]["hits"] == 0


def test_too_many_look_ups_are_refused(house: House, enter: As, settings: Settings) -> None:
    settings.FADU_LOOKUPS_PER_HOUR = 3
    client = enter("examiner")
    assert [look(client, f"某人{number}")[0] for number in range(4)] == [200, 200, 200, 422]
    assert len(looked_up()) == 3
    assert look(enter("registrar"), "某人1")[0] == 200


def test_control_without_the_limit_the_fourth_would_pass(
    house: House, enter: As, settings: Settings
) -> None:
    settings.FADU_LOOKUPS_PER_HOUR = 4
    client = enter("examiner")
    assert [look(client, f"某人{number}")[0] for number in range(4)] == [200] * 4


def test_a_reloaded_answer_is_one_look_up(house: House, enter: As) -> None:
    case = house.received()
    client = enter("examiner")
    key = str(client.get(PERSON).context["key"])
    for _ in range(2):
        assert look(client, "某人2", key=key)[1] == [case.number]
    assert len(looked_up()) == 1


def test_a_destroyed_name_is_found_no_more(house: House, enter: As) -> None:
    case = house.received()
    client = enter("examiner")
    assert look(client, "某人2")[1] == [case.number]
    PersonalValue.objects.filter(case=case.id, field="name").delete()
    assert look(client, "某人2")[1] == []
    assert look(client, person("", 2).identity)[1] == [case.number]
    assert not NameToken.objects.exclude(value__in=PersonalValue.objects.values("id")).exists()


def test_supervisors_read_the_log_and_others_do_not(house: House, enter: As) -> None:
    house.received()
    look(enter("examiner"), "某人2", note="窗口核对")
    page = enter("director").get(LOG).content.decode()
    assert "李伟" in page and "按姓名查询当事人" in page and "窗口核对" in page
    assert not re.search("某人2", page)
    assert enter("examiner").get(LOG).status_code == 404
    assert LOG in enter("director").get(PERSON).content.decode()
    assert LOG not in enter("examiner").get(PERSON).content.decode()


def test_nothing_that_was_typed_stands_in_an_address(house: House, enter: As) -> None:
    page = enter("examiner").get(PERSON).content.decode()
    assert f'method="post" action="{PERSON}"' in page
    assert enter("examiner").get(PERSON, {"text": "某人2"}).context["answer"] is None
