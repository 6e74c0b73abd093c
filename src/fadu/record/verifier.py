#!/usr/bin/env python3
"""法度案卷核验 · Verifier of Fadu case bundles: python3 verifier.py FILE.zip [--head HEX] [--json]

One file of the standard library, so that anybody can read it whole and run it on a machine which
has never seen the system that made the bundle. Take it from a source you trust, not from those
whose record you are checking.

A bundle is one case: entries that chain by SHA-256 and SM3, personal values that open the
commitments in those entries, evidence and documents that the entries name by digest. The zip
around them has exactly one valid form, so any changed byte shows. Damage is a finding, never an
exception. Exit code: 0 verified, 1 findings, 2 not readable or bad usage.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

FIXED = ("manifest.json", "README.txt", "entries.jsonl", "personal.json", "known-defects.json")
MANIFEST, _, ENTRIES, PERSONAL, DEFECTS = FIXED
_UUID, _HEX = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "[0-9a-f]{64}"
FILE = re.compile(rf"documents/{_UUID}\.pdf|evidence/{_HEX}")
MAX_MEMBERS, MAX_JSON, MAX_FINDINGS = 10_000, 64 << 20, 200
_LOCAL, _LINE, _END = (struct.Struct(form) for form in ("<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"))
_DAY, _UNIX, _MODE, _32 = 1 << 5 | 1, 3 << 8 | 20, 0o100644 << 16, 0xFFFFFFFF  # 1980-01-01
_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

SAYINGS = {  # every finding, in Chinese and English
    "zip.none": ("文件不是案卷包", "no case bundle: no member begins at byte 0"),
    "zip.frame": ("结构、长度或校验和不符", "header, length or (by checksum) content changed"),
    "limit": ("超出核验上限", "more than this verifier takes on"),
    "members": ("包内成员缺失、多余或次序不对", "a member is missing, unknown or out of order"),
    "json": ("不是规范形式的 JSON", "not JSON in canonical form (RFC 8785)"),
    "form": ("字段缺失、多余或格式不符", "a field is missing, unknown or malformed"),
    "manifest.file": ("文件与清单不符", "the file is not what the manifest says of it"),
    "manifest.head": ("末条记载与清单不符", "the last entry is not the one the manifest says"),
    "time.backwards": ("时间早于前一条记载", "recorded or exported before the entry that precedes"),
    "time.future": ("法律日期晚于记载时间", "the legal date lies after the recording"),
    "entry.seq": ("序号不连续", "the sequence has a gap or is out of order"),
    "entry.case": ("不属于本机构本案件", "the entry belongs to another bureau or case"),
    "entry.prev": ("与前一条的链接不符", "does not link to the entry before it as that now stands"),
    "entry.twice": ("标识重复使用", "an id or request key is used twice"),
    "entry.system": ("系统行为不得载有人员", "an act of the system names more than its duty"),
    "personal.changed": ("个人信息与记载的承诺不符", "value and salt do not open the commitment"),
    "personal.listed": ("个人信息应恰好列出一次", "each committed value is listed once, no other"),
    "personal.destroyed": (
        "记载已销毁，信息却在包内",
        "recorded as destroyed, but the value is here",
    ),
    "file.differs": ("文件与记载不符", "the file is missing or not what an entry says of it"),
    "file.unnamed": ("没有记载提到这个文件", "no entry names this file"),
    "head.unknown": ("回执上的摘要不在本案卷中", "no entry here has the digest on the receipt"),
}
SIGNER_UNKNOWN = (
    "尚无签名的日志首部：签署者未知，仅核验内部一致；请用 --head 与回执所印摘要对照",
    "no signed log head yet: signer unknown, internal consistency only; try --head and a receipt",
)


@dataclass
class Report:
    """The outcome: what the bundle is (`facts`), what is wrong, and notes in (zh, en)."""

    facts: dict[str, Any] = field(default_factory=dict)
    findings: list[dict[str, Any]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=lambda: [SIGNER_UNKNOWN])

    @property
    def verified(self) -> bool:
        """Whether nothing at all was found."""
        return not self.findings

    def find(self, code: str, where: str, expected: Any, found: Any, **place: int) -> None:
        """Add what is wrong: at which member, entry and byte, what was expected, what found."""
        told = {"expected": printable(expected), "found": printable(found)}
        zh, en = SAYINGS[code]
        finding = {"code": code, "zh": zh, "en": en, "where": printable(where), **place, **told}
        self.findings += [finding][: MAX_FINDINGS - len(self.findings)]

    def as_text(self) -> str:
        """For people."""
        lines = [f"{name:<12} {printable(value)}" for name, value in self.facts.items()]
        words = {"entry": "条", "byte": "字节", "expected": "应为", "found": "实为"}
        for number, told in enumerate(self.findings, 1):
            lines.append("\n{}. {where} [{code}]\n   {zh}\n   {en}".format(number, **told))
            lines += [f"   {zh} {name}: {told[name]}" for name, zh in words.items() if name in told]
        lines += [f"\n注 note: {zh}\n         {en}\n" for zh, en in self.notes]
        lines.append("核验通过 VERIFIED" if self.verified else "核验未通过 NOT VERIFIED")
        return "\n".join(lines)


def printable(value: Any) -> str:
    """Short, and unable to play tricks on a terminal."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text[:300])


class SM3:
    """SM3 (GB/T 32905-2016) in plain Python, for machines whose hashlib lacks it."""

    def __init__(self, data: bytes = b"") -> None:
        start = "7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e"
        self._state: tuple[int, ...] = struct.unpack(">8I", bytes.fromhex(start))
        self._rest, self._length = b"", 0
        self.update(data)

    def update(self, data: bytes, /) -> None:
        """Take in more bytes."""
        self._length += len(data)
        data = self._rest + data
        self._state = _compress(self._state, data)
        self._rest = data[len(data) // 64 * 64 :]

    def hexdigest(self) -> str:
        """The digest of all bytes taken in."""
        padding = b"\x80" + bytes((55 - self._length) % 64) + struct.pack(">Q", self._length * 8)
        return struct.pack(">8I", *_compress(self._state, self._rest + padding)).hex()


def _turn(word: int, by: int) -> int:
    return (word << by | word >> (32 - by)) & 0xFFFFFFFF


def _compress(state: tuple[int, ...], data: bytes) -> tuple[int, ...]:
    for start in range(0, len(data) - 63, 64):
        words = list(struct.unpack_from(">16I", data, start))
        for j in range(16, 68):
            x = words[j - 16] ^ words[j - 9] ^ _turn(words[j - 3], 15)
            x ^= _turn(x, 15) ^ _turn(x, 23)
            words.append(x ^ _turn(words[j - 13], 7) ^ words[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            t = _turn(0x79CC4519 if j < 16 else 0x7A879D8A, j % 32)
            ss1 = _turn((_turn(a, 12) + e + t) & 0xFFFFFFFF, 7)
            ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
            gg = e ^ f ^ g if j < 16 else e & f | ~e & g
            tt1 = (ff + d + (ss1 ^ _turn(a, 12)) + (words[j] ^ words[j + 4])) & 0xFFFFFFFF
            tt2 = (gg + h + ss1 + words[j]) & 0xFFFFFFFF
            a, b, c, d = tt1, a, _turn(b, 9), c
            e, f, g, h = tt2 ^ _turn(tt2, 9) ^ _turn(tt2, 17), e, _turn(f, 19), g
        state = tuple(x ^ y for x, y in zip(state, (a, b, c, d, e, f, g, h), strict=True))
    return state


def new_sm3(data: bytes = b"") -> SM3 | hashlib._Hash:
    """A running SM3: hashlib's where OpenSSL has it, else the one above."""
    try:
        return hashlib.new("sm3", data)
    except ValueError:
        return SM3(data)


def both(data: bytes) -> dict[str, str]:
    """The two digests of some bytes."""
    return {"sha256": hashlib.sha256(data).hexdigest(), "sm3": new_sm3(data).hexdigest()}


# --- the container ---
def frame(members: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, int, bytes]]:
    """All bytes of a zip of these (name, size, crc) but the contents, in their only valid form."""
    lines, offset = [], 0
    for name, size, crc in members:
        raw = name.encode("latin-1")
        told = (10, 0, 0, 0, _DAY, crc, size, size, len(raw), 0)
        yield f"{name} 文件头 header", offset, _LOCAL.pack(b"PK\3\4", *told) + raw
        line = _LINE.pack(b"PK\1\2", _UNIX, *told, 0, 0, 0, _MODE, offset & _32) + raw
        lines.append((f"{name} 目录项 directory line", line))
        offset += _LOCAL.size + len(raw) + size
    start, count = offset, len(lines)
    for place, line in lines:
        yield place, offset, line
        offset += len(line)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, offset - start, start & _32, 0)
    yield "结尾记录 end record", offset, end


class Member(NamedTuple):
    """A member where it lies in the file; `crc` and `told` are of its content as it stands."""

    name: str
    start: int
    crc: int
    told: dict[str, Any]


def _at(stream: BinaryIO, offset: int, size: int) -> bytes:
    stream.seek(offset)
    return stream.read(size)


def _names(stream: BinaryIO, at: int, form: struct.Struct, mark: bytes) -> list[tuple[str, int]]:
    """Names and sizes as told by the headers before the contents, or the directory after them."""
    names: list[tuple[str, int]] = []
    while (header := _at(stream, at, form.size))[:4] == mark and len(names) < MAX_MEMBERS:
        if len(header) < form.size:
            break
        size, width = form.unpack(header)[8:10] if form is _LOCAL else form.unpack(header)[9:11]
        names.append((stream.read(width).decode("latin-1"), size))
        at += form.size + width + (size if form is _LOCAL else 0)
    return names


def read_container(stream: BinaryIO, report: Report) -> list[Member]:
    """The members, every byte around them compared with the only valid form of the zip."""
    length = stream.seek(0, io.SEEK_END)
    end = _at(stream, max(0, length - _END.size), _END.size).ljust(_END.size)
    directory = max(0, length - _END.size - _END.unpack(end)[5])
    manifest = _at(stream, 4, MAX_JSON).partition(b"PK\3\4")[0].decode("latin-1")
    listed = {"manifest.json", *re.findall(r'"path":"([^"]+)"', manifest)}

    def doubt(names: list[tuple[str, int]]) -> tuple[bool, int, int]:
        whole = sum(_LOCAL.size + _LINE.size + 2 * len(name) + size for name, size in names)
        unlisted = sum(name not in listed for name, _ in names)
        return whole + _END.size != length, -len(names), unlisted

    # Headers and directory both tell names. Where they differ, those that fit the file and its
    # manifest are taken as meant, so that the finding lies where the damage lies.
    by_directory = _names(stream, directory, _LINE, b"PK\1\2")
    names = min(by_directory, _names(stream, 0, _LOCAL, b"PK\3\4"), key=doubt)
    if not names:
        report.find("zip.none", "zip", "PK 03 04", _at(stream, 0, 4).hex(" "), byte=0)
    members, offset = [], 0
    for name, size in names:
        offset += _LOCAL.size + len(name)
        stream.seek(offset)
        crc, sha256, sm3, left = 0, hashlib.sha256(), new_sm3(), size
        while left and (chunk := stream.read(min(left, 1 << 20))):
            crc, left = zlib.crc32(chunk, crc), left - len(chunk)
            sha256.update(chunk)
            sm3.update(chunk)
        told = {"sha256": sha256.hexdigest(), "size": size, "sm3": sm3.hexdigest()}
        members.append(Member(name, offset, crc, told))
        offset += size
    for place, offset, expected in frame((m.name, m.told["size"], m.crc) for m in members):
        pairs = enumerate(zip_longest(expected, _at(stream, offset, len(expected))), offset)
        for byte, pair in [pair for pair in pairs if pair[1][0] != pair[1][1]][:1]:
            report.find("zip.frame", place, *pair, byte=byte)
    if length != offset + _END.size:
        report.find("zip.frame", "zip", offset + _END.size, length, byte=min(offset, length))
    return members


# --- the form of what is inside: a shape names the kind of each field; "?" if null will do ---
_DIGESTS = rf'"sha256":"{_HEX}","sm3":"{_HEX}"'
_TEXT = r'"([^"\\]|\\.)+"'
_OWNER = rf'"field":{_TEXT},"id":"{_UUID}","person":("{_UUID}"|null)'
_VALUE = rf'\{{{_OWNER},"salt":"{_HEX}","value":({_TEXT}|"")\}}'
_PROMISE = rf"\{{{_OWNER},{_DIGESTS}\}}"
KINDS = {  # by what its JSON looks like
    "format": '"fadu-case/1"',
    "one": "1",
    "count": "[0-9]+",
    "null": "null",
    "uuid": f'"{_UUID}"',
    "uuids": rf'\[("{_UUID}"(,"{_UUID}")*)?\]',
    "hex": f'"{_HEX}"',
    "digests": rf"\{{{_DIGESTS}\}}",
    "promises": rf"\[({_PROMISE}(,{_PROMISE})*)?\]",
    "values": rf"\[({_VALUE}(,{_VALUE})*)?\]",
    "name": '"[a-z0-9_.-]+"',
    "text": _TEXT,
    "date": r'"\d{4}-\d\d-\d\d"',
    "instant": r'"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+08:00"',
    "actor": r'\{([^{}]*,)?"kind":"(officer|party|system)"(,[^{}]*)?\}',
    "object": r"\{.*\}",
    "list": r"\[.*\]",
}
SHAPES = {
    MANIFEST: """format:format bureau:text case:uuid number:text? exported_at:instant
        entries:count head:digests files:list log:null""",
    ENTRIES: """v:one id:uuid bureau:text case:uuid seq:count prev:digests? kind:name at:date
        recorded_at:instant actor:actor law:date graph:hex? software:text key:text body:hex
        payload:object personal:promises state:hex?""",
    PERSONAL: "values:values withheld:uuids",
    DEFECTS: "defects:list",
}


@cache
def _shape(name: str) -> dict[str, re.Pattern[str]]:
    pairs = (pair.split(":") for pair in SHAPES[name].replace("?", "|null").split())
    return {
        name: re.compile(re.sub("^[a-z]+", lambda k: KINDS[k[0]], kind)) for name, kind in pairs
    }


def fit(value: Any, name: str) -> Any:
    """The value, when it has the shape of that name; else ValueError(code, expected, found)."""
    shape = _shape(name)
    if not isinstance(value, dict):
        raise ValueError("form", "object", value)
    for name in sorted(shape.keys() | value.keys()):
        held = dump(value[name]).decode() if name in value else ""
        if name not in shape or not shape[name].fullmatch(held):
            meant = shape[name].pattern if name in shape else "-"
            raise ValueError("form", f"{name}: {meant}", held)
    return value


def dump(value: Any) -> bytes:
    """Canonical JSON (RFC 8785) of what `parse` lets through."""
    return _ENCODE(value).encode()


def _plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(str.isascii, value)) and all(map(_plain, value.values()))
    if isinstance(value, list):
        return all(map(_plain, value))
    return not isinstance(value, float) and (not isinstance(value, int) or abs(value) < 1 << 53)


def parse(data: bytes) -> Any:
    """JSON that is its own canonical form, without floats, with ASCII keys; else ValueError."""
    try:
        value = json.loads(data)
        if dump(value) != data or not _plain(value):
            raise ValueError("another form")
        return value
    except (ValueError, RecursionError) as error:
        raise ValueError("json", "RFC 8785", str(error)) from error


def _read(stream: BinaryIO, members: list[Member], name: str, report: Report) -> Any:
    """A member's JSON, or the bytes of the entries; None if missing or, with a finding, unfit."""
    for member in (member for member in members if member.name == name):
        try:
            if member.told["size"] > MAX_JSON:
                raise ValueError("limit", MAX_JSON, member.told["size"])
            text = _at(stream, member.start, member.told["size"])
            return text if name == ENTRIES else fit(parse(text), name)
        except ValueError as unfit:
            report.find(unfit.args[0], name, *unfit.args[1:])
    return None


@dataclass
class Case:
    """What the entries say, gathered in one pass."""

    count: int = 0
    head: dict[str, str] | None = None
    recorded_at: str = ""
    asked_at: int | None = None
    promised: dict[str, dict[str, Any]] = field(default_factory=dict)
    destroyed: set[str] = field(default_factory=set)
    files: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)


def _check_entries(lines: list[bytes], origin: Any, asked: str, report: Report) -> Case:
    """Each entry by itself, and its place in the chain."""
    case, seen = Case(), set[object]()
    for case.count, line in enumerate(lines, 1):
        previous, case.head = case.head, both(b"\0" + line)
        case.asked_at = case.count if asked in case.head.values() else case.asked_at
        try:
            leaf = fit(parse(line), ENTRIES)
        except ValueError as unfit:
            report.find(unfit.args[0], ENTRIES, *unfit.args[1:], entry=case.count)
            continue
        marks = [leaf["id"], f"key {leaf['key']}", *(item["id"] for item in leaf["personal"])]
        duty = ["duty", "kind"]
        actor = sorted(leaf["actor"]) if leaf["actor"]["kind"] == "system" else duty
        for code, expected, found in (
            ("entry.seq", case.count, leaf["seq"]),
            ("entry.case", origin, {name: leaf[name] for name in origin}),
            ("entry.prev", previous, leaf["prev"]),
            ("entry.twice", [], [m for i, m in enumerate(marks) if m in seen or m in marks[:i]]),
            ("entry.system", duty, actor),
            ("time.backwards", max(leaf["recorded_at"], case.recorded_at), leaf["recorded_at"]),
            ("time.future", min(leaf["at"], leaf["recorded_at"][:10]), leaf["at"]),
        ):
            if expected != found:
                report.find(code, ENTRIES, expected, found, entry=case.count)
        seen.update(marks)
        case.recorded_at = leaf["recorded_at"]
        _gather(leaf["payload"], leaf["kind"], case)
        case.promised |= {item["id"]: item for item in leaf["personal"]}
    return case


def _gather(value: Any, kind: str, case: Case) -> None:
    """The files that a payload names, and the personal values whose destruction it records."""
    for name, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, dict) and "sha256" in item and name == "evidence":
            case.files.append((case.count, f"evidence/{item['sha256']}", item))
        elif isinstance(item, dict) and name == "document" and kind == "document.rendered":
            case.files.append((case.count, f"documents/{item.get('id')}.pdf", item))
        elif isinstance(item, str) and kind == "personal.destroyed":
            case.destroyed |= {item} & case.promised.keys()
        if isinstance(item, (dict, list)):
            _gather(item, kind, case)


def _check_personal(told: dict[str, Any], case: Case, report: Report) -> None:
    """Each value opens its commitment; each commitment is given, withheld or destroyed."""
    listed = Counter(told["withheld"])
    for item in told["values"]:
        mark, clear = item["id"], {name: item[name] for name in ("field", "person", "value")}
        opened = both(b"\2" + bytes.fromhex(item["salt"]) + dump(clear))
        opened |= {name: item[name] for name in ("field", "id", "person")}
        listed[mark] += 1
        if opened != case.promised.get(mark, opened):
            report.find("personal.changed", PERSONAL, case.promised[mark], opened)
        if mark in case.destroyed:
            report.find("personal.destroyed", PERSONAL, None, mark)
    for mark in sorted(listed.keys() | case.promised.keys()):
        least, most = int(mark not in case.destroyed), int(mark in case.promised)
        if not least <= listed[mark] <= most:
            report.find("personal.listed", PERSONAL, f"{most} × {mark}", listed[mark])


def _check_files(manifest: Any, members: list[Member], case: Case, report: Report) -> None:
    """The members that belong, in their order, as the manifest lists and the entries name them."""
    names = [member.name for member in members]
    meant = [*FIXED, *sorted({name for name in names if FILE.fullmatch(name)})]
    for expected, found in [pair for pair in zip_longest(meant, names) if pair[0] != pair[1]][:1]:
        report.find("members", found or expected or "", expected, found)
    listed = [{"path": member.name, **member.told} for member in members[1:]]
    for told, real in zip_longest(manifest["files"], listed) if manifest else ():
        if told != real:
            report.find("manifest.file", (real or {"path": MANIFEST})["path"], told, real)
    here = {member.name: member.told for member in members}
    for entry, path, named in case.files:
        digests = {name: named.get(name) for name in ("sha256", "size", "sm3")}
        if here.get(path) != digests:
            report.find("file.differs", path, digests, here.get(path), entry=entry)
    for path in sorted(here.keys() - set(FIXED) - {path for _, path, _ in case.files}):
        report.find("file.unnamed", path, None, path)


def verify(source: str | Path | BinaryIO, head: str | None = None) -> Report:
    """Check a bundle; ValueError when `head` is not 64 hex digits, OSError as from any file."""
    if isinstance(source, (str, Path)):
        with Path(source).open("rb") as stream:
            return verify(stream, head)
    asked = "".join((head or "").lower().split())
    if head is not None and not re.fullmatch(_HEX, asked):
        raise ValueError("--head: 64 位十六进制 / 64 hex digits")
    report = Report()
    members = read_container(source, report)
    manifest = _read(source, members, MANIFEST, report)
    personal = _read(source, members, PERSONAL, report)
    defects = _read(source, members, DEFECTS, report)
    *lines, rest = (_read(source, members, ENTRIES, report) or b"").split(b"\n")
    if rest:
        report.find("json", ENTRIES, "line feed at the end", rest[-20:].decode("latin-1"))
    origin = {name: manifest[name] for name in ("bureau", "case")} if manifest else {}
    case = _check_entries(lines, origin, asked, report)
    if manifest and (manifest["entries"], manifest["head"]) != (case.count, case.head):
        told = [manifest["entries"], manifest["head"]]
        report.find("manifest.head", ENTRIES, told, [case.count, case.head])
    if manifest and manifest["exported_at"] < case.recorded_at:
        report.find("time.backwards", MANIFEST, case.recorded_at, manifest["exported_at"])
    if personal:
        _check_personal(personal, case, report)
    if members:
        _check_files(manifest, members, case, report)
    if asked and not case.asked_at:
        report.find("head.unknown", ENTRIES, asked, case.head)
    report.facts = {"receipt": f"{case.asked_at} / {case.count}"} if case.asked_at else {}
    report.facts |= {name: manifest[name] for name in manifest or () if name != "files"}
    counted = {**(personal or {}), **(defects or {}), "destroyed": case.destroyed}
    report.facts |= {name: len(items) for name, items in counted.items()}
    return report


def run(args: argparse.Namespace) -> int:
    """Verify and tell; the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal may not know Chinese
    try:
        report = verify(args.file, args.head)
    except (OSError, ValueError) as error:
        print(f"无法核验 cannot verify: {error}", file=sys.stderr)
        return 2
    outcome = {"verified": report.verified, **vars(report)}
    print(json.dumps(outcome, indent=1) if args.json else report.as_text())
    return 0 if report.verified else 1


if __name__ == "__main__":
    command = argparse.ArgumentParser(description="法度案卷核验 · verify a Fadu case bundle")
    command.add_argument("file", help="案卷包 the bundle (.zip)")
    command.add_argument("--head", help="回执所印摘要 the digest printed on a receipt (64 hex)")
    command.add_argument("--json", action="store_true", help="机器可读 output for machines")
    sys.exit(run(command.parse_args()))
