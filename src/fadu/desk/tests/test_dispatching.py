"""Documents on the desk: drafted, signed on the sheet, issued, sealed; over HTTP."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from tests.office import BUREAU
from tests.stage import done

from fadu.bureau.models import Account
from fadu.procedure.blocks.archive.procedures import FilingFacts
from fadu.procedure.blocks.dispatch.models import Issued
from fadu.procedure.blocks.dispatch.tests.house import (
    Cast,
    checked,
    dispatching,
    drafted,
    issued,
    kind,
    opened,
    render,
    step,
    text,
)
from fadu.procedure.blocks.seal.models import SealUse
from fadu.procedure.models import Case
from fadu.record.actor import ByOfficer
from fadu.record.moment import moment

# The pages run by the clock of the machine; what is done after them is done later.
LATER = moment(2099, 1, 5)
DESK = f"/desk/{BUREAU}/"


@pytest.fixture
def cast(db: None) -> Cast:
    """A bureau with every post that a document meets."""
    return dispatching()


def entered(by: ByOfficer) -> Client:
    """The browser of an officer."""
    account = Account.objects.create(
        bureau=BUREAU, username=str(by.officer)[-12:], officer_id=by.officer
    )
    client = Client()
    client.force_login(account)
    return client


def read(client: Client, address: str, status: int = 200) -> str:
    """A page as text."""
    answer = client.get(address)
    assert answer.status_code == status, address
    return unescape(answer.content.decode())


def sheet_of(case: Case) -> str:
    """The address of a case's sheet."""
    return f"{DESK}cases/{case.number}/sheet/"


TYPED = {
    "draft-kind": "fa", "draft-title": "关于报送材料的通知", "draft-addressee": "各乡镇",
    "draft-copies": "3", "draft-body": "请报送。\n特此通知。", "draft-copied_to": "",
}  # fmt: skip


def test_a_document_is_drafted_and_signed_on_its_sheet(cast: Cast) -> None:
    done(kind(cast))
    drafter, legal = entered(cast["drafter"]), entered(cast["legal"])
    sent = drafter.post(f"{DESK}dispatch/draft/", {**TYPED, "key": str(uuid4())})
    case = Case.objects.get(procedure="dispatch.document")
    assert sent.status_code == 302 and sent["Location"] == sheet_of(case)
    page = read(legal, sheet_of(case))
    assert "特此通知。" in page and text(case.id) in page and "会签：法制岗" in page
    name = "sign_legal"
    post = {f"{name}-text": text(case.id), f"{name}-stand": "agree", f"{name}-opinion": "合法"}
    legal.post(f"{sheet_of(case)}sign/", {**post, "name": name, "key": str(uuid4())})
    page = read(legal, sheet_of(case))
    assert "合法" in page and "登记中心负责人" in page
    assert Case.objects.get(id=case.id).state.memory["dispatch"]["signed"]["legal"]


def test_what_was_typed_stays_with_the_fault(cast: Cast) -> None:
    done(kind(cast))
    drafter = entered(cast["drafter"])
    wrong = {**TYPED, "draft-copies": "0", "key": str(uuid4())}
    answer = drafter.post(f"{DESK}dispatch/draft/", wrong)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422 and "特此通知。" in page and "1 至 9999" in page
    assert not Case.objects.filter(procedure="dispatch.document").exists()


def test_a_stale_page_does_not_sign_the_new_text(cast: Cast) -> None:
    """Bypass: the form of the old draft, sent after it was changed."""
    case = Case.objects.get(id=drafted(cast))
    legal = entered(cast["legal"])
    post = {"sign_legal-text": "0" * 64, "sign_legal-stand": "agree", "name": "sign_legal"}
    answer = legal.post(f"{sheet_of(case)}sign/", {**post, "key": str(uuid4())})
    assert answer.status_code == 422
    assert "您看到的文稿已不是现在的文稿" in unescape(answer.content.decode())
    assert not Case.objects.get(id=case.id).state.memory["dispatch"]["signed"]


def test_only_who_has_a_part_sees_documents(cast: Cast) -> None:
    case = Case.objects.get(id=drafted(cast))
    stranger = entered(cast["stranger"])
    for address in (f"{DESK}dispatch/", f"{DESK}seals/", sheet_of(case)):
        read(stranger, address, 404)
    legal = entered(cast["legal"])
    read(legal, f"{DESK}dispatch/")
    read(legal, f"{DESK}dispatch/draft/", 404)
    sign = {"name": "sign_office", "key": str(uuid4())}
    assert legal.post(f"{sheet_of(case)}sign/", sign).status_code == 404


def test_the_leader_issues_from_the_sheet(cast: Cast) -> None:
    done(kind(cast))
    case = Case.objects.get(id=checked(cast))
    director = entered(cast["director"])
    page = read(director, sheet_of(case))
    assert 'name="issued-text"' in page and "退回修改" in page
    post = {"step": "issue", "outcome": "issued", "issued-text": text(case.id), "key": str(uuid4())}
    asked = unescape(director.post(f"{DESK}cases/{case.number}/take/", post).content.decode())
    assert "签发" in asked and not Issued.objects.exists(), "a decisive act is asked once more"
    assert re.search(r'name="issued-text"[^>]*value="' + text(case.id), asked)


def test_the_register_lists_and_exports(cast: Cast) -> None:
    done(kind(cast))
    issued(cast)
    office = entered(cast["office"])
    page = read(office, f"{DESK}dispatch/")
    assert "渠自然资发〔2020〕1号" in page and "缺号" not in page
    assert "没有符合筛选条件的行" in read(office, f"{DESK}dispatch/?state=void")
    assert "渠自然资发〔2020〕1号" in read(office, f"{DESK}dispatch/?export=csv")


def test_control_a_row_taken_away_shows_on_the_register(cast: Cast) -> None:
    done(kind(cast))
    for _ in range(2):
        issued(cast)
    Issued.objects.filter(number=1).delete()
    page = read(entered(cast["office"]), f"{DESK}dispatch/")
    assert "渠自然资发〔2020〕2号" in page and "渠自然资发〔2020〕缺号：1" in page


def test_a_use_is_asked_for_on_its_page(cast: Cast) -> None:
    done(kind(cast))
    issued(cast)
    render()
    office, drafter = entered(cast["office"]), entered(cast["drafter"])
    seal = {"begin-code": "bureau", "begin-name": "渠县自然资源局", "key": str(uuid4())}
    assert office.post(f"{DESK}begin/seal.registration/", seal).status_code == 302
    read(drafter, f"{DESK}begin/seal.registration/", 404)
    read(drafter, f"{DESK}begin/realestate.transfer/", 404)
    case = Case.objects.get(procedure="seal.registration")
    director = entered(cast["director"])
    done(step(case.id, "decide", "approve", cast["director"], LATER))
    use = {
        "begin-seal": "bureau", "begin-reference": "渠自然资发〔2020〕9号", "begin-copies": "1",
        "begin-purpose": "印发", "key": str(uuid4()),
    }  # fmt: skip
    refused = drafter.post(f"{DESK}begin/seal.use/", use)
    assert refused.status_code == 422 and "没有签发" in unescape(refused.content.decode())
    use |= {"begin-reference": "渠自然资发〔2020〕1号", "key": str(uuid4())}
    assert drafter.post(f"{DESK}begin/seal.use/", use).status_code == 302
    assert "渠自然资发〔2020〕1号" in read(director, f"{DESK}seals/")
    asked = Case.objects.get(procedure="seal.use")
    done(step(asked.id, "approve", "approve", cast["director"], LATER))
    done(step(asked.id, "seal", "sealed", cast["keeper"], LATER))
    page = read(entered(cast["keeper"]), f"{DESK}seals/")
    assert SealUse.objects.get().printed[:16] in page


def test_the_archivist_sees_the_volumes_and_that_none_is_destroyed(cast: Cast) -> None:
    done(kind(cast))
    case = Case.objects.get(id=issued(cast))
    render()
    facts = FilingFacts(case.number, "30y")
    filing = opened("archive.filing", facts, cast["drafter"])
    done(step(filing, "compile", "compiled", cast["drafter"]))
    done(step(filing, "receive", "received", cast["archivist"]))
    archivist = entered(cast["archivist"])
    page = read(archivist, f"{DESK}volumes/")
    assert "2020-0001" in page and "三十年" in page and "在架" in page and "不能在此销毁" in page
    loan = {
        "begin-volume": "2020-0001", "begin-borrower": "legal", "begin-purpose": "复议答复",
        "begin-due_on": "2098-01-01", "key": str(uuid4()),
    }  # fmt: skip
    assert archivist.post(f"{DESK}begin/archive.lending/", loan).status_code == 302
    assert "2098-01-01 前归还" in read(archivist, f"{DESK}volumes/")
    read(entered(cast["legal"]), f"{DESK}volumes/", 404)
