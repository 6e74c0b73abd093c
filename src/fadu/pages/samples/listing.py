"""Samples of lists and numbers: filters, rows that are cards on a phone, files, and bars."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.test import RequestFactory

from fadu.law.words import Words
from fadu.pages.bars import Bars, Cell, Row, Series
from fadu.pages.lists import CHOICE, DATE, Column, Filter, Listed, Listing
from fadu.pages.paging import Leaf
from fadu.pages.samples.sample import Sample
from fadu.procedure.models import Case

_ROWS = (
    ("511725-2020-ZY-000158", Words("已超期 3 个工作日", "Overdue by 3 working days"), "red"),
    ("511725-2020-ZY-000597", Words("今天到期", "Due today"), "amber"),
    ("511725-2020-ZY-000612", Words("还剩 4 个工作日", "4 working days left"), "green"),
)
_LIST = Listing(
    name="sample",
    columns=(
        Column("number", Words("办件编号", "Number"), lambda row: row[0], sort=("number",)),
        Column("step", Words("环节", "Step"), lambda row: Words("审核", "Examination")),
        Column("limit", Words("期限", "Limit"), lambda row: row[1], colour=lambda row: row[2]),
        Column("since", Words("收件日期", "Received on"), lambda row: datetime.date(2020, 12, 1)),
        Column("files", Words("材料份数", "Papers"), lambda row: 5, number=True),
    ),
    sort="number",
    empty=Words("没有案件。", "No case."),
    filters=(
        Filter("q", Words("办件编号", "Number"), lambda rows, text: rows),
        Filter(
            "status", Words("状态", "Status"), lambda rows, text: rows, CHOICE,
            (("open", Words("在办", "Open")), ("closed", Words("已办结", "Closed"))),
        ),
        Filter("since", Words("收件自", "Received from"), lambda rows, day: rows, DATE),
    ),
    link=lambda row: "#",
)  # fmt: skip


def _listed() -> Mapping[str, Any]:
    listed = Listed(_LIST, RequestFactory().get("/"), Case.objects.none())
    # A page that stands without a database: the rows are given, not asked for.
    vars(listed)["leaf"] = Leaf(_ROWS, 1, 1, len(_ROWS), "", "")
    return {"listed": listed}


def _bars() -> Mapping[str, Any]:
    rows = (
        Row(Words("受理", "Receipt"), (Cell(12, "#"), Cell(1, "#"))),
        Row(Words("审核", "Examination"), (Cell(31, "#"), Cell(4, "#"))),
        Row(Words("登簿", "Entry in the register"), (Cell(7, "#"), Cell(0, "#"))),
    )
    series = (Series(Words("在办", "Open")), Series(Words("超期", "Overdue"), "seal"))
    title = Words("各环节在办", "Open by step")
    return {"bars": Bars(title, Words("环节", "Step"), series, rows)}


SAMPLES = (
    Sample(
        "filters",
        Words("筛选", "Filters"),
        Words("列表之上；全部写在网址里", "Above a list; all of it stands in the address"),
        "pages/parts/filters.html",
        _listed,
    ),
    Sample(
        "list",
        Words("列表：表与卡片", "List: table and cards"),
        Words(
            "可排序的表；手机上每行一张卡片", "A table that sorts; on a phone each row is a card"
        ),
        "pages/parts/list.html",
        _listed,
    ),
    Sample(
        "listfoot",
        Words("列表之下", "Below a list"),
        Words("翻页、行数和导出", "Pages, number of rows, and files"),
        "pages/parts/listfoot.html",
        _listed,
    ),
    Sample(
        "bars",
        Words("条形图", "Bars"),
        Words("图由旁边的表画出，每个数字可点开", "Drawn from the table beside; numbers open"),
        "pages/parts/bars.html",
        _bars,
    ),
)
