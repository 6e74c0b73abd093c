"""Recordings as papers: taken where the list says so, kept byte for byte, played, and verified.

No shipped list says of any paper that it may be a recording. Here the county says so of one, with
the value that a county adds; everything else is the real path.
"""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as conf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Locator, Page, ViewportSize
from pytest_django import Settings

from fadu.bureau.models import Account
from fadu.portal.tests.test_browser import PHONE, enter, faults, wide
from fadu.portal.tests.visitors import APPLY, BUREAU, STEPS, TRANSFER, Town
from fadu.procedure import discover, in_force
from fadu.procedure.acts import supplement
from fadu.procedure.export import write_bundle_of
from fadu.procedure.facts import Fen
from fadu.procedure.models import Case
from fadu.procedure.refusal import Refused
from fadu.record.evidence import Stored, keep, keep_as, path_of
from fadu.record.hashing import file_digests
from fadu.record.ids import new_id
from fadu.record.inspection.verdict import MP4, PAPERS, RECORDINGS, WAV
from fadu.record.models import EvidenceFile
from fadu.record.verifier import verify
from fadu.registers.realestate.procedures import TransferFacts
from fadu.registers.realestate.rules import CoOwnership
from tests.recordings import m4a_of, mp3_of, mp4_of, ogg_of, wav_of, webm_of
from tests.stage import MONDAY, done, key, person

WAV_BYTES, FILM = wav_of(2.0), mp4_of()
UPLOADS = f"/uploads/{BUREAU}/"
KEY = "reg.papers.transfer"
WIDE: ViewportSize = {"width": 1440, "height": 900}


@pytest.fixture
def town(db: None, settings: Settings, tmp_path: Path) -> Town:
    settings.FADU_CLOCK = "2020-03-02"
    settings.FADU_FILES = str(tmp_path)
    return Town()


@pytest.fixture
def county(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The county takes the cause document as a recording as well, by a value of its own."""
    shipped = discover.parameters()
    rows = shipped.value(KEY, MONDAY.on, BUREAU).value
    assert isinstance(rows, tuple)
    own = [
        {
            **{name: row[name] for name in ("code", "required", "tolerable", "by_sharing")},
            "title": {"zh": row["title"].zh, "en": row["title"].en},
            "recordings": row["code"] == "contract",
        }
        for row in rows
    ]
    value = {
        "layer": BUREAU, "from": MONDAY.on.replace(month=1), "confidence": "unconfirmed",
        "value": own, "source": {"document": {"zh": "测试", "en": "a test"}},
    }  # fmt: skip
    widened = shipped.having({KEY: {"values": [value]}})
    monkeypatch.setattr(in_force, "parameters", lambda: widened)
    return town


def handed(code: str, content: bytes, name: str) -> dict[str, SimpleUploadedFile]:
    return {f"paper-{code}": SimpleUploadedFile(name, content)}


def with_film(town: Town) -> tuple[Client, Case, EvidenceFile]:
    """A case in whose papers a film lies, as its applicant handed it in."""
    client = town.browser(1)
    draft = client.get(APPLY).context["sheet"].draft
    typed = town.typed() | town.files("identity") | handed("contract", FILM, "过程.mp4")
    answer = client.post(APPLY, typed | {"key": draft.key, "action": "submit"})
    assert answer.status_code == 302, answer.content.decode()
    case = Case.objects.get(id=draft.case)
    return client, case, EvidenceFile.objects.get(case=case.id, media_type=MP4)


def test_a_page_says_which_paper_takes_recordings(county: Town) -> None:
    client = county.browser(1)
    page = client.get(APPLY).content.decode()
    assert page.count("也收录音录像：MP4、WebM、MP3、M4A、WAV、OGG，每个不超过 20 MB") == 1
    field = re.search(r'<input type="file" id="paper-contract"[^>]*>', page)
    other = re.search(r'<input type="file" id="paper-identity"[^>]*>', page)
    assert field and "video/mp4" in field[0] and 'aria-describedby="kinds-contract"' in field[0]
    assert other and "video/mp4" not in other[0]
    assert client.get(f"/{BUREAU}/guide/{TRANSFER}/").content.decode().count("可交录音录像") == 1
    english = county.browser(1, "en").get(APPLY).content.decode()
    assert "at most 20 MB each" in english and "Recordings are taken as well" in english


def test_control_no_shipped_paper_takes_a_recording(town: Town) -> None:
    client = town.browser(1)
    page = client.get(APPLY).content.decode()
    assert "也收录音录像" not in page and "video/mp4" not in page
    posted = town.typed() | handed("contract", FILM, "过程.mp4") | {"action": "save"}
    assert "“过程.mp4”是录音或录像，这项材料不收" in client.post(APPLY, posted).content.decode()


def test_a_film_is_kept_byte_for_byte(county: Town) -> None:
    _, case, film = with_film(county)
    kept = path_of(BUREAU, case.id, film.sha256)
    assert kept.read_bytes() == FILM
    assert file_digests(io.BytesIO(FILM))[0].sha256 == film.sha256
    assert kept.stat().st_mode & 0o777 == 0o400


def test_control_another_paper_of_the_same_page_refuses_it(county: Town) -> None:
    client = county.browser(1)
    posted = county.typed() | handed("identity", FILM, "过程.mp4") | {"action": "save"}
    page = client.post(APPLY, posted).content.decode()
    assert "“过程.mp4”是录音或录像，这项材料不收" in page
    for content, said in (
        (FILM[:-60], "录音录像的后半部分丢失了"),
        (b"MZ" + bytes(300), "是程序，不是材料"),
        (b"words", "也不是能收的录音录像"),
    ):
        posted = county.typed() | handed("contract", content, "过程.mp4") | {"action": "save"}
        assert said in client.post(APPLY, posted).content.decode()


def in_pieces(client: Client, code: str, content: bytes) -> Any:
    """The last answer to a recording that goes up in two pieces, as upload.js sends it."""
    place = client.get(APPLY).content.decode().partition('data-place="')[2].partition('"')[0]
    about = {"place": place, "code": code, "name": "谈话.wav", "size": len(content), "mark": 1}
    begun = client.post(UPLOADS, json.dumps(about), "application/json").json()
    for start, end in ((0, 5000), (5000, None)):
        answer = client.patch(
            f"{UPLOADS}{begun['id']}/",
            content[start:end],
            "application/octet-stream",
            headers={"Upload-Offset": str(start)},
        )
    return answer


def test_a_recording_goes_up_in_pieces(county: Town) -> None:
    client = county.browser(1)
    told = in_pieces(client, "contract", WAV_BYTES).json()
    assert told["done"] and told["kind"] == "WAV"
    client.post(APPLY, county.typed() | {"action": "save", "arrived-contract": told["id"]})
    assert "谈话.wav" in client.get(APPLY).content.decode()


def test_control_pieces_for_a_paper_that_takes_none_are_refused_at_the_end(county: Town) -> None:
    answer = in_pieces(county.browser(1), "identity", WAV_BYTES)
    assert answer.status_code == 422
    assert answer.json()["said"] == "“谈话.wav”是录音或录像，这项材料不收"


def test_control_the_engine_refuses_whichever_page_let_it_through(county: Town) -> None:
    _, case, _ = with_film(county)
    stored = keep_as(BUREAU, case.id, io.BytesIO(WAV_BYTES), WAV)
    for code, refused in (("identity", True), ("contract", False)):
        answer = supplement(
            case.id,
            {code: [stored]},
            bureau=BUREAU,
            by=county.stage.by("window"),
            at=MONDAY,
            key=key(),
        )
        assert isinstance(answer, Refused) is refused
        if isinstance(answer, Refused):
            assert answer.refusals[0].code == "paper_takes_no_recording"
            assert "不收录音录像" in answer.refusals[0].words.zh


def test_control_no_case_is_opened_with_a_recording_that_is_not_taken(county: Town) -> None:
    case = new_id()
    stored = keep_as(BUREAU, case, io.BytesIO(FILM), MP4)
    facts = TransferFacts(county.units[2], Fen(100), MONDAY.on, CoOwnership.SOLE)
    parties = [person("transferor", 2), person("transferee", 3)]
    for code in ("identity", "contract"):
        answer = county.stage.open(
            "realestate.transfer", facts, county.stage.by("window"), MONDAY,
            applicants=parties, papers={code: [stored]}, case=case,
        )  # fmt: skip
        if code == "contract":
            done(answer)
        else:
            assert isinstance(answer, Refused)
            assert [each.code for each in answer.refusals] == ["paper_takes_no_recording"]


# Playing: parts of a file are asked for


def test_a_player_gets_the_part_it_asks_for(county: Town) -> None:
    client, case, film = with_film(county)
    place = f"/{BUREAU}/cases/{case.number}/files/{film.id}/"
    whole = client.get(place)
    assert b"".join(whole.streaming_content) == FILM  # type: ignore[attr-defined]
    assert whole["Content-Type"] == "video/mp4" and whole["Accept-Ranges"] == "bytes"
    assert whole["Content-Disposition"].startswith("inline") and ".mp4" in str(whole.headers)
    size = len(FILM)
    for asked, start, end in (
        ("bytes=0-", 0, size), ("bytes=100-199", 100, 200), ("bytes=-50", size - 50, size),
        (f"bytes=10-{size * 9}", 10, size), (f"bytes=-{size * 9}", 0, size),
    ):  # fmt: skip
        part = client.get(place, headers={"Range": asked})
        assert part.status_code == 206
        assert part["Content-Range"] == f"bytes {start}-{end - 1}/{size}"
        assert part["Content-Length"] == str(end - start)
        assert b"".join(part.streaming_content) == FILM[start:end]  # type: ignore[attr-defined]
        for header in ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control"):
            assert part[header] == whole[header]


def test_control_what_is_no_part_of_the_file_is_answered_as_the_standard_says(
    county: Town,
) -> None:
    client, case, film = with_film(county)
    place = f"/{BUREAU}/cases/{case.number}/files/{film.id}/"
    for asked in (f"bytes={len(FILM)}-", "bytes=-0"):
        beyond = client.get(place, headers={"Range": asked})
        assert beyond.status_code == 416
        assert beyond["Content-Range"] == f"bytes */{len(FILM)}"
    for asked in ("bytes=9-2", "bytes=-", "lines=1-2", "bytes=0-1,5-6", "bytes=x-"):
        assert client.get(place, headers={"Range": asked}).status_code == 200
    other = {"Range": "bytes=0-9", "If-Range": '"another"'}
    assert client.get(place, headers=other).status_code == 200
    same = {"Range": "bytes=0-9", "If-Range": f'"{film.sha256}"'}
    assert client.get(place, headers=same).status_code == 206
    for stranger in (county.browser(3), Client()):
        answer = stranger.get(place, headers={"Range": "bytes=0-9"})
        assert answer.status_code in (302, 404)


def test_a_bundle_holds_the_film_and_verifies(county: Town) -> None:
    _, case, _ = with_film(county)
    made = io.BytesIO()
    write_bundle_of(case, made, MONDAY)
    with zipfile.ZipFile(made) as bundle:
        assert FILM in [bundle.read(name) for name in bundle.namelist()]
    assert verify(made).verified
    changed = io.BytesIO(made.getvalue().replace(FILM, FILM[:-1] + b"?"))
    assert not verify(changed).verified


# In a real browser


def until(player: Locator, truth: str) -> None:
    """Wait until it holds of the player; asked from outside, since the pages allow no eval."""
    for _ in range(100):
        if player.evaluate(f"each => {truth}"):
            return
        player.page.wait_for_timeout(100)
    raise AssertionError(f"{truth}: {player.evaluate('each => each.error?.message')}")


def heard(page: Page, kind: str) -> None:
    """The recording that the viewer shows stands still until Space is pressed, and then plays."""
    player = page.locator(f"#viewer {kind}")
    until(player, "each.readyState >= 1 && each.paused && !each.autoplay")
    for _ in range(60):  # Tab alone leads to it
        page.keyboard.press("Tab")
        if player.evaluate("each => each === document.activeElement"):
            break
    page.keyboard.press("Space")
    until(player, "each.currentTime > 0.2")
    player.evaluate("each => { each.pause(); each.currentTime = each.duration / 2 }")
    until(player, "!each.seeking")


@pytest.mark.browser
@pytest.mark.slow
def test_a_citizen_sends_a_film_and_an_officer_plays_it(
    page: Page, county: Town, tmp_path: Path
) -> None:
    film, cut = tmp_path / "过程.mp4", tmp_path / "断.mp4"
    film.write_bytes(FILM)
    cut.write_bytes(FILM[:-60])
    page.set_viewport_size(PHONE)
    enter(page, 1)
    page.goto(f"{STEPS}papers/")
    page.set_input_files("#paper-contract", str(cut))
    page.wait_for_selector("text=录音录像的后半部分丢失了")
    page.set_input_files("#paper-identity", str(film))
    page.wait_for_selector("text=不是 PDF、PNG 或 JPEG，没有上传")
    page.set_input_files("#paper-contract", str(film))
    page.wait_for_selector("text=已上传，提交后生效")
    assert wide(page) == 0 and not faults(page)
    page.click("main form > .actions button[value=save]")
    page.wait_for_url("**saved=1**")
    client = county.browser(1)
    draft = client.get(APPLY).context["sheet"].draft
    client.post(APPLY, county.typed() | {"key": draft.key, "action": "submit"})
    case = Case.objects.get(id=draft.case)
    parts: list[int] = []
    page.on("response", lambda said: parts.append(said.status) if "/files/" in said.url else None)
    sit(page, county)
    shown = EvidenceFile.objects.get(case=case.id, media_type=MP4)
    page.goto(f"/desk/{BUREAU}/cases/{case.number}/?piece={shown.id}")
    heard(page, "video")
    assert 206 in parts and not faults(page)
    page.goto(f"/desk/{BUREAU}/cases/{case.number}/files/{shown.id}/")  # opened alone
    until(page.locator("video"), "each.readyState >= 2")


@pytest.mark.browser
@pytest.mark.slow
def test_every_kind_that_is_taken_is_played(page: Page, county: Town) -> None:
    _, case, _ = with_film(county)
    made = (mp4_of(), wav_of(2.0), mp3_of(80), m4a_of(80), webm_of(100), ogg_of(10))
    sit(page, county)
    for content in made:
        kept = keep(BUREAU, case.id, io.BytesIO(content), PAPERS | RECORDINGS)
        assert isinstance(kept, Stored)
        done(
            supplement(
                case.id, {"contract": [kept]}, bureau=BUREAU, by=county.stage.by("window"),
                at=MONDAY, key=key(),
            )
        )  # fmt: skip
        page.goto(f"/desk/{BUREAU}/cases/{case.number}/?piece={kept.id}")
        heard(page, "video" if kept.media_type == MP4 else "audio")


def sit(page: Page, town: Town) -> None:
    """The window clerk, who entered some time ago, at the desk."""
    account = Account(bureau=BUREAU, username="window", officer_id=town.stage.staff["window"])
    account.set_password("only-in-this-test")
    account.save()
    client = Client()
    client.force_login(account)
    page.set_viewport_size(WIDE)
    cookie = client.cookies[conf.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": conf.SESSION_COOKIE_NAME, "value": cookie, "domain": "localhost", "path": "/"}]
    )
