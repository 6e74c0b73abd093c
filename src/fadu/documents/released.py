"""Released texts never change: a change is a new version.

Each folder of texts holds `texts.lock`, in the format of sha256sum (`sha256sum -c texts.lock` is
the same check by hand). A text in it is released. One that is not is a draft, free to be changed,
and refused by the deployment check.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from fadu.documents.texts import Text, folders, texts_in

LOCK = "texts.lock"


def locked(folder: Path) -> dict[str, str]:
    """File name and digest of each released text of a folder."""
    lock = folder / LOCK
    if not lock.exists():
        return {}
    pairs = (line.split(maxsplit=1) for line in lock.read_text(encoding="utf-8").splitlines())
    return {name: digest for digest, name in pairs}


def release(folder: Path) -> list[str]:
    """Add the drafts of a folder to its lock; returns their file names.

    What is locked already stays as it is, so that releasing can never hide a change.
    """
    held = locked(folder)
    drafts = {text.path.name: text.digest for text in texts_in(folder, "") if _draft(text, held)}
    lines = [f"{digest}  {name}\n" for name, digest in sorted((held | drafts).items())]
    (folder / LOCK).write_text("".join(lines), encoding="utf-8")
    return sorted(drafts)


def _draft(text: Text, held: dict[str, str]) -> bool:
    return text.path.name not in held


def problems(folder: Path) -> list[CheckMessage]:
    """What is wrong with the released texts of a folder."""
    held = locked(folder)
    present = {text.path.name: text.digest for text in texts_in(folder, "")}
    found: list[CheckMessage] = []
    for name, digest in held.items():
        if name not in present:
            found.append(_error(folder, name, "is missing: old documents need it", "E002"))
        elif present[name] != digest:
            found.append(_error(folder, name, "was changed after its release", "E001"))
    return found


def drafts(folder: Path) -> list[CheckMessage]:
    """The texts of a folder that are not released."""
    held = locked(folder)
    return [
        _error(folder, text.path.name, "is a draft: release it before use", "E003")
        for text in texts_in(folder, "")
        if _draft(text, held)
    ]


def _error(folder: Path, name: str, what: str, code: str) -> CheckMessage:
    return Error(
        f"the text {folder.parent.name}/texts/{name} {what}",
        hint="a change of a released text is a new version: a new file with the next number",
        id=f"documents.{code}",
    )


def check_released(
    *, app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Start-up: every released text is there and unchanged."""
    return [problem for _, folder in folders() for problem in problems(folder)]


def check_no_drafts(
    *, app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Deployment: no text is a draft."""
    return [problem for _, folder in folders() for problem in drafts(folder)]
