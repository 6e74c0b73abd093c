"""Discretion tables on the portal: proven, faulty, unreadable."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.office import BUREAU, founded

from fadu.law.bands.shelf import SAMPLES

PAGE = f"/{BUREAU}/laws/bands/"


@pytest.fixture
def reader(db: None) -> Client:
    """Anybody, in Chinese."""
    founded()
    return Client()


def read(reader: Client, address: str = PAGE) -> str:
    """The page as text."""
    answer = reader.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_samples_show_what_the_proof_finds(reader: Client) -> None:
    page = read(reader)
    assert page.count("示例：只为展示验证，不用于决定") == 2
    assert "6.5" in page and "错误" in page
    english = Client(headers={"accept-language": "en"})
    assert "Sample: shows the proof, decides nothing" in read(english)
    assert 'aria-current="page">裁量基准' in page


def test_the_bureaus_tables_come_first_and_a_changed_file_is_read_again(
    reader: Client, settings: Any, tmp_path: Path
) -> None:
    settings.FADU_BANDS = str(tmp_path)
    own = tmp_path / "own.yaml"
    own.write_text("title: 没有写完\n", "utf-8")
    assert "own.yaml" in read(reader), "a file that is no table is named, with the reason"
    shutil.copy(SAMPLES / "guizhou-2022.yaml", own)
    page = read(reader)
    assert "own.yaml" not in page
    assert page.index("贵州") < page.index("示例：")


def test_control_a_day_that_is_none_is_said(reader: Client) -> None:
    assert "2020-13-01" in read(reader, f"{PAGE}?on=2020-13-01")
