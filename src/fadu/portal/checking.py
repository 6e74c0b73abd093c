"""Checking a case bundle for somebody: the standalone verifier, run in a limited child process.

The file comes from a stranger. The child reads it alone, with an upper bound on memory, time and
what it may write, without our settings or environment; of its answer only findings and facts are
taken. Then the bundle's last entry is sought in our own record: a file that is sound in itself may
still come from elsewhere, or be older than the case now is.
"""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from fadu.law.words import Words
from fadu.portal import bounded
from fadu.procedure.models import Case
from fadu.record import verifier as program
from fadu.record.models import Entry

LARGEST = 200 * 1024 * 1024
SECONDS = 60
MEMORY = 1 << 30
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: sound in itself, known to this bureau, and current; nothing personal."""

    sound: bool
    number: str
    entries: int
    findings: tuple[Words, ...]
    known: bool
    current: bool

    @property
    def genuine(self) -> bool:
        """Unaltered, and from this bureau's record."""
        return self.sound and self.known


_UNREADABLE = Words("这不是法度的案卷包，或者已经损坏", "This is no case bundle, or it is damaged")
_TOO_LARGE = Words(
    "文件太大，请下载核验程序自己核验", "The file is too large: use the verifier yourself"
)


def checked(upload: IO[bytes], size: int, bureau: str) -> Checked | Words:
    """What the verifier and our record say of a bundle, or why it could not be looked at."""
    if size > LARGEST:
        return _TOO_LARGE
    with tempfile.NamedTemporaryFile(suffix=".zip") as file:
        for chunk in iter(lambda: upload.read(1 << 20), b""):
            file.write(chunk)
        file.flush()
        told = _run(Path(file.name))
    return _UNREADABLE if told is None else _judged(told, bureau)


def _run(bundle: Path) -> dict[str, Any] | None:
    """The verifier's own answer; None when it gave none (not readable, out of bounds)."""
    bounds = [str(bounded.__file__), str(MEMORY), str(SECONDS)]
    verifier = [str(program.__file__), str(bundle), "--json"]
    command = [sys.executable, "-I", "-B", *bounds, *verifier]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=SECONDS + 5, check=False, env={}, cwd="/",
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):
        return None
    return answer if done.returncode in (0, 1) else None


def _judged(told: dict[str, Any], bureau: str) -> Checked | Words:
    facts = told["facts"]
    if "head" not in facts:
        return _UNREADABLE
    head = Entry.objects.filter(bureau=bureau, sha256=str(facts["head"].get("sha256", ""))).first()
    case = Case.objects.filter(bureau=bureau, id=head.case).first() if head else None
    return Checked(
        sound=bool(told["verified"]),
        number=case.number if case else "",
        entries=int(facts["entries"]),
        findings=tuple(Words(each["zh"], each["en"]) for each in told["findings"][:SHOWN]),
        known=case is not None,
        current=case is not None and head is not None and head.seq == case.seq,
    )
