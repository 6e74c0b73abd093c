"""`./fadu replay` counts the ledger again, too."""

from argparse import Namespace

import pytest
from tests.books import BUREAU, account, drop, post

from fadu.money.entries import posting
from fadu.site.verbs.replay import run

pytestmark = pytest.mark.django_db


def said(capsys: pytest.CaptureFixture[str]) -> str:
    assert run(Namespace(bureau=BUREAU)) == 1  # there is no case
    return capsys.readouterr().out


def test_a_sound_ledger_is_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    post(posting(account("treasury"), account("deposit"), 5))
    assert "ledger" not in said(capsys)


def test_control_an_unsound_ledger_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    drop("money_posting_lines", "money_posting")
    post(posting(account("treasury"), account("deposit"), 5))
    assert f"✗ {BUREAU} 账务 ledger: " in said(capsys)
