"""WAV, Ogg and MP3: every byte belongs to the recording, from the first frame to the last.

The containers are walked and their lengths and check sums held to; nothing is decoded, so that no
decoder stands open to strangers. A recording that is walked to its end may still be noise.
"""

import re
import zlib

from fadu.record.inspection.verdict import MP3, OGG, WAV, Odd

# What has no place in the words and pictures that a recording carries along.
HIDDEN = re.compile(
    rb"<\s*(script|html|svg|iframe|body|!doctype|\?php)|%PDF-[12]\.|PK\x03\x04|\x7fELF"
    rb"|This program cannot be run in DOS mode",
    re.I,
)
DAMAGED, TRUNCATED = "recording_damaged", "recording_truncated"
TWO_IN_ONE, OTHER = "recording_two_in_one", "other_recording"


def walk_wav(data: bytes) -> str:
    """WAV, whose chunks fill the file that the head promises."""
    _long_enough(data, 12)
    end = 8 + int.from_bytes(data[4:8], "little")
    if end > len(data):
        raise Odd(TRUNCATED, "RIFF")
    if bytes(data[end:]).strip(b"\0"):
        raise Odd(TWO_IN_ONE, "after RIFF")
    place, block, seen = 12, 0, 0
    while place + 8 <= end:
        name, length = bytes(data[place : place + 4]), _little(data, place + 4)
        body = place + 8
        if body + length > end:
            raise Odd(DAMAGED, f"{name!r} is longer than the file")
        if name == b"fmt ":
            block = _wav_block(bytes(data[body : body + length]))
        elif name == b"data":
            if not block or not length or length % block:
                raise Odd(DAMAGED, "data")
            seen += 1
        elif HIDDEN.search(data, body, body + length):
            raise Odd(TWO_IN_ONE, repr(name))
        place = body + length + length % 2
    if seen != 1 or place < end:
        raise Odd(DAMAGED, "chunks")
    return WAV


def _wav_block(form: bytes) -> int:
    """The bytes of one moment of all channels, from the format chunk."""
    if len(form) < 16:
        raise Odd(DAMAGED, "fmt")
    code, channels = int.from_bytes(form[:2], "little"), int.from_bytes(form[2:4], "little")
    rate, speed = _little(form, 4), _little(form, 8)
    block, bits = int.from_bytes(form[12:14], "little"), int.from_bytes(form[14:16], "little")
    if code == 0xFFFE and len(form) >= 26:
        code = int.from_bytes(form[24:26], "little")
    if code not in (1, 3):  # what is packed in a WAV is not played everywhere
        raise Odd(OTHER, f"wav {code}")
    fits = block == channels * bits // 8 and speed == rate * block and bits % 8 == 0
    if not fits or not 1 <= channels <= 8 or not 4000 <= rate <= 192_000:
        raise Odd(DAMAGED, "fmt")
    return block


_MIRROR = bytes(int(f"{each:08b}"[::-1], 2) for each in range(256))


def _ogg_sum(page: bytes) -> int:
    """Ogg's check sum, which runs the other way round than zlib's: over mirrored bytes."""
    found = zlib.crc32(page.translate(_MIRROR), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{found:032b}"[::-1], 2)


def walk_ogg(data: bytes) -> str:
    """Ogg with Opus or Vorbis, page by page; each page's check sum is computed."""
    place, codecs, sounds = 0, 0, 0
    while place < len(data):
        page, body = _ogg_page(data, place)
        if page[5] & 2:  # the first page of a stream says what it is
            _ogg_codec(body)
            codecs += 1
        elif body.startswith((b"OpusTags", b"\x03vorbis")):
            if HIDDEN.search(body):
                raise Odd(TWO_IN_ONE, "comment")
        else:
            sounds += 1
        place += len(page)
    if not codecs or not sounds:
        raise Odd(TRUNCATED, "no sound")
    return OGG


def _ogg_page(data: bytes, place: int) -> tuple[bytes, bytes]:
    """A page, and what it carries after the table of its pieces."""
    if data[place : place + 4] != b"OggS"[: len(data) - place]:
        raise Odd(TWO_IN_ONE, "between pages")
    if place + 27 > len(data):
        raise Odd(TRUNCATED, "page")
    body = place + 27 + data[place + 26]
    end = body + sum(data[place + 27 : body])
    if end > len(data) or body > len(data):
        raise Odd(TRUNCATED, "page")
    page = bytes(data[place:end])
    if _ogg_sum(page[:22] + bytes(4) + page[26:]) != _little(page, 22):
        raise Odd(DAMAGED, "check sum")
    return page, page[body - place :]


def _ogg_codec(body: bytes) -> None:
    if not body.startswith((b"OpusHead", b"\x01vorbis")):
        raise Odd(OTHER, f"ogg {body[:8]!r}")


_KBIT_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBIT_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_HERTZ = (44100, 48000, 32000)
# A few frames in a row are no accident; two bytes of any file may be.
_FEWEST_FRAMES = 4


def walk_mp3(data: bytes) -> str:
    """MP3: tags, then frame after frame of one kind, to the end."""
    place, end = _after_id3(data), _before_tags(data)
    frames, first = 0, b""
    while place < end:
        head = bytes(data[place : place + 4])
        length = _mp3_frame(head)
        if not length:
            raise Odd(TWO_IN_ONE if frames >= _FEWEST_FRAMES else DAMAGED, "no frame")
        kind = bytes((head[1] & 0xFE, head[2] & 0x0C)) if len(head) == 4 else first
        first = first or kind
        if kind != first:
            raise Odd(DAMAGED, "frames of two kinds")
        if place + length > end:
            raise Odd(TRUNCATED, "frame")
        place, frames = place + length, frames + 1
    if frames < _FEWEST_FRAMES:
        raise Odd(TRUNCATED, "hardly a frame")
    return MP3


def _after_id3(data: bytes) -> int:
    """The place after the tag at the beginning, whose size is written in sevens of bits."""
    if data[:3] != b"ID3":
        return 0
    _long_enough(data, 10)
    sizes = bytes(data[6:10])
    if any(each & 0x80 for each in sizes):
        raise Odd(DAMAGED, "ID3")
    size = sizes[0] << 21 | sizes[1] << 14 | sizes[2] << 7 | sizes[3]
    end = 10 + size + (10 if data[5] & 0x10 else 0)
    if end > len(data):
        raise Odd(TRUNCATED, "ID3")
    if HIDDEN.search(data, 10, end):
        raise Odd(TWO_IN_ONE, "ID3")
    return end


def _before_tags(data: bytes) -> int:
    """The place where the old tag at the end begins."""
    end = len(data)
    if end >= 128 and data[end - 128 : end - 125] == b"TAG":
        if HIDDEN.search(data, end - 128, end):
            raise Odd(TWO_IN_ONE, "TAG")
        end -= 128
    return end


def _mp3_frame(head: bytes) -> int:
    """How long a frame is, by its head; 0 when it is none."""
    if len(head) < 4:
        return 1 << 16  # cut off within a head: longer than what is left
    version, rate = head[1] >> 3 & 3, head[2] >> 2 & 3
    if head[0] != 0xFF or head[1] & 0xE6 != 0xE2 or version == 1 or rate == 3:
        return 0
    step = head[2] >> 4
    if not 0 < step < 15:
        return 0
    kbit = _KBIT_1[step] if version == 3 else _KBIT_2[step]
    hertz = _HERTZ[rate] >> (0, 0, 1, 0)[version] >> (2 if version == 0 else 0)
    return (144 if version == 3 else 72) * kbit * 1000 // hertz + (head[2] >> 1 & 1)


def _little(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "little")


def _long_enough(data: bytes, least: int) -> None:
    if len(data) < least:
        raise Odd(TRUNCATED, "head")
