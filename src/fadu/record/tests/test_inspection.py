"""Inspection: sound files pass; each trick is refused, in a process that can do nothing else."""

import io
import os
import signal
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, PngImagePlugin
from tests.scans import pdf_of, picture_of

from fadu.record.inspection import asking
from fadu.record.inspection.verdict import FAULTS, Unfit

PDF, PNG, JPEG = pdf_of("a deed"), picture_of("PNG"), picture_of("JPEG")


def found(tmp_path: Path, content: bytes) -> str | Unfit:
    """What inspection says of a file with that content."""
    file = tmp_path / "upload"
    file.write_bytes(content)
    with file.open("rb") as stream:
        return asking.inspect(stream)


def zipped(name: str = "contract.pdf", packed: bytes = PDF) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, packed)
    return made.getvalue()


def saved(document: pikepdf.Pdf, **how: object) -> bytes:
    made = io.BytesIO()
    document.save(made, **how)  # type: ignore[arg-type]
    return made.getvalue()


def document(pages: int = 1) -> pikepdf.Pdf:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    return made


def encrypted() -> bytes:
    return saved(document(), encryption=pikepdf.Encryption(owner="o", user=""))


def with_attachment() -> bytes:
    made = document()
    made.attachments["list.txt"] = pikepdf.AttachedFileSpec(made, b"hidden")
    return saved(made)


def acting(kind: str) -> bytes:
    made = document()
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name(kind), JS="app.alert(1)")
    return saved(made, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def changed() -> bytes:
    """A PDF with an incremental change, as a signature makes one."""
    start = PDF.rindex(b"xref\n", 0, PDF.rindex(b"startxref"))
    end = len(PDF) + len(b"5 0 obj\n<< >>\nendobj\n")
    return PDF + (
        b"5 0 obj\n<< >>\nendobj\nxref\n5 1\n%010d 00000 n \n"
        b"trailer\n<< /Size 6 /Root 1 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\r\n"
        % (len(PDF), start, end)
    )


def unpacking_without_end() -> bytes:
    """Two megabytes that become two gigabytes."""
    packed = zlib.compress(bytes(1 << 20), 9)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(2048)) + packer.flush()
    head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed)
    return pdf_of("bomb", more=(head + packed + b"\nendstream",))


def packed_twice() -> bytes:
    packed = zlib.compress(zlib.compress(bytes(1 << 20)))
    head = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n" % len(packed)
    return pdf_of("bomb", more=(head + packed + b"\nendstream",))


def chunk(name: bytes, body: bytes) -> bytes:
    check = zlib.crc32(body, zlib.crc32(name))
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)


def flood() -> bytes:
    """A PNG of a few hundred bytes that claims 60,000 times 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 0, 0, 0, 0)
    data = chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + data + chunk(b"IEND", b"")


def png_with_text() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "<script>alert(1)</script>")
    return picture_of("PNG", pnginfo=words)


SOUND = {
    "a PDF": (PDF, "application/pdf"),
    "a PDF with pages in object streams": (
        saved(document(3), object_stream_mode=pikepdf.ObjectStreamMode.generate),
        "application/pdf",
    ),
    "a linearised PDF": (saved(document(5), linearize=True), "application/pdf"),
    "a PDF changed after the fact, as by a signature": (changed(), "application/pdf"),
    "a PDF with line ends after it": (PDF + b"\r\n\0\0", "application/pdf"),
    "a PNG": (PNG, "image/png"),
    "a PNG of one bit": (picture_of("PNG", (2480, 3508), bits=1), "image/png"),
    "a JPEG": (JPEG, "image/jpeg"),
    "a progressive JPEG": (picture_of("JPEG", (800, 600), progressive=True), "image/jpeg"),
    "a telephone's JPEG with a second picture": (JPEG + bytes(64) + JPEG, "image/jpeg"),
}


@pytest.mark.parametrize(("content", "kind"), SOUND.values(), ids=SOUND)
def test_a_sound_file_passes(content: bytes, kind: str, tmp_path: Path) -> None:
    assert found(tmp_path, content) == kind


UNFIT = {
    "nothing": (b"", "empty"),
    "a zip in place of a PDF": (zipped(), "zip"),
    "a Word file": (zipped("[Content_Types].xml"), "office"),
    "an OFD": (zipped("OFD.xml"), "ofd"),
    "a Word file of old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "office"),
    "a web page": (b"\n <!DOCTYPE html><script>alert(1)</script>", "web_page"),
    "a drawing with a script": (
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>',
        "web_page",
    ),
    "a page before a PDF": (b"<html>" + PDF, "web_page"),
    "a line before a PDF": (b"\n" + PDF, "other_kind"),
    "a gif": (picture_of("GIF"), "other_kind"),
    "a HEIC photograph": (b"\0\0\0\x18ftypheic" + bytes(100), "heic"),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(100), "program"),
    "words": ("转让合同".encode(), "other_kind"),
    "a PDF cut off": (PDF[: len(PDF) // 2], "truncated"),
    "a changed PDF cut off": (changed()[:-30], "truncated"),
    "a PDF and a zip": (PDF + zipped(), "two_in_one"),
    "a PDF inside a zip's comment": (
        PDF[:-6] + zipped()[:-2] + struct.pack("<H", 6) + b"%%EOF\n",
        "two_in_one",
    ),
    "a PDF and a page": (PDF + b"<html><script>alert(1)</script></html>", "two_in_one"),
    "two PDFs in a row": (PDF + pdf_of("another"), "damaged"),
    "a PDF with a wrong table": (PDF.replace(b"0000000009", b"0000000011"), "damaged"),
    "a PDF without a page": (
        PDF.replace(b"/Kids [3 0 R] /Count 1", b"/Kids []      /Count 0"),
        "damaged",
    ),
    "a PDF with a password": (encrypted(), "encrypted"),
    "a PDF with a script": (acting("/JavaScript"), "active"),
    "a PDF that launches": (acting("/Launch"), "active"),
    "a PDF with an attachment": (with_attachment(), "attachment"),
    "a dynamic form": (pdf_of("", root=b"/AcroForm << /XFA (x) >>"), "active"),
    "a script in a link's action": (
        pdf_of("", more=(b"<< /Type /Annot /A << /S /J#61vaScript /J#53 (x) >> >>",)),
        "active",
    ),
    "a PDF packed twice": (packed_twice(), "bomb"),
    "a PDF that unpacks without end": (unpacking_without_end(), "bomb"),
    "a PDF with a picture of a trillion pixels": (
        pdf_of(
            "",
            more=(
                b"<< /Subtype /Image /Width 1000000 /Height 1000000 /Length 1 >>"
                b"\nstream\nx\nendstream",
            ),
        ),
        "bomb",
    ),
    "a PDF nested without end": (pdf_of("", more=(b"[" * 100_000 + b"]" * 100_000,)), "bomb"),
    "a PNG cut off": (PNG[:-20], "truncated"),
    "a PNG with a wrong check sum": (PNG[:40] + b"\xff" + PNG[41:], "damaged"),
    "a PNG with a page in a comment": (png_with_text(), "two_in_one"),
    "a PNG and a page": (PNG + b"<html>", "two_in_one"),
    "a PNG and a zip": (PNG + zipped(), "two_in_one"),
    "a flood of pixels": (flood(), "too_many_pixels"),
    "a JPEG cut off": (JPEG[:-50], "truncated"),
    "a JPEG and a page": (JPEG + b"<script>alert(1)</script>", "two_in_one"),
    "a JPEG with a page in a comment": (
        JPEG[:2] + b"\xff\xfe\x00\x0a<script>" + JPEG[2:],
        "two_in_one",
    ),
    "a JPEG and a zip": (JPEG + zipped(), "two_in_one"),
    "a motion photo": (JPEG + b"\0\0\0\x18ftypmp42" + bytes(100), "motion"),
    "a JPEG of noise": (JPEG[:200] + bytes(range(256)), "damaged"),
}


@pytest.mark.parametrize(("content", "code"), UNFIT.values(), ids=UNFIT)
def test_control_an_unfit_file_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    said = found(tmp_path, content)
    assert isinstance(said, Unfit), said
    assert said.code == code, said.detail
    assert "deed.pdf" in said.words("deed.pdf").zh and "deed.pdf" in said.words("deed.pdf").en
    assert said.remedy.zh and said.remedy.en


def test_every_fault_says_what_to_do_in_both_languages() -> None:
    for words, remedy in FAULTS.values():
        assert words.zh and words.en and remedy.zh and remedy.en


# The child process itself: what it may not do, tried inside it.


def confined(attempt: str) -> subprocess.CompletedProcess[str]:
    """Run an attempt with the limits of the child."""
    source = str(Path(asking.__file__).parents[3])
    head = "from fadu.record.inspection.server import _confine\nimport socket\n_confine(0)\n"
    return subprocess.run(
        [sys.executable, "-c", head + attempt],
        env={"PYTHONPATH": source},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        ("open('/etc/passwd')", "Too many open files"),
        ("socket.socket()", "Too many open files"),
        ("bytearray(2 << 30)", "MemoryError"),
    ],
)
def test_control_the_child_can_open_connect_and_take_nothing(attempt: str, said: str) -> None:
    done = confined(attempt)
    assert done.returncode != 0
    assert said in done.stderr


def test_control_a_child_that_never_ends_is_killed() -> None:
    done = confined("import signal; signal.setitimer(signal.ITIMER_REAL, 0.2)\nwhile True: pass")
    assert done.returncode == -signal.SIGALRM


def test_a_killed_check_is_a_refusal_and_the_next_file_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(tmp_path, PDF) == "application/pdf"
    running = asking._process.running
    assert running is not None
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    assert found(tmp_path, PDF) == "application/pdf"
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 0.0)
    assert found(tmp_path, PDF) == Unfit("unchecked", "no answer")


def test_the_child_knows_no_secret_of_the_house(tmp_path: Path) -> None:
    found(tmp_path, PDF)
    running = asking._process.running
    assert running is not None
    environment = Path(f"/proc/{running.pid}/environ").read_bytes()
    assert b"FADU" not in environment and b"DJANGO" not in environment


def test_an_ordinary_scan_is_checked_in_no_time(tmp_path: Path) -> None:
    """A photograph of 12 megapixels; the bound is wide because the machine may be busy."""
    photo = io.BytesIO()
    Image.effect_noise((4000, 3000), 60).convert("RGB").save(photo, "JPEG", quality=90)
    began = os.times().elapsed
    assert found(tmp_path, photo.getvalue()) == "image/jpeg"
    assert os.times().elapsed - began < 2
