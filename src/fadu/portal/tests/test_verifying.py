"""The verify page: bundles by the verifier in a child process, certificates by their number."""

import io
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings
from tests.stage import THURSDAY, WEDNESDAY, done, person

from fadu.documents.qr import svg
from fadu.law.words import Words
from fadu.portal import checking
from fadu.portal.checking import Checked, checked
from fadu.portal.tests.visitors import BUREAU, Town
from fadu.procedure.export import write_bundle_of
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.rendering import Letter, pdf_of
from fadu.record import verifier
from fadu.record.models import Entry
from fadu.record.moment import moment
from fadu.registers.realestate.models import Certificate
from fadu.registers.realestate.wording import certificate

VERIFY = f"/{BUREAU}/verify/"


@pytest.fixture
def case(town: Town) -> UUID:
    """A transfer from person 1 to person 2, entered and waiting to be handed out."""
    case = town.stage.at_entry(town.units[1])
    done(town.stage.take(case, "enter", "entered", "registrar", WEDNESDAY))
    return case


def bundle(case: UUID) -> bytes:
    whole = io.BytesIO()
    write_bundle_of(Case.objects.get(id=case), whole, moment(2020, 3, 5))
    return whole.getvalue()


def judged(content: bytes, bureau: str = BUREAU) -> Checked | Words:
    return checked(io.BytesIO(content), len(content), bureau)


def test_a_bundle_of_ours_is_genuine_until_the_case_goes_on(town: Town, case: UUID) -> None:
    content = bundle(case)
    found = judged(content)
    assert isinstance(found, Checked)
    assert (found.genuine, found.current, found.findings) == (True, True, ())
    done(town.stage.take(case, "issue", "issued", "window", THURSDAY))
    later = judged(content)
    assert isinstance(later, Checked)
    assert (later.genuine, later.current) == (True, False)


def test_control_one_changed_byte_is_found(case: UUID) -> None:
    content = bytearray(bundle(case))
    place = content.index(b'"kind":"case.opened"')
    content[place + 9 : place + 13] = b"CASE"
    found = judged(bytes(content))
    assert isinstance(found, Checked)
    assert not found.sound
    assert found.findings


def test_a_bundle_of_another_bureau_is_not_known_here(case: UUID) -> None:
    found = judged(bundle(case), "511702")
    assert isinstance(found, Checked)
    assert (found.sound, found.known, found.number) == (True, False, "")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"PK\x03\x04" + bytes(200)])
def test_what_is_no_bundle_is_said_to_be_none(case: UUID, content: bytes) -> None:
    found = judged(content)
    assert isinstance(found, Words) or not found.sound


def test_the_page_says_it_and_names_nobody(case: UUID) -> None:
    upload = SimpleUploadedFile("case.zip", bundle(case), "application/zip")
    page = Client().post(VERIFY, {"bundle": upload}).content.decode()
    assert "真的，而且是最新的" in page
    assert Case.objects.get(id=case).number in page
    assert person("", 1).name not in page
    assert "请先选择案卷包" in Client().post(VERIFY).content.decode()


def test_control_the_child_is_stopped_by_its_bounds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In the verifier's place a program that writes, or grows, then answers: nobody hears it."""
    bundle = tmp_path / "x.zip"
    bundle.write_bytes(b"")
    for greedy in (
        f"import os; os.write(os.open({str(tmp_path / 'out')!r}, os.O_CREAT | os.O_WRONLY), b'x');"
        "print('{\"facts\": {}}')",
        "x = bytearray(2 << 30); print('{\"facts\": {}}')",
    ):
        program = tmp_path / "greedy.py"
        program.write_text(greedy)
        monkeypatch.setattr(verifier, "__file__", str(program))
        assert checking._run(bundle) is None, greedy


def test_control_a_modest_program_in_its_place_is_heard(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "modest.py"
    program.write_text("print('{\"facts\": {}}')")
    monkeypatch.setattr(verifier, "__file__", str(program))
    assert checking._run(tmp_path / "x.zip") == {"facts": {}}


# Certificates


def test_a_certificate_is_genuine_and_current_until_a_later_entry(town: Town, case: UUID) -> None:
    old = Certificate.objects.get(right__unit__code=town.units[1], right__until__isnull=False)
    new = Certificate.objects.get(right__unit__code=town.units[1], right__until__isnull=True)
    page = Client().get(VERIFY, {"certificate": new.number}).content.decode()
    assert "所载权利现在有效" in page
    assert town.units[1][-8:] in page
    assert person("", 2).name not in page
    wide = old.number.replace("(", "（").replace(")", "）") + " "
    assert "不再有效" in Client().get(VERIFY, {"certificate": wide}).content.decode()


def test_an_invented_certificate_is_not_known(town: Town, case: UUID) -> None:
    page = Client().get(VERIFY, {"certificate": "川(2020)渠县不动产权第9999999号"}).content.decode()
    assert "没有这个号码的证书" in page


def test_the_code_on_a_certificate_leads_to_its_answer(case: UUID, settings: Settings) -> None:
    settings.FADU_ADDRESS = "https://a.example"
    document = CaseDocument.objects.get(case=case, text="realestate.certificate")
    letter = Letter(Case.objects.get(id=case), Entry.objects.get(id=document.entry), document)
    told = certificate(letter)
    query = urlencode({"certificate": told["number"]})
    assert told["qr"] == svg(f"https://a.example{VERIFY}?{query}")
    assert "所载权利现在有效" in Client().get(f"{VERIFY}?{query}").content.decode()
    assert (document.version, pdf_of(document, moment(2020, 3, 5)).size > 1000) == (2, True)
