"""Recordings: sound ones pass by what is in them; each trick is refused, in the same child."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from tests.recordings import box, m4a_of, mp3_of, mp4_of, ogg_of, ogg_page, wav_of, webm_of
from tests.scans import pdf_of, picture_of

from fadu.record.inspection import asking
from fadu.record.inspection.verdict import (
    M4A,
    MP3,
    MP4,
    OGG,
    PAPERS,
    RECORDINGS,
    WAV,
    WEBM,
    WEBM_SOUND,
    Unfit,
)


def found(tmp_path: Path, content: bytes, accepted: frozenset[str]) -> str | Unfit:
    """What inspection says of a file with that content."""
    file = tmp_path / "upload"
    file.write_bytes(content)
    with file.open("rb") as stream:
        return asking.inspect(stream, accepted)


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("film.mp4", b"no film")
    return made.getvalue()


PROGRAM = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0" + bytes(400)
FILM, SOUND, TALK = mp4_of(), wav_of(), mp3_of()
SOUNDS = {
    "a film": (FILM, MP4),
    "a film with its table first": (
        FILM[:24] + FILM[FILM.index(b"moov") - 4 :] + FILM[24 : FILM.index(b"moov") - 4],
        "recording_damaged",  # its places were those of the other order
    ),
    "a film with room left free": (FILM + box(b"free", bytes(500)), MP4),
    "sound in boxes": (m4a_of(), M4A),
    "a WAV": (SOUND, WAV),
    "a WAV with a list of words": (wav_of(extra=b"LIST\x04\0\0\0INFO"), WAV),
    "an MP3": (TALK, MP3),
    "an MP3 with a tag at both ends": (
        mp3_of(tag=b"TIT2\0\0\0\x05\0\0\0talk") + b"TAG" + bytes(125),
        MP3,
    ),
    "WebM": (webm_of(), WEBM_SOUND),
    "WebM as a browser records it": (webm_of(live=True), WEBM_SOUND),
    "WebM with film": (webm_of(codec=b"V_VP8"), WEBM),
    "Ogg": (ogg_of(), OGG),
}


@pytest.mark.parametrize(("content", "kind"), SOUNDS.values(), ids=SOUNDS)
def test_a_recording_is_told_by_its_content(content: bytes, kind: str, tmp_path: Path) -> None:
    said = found(tmp_path, content, PAPERS | RECORDINGS)
    assert (said.code if isinstance(said, Unfit) else said) == kind, said


DAMAGED, TRUNCATED = "recording_damaged", "recording_truncated"
TWO_IN_ONE, OTHER = "recording_two_in_one", "other_recording"


def lying(name: bytes, by: int, film: bytes = FILM) -> bytes:
    """A film in which a box says that it is longer or shorter than it is."""
    place = film.index(name) - 4
    (size,) = struct.unpack(">I", film[place : place + 4])
    return film[:place] + struct.pack(">I", size + by) + film[place + 4 :]


def table(name: bytes, offset: int, value: int) -> bytes:
    """A film one of whose tables says something else."""
    place = FILM.index(name) + offset
    return FILM[:place] + struct.pack(">I", value) + FILM[place + 4 :]


UNFIT = {
    "a program named .mp4": (PROGRAM, "program"),
    "a zip in place of a film": (zipped(), "zip"),
    "a film and a zip": (FILM + zipped(), TWO_IN_ONE),
    "a film and a PDF": (FILM + pdf_of("deed"), DAMAGED + "|" + TRUNCATED),
    "a film with a program in its free room": (
        FILM + box(b"free", b"This program cannot be run in DOS mode"),
        TWO_IN_ONE,
    ),
    "a film with a page in its free room": (FILM + box(b"free", b"<html>"), TWO_IN_ONE),
    "a PDF that begins as a film": (
        box(b"ftyp", b"isom", bytes(4)) + box(b"free", pdf_of("deed")),
        TWO_IN_ONE,
    ),
    "a film with a box nobody knows": (FILM + box(b"hide", bytes(9)), TWO_IN_ONE),
    "a film cut off": (FILM[:-100], TRUNCATED),
    "a film cut off before its table": (FILM[: FILM.index(b"moov") - 4], TRUNCATED),
    "a film whose last box is longer than the file": (lying(b"moov", 8), TRUNCATED),
    "a track that is longer than what holds it": (lying(b"trak", 8), DAMAGED),
    "a box that is shorter than its own head": (lying(b"mdhd", -28), DAMAGED),
    "a box of seven bytes": (FILM + struct.pack(">I4s", 7, b"free"), DAMAGED),
    "a table that counts more than it has": (table(b"stco", 8, 5), DAMAGED),
    "pictures that lie outside": (mp4_of(shift=1 << 24), DAMAGED),
    "pictures larger than the film": (table(b"stsz", 16, 1 << 30), DAMAGED),
    "a film that lies in another file": (table(b"url ", 4, 0), DAMAGED),
    "a film that browsers do not play": (mp4_of(codec=b"hvc1"), OTHER),
    "an encrypted film": (mp4_of(codec=b"encv"), "encrypted"),
    "a film of an iPhone as it is": (mp4_of(brand=b"qt  "), OTHER),
    "a WAV cut off": (SOUND[:-100], TRUNCATED),
    "a WAV and a page": (SOUND + b"<html>", TWO_IN_ONE),
    "a WAV and a zip": (SOUND + zipped(), TWO_IN_ONE),
    "a WAV with a page in it": (wav_of(extra=b"LIST\x08\0\0\0<script>"), TWO_IN_ONE),
    "a WAV whose chunk lies": (wav_of(extra=b"LIST\xff\xff\0\0INFO"), DAMAGED),
    "a WAV of another speed than it says": (SOUND[:28] + b"\1\0\0\0" + SOUND[32:], DAMAGED),
    "an MP3 cut off": (TALK[:-100], TRUNCATED),
    "an MP3 and a page": (TALK + b"<html><script>", TWO_IN_ONE),
    "an MP3 with a page in its tag": (mp3_of(tag=b"<script>alert(1)</script>"), TWO_IN_ONE),
    "an MP3 whose tag is longer than the file": (b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + TALK, TRUNCATED),
    "two bytes of an MP3": (TALK[:2] + bytes(500), DAMAGED),
    "WebM cut off": (webm_of()[:-10], TRUNCATED),
    "WebM of a browser, cut off within a block": (webm_of(live=True)[:-2], TRUNCATED),
    "WebM and a page": (webm_of() + b"<html>", DAMAGED),
    "WebM with a file in it": (
        webm_of(more=bytes.fromhex("1941a46981") + b"x"),
        "attachment",
    ),
    "WebM with what nobody knows": (webm_of(more=b"\xbf\x80\x8f\x81x"), TWO_IN_ONE),
    "Matroska": (webm_of(kind="matroska"), OTHER),
    "WebM with a codec that browsers do not play": (webm_of(codec=b"A_AC3"), OTHER),
    "Ogg cut off": (ogg_of()[:-5], TRUNCATED),
    "Ogg with a byte changed": (ogg_of()[:-5] + b"\0" + ogg_of()[-4:], DAMAGED),
    "Ogg and a page": (ogg_of() + b"<html>", TWO_IN_ONE),
    "Ogg with a page in its words": (ogg_of(words=b"<script>"), TWO_IN_ONE),
    "Ogg with film": (ogg_of(head=b"\x80theora" + bytes(12)), OTHER),
    "Ogg without sound": (ogg_page(0, 0, 2, [b"OpusHead" + bytes(11)]), TRUNCATED),
    "an AVI": (b"RIFF\xff\0\0\0AVI LIST" + bytes(100), OTHER),
    "an AMR": (b"#!AMR\n" + bytes(100), OTHER),
    "words": ("询问笔录".encode(), "neither"),
    "a gif": (picture_of("GIF"), "neither"),
}


@pytest.mark.parametrize(("content", "codes"), UNFIT.values(), ids=UNFIT)
def test_control_an_unfit_recording_is_refused(content: bytes, codes: str, tmp_path: Path) -> None:
    said = found(tmp_path, content, PAPERS | RECORDINGS)
    assert isinstance(said, Unfit), said
    assert said.code in codes.split("|"), (said.code, said.detail)
    assert "talk.mp4" in said.words("talk.mp4").zh and "talk.mp4" in said.words("talk.mp4").en
    assert said.remedy.zh and said.remedy.en


@pytest.mark.parametrize("content", [FILM, SOUND, TALK, FILM[:-100], mp4_of(codec=b"hvc1")])
def test_control_a_paper_that_takes_none_says_so(content: bytes, tmp_path: Path) -> None:
    said = found(tmp_path, content, PAPERS)
    assert isinstance(said, Unfit) and said.code == "no_recording"
    assert found(tmp_path, pdf_of("deed"), PAPERS | RECORDINGS) == "application/pdf"


def test_every_cut_of_a_recording_is_an_answer_and_never_sound(tmp_path: Path) -> None:
    """Wherever the network stopped: refused, with a word that a person is told."""
    for content in (mp4_of(2), wav_of(0.05), mp3_of(5), webm_of(6), ogg_of(2)):
        for place in range(1, len(content), max(len(content) // 40, 1)):
            said = found(tmp_path, content[:place], PAPERS | RECORDINGS)
            assert isinstance(said, Unfit) and said.code != "unchecked", (place, said)
