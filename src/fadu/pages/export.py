"""Lists as files: CSV and XLSX, with nothing in them that a spreadsheet would run.

A cell that begins like a formula is text typed by somebody; CSV cannot say so, hence the quote
mark before it (OWASP, CSV injection). XLSX carries types: there text is text.
"""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse

CSV, XLSX = "csv", "xlsx"
KINDS = (CSV, XLSX)
# A file holds so many rows at most.
MOST = 10_000
# Full-width signs too: some spreadsheets read them as the narrow ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers and dates as they are."""
    if isinstance(cell, str) and (cell.startswith(_FORMULA) or cell.strip().startswith(_FORMULA)):
        return f"'{cell}"
    return cell


def as_csv(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows as CSV in UTF-8 with a byte order mark, which spreadsheets ask for."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([safe(title) for title in titles])
    for row in rows:
        writer.writerow(["" if cell is None else safe(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The rows as a workbook of one sheet: dates are dates, and text is never a formula."""
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for place, title in enumerate(titles):
        sheet.write_string(0, place, title, bold)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(number, place, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell)
            elif cell is not None:
                sheet.write_string(number, place, str(cell))
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    book.close()
    return whole.getvalue()


def answered(
    kind: str, name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """The file as an answer to keep."""
    content = as_csv(titles, rows) if kind == CSV else as_xlsx(titles, rows)
    response = HttpResponse(content, content_type=_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
