"""The faces that documents are set in: the bureau's own, then Fandol, then Noto.

Noto comes with the installation (SIL Open Font License). Into the folder `FADU_FONTS` a bureau puts
the faces it has a licence for, Fandol if it likes a true imitation Song (仿宋), and supplementary
faces for rare characters in names. Faces of the operating system are never used: the page would
differ from machine to machine.
"""

from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
import typst
from django.conf import settings

# The roles of faces on a Chinese page, each with the families that may play it, best first.
ROLES = {
    "song": ("SimSun", "FandolSong", "Noto Serif SC"),
    "hei": ("SimHei", "FandolHei", "Noto Sans SC"),
    "fang": ("FangSong_GB2312", "FangSong", "FandolFang R", "FandolFang", "Noto Serif SC"),
}


def own_folder() -> Path | None:
    """The folder of the bureau's own faces, if the settings name one that exists."""
    named = getattr(settings, "FADU_FONTS", None)
    folder = Path(named) if named else None
    return folder if folder and folder.is_dir() else None


@cache
def faces(own: Path | None) -> typst.Fonts:
    """Every face documents may use. Read once a process: the files are large."""
    places = [noto.sans_path().parent, *([own] if own else [])]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=places)


@cache
def chains(own: Path | None) -> dict[str, tuple[str, ...]]:
    """The families for each role, in the order in which they are asked for a character."""
    return chosen(faces(own).families())


def chosen(present: list[str]) -> dict[str, tuple[str, ...]]:
    """Of the families present, those for each role.

    Families that play no role come last in each: they supply rare characters.
    """
    known = {family for families in ROLES.values() for family in families}
    supplementary = [family for family in present if family not in known]
    return {
        role: (*(family for family in families if family in present), *supplementary)
        for role, families in ROLES.items()
    }
