"""Applying step by step: what each page keeps, what it refuses, and what saves itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.stage import person

from fadu.pages.steps import NOW, TO_DO, WRONG
from fadu.portal.models import Draft
from fadu.portal.tests.visitors import PAPERS, STEPS, Town
from fadu.procedure.models import Case

FACTS, PARTIES, REVIEW = f"{STEPS}facts/", f"{STEPS}parties/", f"{STEPS}review/"


def own(town: Town, start: str) -> dict[str, str]:
    """What is typed in the section whose fields begin so."""
    return {name: text for name, text in town.typed().items() if name.startswith(start)}


def states(client: Client, address: str) -> list[str]:
    return [view.state for view in client.get(address).context["steps"]]


def filled(town: Town) -> Client:
    """The seller has filled in the first two steps."""
    client = town.browser(1)
    client.post(FACTS, own(town, "facts-") | {"action": "next"})
    client.post(PARTIES, own(town, "transfer") | {"action": "next"})
    return client


def test_one_begins_at_the_first_step_and_goes_on_where_one_stopped(town: Town) -> None:
    client = town.browser(1)
    assert client.get(STEPS)["Location"] == FACTS
    answer = client.post(FACTS, own(town, "facts-") | {"action": "next"})
    assert answer["Location"] == PARTIES
    assert town.browser(1).get(STEPS)["Location"] == PARTIES


def test_a_step_shows_its_own_faults_and_no_others(town: Town) -> None:
    client = town.browser(1)
    answer = client.post(FACTS, own(town, "facts-") | {"facts-price": "", "action": "next"})
    page = answer.content.decode()
    assert "请填写“成交价格（元）”" in page
    assert "请填写姓名或名称" not in page
    assert town.units[1] in page
    assert states(client, PARTIES) == [WRONG, NOW, TO_DO, TO_DO]


def test_a_step_leaves_the_other_sections_alone(town: Town) -> None:
    client = filled(town)
    client.post(FACTS, own(town, "facts-") | {"facts-price": "1", "action": "save"})
    data = Draft.objects.get().data
    assert data["facts"]["price"] == "1"
    assert data["parties"]["transferee"][0]["identity"] == person("", 2).identity


def test_control_a_page_of_all_sections_writes_all_of_them(town: Town) -> None:
    client = filled(town)
    client.post(f"{STEPS}whole/", own(town, "facts-") | {"action": "save"})
    assert Draft.objects.get().data["parties"]["transferee"] == []


def test_review_shows_all_that_was_stated_and_hands_it_in(town: Town) -> None:
    client = filled(town)
    client.post(f"{STEPS}papers/", town.files(*PAPERS) | {"action": "next"})
    answer = client.get(REVIEW)
    page = answer.content.decode()
    for text in (town.units[1], "480,000.50 元", person("", 2).name, "contract.pdf"):
        assert text in page
    for step in ("facts", "parties", "papers"):
        assert f'href="{STEPS}{step}/"' in page
    assert "还要更正" not in page
    key = answer.context["sheet"].draft.key
    handed_in = client.post(REVIEW, {"key": key, "action": "submit"})
    assert handed_in["Location"].endswith("/received/")
    case = Case.objects.get(procedure="realestate.transfer")
    assert set(case.state.papers) == set(PAPERS)


def test_review_leads_to_every_fault_and_hands_nothing_in(town: Town) -> None:
    client = town.browser(1)
    client.post(FACTS, own(town, "facts-") | {"facts-unit": "x", "action": "save"})
    answer = client.post(REVIEW, {"action": "submit"})
    page = answer.content.decode()
    assert f'href="{FACTS}?check=1#id_facts-unit"' in page
    assert f'href="{PARTIES}?check=1#id_transferee-0-name"' in page
    assert "“不动产单元号”的格式不对" in client.get(f"{FACTS}?check=1").content.decode()
    assert not Case.objects.filter(procedure="realestate.transfer").exists()


def test_an_unknown_step_is_not_found(town: Town) -> None:
    assert town.browser(1).get(f"{STEPS}nothing/").status_code == 404


def test_a_file_that_is_none_keeps_the_step(town: Town) -> None:
    upload = SimpleUploadedFile("paper.pdf", b"<html>no pdf</html>", "application/pdf")
    client = filled(town)
    answer = client.post(f"{STEPS}papers/", {"paper-contract": upload, "action": "next"})
    assert answer.status_code == 200
    assert answer.context["sheet"].wrong_files


# What saves itself


def kept(client: Client, **changes: str) -> tuple[int, dict[str, object]]:
    page = client.get(FACTS)
    typed = {
        "key": page.context["sheet"].draft.key, "revision": str(page.context["revision"]),
        "facts-unit": "5117", **changes,
    }  # fmt: skip
    answer = client.post(f"{FACTS}keep/", typed)
    return answer.status_code, answer.json() if answer.status_code != 302 else {}


def test_what_is_typed_is_kept_without_a_button(town: Town) -> None:
    client = town.browser(1)
    status, said = kept(client)
    assert status == 200
    assert said["revision"] == 1
    assert "5117" in town.browser(1).get(FACTS).content.decode()


@pytest.mark.parametrize("stale", [{"revision": "7"}, {"key": "of another draft"}])
def test_a_page_left_behind_overwrites_nothing(town: Town, stale: dict[str, str]) -> None:
    client = town.browser(1)
    kept(client, **{"facts-unit": "newer"})
    status, said = kept(client, **{"facts-unit": "older", **stale})
    assert status == 409
    assert "另一处" in str(said["words"])
    assert Draft.objects.get().data["facts"]["unit"] == "newer"


def test_a_session_that_ended_keeps_nothing_and_says_so_by_its_status(town: Town) -> None:
    client = town.browser(1)
    page = client.get(FACTS)
    client.post(page.wsgi_request.path.split("apply")[0] + "leave/")
    answer = client.post(f"{FACTS}keep/", {"facts-unit": "x"})
    assert answer.status_code == 302
    assert Draft.objects.get().data["facts"] == {}
