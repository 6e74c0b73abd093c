"""Applying, confirming, supplementing, withdrawing: what a party does, and what it cannot."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.stage import MONDAY, done, person

from fadu.portal.models import Draft
from fadu.portal.tests.visitors import APPLY, BUREAU, PAPERS, PASSWORD, Town, pdf
from fadu.procedure.models import Case
from fadu.record.evidence import folder, path_of
from fadu.record.models import entries_of


def address(number: str, rest: str = "") -> str:
    return f"/{BUREAU}/cases/{number}/{rest}"


def test_without_an_account_one_is_led_to_the_entry_and_back(town: Town) -> None:
    client = Client()
    answer = client.get(APPLY)
    assert answer["Location"].startswith(f"/{BUREAU}/enter/?next=")
    typed = {"identity": person("", 1).identity, "password": PASSWORD, "next": APPLY}
    assert client.post(answer["Location"], typed)["Location"] == APPLY


def test_entry_never_leads_elsewhere(town: Town) -> None:
    typed = {"identity": person("", 1).identity, "password": PASSWORD}
    for away in ("https://example.org/", "//example.org/", "javascript:alert(1)"):
        answer = Client().post(f"/{BUREAU}/enter/", {**typed, "next": away})
        assert answer["Location"] == f"/{BUREAU}/cases/"


def test_entry_answers_every_mistake_alike(town: Town) -> None:
    known = {"identity": person("", 1).identity, "password": "wrong"}
    unknown = {"identity": person("", 77).identity, "password": "wrong"}
    pages = [
        Client().post(f"/{BUREAU}/enter/", typed).content.decode() for typed in (known, unknown)
    ]
    assert all("号码或密码不对" in page for page in pages)


def test_leaving_ends_the_session(town: Town) -> None:
    client = town.browser(1)
    assert client.get(f"/{BUREAU}/cases/").status_code == 200
    client.post(f"/{BUREAU}/leave/")
    assert client.get(f"/{BUREAU}/cases/").status_code == 302


def test_happy_path_gives_number_code_and_case(town: Town) -> None:
    client = town.browser(1)
    number = town.hand_in(client, *PAPERS)
    case = Case.objects.get(number=number)
    assert case.state.facts["price"] == 48_000_050
    assert [party.confirmed for party in case.state.parties] == [True, False]
    assert set(case.state.papers) == set(PAPERS)
    assert not Draft.objects.exists()
    received = client.get(address(number, "received/")).content.decode()
    assert number in received
    assert "待确认" in received


def test_a_double_click_opens_one_case(town: Town) -> None:
    client = town.browser(1)
    key = client.get(APPLY).context["sheet"].draft.key
    typed = town.typed() | {"key": key, "action": "submit"}
    first, second = client.post(APPLY, typed), client.post(APPLY, typed)
    assert first["Location"] == second["Location"]
    assert Case.objects.filter(procedure="realestate.transfer").count() == 1


def test_a_missing_field_keeps_what_was_typed_and_uploaded(town: Town) -> None:
    client = town.browser(1)
    key = client.get(APPLY).context["sheet"].draft.key
    typed = town.typed(**{"facts-price": "", "transferee-0-name": "长孙某某"})
    answer = client.post(APPLY, typed | town.files("contract") | {"key": key, "action": "submit"})
    page = answer.content.decode()
    assert "请填写“成交价格（元）”" in page
    assert town.units[1] in page
    assert "长孙某某" in page
    assert "contract.pdf" in page
    again = client.get(APPLY).content.decode()
    assert "长孙某某" in again
    assert "未提交的草稿" in client.get(f"/{BUREAU}/cases/").content.decode()
    assert "contract.pdf" in again
    assert not Case.objects.filter(procedure="realestate.transfer").exists()


def test_a_file_that_is_none_is_refused_beside_its_field(town: Town) -> None:
    client = town.browser(1)
    upload = SimpleUploadedFile("paper.pdf", b"<html>no pdf</html>", "application/pdf")
    answer = client.post(APPLY, town.typed() | {"paper-contract": upload, "action": "save"})
    assert "“paper.pdf”是网页或矢量图" in answer.content.decode()


def test_parties_are_added_and_taken_away_without_losing_anything(town: Town) -> None:
    client = town.browser(1)
    client.post(APPLY, town.typed() | {"action": "add:transferee"})
    page = client.get(APPLY).content.decode()
    assert 'id="transferee-1"' in page
    assert person("", 2).identity in page
    typed = town.typed(**{"transferee-count": "2", "action": "take-away:transferee-1"})
    client.post(APPLY, typed)
    assert 'id="transferee-1"' not in client.get(APPLY).content.decode()


def test_one_may_stand_on_the_other_side(town: Town) -> None:
    client = town.browser(1)
    client.get(APPLY)
    client.post(APPLY, {"transferor-count": "0", "action": "be:transferee"})
    assert client.get(APPLY).context["sheet"].own_role == "transferee"


def test_who_is_no_party_cannot_hand_in(town: Town) -> None:
    client = town.browser(3)
    key = client.get(APPLY).context["sheet"].draft.key
    answer = client.post(APPLY, town.typed() | {"key": key, "action": "submit"})
    assert "您本人没有列为当事人" in answer.content.decode()
    assert not Case.objects.filter(procedure="realestate.transfer").exists()


def test_discarding_deletes_draft_and_files(town: Town) -> None:
    client = town.browser(1)
    client.post(APPLY, town.typed() | town.files("contract") | {"action": "save"})
    draft = Draft.objects.get()
    (held,) = draft.data["papers"]["contract"]
    path = path_of(BUREAU, draft.case, held["sha256"])
    assert path.exists()
    client.post(APPLY, {"action": "discard"})
    assert not Draft.objects.exists()
    assert not path.exists()


def test_another_ones_case_does_not_exist(town: Town) -> None:
    number = town.hand_in(town.browser(1), *PAPERS)
    case = Case.objects.get(number=number)
    stranger = town.browser(3)
    file = case.state.papers["contract"][0]
    rests = ("", "received/", "confirm/", "supplement/", "withdraw/", "bundle.zip")
    for rest in (*rests, f"files/{file}/"):
        assert stranger.get(address(number, rest)).status_code == 404, rest
    assert number not in stranger.get(f"/{BUREAU}/cases/").content.decode()
    assert town.browser(2).get(address(number)).status_code == 200


def test_the_take_over_of_the_register_shows_to_no_holder(town: Town) -> None:
    number = Case.objects.filter(procedure="realestate.take_over")[0].number
    assert town.browser(1).get(address(number)).status_code == 404
    assert number not in town.browser(1).get(f"/{BUREAU}/cases/").content.decode()


def test_the_other_party_confirms_for_itself(town: Town) -> None:
    number = town.hand_in(town.browser(1), *PAPERS)
    buyer = town.browser(2)
    page = buyer.get(address(number, "confirm/"))
    assert "480,000.50 元" in page.content.decode()
    buyer.post(address(number, "confirm/"), {"key": str(page.context["key"]), "read": "on"})
    parties = Case.objects.get(number=number).state.parties
    assert all(party.confirmed for party in parties)


def test_a_party_sees_its_own_number_masked_like_the_others(town: Town) -> None:
    number = town.hand_in(town.browser(1), *PAPERS)
    page = town.browser(2).get(address(number)).content.decode()
    assert person("", 1).name in page
    assert person("", 1).identity not in page


def test_the_notice_is_met_point_by_point(town: Town) -> None:
    seller, buyer = town.browser(1), town.browser(2)
    number = town.hand_in(seller, *PAPERS[:-1])
    case = Case.objects.get(number=number)
    done(town.stage.take(case.id, "receive", "notice", "window", MONDAY))
    page = seller.get(address(number, "supplement/"))
    assert [item.met for item in page.context["items"]] == [False, False]
    here = address(number, "supplement/")
    seller.post(here, {"key": "one", "action": "save", "paper-tax_proof": pdf("tax")})
    buyer.post(here, {"key": "two", "action": "save", "confirm": "on"})
    page = seller.get(here)
    assert [item.met for item in page.context["items"]] == [True, True]
    seller.post(here, {"key": "three", "action": "done"})
    seller.post(here, {"key": "three", "action": "done"})
    case = Case.objects.get(number=number)
    assert case.state.step == "receive"
    assert entries_of(BUREAU, case.id).filter(kind="case.supplemented").count() == 2
    done(town.stage.take(case.id, "receive", "accept", "window", MONDAY))
    shown = seller.get(address(number)).content.decode()
    assert "2020年3月9日 星期一" in shown
    assert "2020年4月14日 星期二" in shown


def test_a_case_ends_when_all_have_withdrawn(town: Town) -> None:
    number = town.hand_in(town.browser(1), *PAPERS)
    town.browser(1).post(address(number, "withdraw/"), {"key": "w1"})
    assert Case.objects.get(number=number).status == "open"
    town.browser(2).post(address(number, "withdraw/"), {"key": "w2"})
    case = Case.objects.get(number=number)
    assert (case.status, case.outcome) == ("closed", "withdrawn")
    assert "申请人撤回" in town.browser(1).get(address(number)).content.decode()


def test_characters_that_no_database_takes_do_no_harm(town: Town) -> None:
    client = town.browser(1)
    client.post(APPLY, town.typed(**{"facts-unit": "5117\0", "action": "save"}))
    assert Draft.objects.get().data["facts"]["unit"] == "5117"
    answer = client.post(f"/{BUREAU}/track/", {"number": "\0", "code": "\0"})
    assert answer.status_code == 200


def test_a_draft_kept_by_a_second_tab_takes_no_file_of_the_case_with_it(town: Town) -> None:
    """Handed in, saved again from an older page, discarded: the case keeps its files."""
    client = town.browser(1)
    draft = client.get(APPLY).context["sheet"].draft
    sent = town.typed() | town.files(*PAPERS) | {"key": draft.key, "action": "submit"}
    assert client.post(APPLY, sent).status_code == 302
    files = list(folder(BUREAU, draft.case).glob("*"))
    assert files
    draft.save()
    client.post(APPLY, {"action": "discard"})
    assert list(folder(BUREAU, draft.case).glob("*")) == files


def test_an_identity_paper_is_shown_to_who_handed_it_in(town: Town) -> None:
    """The counterparty sees that it is there, not what is on it."""
    client = town.browser(1)
    draft = client.get(APPLY).context["sheet"].draft
    sent = town.typed() | town.files(*PAPERS) | {"key": draft.key, "action": "submit"}
    client.post(APPLY, sent)
    case = Case.objects.get(procedure="realestate.transfer")
    for code, seen in (("identity", 404), ("contract", 200)):
        scan = address(case.number, f"files/{case.state.papers[code][0]}/")
        assert client.get(scan).status_code == 200
        assert town.browser(2).get(scan).status_code == seen
