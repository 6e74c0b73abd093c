"""MP4 and WebM: boxes that fill each other to the byte, with sound or film that browsers play.

Lengths and places that a file states about itself are held against the file; nothing is decoded.
A film is told from mere sound by its tracks, not by its name.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from fadu.record.inspection.sound import DAMAGED, HIDDEN, OTHER, TRUNCATED, TWO_IN_ONE
from fadu.record.inspection.verdict import M4A, MP4, WEBM, WEBM_SOUND, Odd

_MEDIA = frozenset({b"mdat", b"moof"})
_TOP = _MEDIA | {
    b"ftyp", b"moov", b"free", b"skip", b"wide", b"mfra", b"sidx", b"ssix", b"styp", b"uuid",
    b"meta", b"udta", b"pdin", b"prft", b"emsg",
}  # fmt: skip
_HOLDS = {
    b"moov": {b"trak"}, b"trak": {b"mdia"}, b"mdia": {b"minf", b"hdlr"},
    b"minf": {b"stbl", b"dinf"}, b"dinf": {b"dref"},
    b"stbl": {b"stsd", b"stsz", b"stco", b"co64"},
}  # fmt: skip
_PLAYED = {
    b"vide": {b"avc1", b"avc3", b"vp08", b"vp09", b"av01"},
    b"soun": {b"mp4a", b"Opus", b"fLaC", b".mp3"},
}
Box = tuple[bytes, int, int]


@dataclass(slots=True)
class _Track:
    """What a track of an MP4 says of itself."""

    handler: bytes = b""
    codec: bytes = b""
    sizes: int = 0
    count: int = 0
    offsets: tuple[int, ...] = ()


@dataclass(slots=True)
class _Film:
    """What was met on the way through an MP4."""

    tracks: list[_Track] = field(default_factory=list)
    media: list[tuple[int, int]] = field(default_factory=list)
    moved: int = 0
    fragments: int = 0


def walk_mp4(data: bytes) -> str:
    """MP4 or M4A; which of the two, by its tracks."""
    found = _Film()
    for number, (name, start, end) in enumerate(_boxes(data, 0, len(data), TRUNCATED)):
        if name not in _TOP or (name == b"ftyp") != (number == 0):
            raise Odd(TWO_IN_ONE, repr(name))
        if name not in _MEDIA and HIDDEN.search(data, start, end):
            raise Odd(TWO_IN_ONE, repr(name))
        if name == b"ftyp" and data[start : start + 4] == b"qt  ":
            raise Odd(OTHER, "mov")
        if name == b"mdat":
            found.media.append((start, end))
        elif name == b"moov":
            found.moved += 1
            _inside(data, name, start, end, found)
        found.fragments += name == b"moof"
    return _mp4_kind(found)


def _boxes(data: bytes, place: int, end: int, beyond: str) -> Iterator[Box]:
    """The boxes that lie one after the other; `beyond` is said of one that reaches over the end."""
    while place < end:
        if end - place < 8:
            if beyond == DAMAGED and not any(data[place:end]):
                return  # what QuickTime ends a list with
            raise Odd(beyond, "box")
        size, name = struct.unpack(">I4s", data[place : place + 8])
        start = place + 8
        if size == 1:
            if end - place < 16:
                raise Odd(beyond, "box")
            size, start = int.from_bytes(data[place + 8 : place + 16], "big"), place + 16
        elif size == 0 and beyond == TRUNCATED:
            size = end - place
        if size < start - place:
            raise Odd(DAMAGED, f"{name!r} is shorter than its head")
        if place + size > end:
            raise Odd(beyond, f"{name!r} is longer than what holds it")
        yield name, start, place + size
        place += size


def _inside(data: bytes, holder: bytes, start: int, end: int, found: _Film) -> None:
    wanted = _HOLDS[holder]
    for name, first, last in _boxes(data, start, end, DAMAGED):
        if name not in wanted:
            continue
        if name == b"trak":
            found.tracks.append(_Track())
        if name in _HOLDS:
            _inside(data, name, first, last, found)
        else:
            _told(name, bytes(data[first:last]), found.tracks[-1])


def _told(name: bytes, body: bytes, track: _Track) -> None:
    """Read one of a track's tables; its length must be what its count says."""
    if len(body) < 8:
        raise Odd(DAMAGED, repr(name))
    count = int.from_bytes(body[4:8], "big")
    if name == b"hdlr":
        track.handler = body[8:12]
    elif name == b"stsd":
        track.codec = body[12:16]
    elif name == b"dref":
        for _, first, _ in _boxes(body, 8, len(body), DAMAGED):
            if not int.from_bytes(body[first : first + 4], "big") & 1:
                raise Odd(DAMAGED, "the film lies in another file")
    elif name == b"stsz":
        track.count = int.from_bytes(body[8:12], "big")
        if count:  # all of one size
            track.sizes = count * track.count
        else:
            track.sizes = sum(_numbers(body, 12, track.count, "I"))
    else:
        track.offsets = _numbers(body, 8, count, "I" if name == b"stco" else "Q")


def _numbers(body: bytes, place: int, count: int, form: str) -> tuple[int, ...]:
    if len(body) != place + count * struct.calcsize(f">{form}"):
        raise Odd(DAMAGED, "table")
    return struct.unpack_from(f">{count}{form}", body, place)


def _mp4_kind(found: _Film) -> str:
    if not found.moved or not found.media:
        raise Odd(TRUNCATED, "moov or mdat")
    if found.moved > 1:
        raise Odd(DAMAGED, "moov twice")
    heard = [track for track in found.tracks if track.handler in _PLAYED]
    for track in heard:
        if track.codec.startswith(b"enc"):
            raise Odd("encrypted", track.codec.decode("latin-1"))
        if track.codec not in _PLAYED[track.handler]:
            raise Odd(OTHER, track.codec.decode("latin-1"))
    room = sum(end - start for start, end in found.media)
    if sum(track.sizes for track in found.tracks) > room:
        raise Odd(DAMAGED, "samples are larger than mdat")
    for track in found.tracks:
        if not all(_within(each, found.media) for each in track.offsets):
            raise Odd(DAMAGED, "a chunk lies outside mdat")
    if not heard or not (found.fragments or any(track.offsets for track in heard)):
        raise Odd(DAMAGED, "nothing to play")
    return MP4 if any(track.handler == b"vide" for track in heard) else M4A


def _within(place: int, media: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in media)


_EBML, _SEGMENT, _CLUSTER, _TRACKS, _TRACK = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE
_ATTACHED, _DOC_TYPE, _TYPE, _CODEC, _ENCODED = 0x1941A469, 0x4282, 0x83, 0x86, 0x6D80
_VOID, _SUM, _BLOCK, _GROUP = 0xEC, 0xBF, 0xA3, 0xA0
# SeekHead, Info, Cues, Chapters, Tags; and what stands in a cluster.
_PLAIN = frozenset({0x114D9B74, 0x1549A966, 0x1C53BB6B, 0x1043A770, 0x1254C367, _VOID, _SUM})
_IN_CLUSTER = frozenset({_BLOCK, _GROUP, 0xE7, 0xA7, 0xAB, _VOID, _SUM})
_WEBM_PLAYED = {b"V_VP8": 1, b"V_VP9": 1, b"V_AV1": 1, b"A_OPUS": 2, b"A_VORBIS": 2}


def walk_webm(data: bytes) -> str:
    """WebM, with film or with sound only."""
    name, start, end = _element(data, 0, len(data), TRUNCATED)
    words = {each: bytes(data[first:last]) for each, first, last in _elements(data, start, end)}
    if words.get(_DOC_TYPE, b"").rstrip(b"\0") != b"webm":
        raise Odd(OTHER, "matroska")
    name, start, end = _element(data, end, len(data), TRUNCATED)
    if name != _SEGMENT:
        raise Odd(DAMAGED, "no segment")
    if any(each != _VOID for each, _, _ in _elements(data, end, len(data))):
        raise Odd(TWO_IN_ONE, "after the segment")
    kinds, blocks, place = set[int](), 0, start
    while place < end:
        name, first, last = _element(data, place, end, TRUNCATED)
        place = last
        if name == _CLUSTER:
            found, place = _cluster(data, first, last, without_size=last == end)
            blocks += found
        elif name == _TRACKS:
            kinds |= {_webm_track(data, *track) for track in _elements(data, first, last)}
        elif name == _ATTACHED:
            raise Odd("attachment", "webm")
        elif name not in _PLAIN:
            raise Odd(TWO_IN_ONE, hex(name))
        if name != _CLUSTER and HIDDEN.search(data, first, last):
            raise Odd(TWO_IN_ONE, hex(name))
    if not blocks or not kinds & {1, 2}:
        raise Odd(TRUNCATED, "nothing to play")
    return WEBM if 1 in kinds else WEBM_SOUND


def _webm_track(data: bytes, name: int, start: int, end: int) -> int:
    if name != _TRACK:
        return 0
    held = {each: bytes(data[first:last]) for each, first, last in _elements(data, start, end)}
    if _ENCODED in held:
        raise Odd("encrypted", "webm")
    kind, codec = int.from_bytes(held.get(_TYPE, b""), "big"), held.get(_CODEC, b"").rstrip(b"\0")
    if kind in (1, 2) and _WEBM_PLAYED.get(codec) != kind:
        raise Odd(OTHER, codec.decode("latin-1"))
    return kind


def _cluster(data: bytes, place: int, end: int, *, without_size: bool) -> tuple[int, int]:
    """How many blocks a cluster has, and where it ends.

    Browsers record without saying how long a cluster is: it then ends where the next thing begins.
    """
    blocks = 0
    while place < end:
        name, _, last = _element(data, place, end, TRUNCATED if without_size else DAMAGED)
        if name not in _IN_CLUSTER:
            if without_size:
                break
            raise Odd(DAMAGED, hex(name))
        blocks += name in (_BLOCK, _GROUP)
        place = last
    return blocks, place


def _elements(data: bytes, place: int, end: int) -> Iterator[tuple[int, int, int]]:
    while place < end:
        found = _element(data, place, end, DAMAGED)
        yield found
        place = found[2]


def _element(data: bytes, place: int, end: int, beyond: str) -> tuple[int, int, int]:
    """The element at a place: its name, where its content begins and where it ends."""
    name_length = _length_of(data, place, end, 4, beyond)
    size_place = place + name_length
    size_length = _length_of(data, size_place, end, 8, beyond)
    name = int.from_bytes(data[place:size_place], "big")
    start = size_place + size_length
    size = int.from_bytes(data[size_place:start], "big") & ((1 << 7 * size_length) - 1)
    if size == (1 << 7 * size_length) - 1:  # not said
        if name not in (_SEGMENT, _CLUSTER):
            raise Odd(DAMAGED, hex(name))
        return name, start, end
    if start + size > end:
        raise Odd(beyond, f"{hex(name)} is longer than what holds it")
    return name, start, start + size


def _length_of(data: bytes, place: int, end: int, most: int, beyond: str) -> int:
    """The length of a number, which its first byte tells by its leading noughts."""
    if place >= end:
        raise Odd(beyond, "number")
    length = 9 - data[place].bit_length()
    if length > most:
        raise Odd(DAMAGED, "number")
    if place + length > end:
        raise Odd(beyond, "number")
    return length
