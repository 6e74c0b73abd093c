"""Secret keys of an installation on one machine: drawn once, kept in a file only the owner reads.

A bureau in production hands its keys over through the environment instead.
"""

import fcntl
import json
import os
import secrets
from pathlib import Path


def kept(path: Path, names: tuple[str, ...]) -> dict[str, str]:
    """The named keys (64 hex digits each) from the file; those not in it yet are drawn and added.

    Two processes may start at once: they take turns, and the second reads what the first wrote.
    A key that is there is never drawn anew, for data written under it would be lost.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.with_suffix(".lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        keys: dict[str, str] = json.loads(path.read_text("ascii")) if path.exists() else {}
        missing = [name for name in names if name not in keys]
        if missing:
            keys |= {name: secrets.token_hex(32) for name in missing}
            write_private(path, json.dumps(keys))
    return {name: keys[name] for name in names}


def write_private(path: Path, text: str) -> None:
    """Replace a file in one step; only its owner may read it at any time."""
    drawn = path.with_suffix(".new")
    with os.fdopen(os.open(drawn, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    drawn.replace(path)
