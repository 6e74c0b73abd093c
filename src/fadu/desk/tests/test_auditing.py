"""The audit's page: a file judged, a file refused with nothing lost, a case of our own."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.stage import MONDAY, TUESDAY, done, key

from fadu.desk.auditing import MOST_BYTES, SAMPLE
from fadu.desk.tests.house import BUREAU, DESK, As, House
from fadu.law.audit import read_text
from fadu.law.audit.tests.files import EXAMPLES
from fadu.procedure.acts import suspend
from fadu.record.moment import moment

pytestmark = pytest.mark.django_db
AUDIT = f"{DESK}audit/"


def test_a_pasted_file_is_judged_case_by_case(enter: As) -> None:
    page = enter("examiner").post(AUDIT, {"text": EXAMPLES}).content.decode()
    assert page.count('<article class="sheet audited"') == 6
    assert "可在2020-05-28前（含当日）提出；决定于2020-05-28" in page
    assert "《行政处罚法》第四十二条（2017年版）" in page
    assert "Shandong benchmark item 4" in page, "what was not understood is told"


def test_an_uploaded_file_goes_before_the_text(enter: As) -> None:
    file = SimpleUploadedFile("cases.json", json.dumps({"id": "U1"}).encode("gb18030"))
    page = enter("examiner").post(AUDIT, {"text": "{", "file": file}).content.decode()
    assert "U1" in page and "没有可以评查的内容" in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "请粘贴"),
        ("{", "第1行第2列"),
        ('{"facts": 3, "a": "<script>alert(1)</script>"}', "$.facts"),
        ("[" * 100_000, "嵌套过深"),
        ("[{}" + ",{}" * 100 + "]", "最多显示100件"),
        ("x" * (MOST_BYTES + 1), "1 MB"),
    ],
)
def test_hostile_input_is_refused_and_what_was_typed_is_kept(
    enter: As, text: str, said: str
) -> None:
    answer = enter("examiner").post(AUDIT, {"text": text})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in page
    assert "<script>alert" not in page
    if text and len(text) < 1000:
        assert answer.context["text"] == text


def test_a_file_of_no_known_encoding_is_refused(enter: As) -> None:
    file = SimpleUploadedFile("cases.json", b"\xff\xfe\x00")
    answer = enter("examiner").post(AUDIT, {"text": "kept", "file": file})
    assert answer.status_code == 400
    assert answer.context["text"] == "kept"


def test_what_a_file_says_is_never_markup(enter: As) -> None:
    nasty = {"id": "<b>x</b>", "steps": [{"step": "<img src=x>", "date": "<i>"}], "<u>": "<u>"}
    page = enter("examiner").post(AUDIT, {"text": json.dumps(nasty)}).content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "<img src=x>" not in page and "<b>x</b>" not in page and "<u>" not in page


def test_only_officers_audit(client: Client, house: House) -> None:
    assert client.get(AUDIT).status_code == 302


def test_the_sample_on_the_page_can_be_audited() -> None:
    (case,) = read_text(SAMPLE)
    assert not case.unread and all(step.kinds for step in case.steps)


def test_a_case_of_our_own_is_audited_from_its_record(enter: As, house: House) -> None:
    case = house.accepted(TUESDAY)
    done(suspend(case.id, "public_notice", bureau=BUREAU, by=house.by("examiner"),
                 at=moment(2020, 3, 4), key=key()))  # fmt: skip
    there = f"{DESK}cases/{case.number}/"
    assert f"{there}audit/" in enter("examiner").get(there).content.decode()
    page = enter("examiner").get(f"{there}audit/").content.decode()
    assert "《不动产登记暂行条例》第二十条" in page
    assert "“受理”" in page, "steps are told by their titles"


def test_who_may_not_read_a_case_cannot_audit_it(enter: As, house: House) -> None:
    case = house.accepted(MONDAY)
    assert enter("stranger").get(f"{DESK}cases/{case.number}/audit/").status_code in (302, 404)
