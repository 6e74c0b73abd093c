"""PNG and JPEG: every byte belongs to the picture, it is decoded to the end, and it is no flood.

JPEG files of telephones often hold further pictures after the first (depth, brightness); those are
in order. A film after the picture, or anything else, is not.
"""

import re
import struct
import zlib
from typing import BinaryIO

from PIL import Image, MpoImagePlugin

from fadu.record.inspection.verdict import Odd, Unfit

# What Pillow loads at need must be there before the child process may open nothing more.
Image.preinit()
LOADED = MpoImagePlugin

MOST_PIXELS = 100_000_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
_MARKUP = re.compile(rb"<\s*(script|html|svg|iframe|body|!doctype|\?php)", re.I)
_PADDING = b"\0 \t\r\n\xff"
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_TEXT_CHUNKS = (b"tEXt", b"iTXt", b"zTXt")
_FILM = re.compile(rb"ftyp|MotionPhoto_Data")


def inspect_png(data: bytes, stream: BinaryIO) -> Unfit | None:
    """What is wrong with a PNG; None when nothing is."""
    try:
        end = _walk_png(data)
        if bytes(data[end:]).strip(_PADDING):
            return Unfit("two_in_one", "after IEND")
    except Odd as odd:
        return odd.unfit
    return _decoded(stream, "PNG")


def _walk_png(data: bytes) -> int:
    """The place after the last chunk; each chunk's check sum is computed."""
    place = 8
    while True:
        if place + 12 > len(data):
            raise Odd("truncated", "chunk")
        length = int.from_bytes(data[place : place + 4], "big")
        name = bytes(data[place + 4 : place + 8])
        end = place + 12 + length
        if end > len(data):
            raise Odd("truncated", "chunk")
        body = data[place + 8 : end - 4]
        if zlib.crc32(body, zlib.crc32(name)) != int.from_bytes(data[end - 4 : end], "big"):
            raise Odd("damaged", "check sum")
        if name in _TEXT_CHUNKS and _MARKUP.search(body):
            raise Odd("two_in_one", "markup")
        place = end
        if name == b"IEND":
            return place


def inspect_jpeg(data: bytes, stream: BinaryIO) -> Unfit | None:
    """What is wrong with a JPEG; None when nothing is."""
    try:
        end = _walk_jpeg(data, 0)
        while True:
            end = _after_padding(data, end)
            if end == len(data):
                break
            if data[end : end + 3] != b"\xff\xd8\xff":
                film = _FILM.search(data, end, min(end + 4096, len(data)))
                return Unfit("motion") if film else Unfit("two_in_one", "after EOI")
            end = _walk_jpeg(data, end)
    except Odd as odd:
        return odd.unfit
    return _decoded(stream, "JPEG")


def _after_padding(data: bytes, place: int) -> int:
    while place < len(data) and data[place : place + 3] != b"\xff\xd8\xff":
        if data[place] not in _PADDING:
            break
        place += 1
    return place


def _walk_jpeg(data: bytes, start: int) -> int:
    """The place after the end of a picture that begins at `start`."""
    place = start + 2
    while True:
        while data[place + 1 : place + 2] == b"\xff":
            place += 1
        if place + 2 > len(data):
            raise Odd("truncated", "marker")
        if data[place] != 0xFF:
            raise Odd("damaged", "marker")
        marker = data[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker == 0x01 or 0xD0 <= marker <= 0xD8:
            place += 2
            continue
        length = int.from_bytes(data[place + 2 : place + 4], "big")
        body = data[place + 4 : place + 2 + length]
        if length < 2 or len(body) != length - 2:
            raise Odd("truncated", "segment")
        if (marker == 0xFE or 0xE0 <= marker <= 0xEF) and _MARKUP.search(body):
            raise Odd("two_in_one", "markup")
        place += 2 + length
        if marker == 0xDA:
            found = _NEXT_MARKER.search(data, place)
            if found is None:
                raise Odd("truncated", "scan")
            place = found.start()


def _decoded(stream: BinaryIO, form: str) -> Unfit | None:
    """Decode to the end; a JPEG at an eighth of its size, which reads every byte all the same."""
    stream.seek(0)
    try:
        with Image.open(stream, formats=(form,)) as picture:
            wide, high = picture.size
            if wide * high > MOST_PIXELS:
                return Unfit("too_many_pixels", f"{wide}x{high}")
            if form == "JPEG":
                picture.draft("RGB", (max(wide // 8, 1), max(high // 8, 1)))
            picture.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return Unfit("too_many_pixels")
    except OSError as error:
        if error.errno:  # of the machine, not of the picture
            raise
        return Unfit("truncated" if "truncated" in str(error) else "damaged", str(error)[:200])
    except (ValueError, SyntaxError, struct.error, EOFError, zlib.error) as error:
        return Unfit("damaged", str(error)[:200])
    return None
