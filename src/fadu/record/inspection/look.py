"""Telling a file's kind by its content, and handing it to the one who knows that kind.

Runs in the child process only. `data` is the whole file, mapped; nothing is ever opened here.
"""

import codecs
import re
import zipfile
from collections.abc import Callable
from typing import BinaryIO

from fadu.record.inspection import film, pdf, picture, sound
from fadu.record.inspection.verdict import JPEG, PDF, PNG, Odd, Unfit

# Names in a zip may be in this code; its table must be there before nothing more can be opened.
ZIP_NAMES = codecs.lookup("cp437")
_MARKUP = re.compile(rb"\A(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|svg|head|body|script|!--)", re.I)
_SIGNATURES = (
    (re.compile(rb"%PDF-[12]\.\d"), PDF),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
)
_HEIC = re.compile(rb"....ftyp(heic|heix|heif|mif1|msf1|avif)", re.DOTALL)
_PROGRAM = re.compile(rb"MZ|\x7fELF|\xca\xfe\xba\xbe|#!(?!AMR)")
# Recordings that are known and not taken: AVI, Windows Media, FLAC, AMR, bare AAC.
_OTHER_RECORDING = re.compile(
    rb"RIFF....AVI |\x30\x26\xb2\x75\x8e\x66\xcf\x11|fLaC|#!AMR|\xff[\xf0\xf1\xf8\xf9]",
    re.DOTALL,
)
# Each shape of a recording's beginning, and who walks through it.
_RECORDINGS = (
    (re.compile(rb"....ftyp", re.DOTALL), film.walk_mp4),
    (re.compile(rb"\x1a\x45\xdf\xa3"), film.walk_webm),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), sound.walk_wav),
    (re.compile(rb"OggS"), sound.walk_ogg),
    (re.compile(rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"), sound.walk_mp3),
)
_INSPECTORS = {PDF: pdf.inspect, PNG: picture.inspect_png, JPEG: picture.inspect_jpeg}


def look(data: bytes, stream: BinaryIO) -> str | Unfit:
    """The kind of a file that is sound, or what is wrong with it."""
    if not data[:1]:
        return Unfit("empty")
    start = data[:1024]
    kind = next((kind for shape, kind in _SIGNATURES if shape.match(start)), None)
    if kind is None:
        walk = next((walk for shape, walk in _RECORDINGS if shape.match(start)), None)
        if walk is None or _HEIC.match(start):
            return _foreign(start, stream)
        return _recording(data, stream, walk)
    archive = _names(stream)
    if archive:
        return Unfit("two_in_one", "zip")
    stream.seek(0)
    return _INSPECTORS[kind](data, stream) or kind


def _recording(data: bytes, stream: BinaryIO, walk: Callable[[bytes], str]) -> str | Unfit:
    """A recording that is one from its first byte to its last, and nothing else besides."""
    if _names(stream):
        return Unfit("recording_two_in_one", "zip")
    if sound.HIDDEN.search(data, 0, 1024):  # some readers look for a PDF that far
        return Unfit("recording_two_in_one", "at its beginning")
    try:
        return walk(data)
    except Odd as odd:
        return odd.unfit


def _foreign(start: bytes, stream: BinaryIO) -> Unfit:
    """What kind it is that we do not take, so that the person can be told what to do."""
    names = _names(stream)
    if names:
        if "OFD.xml" in names:
            return Unfit("ofd")
        office = any(name == "[Content_Types].xml" or name == "mimetype" for name in names)
        return Unfit("office" if office else "zip")
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Unfit("office")
    if start.startswith((b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")):
        return Unfit("zip")
    if _HEIC.match(start):
        return Unfit("heic")
    if _PROGRAM.match(start):
        return Unfit("program")
    if _OTHER_RECORDING.match(start):
        return Unfit("other_recording")
    return Unfit("web_page" if _MARKUP.match(start) else "other_kind")


def _names(stream: BinaryIO) -> frozenset[str]:
    """The names in a zip that a file is (or is as well); empty when it is none.

    The directory at a file's end makes it a zip, whatever stands before it.
    """
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return frozenset()
