"""Profiles: production starts only with its keys, and passes Django's deployment checks."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings

from fadu.site import rooms
from fadu.site.keys import kept
from fadu.site.static import immutable, prefix

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "fadu.site.settings.production",
    "FADU_PROFILE": "production",
    "FADU_SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnopqrstuvwxyz",
    "FADU_TRACKING_KEY": "t" * 64,
    "FADU_LOOKUP_KEY": "l" * 64,
    "FADU_HOSTS": "bureau.example",
    "FADU_DATABASE_URL": "postgresql://fadu@127.0.0.1:1/fadu",
}


def start(changes: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """Start Django in its own process; no database is opened."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("FADU_")}
    return subprocess.run(
        [sys.executable, *words],
        env={**clean, **changes},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", [name for name in PRODUCTION if name.startswith("FADU_")][1:])
def test_production_names_what_is_missing(missing: str) -> None:
    changes = {name: value for name, value in PRODUCTION.items() if name != missing}
    ended = start(changes, "-c", "import django; django.setup()")
    assert ended.returncode != 0
    assert missing in ended.stderr


def test_production_passes_the_deployment_checks() -> None:
    ended = start(
        PRODUCTION, "-m", "django", "check", "--deploy", "--tag=security", "--fail-level=WARNING"
    )
    assert ended.returncode == 0, ended.stderr


def test_control_a_weak_key_fails_the_deployment_checks() -> None:
    changes = {**PRODUCTION, "FADU_SECRET_KEY": "weak"}
    ended = start(
        changes, "-m", "django", "check", "--deploy", "--tag=security", "--fail-level=WARNING"
    )
    assert ended.returncode != 0
    assert "security.W009" in ended.stderr


def test_the_law_s_day_cannot_be_set_in_production() -> None:
    asked = "from fadu.site.settings import production; print(production.FADU_CLOCK)"
    ended = start({**PRODUCTION, "FADU_CLOCK": "2020-12-24"}, "-c", asked)
    assert ended.stdout.strip() == "wall"


def test_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items():
        allowed = {"'self'", "'none'", "data:"} if name == "img-src" else {"'self'", "'none'"}
        assert set(sources) <= allowed, name


def test_rooms_are_listed_once_and_lower_rooms_first() -> None:
    found = rooms.apps()
    assert len(found) == len(set(found))
    assert found.index("fadu.people") < found.index("fadu.bureau")


def test_keys_are_drawn_once_even_by_many_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "var" / "keys.json"
    seen: list[dict[str, str]] = []
    threads = [
        threading.Thread(target=lambda: seen.append(kept(path, ("A", "B")))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 8
    assert all(keys == seen[0] for keys in seen)
    assert seen[0]["A"] != seen[0]["B"]
    assert path.stat().st_mode & 0o077 == 0, "only the owner may read it"


def test_a_new_key_joins_without_touching_the_old(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    old = kept(path, ("A",))
    assert kept(path, ("A", "B"))["A"] == old["A"]
    assert set(json.loads(path.read_text("ascii"))) == {"A", "B"}


def test_prefix_changes_with_any_file_and_only_then(tmp_path: Path) -> None:
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "a.css").write_text("a {}")
    first = prefix([folder], [])
    assert prefix([folder], []) == first
    (folder / "a.css").rename(folder / "b.css")
    renamed = prefix([folder], [])
    (folder / "b.css").write_text("b {}")
    assert len({first, renamed, prefix([folder], [])}) == 3
    assert immutable("a.css", f"/static/{first}/a.css")
