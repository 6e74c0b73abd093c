"""The texts documents are made from: by name, version and digest.

Any app keeps its texts in a folder `texts/`: `certificate.1.typ`, `certificate.2.typ`, `sms.1.txt`.
The name of `registers/realestate/texts/certificate.1.typ` is "realestate.certificate". A record
entry carries the reference (name, version, digest) of each text it used, so that years later the
same words stand on the same page.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps

_FILE = re.compile(r"(?P<stem>[a-z][a-z0-9_]*)\.(?P<version>[1-9][0-9]*)\.(typ|txt)")


class UnknownText(LookupError):
    """No app ships this text in this version."""


class DigestDiffers(ValueError):
    """The text that is here is not the one that the record names."""


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a text; `digest` is the SHA-256 of its file."""

    name: str
    version: int
    digest: str
    path: Path

    def read(self) -> str:
        """The text itself."""
        return self.path.read_text(encoding="utf-8")


def folders() -> Iterator[tuple[str, Path]]:
    """Label and folder of each app that ships texts."""
    for app in apps.get_app_configs():
        folder = Path(app.path) / "texts"
        if folder.is_dir():
            yield app.label, folder


def texts_in(folder: Path, label: str) -> list[Text]:
    """The texts of a folder, by name and version."""
    found = []
    for path in folder.iterdir():
        match = _FILE.fullmatch(path.name)
        if match:
            name = f"{label}.{match['stem']}"
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found.append(Text(name, int(match["version"]), digest, path))
    return sorted(found, key=lambda text: (text.name, text.version))


def find(name: str, version: int | None = None) -> Text:
    """The text `name` ("realestate.certificate"): its latest version, or the one asked for.

    Raises `UnknownText`.
    """
    label = name.partition(".")[0]
    found = {
        text.version: text
        for owner, folder in folders()
        if owner == label
        for text in texts_in(folder, label)
        if text.name == name
    }
    try:
        return found[max(found) if version is None else version]
    except (KeyError, ValueError):
        asked = name if version is None else f"{name} version {version}"
        raise UnknownText(f"no app ships the text {asked}") from None


def reference(text: Text) -> dict[str, str | int]:
    """What a record entry says of a text it used."""
    return {"name": text.name, "version": text.version, "digest": text.digest}


def find_referenced(said: dict[str, str | int]) -> Text:
    """The text that a record entry names.

    Raises `UnknownText`, and `DigestDiffers` if its file has been changed since.
    """
    text = find(str(said["name"]), int(said["version"]))
    if text.digest != said["digest"]:
        raise DigestDiffers(f"{text.name} version {text.version} is not what the record names")
    return text
