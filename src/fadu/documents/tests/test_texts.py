"""Texts are found by name and version, and released ones never change."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from fadu.documents import texts
from fadu.documents.released import LOCK, check_released, drafts, problems, release
from fadu.documents.texts import (
    DigestDiffers,
    UnknownText,
    find,
    find_referenced,
    reference,
    texts_in,
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The texts of an app "land": three versions of a notice, and a message."""
    made = tmp_path / "land" / "texts"
    made.mkdir(parents=True)
    for version in (1, 2, 10):
        (made / f"notice.{version}.typ").write_text(f"第{version}版", encoding="utf-8")
    (made / "message.1.txt").write_text("请来领证", encoding="utf-8")
    (made / "README.md").write_text("not a text", encoding="utf-8")
    monkeypatch.setattr(texts, "folders", lambda: iter([("land", made)]))
    return made


def test_the_latest_version_is_found_and_older_ones_stay(folder: Path) -> None:
    assert (find("land.notice").version, find("land.notice").read()) == (10, "第10版")
    assert find("land.notice", 2).read() == "第2版"
    assert find("land.message").read() == "请来领证"
    names = [(text.name, text.version) for text in texts_in(folder, "land")]
    assert names == [("land.message", 1), *(("land.notice", each) for each in (1, 2, 10))]


@pytest.mark.parametrize(
    ("name", "version"),
    [("land.nothing", None), ("land.notice", 3), ("sea.notice", None), ("notice", None)],
)
def test_an_unknown_text_is_refused(folder: Path, name: str, version: int | None) -> None:
    with pytest.raises(UnknownText):
        find(name, version)


def test_a_reference_names_the_bytes(folder: Path) -> None:
    text = find("land.notice", 2)
    said = reference(text)
    digest = hashlib.sha256("第2版".encode()).hexdigest()
    assert said == {"name": "land.notice", "version": 2, "digest": digest}
    assert find_referenced(said) == text
    (folder / "notice.2.typ").write_text("第2版。", encoding="utf-8")
    with pytest.raises(DigestDiffers):
        find_referenced(said)


def test_a_released_text_must_not_change(folder: Path) -> None:
    assert len(release(folder)) == 4
    assert problems(folder) == []
    (folder / "notice.1.typ").write_text("第1版，改", encoding="utf-8")
    assert [problem.id for problem in problems(folder)] == ["documents.E001"]
    assert release(folder) == []
    assert [problem.id for problem in problems(folder)] == ["documents.E001"]


def test_a_released_text_must_not_go(folder: Path) -> None:
    release(folder)
    (folder / "notice.1.typ").unlink()
    assert [problem.id for problem in problems(folder)] == ["documents.E002"]


def test_a_draft_may_change_but_not_be_deployed(folder: Path) -> None:
    release(folder)
    draft = folder / "notice.11.typ"
    for wording in ("草稿", "再改"):
        draft.write_text(wording, encoding="utf-8")
        assert problems(folder) == []
        assert [problem.id for problem in drafts(folder)] == ["documents.E003"]
    assert release(folder) == ["notice.11.typ"]
    assert drafts(folder) == []


def test_the_lock_is_what_sha256sum_reads(folder: Path) -> None:
    release(folder)
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", LOCK], cwd=folder, check=True)


def test_the_texts_of_this_house_are_as_released() -> None:
    assert check_released() == []
    assert find("documents.page").version >= 1
