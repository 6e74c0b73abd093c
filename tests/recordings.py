"""Recordings made on the spot, byte by byte: each is one that a browser plays."""

import struct
import zlib


def wav_of(seconds: float = 1.0, hertz: int = 8000, extra: bytes = b"") -> bytes:
    """A tone as WAV: a square wave of 200 Hz; `extra` are further chunks."""
    count = int(seconds * hertz)
    data = bytes(170 if place * 400 // hertz % 2 else 85 for place in range(count + count % 2))
    form = struct.pack("<HHIIHH", 1, 1, hertz, hertz, 1, 8)
    body = b"WAVE" + _chunk(b"fmt ", form) + extra + _chunk(b"data", data)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body


def mp3_of(frames: int = 40, tag: bytes = b"") -> bytes:
    """Silence as MP3 (MPEG 1, layer III, 128 kbit/s, 44.1 kHz, one channel): all fields nought."""
    frame = b"\xff\xfb\x90\xc4" + bytes(413)
    size = bytes(len(tag) >> shift & 0x7F for shift in (21, 14, 7, 0))
    head = b"ID3\x03\0\0" + size + tag if tag else b""
    return head + frame * frames


def box(name: bytes, *parts: bytes) -> bytes:
    """A box of an MP4."""
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, name) + body


def _full(name: bytes, *parts: bytes, flags: int = 0) -> bytes:
    return box(name, struct.pack(">I", flags), *parts)


# The smallest that H.264 allows (baseline, 128 by 96): every block sent as it is, mid grey.
_SPS = bytes.fromhex("6742000af841a2")
_PPS = bytes.fromhex("68ce3880")


# The head of a picture that stands for itself; neighbours must differ in it.
_HEADS = (bytes.fromhex("6588840868"), bytes.fromhex("658882021a"))


def _picture(number: int, grey: int) -> bytes:
    blocks = (bytes([grey]) * 256 + b"\x80" * 128 for _ in range(48))
    unit = _HEADS[number % 2] + b"\x0d\x00".join(blocks) + b"\x80"
    return struct.pack(">I", len(unit)) + unit


def mp4_of(
    frames: int = 20, codec: bytes = b"avc1", brand: bytes = b"isom", shift: int = 0
) -> bytes:
    """A film as MP4, ten pictures a second; `shift` moves what it says of where they lie."""
    pictures = [_picture(place, 40 + 8 * (place % 20)) for place in range(frames)]
    head = box(b"ftyp", brand, bytes(4), brand, b"avc1")
    media = box(b"mdat", *pictures)
    avcc = b"\x01\x42\x00\x0a\xff\xe1" + struct.pack(">H", len(_SPS)) + _SPS
    avcc += b"\x01" + struct.pack(">H", len(_PPS)) + _PPS
    entry = box(
        codec, bytes(6), struct.pack(">H", 1), bytes(16), struct.pack(">HH", 128, 96),
        struct.pack(">IIIH", 0x480000, 0x480000, 0, 1), bytes(32), struct.pack(">Hh", 24, -1),
        box(b"avcC", avcc),
    )  # fmt: skip
    return head + media + _moov(b"vide", b"vmhd", entry, pictures, len(head) + 8 + shift)


def m4a_of(frames: int = 40) -> bytes:
    """Silence as M4A: the frames of the MP3 in boxes."""
    plain = mp3_of(1)
    head = box(b"ftyp", b"M4A ", bytes(4), b"M4A ", b"isom")
    media = box(b"mdat", plain * frames)
    config = b"\x04\x0d\x6b\x15" + bytes(11)
    esds = _full(b"esds", b"\x03\x15\0\x01\0" + config + b"\x06\x01\x02")
    entry = box(
        b"mp4a", bytes(6), struct.pack(">H", 1), bytes(8),
        struct.pack(">HHHHI", 1, 16, 0, 0, 44100 << 16), esds,
    )  # fmt: skip
    return head + media + _moov(b"soun", b"smhd", entry, [plain] * frames, len(head) + 8)


def _moov(handler: bytes, kind: bytes, entry: bytes, samples: list[bytes], first: int) -> bytes:
    count, step = len(samples), 100 if handler == b"vide" else 26
    long = count * step
    matrix = struct.pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
    times = struct.pack(">IIII", 0, 0, 1000, long)
    sizes = struct.pack(f">II{count}I", 0, count, *map(len, samples))
    table = box(
        b"stbl",
        _full(b"stsd", struct.pack(">I", 1), entry),
        _full(b"stts", struct.pack(">III", 1, count, step)),
        _full(b"stsc", struct.pack(">IIII", 1, 1, count, 1)),
        _full(b"stsz", sizes),
        _full(b"stco", struct.pack(">II", 1, first)),
    )
    head = _full(kind, bytes(8), flags=1) if handler == b"vide" else _full(kind, bytes(4))
    dref = box(b"dinf", _full(b"dref", struct.pack(">I", 1), _full(b"url ", flags=1)))
    track = box(
        b"trak",
        _full(
            b"tkhd", struct.pack(">IIIII", 0, 0, 1, 0, long), bytes(16), matrix,
            struct.pack(">II", 128 << 16, 96 << 16), flags=7,
        ),
        box(
            b"mdia",
            _full(b"mdhd", times, struct.pack(">HH", 0x55C4, 0)),
            _full(b"hdlr", bytes(4), handler, bytes(12), b"made\0"),
            box(b"minf", head, dref, table),
        ),
    )  # fmt: skip
    rest = struct.pack(">IHH", 0x10000, 0x100, 0) + bytes(8) + matrix + bytes(24)
    return box(b"moov", _full(b"mvhd", times, rest, struct.pack(">I", 2)), track)


def _element(name: int, body: bytes, *, without_size: bool = False) -> bytes:
    said = (
        b"\x01\xff\xff\xff\xff\xff\xff\xff"
        if without_size
        else ((1 << 56 | len(body)).to_bytes(8, "big"))
    )
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + said + body


_OPUS = b"OpusHead\x01\x01\0\0" + struct.pack("<I", 48000) + bytes(3)
# 20 ms of silence, as the Opus standard writes it.
_SILENCE = b"\xf8\xff\xfe"


def webm_of(
    blocks: int = 50,
    *,
    live: bool = False,
    kind: str = "webm",
    codec: bytes = b"A_OPUS",
    more: bytes = b"",
) -> bytes:
    """Silence as WebM; `live`: as a browser records it, without saying how long anything is."""
    head = _element(0x1A45DFA3, _element(0x4282, kind.encode()))
    track = _element(0xAE, b"".join((
        _element(0xD7, b"\x01"), _element(0x73C5, b"\x01"),
        _element(0x83, b"\x01" if codec.startswith(b"V") else b"\x02"),
        _element(0x86, codec), _element(0x63A2, _OPUS),
        _element(0xE1, _element(0xB5, struct.pack(">f", 48000)) + _element(0x9F, b"\x01")),
    )))  # fmt: skip
    info = _element(0x1549A966, _element(0x2AD7B1, (1_000_000).to_bytes(3, "big")))
    half = [
        _element(0xA3, b"\x81" + struct.pack(">h", place * 20) + b"\x80" + _SILENCE)
        for place in range(blocks // 2)
    ]
    clusters = b"".join(
        _element(
            0x1F43B675,
            _element(0xE7, struct.pack(">H", start)) + b"".join(half),
            without_size=live,
        )
        for start in (0, blocks * 10)
    )
    body = info + _element(0x1654AE6B, track) + more + clusters
    return head + _element(0x18538067, body, without_size=live)


def _ogg_sum(page: bytes) -> int:
    """Bit by bit, as the standard writes it: the inspection computes it another way."""
    found = 0
    for byte in page:
        found ^= byte << 24
        for _ in range(8):
            found = (found << 1 ^ 0x04C11DB7 if found & 1 << 31 else found << 1) & 0xFFFFFFFF
    return found


def ogg_page(number: int, grain: int, flags: int, packets: list[bytes]) -> bytes:
    """A page of an Ogg stream."""
    table = bytes(len(packet) for packet in packets)
    start = b"OggS\0" + struct.pack("<BqII", flags, grain, 7, number)
    rest = bytes([len(table)]) + table + b"".join(packets)
    return start + struct.pack("<I", _ogg_sum(start + bytes(4) + rest)) + rest


def ogg_of(pages: int = 5, head: bytes = _OPUS, words: bytes = b"") -> bytes:
    """Silence as Ogg Opus, ten packets a page."""
    tags = b"OpusTags" + struct.pack("<I", 4) + b"made" + struct.pack("<I", 0) + words
    made = [ogg_page(0, 0, 2, [head]), ogg_page(1, 0, 0, [tags])]
    for place in range(pages):
        last = 4 if place == pages - 1 else 0
        made.append(ogg_page(2 + place, (place + 1) * 9600, last, [_SILENCE] * 10))
    return b"".join(made)


def noise(count: int) -> bytes:
    """Bytes without a pattern, the same every time."""
    return b"".join(struct.pack(">I", zlib.crc32(bytes([n % 256, n // 256]))) for n in range(count))
