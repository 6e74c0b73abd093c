"""Which kinds of files a paper takes: documents and pictures; recordings where its row says so."""

from collections.abc import Iterable, Mapping, Sequence

from fadu.law.entries import PaperRow
from fadu.law.words import Words
from fadu.procedure.refusal import Refusal
from fadu.record.evidence import Stored
from fadu.record.inspection.verdict import RECORDINGS


def wrong_kinds(
    asked: Iterable[PaperRow], handed_in: Mapping[str, Sequence[Stored]]
) -> list[Refusal]:
    """A recording handed in for a paper that takes none, whichever page let it through."""
    return [
        Refusal(
            "paper_takes_no_recording",
            Words(
                f"“{row['title'].zh}”不收录音录像",
                f"“{row['title'].en}” is not taken as a recording",
            ),
            Words("请提交 PDF、PNG 或 JPEG", "Hand in PDF, PNG or JPEG"),
            subject=row["code"],
        )
        for row in asked
        if not row["recordings"]
        and any(file.media_type in RECORDINGS for file in handed_in.get(row["code"], ()))
    ]
