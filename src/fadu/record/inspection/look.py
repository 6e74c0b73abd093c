"""Telling a file's kind by its content, and handing it to the one who knows that kind.

Runs in the child process only. `data` is the whole file, mapped; nothing is ever opened here.
"""

import codecs
import re
import zipfile
from typing import BinaryIO

from fadu.record.inspection import pdf, picture
from fadu.record.inspection.verdict import JPEG, PDF, PNG, Unfit

# Names in a zip may be in this code; its table must be there before nothing more can be opened.
ZIP_NAMES = codecs.lookup("cp437")
_MARKUP = re.compile(rb"\A(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|svg|head|body|script|!--)", re.I)
_SIGNATURES = (
    (re.compile(rb"%PDF-[12]\.\d"), PDF),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
)
_HEIC = re.compile(rb"....ftyp(heic|heix|heif|mif1|msf1|avif)", re.DOTALL)
_INSPECTORS = {PDF: pdf.inspect, PNG: picture.inspect_png, JPEG: picture.inspect_jpeg}


def look(data: bytes, stream: BinaryIO) -> str | Unfit:
    """The kind of a file that is sound, or what is wrong with it."""
    if not data[:1]:
        return Unfit("empty")
    start = data[:1024]
    kind = next((kind for shape, kind in _SIGNATURES if shape.match(start)), None)
    if kind is None:
        return _foreign(start, stream)
    archive = _names(stream)
    if archive:
        return Unfit("two_in_one", "zip")
    stream.seek(0)
    return _INSPECTORS[kind](data, stream) or kind


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
