"""One address prefix for the whole static tree, drawn from its contents.

Every file under the prefix may be cached for ever: when any file changes, all addresses change.
Django's manifest storage rewrites the inside of third-party files and fails on some; a prefix
leaves them as published, and relative addresses inside style sheets keep working.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def prefix(folders: Iterable[Path], locks: Iterable[Path]) -> str:
    """Twelve hex digits over names and contents of all files in `folders`, and of the `locks`.

    The locks stand for static files inside installed packages. Costs about 20 ms at start.
    """
    whole = hashlib.sha256()
    for lock in locks:
        whole.update(lock.read_bytes())
    for folder in sorted(folders):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            whole.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


def immutable(path: str, url: str) -> bool:
    """Every static address carries the content prefix, so each may be cached for ever."""
    return True
