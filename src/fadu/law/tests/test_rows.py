"""A table of any length, answered line by line."""

import tracemalloc
from collections.abc import Callable, Iterable
from io import StringIO

import pytest

from fadu.law.calendar import Calendar
from fadu.law.parameters import Parameters
from fadu.law.rows import RowError, Table, Tally, answer_rows
from fadu.law.words import Words


def table(language: str = "en", *, explain: bool = False) -> Table:
    return Table(Calendar.shipped(), Parameters.load, language, explain=explain)


def answered(text: str | bytes, shared: Table | None = None) -> tuple[list[str], list[str]]:
    """The rows written, header included, and the complaints."""
    raw = text.encode() if isinstance(text, str) else text
    out, complaints = StringIO(), list[Words]()
    shared = shared or table()
    answer_rows(raw.splitlines(keepends=True), out, complaints.append, shared)
    return out.getvalue().splitlines(), [words.to(shared.language) for words in complaints]


def test_every_optional_column_is_used() -> None:
    rows, complaints = answered(
        "id,way,start,period,suspensions\n"
        "1,,2021-03-01,5wd,\n"
        "2,within,2021-03-01,5wd,2021-03-03..2021-03-04\n"
        "3,,2021-03-01,5wd,2021-03-03..2021-03-04; 2021-03-09..\n"
        "4,before,2021-10-08,7wd,\n"
        "5,full,2021-09-01,30d,\n"
        "\n"
        "6,before,2021-10-08,7wd,2021-10-01..\n"
        "7,after,2021-10-08,7wd,\n"
    )
    assert rows[1:4] == [
        "1,,2021-03-01,5wd,,2021-03-08,no,",
        "2,within,2021-03-01,5wd,2021-03-03..2021-03-04,2021-03-10,no,",
        "3,,2021-03-01,5wd,2021-03-03..2021-03-04; 2021-03-09..,2021-03-11,yes,suspended from "
        "2021-03-09 (Tue) for a stop given in the table and not resumed: the date is the earliest "
        "possible",
    ]
    assert rows[4:] == [
        "4,before,2021-10-08,7wd,,2021-09-23,no,",
        "5,full,2021-09-01,30d,,2021-10-09,no,",
    ]
    assert complaints == [
        "line 8: nothing is suspended that is counted back",
        "line 9: no such way: “after” (within, before, full, or empty)",
    ]


def test_an_explanation_is_a_column_more() -> None:
    out = StringIO()
    lines = [b"start,period\n", b"2020-09-28,5wd\n"]
    answer_rows(lines, out, print, table("zh", explain=True))
    assert out.getvalue().splitlines()[0] == "start,period,due,provisional,note,explanation"
    assert "国庆节、中秋节放假8天" in out.getvalue()
    assert len(out.getvalue().splitlines()) == 1 + 6  # a line a reason within the cell
    assert "\r" not in out.getvalue()
    rows, _ = answered("start,period,explanation\n2020-09-28,5wd,mine\n")
    assert rows == [
        "start,period,explanation,due,provisional,note", "2020-09-28,5wd,mine,2020-10-12,no,"
    ]  # fmt: skip
    with pytest.raises(RowError, match="列名重复"):
        answered("start,period,explanation\n", table(explain=True))


def test_notes_are_joined_as_each_language_joins_sentences() -> None:
    keyed = (
        b"start,period,as-of,division\n2026-11-30,reg.limit.statutory,2026-11-01,511725\n"
        b"2026-11-30,reg.limit.statutory,,51\n2026-11-30,reg.limit.statutory,2000-01-01,5117\n"
    )
    for language, join in (("zh", "；2027年的放假"), ("en", "; the holiday notice of 2027")):
        rows, complaints = answered(keyed, table(language))
        assert join in rows[1]
        assert join in rows[2]
        assert len(rows) == 3
        assert len(complaints) == 1  # before the regulation there was no limit
    assert "（未经核实）" not in rows[1]


def test_an_unconfirmed_value_is_said_to_be_so() -> None:
    entry = {
        "layer": "511725", "from": None, "value": "9wd", "confidence": "unconfirmed",
        "source": {"document": {"zh": "来文", "en": "a letter"}},
    }  # fmt: skip
    title = {"zh": "试", "en": "trial"}
    key = {"title": title, "unit": "period", "tightens": "none", "values": [entry]}
    shared = Table(Calendar.shipped(), lambda: Parameters.load().having({"trial.limit": key}), "zh")
    text = "start,period,division\n2020-09-28,trial.limit,511725\n2020-09-28,trial.limit,5117\n"
    rows, complaints = answered(text, shared)
    assert rows[1:] == ["2020-09-28,trial.limit,511725,2020-10-16,no,9个工作日：来文（未经核实）"]
    assert complaints[0].startswith("第3行：")
    rows, _ = answered(text, Table(shared.calendar, shared.parameters, "en"))
    assert rows[1].endswith("9 working days: a letter (unconfirmed)")


def test_a_mark_of_byte_order_belongs_to_the_first_line_alone() -> None:
    mark = b"\xef\xbb\xbf"
    rows, complaints = answered(
        mark + b"start,period\n2020-09-28,5wd\n" + mark + b"2020-09-28,5wd\n"
    )
    assert rows == ["start,period,due,provisional,note", "2020-09-28,5wd,2020-10-12,no,"]
    assert complaints[0].startswith("line 3: no date: “\ufeff2020-09-28”")


def test_stops_reach_a_period_that_must_run_out_and_columns_are_counted() -> None:
    rows, complaints = answered(
        "way,start,period,suspensions\nfull,2021-03-01,10wd,2021-03-08..2021-03-12\n"
        ",2021-03-01,5wd\n,2021-03-01,5wd,2021-03-02..2021-03-03..2021-03-04\n"
    )
    assert rows[1:] == ["full,2021-03-01,10wd,2021-03-08..2021-03-12,2021-03-23,no,"]
    assert complaints == [
        "line 3: its columns are not those of the header: 4 expected, 3 found",
        "line 4: no date: “2021-03-03..2021-03-04” (write it as 2020-01-20)",
    ]


def test_a_quoted_cell_may_hold_lines_and_a_lost_quote_costs_one_row() -> None:
    rows, complaints = answered(
        'start,period,what\n2020-09-28,5wd,"two\nlines"\n2020-09-28,5wd,"x"y\n2020-09-28,6wd,z\n'
    )
    assert rows[1:3] == ['2020-09-28,5wd,"two', 'lines",2020-10-12,no,']
    assert rows[3:] == ["2020-09-28,6wd,z,2020-10-13,no,"]
    assert [each[:16] for each in complaints] == ["line 4: bad CSV:"]


def test_a_line_in_another_encoding_is_named() -> None:
    text = b"start,period,who\n2020-09-28,5wd,x\n2020-09-28,5wd,%s\n2020-09-28,5wd,%s\n"
    mixed = text % ("甲".encode(), "乙方".encode("gb18030"))
    rows, complaints = answered(mixed)
    assert rows[1:] == ["2020-09-28,5wd,x,2020-10-12,no,", "2020-09-28,5wd,甲,2020-10-12,no,"]
    assert complaints == [
        "line 4: its encoding is not that of the lines before (utf-8): save as UTF-8"
    ]
    rows, complaints = answered(text % ("甲方".encode("gb18030"), "乙方".encode("gb18030")))
    assert (rows[3], complaints) == ("2020-09-28,5wd,乙方,2020-10-12,no,", [])


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2020-9-28,5wd,", "no date: “2020-9-28” (write it as 2020-01-20)"),
        ("2020-09-28,5w,", "no period: “5w” (expected 20wd, 30d, 3m, 24h or now)"),
        ("2020-09-28,reg.limit.statutory,51172", "no division code: “51172” (2, 4 or 6 digits)"),
        ("2020-09-28,reg.none,", "there is no parameter reg.none"),
        ("9000-01-01,5wd,", "the holiday notice of 9000 is not known"),
    ],
)
def test_a_bad_row_says_what_to_do(row: str, said: str) -> None:
    rows, complaints = answered(f"start,period,division\n{row}\n2020-09-28,5wd,\n")
    assert complaints[0].startswith(f"line 2: {said}")
    assert rows[1:] == ["2020-09-28,5wd,,2020-10-12,no,"]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("", "缺少列：start, period"),
        ("start,periode\n", "缺少列：period"),
        ("start,period,note\n", "已有列"),
        ("start,period,start\n", "列名重复"),
        (b"start,period,\xff\xff\n", "编码不明"),
    ],
)
def test_a_useless_header_is_refused_whole(header: str | bytes, said: str) -> None:
    with pytest.raises(RowError, match=said):
        answered(header)


class _Nowhere:
    """Takes texts and keeps none."""

    def write(self, text: str, /) -> int:
        return len(text)


def _peak(lines: Callable[[int], Iterable[bytes]], number: int) -> tuple[int, Tally]:
    tracemalloc.start()
    try:
        tally = answer_rows(lines(number), _Nowhere(), lambda words: None, table())
        return tracemalloc.get_traced_memory()[1], tally
    finally:
        tracemalloc.stop()


def _stream(number: int) -> Iterable[bytes]:
    yield b"start,period,what\n"
    for place in range(number):
        yield b"2020-%02d-%02d,%dwd,%d\n" % (
            place % 12 + 1,
            place // 12 % 30 + 1,
            place % 50 + 1,
            place,
        )


def test_memory_does_not_grow_with_the_file() -> None:
    _peak(_stream, 3_000)  # fills the caches, which have an end
    little, _ = _peak(_stream, 3_000)
    much, tally = _peak(_stream, 30_000)
    assert (tally.answered, tally.refused) == (29_917, 83)  # 30 February
    assert much < little + 50_000


def test_control_keeping_the_rows_is_noticed() -> None:
    def kept(number: int) -> Iterable[bytes]:
        return list(_stream(number))

    little, _ = _peak(kept, 3_000)
    much, _ = _peak(kept, 30_000)
    assert much > little + 500_000
