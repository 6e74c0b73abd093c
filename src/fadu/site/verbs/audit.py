"""`./fadu audit`: the lapses of cases in a JSON file, each with rule, article and version."""

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from fadu.law.audit import Severity, Unreadable, audit, read_text
from fadu.law.audit.text import told
from fadu.law.words import Words

HELP = (
    "案卷评查：逐案列出问题、依据和版本 / case audit: lapses with rule and version: audit FILE.json"
)

LAPSES, BAD = 1, 2
_ENCODING = Words(
    "编码不明：请存为 UTF-8 或 GB 18030", "neither UTF-8 nor GB 18030: save it as one of them"
)
_NO_CASE = Words("文件中没有这个案件", "the file has no such case")
_REFUSED = Words("文件不能评查：", "the file cannot be audited:")


def arguments(parser: ArgumentParser) -> None:
    """The file, the language, and how the answer is written."""
    parser.add_argument("file", help="案件 JSON 文件，- 为标准输入 / cases as JSON, - for stdin")
    parser.add_argument("--case", metavar="ID", help="只评查这一件 / this case only")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="语言 / language")
    parser.add_argument("--json", action="store_true", help="输出 JSON / answer in JSON")


def run(args: Namespace) -> int:
    """0 no lapse was found, 1 at least one, 2 the file is no file of cases."""
    try:
        raw = sys.stdin.buffer.read() if args.file == "-" else Path(args.file).read_bytes()
    except OSError as fault:
        print(f"{fault.filename}: {fault.strerror}", file=sys.stderr)
        return BAD
    text = _decoded(raw)
    if text is None:
        print(f"{args.file}: {_ENCODING.to(args.lang)}", file=sys.stderr)
        return BAD
    try:
        cases = read_text(text)
    except Unreadable as refused:
        print(f"{args.file}: {_REFUSED.to(args.lang)}", file=sys.stderr)
        for each in refused.faults:
            place = each.where.to(args.lang)
            print(f"  {place}: {each.words.to(args.lang)}", file=sys.stderr)
        return BAD
    wanted = [case for case in cases if args.case is None or case.id == args.case]
    if not wanted:
        print(f"{args.file}: {_NO_CASE.to(args.lang)}: {args.case}", file=sys.stderr)
        return BAD
    reports = audit(wanted)
    if args.json:
        print(json.dumps([each.as_data() for each in reports], ensure_ascii=False, indent=1))
    else:
        print("\n\n".join(told(each, args.lang) for each in reports))
    return LAPSES if any(each.of(Severity.LAPSE) for each in reports) else 0


def _decoded(raw: bytes) -> str | None:
    """UTF-8, or GB 18030 as Chinese programs save it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
