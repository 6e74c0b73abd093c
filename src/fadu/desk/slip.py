"""What a counter page carries from one posting to the next, so that nothing stored is lost.

The case's id, the request key and the files already stored travel in one signed text: no table of
half-made cases is needed, and nobody can slip in another case's id or another file.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core import signing

from fadu.pages.papers import FileView
from fadu.record.evidence import Stored
from fadu.record.hashing import Digests
from fadu.record.ids import new_id

_A_DAY = 24 * 3600


@dataclass(slots=True)
class Slip:
    """A case in the making: its id, its request key, and stored files by paper code."""

    case: UUID = field(default_factory=new_id)
    key: str = field(default_factory=lambda: str(new_id()))
    files: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, code: str, stored: Stored, name: str) -> None:
        """Keep a stored file once."""
        held = self.files.setdefault(code, [])
        if all(file["sha256"] != stored.digests.sha256 for file in held):
            held.append({**stored.plain(), "name": name})

    def drop(self, file: str) -> None:
        """Take a file out again."""
        for code, held in list(self.files.items()):
            self.files[code] = [each for each in held if each["id"] != file]
        self.files = {code: held for code, held in self.files.items() if held}

    def papers(self) -> dict[str, list[Stored]]:
        """The files as the engine takes them."""
        return {code: [_stored(file) for file in held] for code, held in self.files.items()}

    def views(self) -> dict[str, list[FileView]]:
        """The files as pages list them."""
        return {
            code: [
                FileView(UUID(file["id"]), file["media_type"], file["size"], file["name"])
                for file in held
            ]
            for code, held in self.files.items()
        }

    def signed(self, salt: str) -> str:
        """As the page carries it; `salt` binds it to officer and procedure."""
        content = {"case": str(self.case), "key": self.key, "files": self.files}
        return signing.dumps(content, salt=salt, compress=True)


def read(text: str, salt: str) -> Slip | None:
    """The slip that a page carries; None when it is too old or was not made by us."""
    try:
        content = signing.loads(text, salt=salt, max_age=_A_DAY)
    except signing.BadSignature:
        return None
    return Slip(UUID(content["case"]), content["key"], content["files"])


def _stored(file: dict[str, Any]) -> Stored:
    digests = Digests(sha256=file["sha256"], sm3=file["sm3"])
    return Stored(UUID(file["id"]), file["media_type"], file["size"], digests)
