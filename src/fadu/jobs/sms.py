"""Texts to telephones: asked for inside an act, sent by the worker through a gateway.

`FADU_SMS` names the gateway's class. The default writes each text to a file below `FADU_VAR`; a
bureau puts the client of its provider there, any class with `send` as below.
"""

import datetime
import hashlib
import logging
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from fadu.jobs.outbox import enqueue
from fadu.law.words import Words
from fadu.people.models import PhoneCode

TEXT = "sms.text"
CODE = "sms.code"

log = logging.getLogger(__name__)


class Gateway(Protocol):
    """What sends a text."""

    def send(self, *, to: str, text: str, key: str) -> None:
        """Send it, at most once for a key. Raises when it could not be handed over."""
        ...


class FileGateway:
    """Writes each text to a file of `FADU_VAR/sms`, as mail without a server is written."""

    def send(self, *, to: str, text: str, key: str) -> None:
        """One file a key: sent again, it is the same file."""
        folder = folder_of_texts()
        folder.mkdir(parents=True, exist_ok=True)
        name = hashlib.sha256(key.encode()).hexdigest()[:16]
        folder.joinpath(f"{to}-{name}.txt").write_text(f"{to}\n{text}\n", "utf-8")


def folder_of_texts() -> Path:
    """Where the file gateway writes."""
    return Path(settings.FADU_SMS_FOLDER)


def gateway() -> Gateway:
    """The gateway that the setting names."""
    made: Gateway = import_string(settings.FADU_SMS)()
    return made


def ask_text(*, bureau: str, person: UUID, words: Words, key: str, at: datetime.datetime) -> None:
    """Have a person texted, inside the act's transaction; the same key asks once.

    The words name the case by its number and hold nothing personal: a telephone lies about. The
    number is looked up when the text is sent; a person without one is not texted.
    """
    payload = {"person": str(person), "zh": words.zh, "en": words.en}
    enqueue(bureau=bureau, kind=TEXT, key=key, payload=payload, at=at)


def ask_code_sent(code: PhoneCode, at: datetime.datetime) -> None:
    """Have a code sent to its number, inside a transaction. The outbox holds its id alone."""
    enqueue(bureau=code.bureau, kind=CODE, key=str(code.id), payload={}, at=at)
