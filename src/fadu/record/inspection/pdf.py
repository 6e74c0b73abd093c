"""A PDF: whole, one file and no other, and nothing in it acts, hides or unpacks without end.

Signed and incrementally changed files are in order. Encryption, scripts, launching, dynamic forms
and attached files are refused: what an officer signs must be what everybody sees, for decades.
"""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from fadu.record.inspection.verdict import Unfit

_END = re.compile(rb"startxref\s+\d+\s+%%EOF\s*\Z")
_ENCRYPTED = re.compile(rb"/Encrypt[\s\d<]")
_MORE = re.compile(rb"%%EOF\s+(\d|%|xref|\Z)")
_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound"}
_ANNOTATIONS = {"/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"}
_ZIPPED = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/BrotliDecode"}
_PAGE_PIXELS = 400_000_000
# A colour page of A4 at 600 dpi unpacks to 100 MB; nobody examines a thousand such in one file.
_UNPACKED = 1_200_000_000


def inspect(data: bytes, stream: BinaryIO) -> Unfit | None:
    """What is wrong with a PDF; None when nothing is."""
    tail = bytes(data[-2048:]).rstrip(b"\0 \t\r\n\f")
    if not tail.endswith(b"%%EOF"):
        return _unfinished(data)
    if not _END.search(tail):
        return Unfit("damaged", "startxref")
    try:
        with pikepdf.open(
            stream,
            attempt_recovery=False,
            suppress_warnings=True,
            access_mode=pikepdf.AccessMode.stream,
        ) as document:
            return _inside(document)
    except pikepdf.PasswordError:
        return Unfit("encrypted")
    except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, KeyError) as error:
        # Some ciphers want random numbers, which the child cannot open.
        locked = _ENCRYPTED.search(data)
        return Unfit("encrypted" if locked else "damaged", str(error)[:200])


def _unfinished(data: bytes) -> Unfit:
    """Cut off, or followed by something else: a file changed or linearised has several ends."""
    last = data.rfind(b"%%EOF")
    if last < 0 or _MORE.match(data[last : last + 64]):
        return Unfit("truncated", "%%EOF")
    return Unfit("two_in_one", "after %%EOF")


def _inside(document: pikepdf.Pdf) -> Unfit | None:
    if document.is_encrypted:
        return Unfit("encrypted")
    if not len(document.pages):
        return Unfit("damaged", "no page")
    unpacked = 0
    for held in document.objects:
        for each in _with_direct(held):
            found = _acting(each)
            if found:
                return found
        if isinstance(held, Stream):
            if _nested(held) or _too_many_pixels(held):
                return Unfit("bomb", "nested" if _nested(held) else "pixels")
            unpacked += _unpacked(held, _UNPACKED - unpacked)
            if unpacked >= _UNPACKED:
                return Unfit("bomb", "unpacked")
    # The library leaves out what goes beyond its own limits; another reader might not.
    beyond = [said for said in document.get_warnings() if "limits error" in said]
    return Unfit("bomb", beyond[0][:200]) if beyond else None


def _with_direct(held: Object) -> Iterator[Object]:
    """An object and the dictionaries that lie in it without a number of their own."""
    waiting: list[Object] = [held]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Stream | Dictionary):
            yield each
            inner = [value for _, value in each.items()]
        elif isinstance(each, Array):
            inner = list(each)
        else:
            continue
        waiting += [
            value
            for value in inner
            if isinstance(value, Dictionary | Array) and not value.is_indirect
        ]


def _acting(each: Object) -> Unfit | None:
    keys = set(each.keys())
    if "/EF" in keys or str(each.get("/Type", "")) == "/EmbeddedFile":
        return Unfit("attachment")
    if "/JS" in keys or "/XFA" in keys:
        return Unfit("active", "/JS" if "/JS" in keys else "/XFA")
    if "/S" in keys and str(each["/S"]) in _ACTIONS:
        return Unfit("active", str(each["/S"]))
    if "/Subtype" in keys and "/Rect" in keys and str(each["/Subtype"]) in _ANNOTATIONS:
        return Unfit("active", str(each["/Subtype"]))
    return None


def _filters(held: Object) -> list[str]:
    named = held.get("/Filter")
    if isinstance(named, Array):
        return [str(each) for each in named]
    return [str(named)] if isinstance(named, Name) else []


def _nested(held: Object) -> bool:
    """Packed twice over: the way in which a few bytes become gigabytes."""
    return sum(name in _ZIPPED for name in _filters(held)) > 1


def _too_many_pixels(held: Object) -> bool:
    if str(held.get("/Subtype", "")) != "/Image":
        return False
    return int(held.get("/Width", 0)) * int(held.get("/Height", 0)) > _PAGE_PIXELS


def _unpacked(held: Object, most: int) -> int:
    """How much a packed stream becomes, counted without keeping it; stops at `most`."""
    raw = bytes(held.read_raw_bytes())  # a length that does not fit raises here
    filters = _filters(held)
    if not filters or filters[0] not in ("/FlateDecode", "/Fl"):
        return len(raw)
    unpacking, count = zlib.decompressobj(), 0
    try:
        while raw and count < most and not unpacking.eof:
            count += len(unpacking.decompress(raw, 1 << 20))
            raw = unpacking.unconsumed_tail
    except zlib.error:
        pass  # viewers show what can be shown of a faulty stream; so is it counted
    return count
