"""`./fadu docs`: writes the pages of docs/ that come from declarations: what is proved of them."""

import datetime
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from fadu.procedure.declare import Procedure
from fadu.procedure.discover import parameters, procedures
from fadu.procedure.proof_report import report
from fadu.procedure.proof_text import as_markdown
from fadu.site.demo.cast import BUREAU

HELP = "生成说明文件中的程序证明 / write the proofs of procedures into docs/"
NEEDS_DJANGO = True
FOLDER = Path(__file__).resolve().parents[4] / "docs" / "proofs"
# A day and a place that stay: a page changes when a declaration or a value does, not by itself.
ON = datetime.date(2020, 12, 24)


def arguments(parser: ArgumentParser) -> None:
    """Whether to write or to compare."""
    parser.add_argument(
        "--check", action="store_true", help="只比较，不写 / compare, write nothing"
    )


def run(args: Namespace) -> int:
    """0 when the pages are up to date or written; 1 when `--check` finds one that is not."""
    wanted = pages()
    stale = stale_pages(wanted)
    if args.check:
        for name in stale:
            print(
                f"{name} 不是最新的，请运行 ./fadu docs / is not up to date: run ./fadu docs",
                file=sys.stderr,
            )
        return 1 if stale else 0
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, "utf-8")
    print(f"{len(wanted)} 页，{len(stale)} 页有变化 / {len(wanted)} pages, {len(stale)} changed")
    return 0


def pages() -> dict[str, str]:
    """Every page by its name."""
    known = procedures()
    return {f"{name}.md": page(procedure) for name, procedure in sorted(known.items())}


def page(procedure: Procedure) -> str:
    """The page of a procedure, Chinese first."""
    told = report(procedure, parameters(), ON, BUREAU)
    return "\n".join(
        (
            f"# {procedure.name}",
            "",
            "由 `./fadu docs` 生成，请勿手改。Written by `./fadu docs`; do not edit.",
            "",
            as_markdown(told, "zh"),
            as_markdown(told, "en"),
        )
    )


def stale_pages(wanted: Mapping[str, str]) -> list[str]:
    """The pages that are missing, other than they should be, or of no procedure."""
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    return sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
