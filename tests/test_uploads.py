"""Uploads in pieces: resumed, bound to their owner, inspected at the end, swept if left behind."""

import json
import os
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client

from fadu.pages.duties import sweep_arrivals
from fadu.portal.models import Draft
from fadu.portal.tests.visitors import APPLY, BUREAU, Town
from fadu.record import arrivals
from fadu.record.evidence import path_of
from fadu.record.moment import clock_from
from tests.scans import pdf_of

UPLOADS = f"/uploads/{BUREAU}/"
PDF = pdf_of("a contract of sale", body=b"% " + bytes(range(32, 120)) * 30)


@pytest.fixture
def town(db: None, settings: Any, tmp_path: Path) -> Town:
    settings.FADU_CLOCK = "2020-03-02"
    settings.FADU_FILES = str(tmp_path)
    return Town()


class Sender:
    """A browser that sends one file in pieces, as upload.js does."""

    def __init__(self, client: Client, code: str = "contract", content: bytes = PDF) -> None:
        self.client, self.content = client, content
        self.place = place_on(client.get(APPLY).content.decode())
        self.about = {
            "place": self.place,
            "code": code,
            "name": "合同.pdf",
            "size": len(content),
            "mark": 1583130000000,
        }

    def begin(self, **changes: Any) -> Any:
        return self.client.post(UPLOADS, json.dumps(self.about | changes), "application/json")

    def send(self, identifier: str, offset: int, until: int | None = None) -> Any:
        return self.client.patch(
            f"{UPLOADS}{identifier}/",
            self.content[offset:until],
            "application/octet-stream",
            headers={"Upload-Offset": str(offset)},
        )

    def whole(self) -> Any:
        """The file sent in two pieces; the last answer."""
        begun = self.begin().json()
        assert self.send(begun["id"], 0, 1000).json()["offset"] == 1000
        return self.send(begun["id"], 1000)


def place_on(page: str) -> str:
    return page.partition('data-place="')[2].partition('"')[0]


def kept_files() -> list[Path]:
    return [path for path in Path(settings.FADU_FILES).rglob("*") if len(path.name) == 64]


def test_a_file_comes_in_pieces_and_is_handed_in_with_the_form(town: Town) -> None:
    client = town.browser(1)
    sender = Sender(client)
    told = sender.whole().json()
    assert told["done"] and told["kind"] == "PDF" and told["name"] == "合同.pdf"
    client.post(APPLY, town.typed() | {"action": "save", "arrived-contract": told["id"]})
    (held,) = Draft.objects.get().data["papers"]["contract"]
    assert held["name"] == "合同.pdf"
    path = path_of(BUREAU, Draft.objects.get().case, held["sha256"])
    assert path.read_bytes() == PDF


def test_an_upload_goes_on_where_it_stopped(town: Town) -> None:
    sender = Sender(town.browser(1))
    first = sender.begin().json()
    sender.send(first["id"], 0, 700)
    again = Sender(sender.client)  # the page was reloaded
    listed = again.client.get(UPLOADS, {"place": again.place}).json()["files"]
    assert [(each["id"], each["offset"], each["done"]) for each in listed] == [
        (first["id"], 700, False)
    ]
    assert again.begin().json()["id"] == first["id"]
    assert again.send(first["id"], 700).json()["done"]


def test_control_a_piece_that_does_not_continue_is_not_written(town: Town) -> None:
    sender = Sender(town.browser(1))
    begun = sender.begin().json()
    sender.send(begun["id"], 0, 700)
    assert sender.send(begun["id"], 900).json()["offset"] == 700
    assert sender.send(begun["id"], 0, 700).json()["offset"] == 700
    assert not sender.send(begun["id"], 200).json()["done"]


def test_the_same_last_piece_sent_twice_is_one_file(town: Town) -> None:
    sender = Sender(town.browser(1))
    begun = sender.begin().json()
    first, second = sender.send(begun["id"], 0), sender.send(begun["id"], 0)
    assert first.json() == second.json()
    assert len(kept_files()) == 1


def test_control_an_unfit_file_is_refused_with_its_name_and_leaves_nothing(town: Town) -> None:
    sender = Sender(town.browser(1), content=PDF + b"<html><script>alert(1)</script>")
    answer = sender.whole()
    assert answer.status_code == 422
    assert answer.json()["said"] == "“合同.pdf”里面藏着另一种文件"
    assert answer.json()["remedy"]
    assert not kept_files()
    assert sender.client.get(UPLOADS, {"place": sender.place}).json()["files"] == []


def test_control_sizes_are_held_to(town: Town) -> None:
    sender = Sender(town.browser(1))
    assert sender.begin(size=20 * 1024 * 1024 + 1).json()["said"] == "“合同.pdf”超过 20 MB"
    assert sender.begin(size=0).status_code == 422
    assert sender.begin(size="-1").status_code == 422
    begun = sender.begin(size=100).json()
    assert sender.send(begun["id"], 0).json()["offset"] == 0  # more than was said


def test_control_nobody_reaches_another_ones_upload(town: Town) -> None:
    sender = Sender(town.browser(1))
    begun = sender.begin().json()
    sender.send(begun["id"], 0)
    stranger = town.browser(2)
    for method in ("get", "patch", "delete"):
        assert getattr(stranger, method)(f"{UPLOADS}{begun['id']}/").status_code == 404
    assert stranger.get(UPLOADS, {"place": sender.place}).status_code == 409
    assert Client().get(f"{UPLOADS}{begun['id']}/").status_code == 401
    stranger.get(APPLY)
    answer = stranger.post(
        APPLY, town.typed() | {"action": "save", "arrived-contract": begun["id"]}
    )
    assert "有一个上传的文件已过期" in answer.content.decode()


def test_control_a_forged_or_old_place_opens_no_case(town: Town) -> None:
    sender = Sender(town.browser(1))
    forged = signing.dumps([BUREAU, str(uuid4()), "citizen-1"], salt="another")
    for place in ("", "x", forged):
        assert sender.begin(place=place).status_code == 409
    assert sender.client.post(UPLOADS, "no json", "application/json").status_code == 409


def test_control_a_piece_without_a_form_token_is_refused(town: Town) -> None:
    sender = Sender(town.browser(1))
    begun = sender.begin().json()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = sender.client.cookies
    answer = strict.patch(
        f"{UPLOADS}{begun['id']}/", PDF, "application/octet-stream", headers={"Upload-Offset": "0"}
    )
    assert answer.status_code == 403
    token = strict.get(UPLOADS, {"place": sender.place}).json()["token"]
    answer = strict.patch(
        f"{UPLOADS}{begun['id']}/",
        PDF,
        "application/octet-stream",
        headers={"Upload-Offset": "0", "X-CSRFToken": token},
    )
    assert answer.json()["done"]


def test_an_upload_can_be_given_up(town: Town) -> None:
    sender = Sender(town.browser(1))
    begun = sender.begin().json()
    sender.send(begun["id"], 0, 500)
    sender.client.delete(f"{UPLOADS}{begun['id']}/")
    assert sender.client.get(f"{UPLOADS}{begun['id']}/").status_code == 404


def test_too_many_waiting_files_are_refused(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "MOST_ARRIVALS", 2)
    sender = Sender(town.browser(1))
    assert [sender.begin(mark=mark).status_code for mark in (1, 2, 3)] == [200, 200, 422]
    assert sender.begin(mark=1).status_code == 200


def age(days: int) -> None:
    """Make everything in the store that much older."""
    then = time.time() - days * 24 * 3600
    for path in Path(settings.FADU_FILES).rglob("*"):
        os.utime(path, (then, then))


def swept() -> None:
    Path(settings.FADU_FILES, ".swept").unlink(missing_ok=True)
    sweep_arrivals(clock_from(settings.FADU_CLOCK).now().recorded_at)


def test_what_nobody_hands_in_is_swept_and_nothing_else(town: Town) -> None:
    client = town.browser(1)
    number = town.hand_in(client, "contract", "identity")
    client.get(APPLY)
    client.post(APPLY, town.typed() | town.files("tax_proof") | {"action": "save"})
    forgotten = Sender(client, content=pdf_of("forgotten")).begin(size=len(pdf_of("forgotten")))
    Sender(client, content=pdf_of("forgotten")).send(forgotten.json()["id"], 0)
    unfinished = Sender(client).begin(mark=2).json()["id"]
    assert len(kept_files()) == 4
    swept()
    assert len(kept_files()) == 4
    age(days=3)
    swept()
    assert len(kept_files()) == 3
    assert client.get(f"{UPLOADS}{unfinished}/").status_code == 404
    assert client.get(f"/{BUREAU}/cases/{number}/").status_code == 200
    assert "tax_proof.pdf" in client.get(APPLY).content.decode()


def test_a_file_that_a_verb_refused_is_swept(town: Town) -> None:
    """The case has passed the step where papers are added: the file is kept, then refused."""
    client = town.browser(1)
    number = town.hand_in(client, "contract")
    for key in ("one", "two"):
        browser = town.browser(1 if key == "one" else 2)
        browser.post(f"/{BUREAU}/cases/{number}/withdraw/", {"key": key})
    posted = {"key": "three", "action": "save"} | town.files("tax_proof")
    client.post(f"/{BUREAU}/cases/{number}/supplement/", posted)
    assert len(kept_files()) == 2
    age(days=3)
    swept()
    assert len(kept_files()) == 1
