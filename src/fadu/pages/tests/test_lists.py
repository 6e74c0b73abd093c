"""Lists: filters, order, pages and files; only what is declared sorts or filters."""

import datetime
import io
import zipfile
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from fadu.law.words import Words
from fadu.pages.export import as_csv, as_xlsx, safe
from fadu.pages.lists import CHOICE, DATE, Column, Filter, Listed, Listing
from fadu.pages.paging import leaf
from fadu.pages.strands import Strands
from fadu.procedure.models import Case
from fadu.record.ids import new_id
from fadu.record.moment import moment

pytestmark = pytest.mark.django_db
FIRST = datetime.date(2020, 1, 1)

LIST = Listing(
    name="cases",
    columns=(
        Column("number", Words("编号", "Number"), lambda row: row.number, sort=("number",)),
        Column(
            "opened", Words("收件", "Received"), lambda row: row.opened_on,
            sort=("opened_on", "number"),
        ),
        Column("outcome", Words("结果", "Outcome"), lambda row: row.outcome),
        Column("name", Words("姓名", "Name"), lambda row: "某人", exported=False),
    ),
    sort="-opened",
    empty=Words("没有。", "None."),
    filters=(
        Filter("q", Words("编号", "Number"), lambda rows, text: rows.filter(number=text)),
        Filter(
            "status", Words("状态", "Status"), lambda rows, text: rows.filter(status=text), CHOICE,
            (("open", Words("在办", "Open")), ("closed", Words("办结", "Closed"))),
        ),
        Filter("since", Words("自", ""), lambda rows, day: rows.filter(opened_on__gte=day), DATE),
    ),
    size=10,
)  # fmt: skip


def cases(count: int, procedure: str = "a", start: int = 0, **more: Any) -> None:
    """Rows of the case book, nothing behind them."""
    Case.objects.bulk_create(
        Case(
            id=new_id(), bureau="511725", procedure=procedure, number=f"{place:04d}{procedure}",
            status="open" if place % 2 else "closed", seq=1, state_text="{}",
            opened_on=FIRST + datetime.timedelta(days=place // 3),
            recorded_at=moment(2020, 1, 1).recorded_at, **more,
        )
        for place in range(start, start + count)
    )  # fmt: skip


def asked(rows: Any = None, **query: str) -> Listed:
    return LIST.asked(
        RequestFactory().get("/", query), Case.objects.all() if rows is None else rows
    )


def numbers(listed: Listed) -> list[str]:
    return [line.items[0].text for line in listed.lines]


def strands() -> Strands[Case]:
    parts = tuple(Case.objects.filter(procedure=name) for name in ("a", "b", "c"))
    return Strands(parts, ("-opened_on", "-number"), Case.objects.all())


def test_filters_order_and_pages_stand_in_the_address() -> None:
    cases(25)
    assert numbers(asked())[0] == "0024a"
    assert numbers(asked(sort="number"))[:2] == ["0000a", "0001a"]
    assert numbers(asked(sort="number", status="open"))[:2] == ["0001a", "0003a"]
    assert numbers(asked(q="0007a")) == ["0007a"]
    assert numbers(asked(since="2020-01-09")) == ["0024a"]
    last = asked(sort="number", page="3")
    assert numbers(last) == ["0020a", "0021a", "0022a", "0023a", "0024a"]
    assert last.leaf.total == 25
    assert QueryDict(last.leaf.earlier[1:]).dict() == {"sort": "number", "page": "2"}


@pytest.mark.parametrize("sort", ["state_text", "-state_text", "outcome", "pk", "", "-", "?"])
def test_only_declared_columns_sort(sort: str) -> None:
    cases(3)
    assert asked(sort=sort).sort == "-opened"
    assert numbers(asked(sort=sort)) == ["0002a", "0001a", "0000a"]


def test_only_declared_filters_filter() -> None:
    cases(3)
    assert len(numbers(asked(number="0001a", state_text__contains="x"))) == 3
    assert "number" not in asked(number="0001a").address(sort="number").replace("sort=number", "")


@pytest.mark.parametrize("wrong", [{"status": "gone"}, {"since": "31.12.2020"}])
def test_a_wrong_filter_is_said_and_shows_no_rows(wrong: dict[str, str]) -> None:
    cases(3)
    listed = asked(**wrong)
    assert numbers(listed) == []
    assert list(listed.form.errors) == list(wrong)


def test_a_second_click_turns_the_order_round() -> None:
    headings = {head.title.en: head for head in asked(sort="number").headings}
    assert headings["Number"].sorted == "ascending"
    assert headings["Number"].address == "?sort=-number"
    assert headings["Received"].address == "?sort=opened"
    assert headings["Outcome"].address == ""


@pytest.mark.parametrize("sort", ["opened", "-opened", "number", "-number"])
@pytest.mark.parametrize("page", ["1", "2", "4"])
def test_strands_are_one_list(sort: str, page: str) -> None:
    for name, start in (("a", 0), ("b", 5), ("c", 17)):
        cases(13, name, start)
    assert numbers(asked(strands(), sort=sort, page=page)) == numbers(asked(sort=sort, page=page))
    assert asked(strands(), status="open").leaf.total == asked(status="open").leaf.total


def test_control_strands_that_share_a_row_are_no_list() -> None:
    cases(5)
    twice = Strands((Case.objects.all(), Case.objects.all()), ("number",), Case.objects.all())
    assert leaf(twice, RequestFactory().get("/"), size=7).total != 5


def test_counting_stops_at_the_limit() -> None:
    cases(25)
    for rows in (Case.objects.order_by("number"), strands()):
        page = leaf(rows, RequestFactory().get("/", {"page": "9"}), size=5, most=12)
        assert (page.total, page.more, page.pages, page.number) == (12, True, 3, 3)
    assert not leaf(strands(), RequestFactory().get("/"), size=5, most=25).more


def queries(count: int) -> int:
    cases(count, start=Case.objects.count())
    with CaptureQueriesContext(
        connection,
    ) as told:
        assert len(numbers(asked())) == 10
    return len(told)


def test_the_page_asks_as_much_for_many_rows_as_for_few() -> None:
    assert queries(11) == queries(60) == 2


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r", " =", "＝", "＠"])
def test_no_cell_begins_like_a_formula(begin: str) -> None:
    evil = f'{begin}HYPERLINK("http://x.example")'
    assert safe(evil).startswith("'")
    assert f"'{begin}".encode() in as_csv(["a"], [[evil]])
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx(["a"], [[evil]]))).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b't="s"' in sheet


def test_control_numbers_dates_and_words_stay_as_they_are() -> None:
    for cell in (-5, datetime.date(2020, 1, 2), "渠县", "1-2", None):
        assert safe(cell) == cell
    assert as_csv(["编号"], [["甲", None, 3]]).decode("utf-8-sig") == "编号\r\n甲,,3\r\n"


@pytest.mark.parametrize("rows", ["all", "strands"])
def test_a_file_holds_the_rows_of_all_pages_without_names(rows: str) -> None:
    cases(25)
    listed = asked(strands() if rows == "strands" else None, status="open", export="csv")
    assert listed.file is not None
    text = listed.file.content.decode("utf-8-sig").splitlines()
    assert text[0] == "编号,收件,结果"
    assert len(text) == 1 + 12
    assert "某人" not in "".join(text)
    assert asked(export="exe").file is None
    book = asked(export="xlsx").file
    assert book is not None and book.content.startswith(b"PK")
