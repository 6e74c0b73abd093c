"""The command line as its user sees it: a demo is built, replayed, rebuilt, exported, verified."""

import json
import os
import shutil
import subprocess
import sys
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from fadu.record import verifier

ROOT = Path(__file__).resolve().parents[1]
CASES = 25
pytestmark = pytest.mark.slow


class Installation:
    """A demo in a folder of its own (and, on PostgreSQL, in a database of its own)."""

    def __init__(self, folder: Path, url: str, spare: str) -> None:
        self.folder, self.url, self.spare = folder, url, spare

    def run(self, *words: str, code: int = 0) -> str:
        """Run a verb; it must end with that exit code. What it said."""
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("FADU_")},
            "FADU_VAR": str(self.folder),
            "FADU_PROFILE": "demo",
            "FADU_DATABASE_URL": self.url,
            "PYTHONPATH": str(ROOT / "src"),
        }
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        done = subprocess.run(
            [sys.executable, "-m", "fadu", *words],
            env=environment, cwd=self.folder, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + (done.stderr if code else "")


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A built demo of a few cases."""
    folder = tmp_path_factory.mktemp("demo")
    if connection.vendor == "sqlite":
        place = Installation(folder, "", str(folder / "again.sqlite3"))
        place.run("demo", "--build-only", "--cases", str(CASES))
        yield place
        return
    names = [f"fadu_test_verbs_{uuid.uuid4().hex[:8]}" for _ in range(2)]
    described = settings.DATABASES["default"]
    user, host, port = (described.get(name) or "" for name in ("USER", "HOST", "PORT"))
    urls = [f"postgresql://{user}@/{name}?host={host}&port={port}" for name in names]
    urls = [url if host.startswith("/") else _by_network(url, described) for url in urls]
    for name in names:
        _server(f'CREATE DATABASE "{name}"')
    place = Installation(folder, *urls)
    place.run("demo", "--build-only", "--cases", str(CASES))
    yield place
    for name in names:
        _server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _by_network(url: str, described: dict[str, str]) -> str:
    name = url.split("@/")[1].split("?")[0]
    password = f":{described['PASSWORD']}" if described.get("PASSWORD") else ""
    return (
        f"postgresql://{described['USER']}{password}@{described['HOST']}:{described['PORT']}/{name}"
    )


def _server(statement: str) -> None:
    described = settings.DATABASES["default"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    address = {key: described[name] for key, name in names.items() if described.get(name)}
    with psycopg.connect(dbname="postgres", autocommit=True, **address) as server:
        server.execute(statement)


def test_the_demo_year_replays(installation: Installation) -> None:
    """Every case's state is the fold of its entries."""
    said = installation.run("replay")
    assert "0 in discord" in said


def test_the_registers_rebuild_table_by_table(installation: Installation) -> None:
    """Into an empty database, from the entries alone: every table equal."""
    said = installation.run("rebuild", "--into", installation.spare)
    assert "0 tables differ" in said
    assert "✗" not in said
    assert said.count("✓") >= 20


def test_an_exported_case_verifies_elsewhere_with_nothing_installed(
    installation: Installation, tmp_path: Path
) -> None:
    """The verifier is copied away with the zip, and run by a bare interpreter."""
    bundle = tmp_path / "case.zip"
    said = installation.run("export", "511725-2020-ZY-000001", "--out", str(bundle))
    head = said.split()[-1]
    shutil.copy(verifier.__file__, tmp_path / "verifier.py")
    command = [sys.executable, "-I", "-S", "verifier.py", "case.zip", "--head", head, "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["verified"] is True
    assert "VERIFIED" in installation.run("verify", str(bundle), "--head", head)
    names = zipfile.ZipFile(bundle).namelist()
    assert any(name.startswith("documents/") for name in names)
    assert any(name.startswith("evidence/") for name in names)


@pytest.mark.parametrize("share", range(0, 100, 4))
def test_a_flipped_byte_of_a_real_export_is_found(
    installation: Installation, tmp_path_factory: pytest.TempPathFactory, share: int
) -> None:
    """Somewhere in the zip, at 25 places of a real export (test_bundle flips every byte)."""
    bundle = installation.folder / "flip.zip"
    if not bundle.exists():
        installation.run("export", "511725-2020-ZY-000002", "--out", str(bundle))
    data = bytearray(bundle.read_bytes())
    data[len(data) * share // 100] ^= 0x01
    damaged = tmp_path_factory.mktemp("flip") / "flipped.zip"
    damaged.write_bytes(data)
    report = verifier.verify(damaged)
    assert not report.verified
    assert report.findings[0]["where"]


def test_clear_errors(installation: Installation) -> None:
    """What does not exist is said, in both languages, with an exit code."""
    assert "there is no case" in installation.run("export", "nothing", "--out", "x.zip", code=1)
    assert "no such procedure" in installation.run("prove", "nothing", code=2)
    assert "已证明" in installation.run("prove", "realestate.transfer")
    assert "proved" in installation.run("prove", "realestate.transfer", "--lang", "en")
    assert "没有" in installation.run("prove", "nothing", code=2)


def test_the_demo_is_not_built_twice(installation: Installation) -> None:
    """A second start finds what stands."""
    assert "--fresh" in installation.run("demo", "--build-only")
