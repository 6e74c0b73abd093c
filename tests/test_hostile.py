"""Hostile input at the pages: no fault of the house, and nothing typed is lost."""

import dataclasses
import html
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fadu.pages.bounds import LARGEST_FILE
from fadu.pages.export import as_csv
from fadu.pages.forms import FactsForm
from fadu.people.writing import Kind, tidy
from fadu.portal.models import Draft
from fadu.portal.tests.visitors import APPLY, BUREAU, PAPERS, Town
from fadu.procedure.discover import all_steps, procedures
from fadu.procedure.facts import Problems, fields_of, parse
from fadu.procedure.models import Case
from fadu.record.models import EvidenceFile
from tests.scans import pdf_of
from tests.stage import person

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "\u202eabc",
    "a\0b",
    "{{ 7*7 }}{% debug %}",
    "' OR 1=1 --",
    "𠮷𪜀\U00031350",
    "9e999999",
    "nan",
    "١٢٣",
    "-0",
    "0000-00-00",
    "字" * 3000,
)
# Any text that a browser can send: UTF-8 has no half pairs.
typed_text = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
)


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Town:
    settings.FADU_CLOCK = "2020-03-02"
    settings.FADU_FILES = str(tmp_path)
    return Town()


def all_facts() -> list[type]:
    """Every form of facts that a person fills in."""
    asked = {procedure.facts for procedure in procedures().values()}
    asked |= {role.facts for each in procedures().values() for role in each.roles if role.facts}
    asked |= {step.facts for step in all_steps() if step.facts}
    paper = [each for each in asked if all(item.kind != "table" for item in fields_of(each))]
    return sorted(paper, key=lambda each: f"{each.__module__}.{each.__qualname__}")


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_in_any_form_of_facts_is_answered_and_comes_back(data: st.DataObject) -> None:
    """No exception for anything typed; each fault is words; what was typed stands in the page."""
    for asked in all_facts():
        names = [item.name for item in fields_of(asked)]
        typed = {f"facts-{name}": data.draw(typed_text) for name in names}
        form = FactsForm(asked, typed)
        valid = form.is_valid()
        page = html.unescape(form.as_p())
        for item in fields_of(asked):
            if not item.choices and item.kind != "choice":
                assert typed[f"facts-{item.name}"].strip("\r\n") in page.replace("\r\n", "\n") or (
                    "\r" in typed[f"facts-{item.name}"]
                )
        assert valid == (form.facts is not None)


@given(st.data())
@settings(max_examples=60)
def test_what_is_parsed_is_tidy(data: st.DataObject) -> None:
    for asked in all_facts():
        raw = {item.name: data.draw(typed_text) for item in fields_of(asked)}
        stated = parse(asked, raw)
        if isinstance(stated, Problems):
            assert all(words.zh and words.en for words in stated.by_field.values())
            continue
        for field in dataclasses.fields(stated):
            value = getattr(stated, field.name)
            if type(value) is str:
                assert tidy(value, Kind.TEXT) == value


def test_hostile_text_comes_back_in_the_page_and_is_never_markup(town: Town) -> None:
    client = town.browser(1)
    for text in HOSTILE:
        changes = {"facts-price": text, "transferee-0-name": text, "facts-unit": text}
        key = client.get(APPLY).context["sheet"].draft.key
        answer = client.post(APPLY, town.typed(**changes) | {"key": key, "action": "submit"})
        page = answer.content.decode()
        assert answer.status_code < 500, text
        assert "<script>alert" not in page and "onerror=alert(1)>" not in page.replace("&gt;", "")
        assert text.replace("\0", "") in html.unescape(page), text
    assert not Case.objects.filter(procedure="realestate.transfer").exists()


def test_a_direction_sign_in_a_name_is_refused_with_its_place(town: Town) -> None:
    client = town.browser(1)
    key = client.get(APPLY).context["sheet"].draft.key
    typed = town.typed(**{"transferee-0-name": "张\u202e三"})
    page = client.post(APPLY, typed | {"key": key, "action": "submit"}).content.decode()
    assert "第 2 个字符是改变书写方向的隐形符号（U+202E）" in page
    assert "张\u202e三" in html.unescape(page)


def test_a_rare_name_and_full_width_numbers_go_through(town: Town) -> None:
    client = town.browser(1)
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    buyer = person("", 2)
    changes = {
        "facts-price": "４８０，０００．５０",
        "facts-contract_date": "２０２０－０２－２８",
        "facts-unit": town.units[1].translate(wide),
        "transferee-0-identity": buyer.identity.translate(wide),
        "transferee-0-name": "𠮷\u200b\U00031350",
    }
    number = town.hand_in(client, *PAPERS, **changes)
    case = Case.objects.get(number=number)
    assert case.state.facts["price"] == 48_000_050
    assert case.state.facts["unit"] == town.units[1]
    page = client.get(f"/{BUREAU}/cases/{number}/").content.decode()
    assert "𠮷\U00031350" in page


def test_a_file_that_is_too_large_is_refused_by_name_and_the_form_is_kept(town: Town) -> None:
    """Sixty megabytes with the form, as a browser without script sends them."""
    client = town.browser(1)
    client.get(APPLY)
    large = SimpleUploadedFile("巨大.pdf", b"%PDF-1.7\n" + bytes(60 << 20))
    small = SimpleUploadedFile("合同.pdf", pdf_of("a contract"))
    sent = town.typed(**{"transferee-0-name": "长孙某某"})
    sent |= {"action": "save", "paper-contract": small, "paper-tax_proof": large}
    page = client.post(APPLY, sent).content.decode()
    assert "“巨大.pdf”超过 20 MB" in page
    assert "长孙某某" in page
    assert "合同.pdf" in page
    assert list(Draft.objects.get().data["papers"]) == ["contract"]
    assert not EvidenceFile.objects.filter(size__gt=LARGEST_FILE).exists()


def test_too_much_text_is_answered_with_a_page(town: Town) -> None:
    client = town.browser(1)
    client.get(APPLY)
    answer = client.post(
        APPLY, b"facts-unit=" + b"x" * (3 << 20), "application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
    assert "所填内容还在上一页" in answer.content.decode()
    answer = client.post(APPLY, {"facts-unit": "x" * (3 << 20)})
    assert answer.status_code == 400
    assert "所填内容还在上一页" in answer.content.decode()


def test_odd_addresses_and_encodings_are_no_fault_of_the_house(town: Town) -> None:
    client = town.browser(1)
    assert client.get(f"/{BUREAU}/cases/?show=%00").status_code == 400
    for query in ("show=%ff%fe", "page=%E2%80%AE", "show[]=1&page=-1", "page=" + "9" * 400):
        assert client.get(f"/{BUREAU}/cases/?{query}").status_code < 500, query
    gbk = "facts-unit=张三&action=save".encode("gbk")
    for kind in (
        "application/x-www-form-urlencoded",
        "application/x-www-form-urlencoded; charset=x",
    ):
        assert client.generic("POST", APPLY, gbk, kind).status_code < 500
    broken = b'--x\r\nContent-Disposition: form-data; name="a'
    assert client.post(APPLY, broken, "multipart/form-data; boundary=x").status_code < 500
    assert client.post(APPLY, broken, "multipart/form-data").status_code < 500


def test_a_strange_file_name_is_shown_without_tricks(town: Town) -> None:
    client = town.browser(1)
    client.get(APPLY)
    upload = SimpleUploadedFile("合同\u202efdp.exe", pdf_of("x"))
    client.post(APPLY, town.typed() | {"action": "save", "paper-contract": upload})
    (held,) = Draft.objects.get().data["papers"]["contract"]
    assert held["name"] == "合同fdp.exe"


def test_a_stale_page_gives_back_what_was_typed(town: Town) -> None:
    kept = town.browser(1)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = kept.cookies
    typed = town.typed(**{"transferee-0-name": "长孙某某"})
    typed |= {"action": "save", "csrfmiddlewaretoken": "x" * 32, "proof-password": "secret"}
    ours = {"Origin": "http://testserver"}
    answer = strict.post(APPLY, typed | town.files("contract"), headers=ours)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "长孙某某" in page and "contract.pdf" in page and "secret" not in page
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    again = strict.post(APPLY, typed | {"csrfmiddlewaretoken": token}, headers=ours)
    assert again.status_code == 302
    assert Draft.objects.get().data["parties"]["transferee"][0]["name"] == "长孙某某"


def test_control_a_strangers_page_cannot_put_its_words_here(town: Town) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = town.browser(1).cookies
    for headers in ({}, {"Origin": "https://example.org"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = strict.post(APPLY, town.typed(), headers=headers)
        assert answer.status_code == 403
        assert town.units[1] not in answer.content.decode()


def test_no_export_holds_a_formula() -> None:
    rows = [[text] for text in HOSTILE if "\0" not in text]
    made = as_csv(["=title"], rows).decode("utf-8-sig")
    assert not [line for line in io.StringIO(made) if line.lstrip('"')[:1] in "=+-@"]
