"""What is in the index is found by whoever may read it, newest first; what is not, is not."""

import datetime
from collections.abc import Iterable

import pytest
from django.db import connection

from fadu.law.words import Words
from fadu.record.ids import new_id
from fadu.search import asking, index
from fadu.search.asking import Hit, Question, beginning_with, hits, one_of, word
from fadu.search.keeping import NEEDED, check_keeping, missing
from fadu.search.models import Item
from fadu.search.offer import Row, Text
from fadu.search.words import asked

pytestmark = pytest.mark.django_db
BUREAU, KIND = "511725", "case"
HEADING = Words("文字", "Text")


def row(
    *texts: str, on: int = 2020, number: str = "", procedure: str = "a", status: str = ""
) -> Row:
    told = [Text(HEADING, text) for text in texts]
    told += [Text(HEADING, number, number=True)] if number else []
    return Row(new_id(), datetime.date(on, 5, 6), tuple(told), procedure, status)


def put(*rows: Row, bureau: str = BUREAU) -> None:
    index.put(bureau, KIND, rows)


def found(
    *typed: str, matters: Iterable[str] | None = None, year: int | None = None, most: int = 21
) -> list[object]:
    needs = [word(run) for run in typed]
    if matters is not None:
        needs.append(one_of(map(index.matter, matters)))
    question = Question(BUREAU, (KIND,), tuple(needs), year)
    return [hit.ref for hit in hits(question, most=most)]


def test_a_word_of_two_characters_is_found_inside_a_longer_one() -> None:
    one, other = row("渠江街道1号"), row("东门街2号")
    put(one, other)
    assert found("渠江") == [one.ref]
    assert found("街道") == [one.ref]
    assert found("街") == [other.ref, one.ref]


def test_all_words_must_be_there() -> None:
    one = row("渠江街道", "住宅")
    put(one, row("渠江街道", "商业"))
    assert found("渠江", "住宅") == [one.ref]
    assert found("渠江", "工业") == []


def test_the_newest_row_comes_first_and_pages_do_not_overlap() -> None:
    rows = [row("街道") for _ in range(7)]
    put(*rows)
    newest = [one.ref for one in reversed(rows)]
    question = Question(BUREAU, (KIND,), (word("街道"),))
    pages = [hits(question, most=3, start=start) for start in (0, 3, 6)]
    assert [hit.ref for page in pages for hit in page] == newest


def test_only_matters_that_are_read_are_found() -> None:
    mine, other = row("街道", procedure="mine"), row("街道", procedure="other")
    put(mine, other)
    assert found("街道", matters=["mine"]) == [mine.ref]
    assert found("街道", matters=["mine", "other"]) == [other.ref, mine.ref]
    assert found("街道", matters=[]) == []


def test_another_bureau_finds_nothing() -> None:
    put(row("街道"), bureau="511700")
    assert found("街道") == []


def test_a_year_and_a_kind_narrow_it() -> None:
    old, new = row("街道", on=2019), row("街道", on=2020)
    put(old, new)
    assert found("街道", year=2019) == [old.ref]
    assert hits(Question(BUREAU, ("notice",), (word("街道"),)), most=9) == []


@pytest.mark.parametrize("few", [-1, 10**9], ids=["all are common", "all are rare"])
def test_common_rare_and_old_words_are_all_found(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than PostgreSQL looks through in order; the answer is the same by either way."""
    monkeypatch.setattr(asking, "FEW", few)
    monkeypatch.setattr(asking, "NEWEST", 50)
    old = [row("街道", "老鹰岩", on=2015) for _ in range(3)]
    put(*old)
    put(*(row("街道") for _ in range(60)))
    rare = row("街道", "凤凰台")
    put(rare)
    put(*(row("街道") for _ in range(60)))
    assert found("凤凰", "街道") == [rare.ref]
    assert found("老鹰") == [one.ref for one in reversed(old)]
    assert found("老鹰", year=2015) == [one.ref for one in reversed(old)]
    assert len(found("街道")) == 21


def test_a_changed_row_is_found_by_its_new_words_alone() -> None:
    one = row("东门街", number="ZY-1")
    put(one)
    put(Row(one.ref, one.on, (Text(HEADING, "西门街"), Text(HEADING, "ZY-2", number=True)), "a"))
    assert found("东门") == [] and found("西门") == [one.ref]
    question = Question(BUREAU, (KIND,), ())
    assert beginning_with(question, "zy1", most=9) == []
    assert beginning_with(question, "zy2", most=9) == [Hit(KIND, one.ref)]


def test_a_tag_is_exchanged_in_place() -> None:
    one = row("街道", status="open")
    put(one)
    index.retag(BUREAU, KIND, one.ref, index.status("open"), index.status("closed"))
    tags = [one_of([index.status("closed")])]
    assert [hit.ref for hit in hits(Question(BUREAU, (KIND,), tuple(tags)), most=9)] == [one.ref]
    (held,) = Item.objects.values_list("terms", flat=True)
    assert held == " ".join(sorted(held.split()))


def test_a_row_is_taken_out_and_an_index_is_cleared() -> None:
    one, other = row("街道"), row("街道")
    put(one, other)
    index.forget(BUREAU, KIND, one.ref)
    assert found("街道") == [other.ref]
    index.clear(BUREAU)
    assert found("街道") == []


def test_numbers_are_found_by_their_beginning_and_without_the_bureau() -> None:
    one = row("一", number="511725-2020-ZY-000012")
    other = row("二", number="511725-2020-ZY-000013", procedure="other")
    put(one, other)
    mine = Question(BUREAU, (KIND,), (one_of([index.matter("a")]),))
    everything = Question(BUREAU, (KIND,), ())
    for text in ("511725-2020-ZY", "2020-ZY-00001", "２０２０ｚｙ", "2020 ZY 000012"):
        assert beginning_with(mine, text, most=9) == [Hit(KIND, one.ref)]
    assert beginning_with(everything, "2020zy", most=9) == [
        Hit(KIND, other.ref),
        Hit(KIND, one.ref),
    ]
    assert beginning_with(everything, "2021", most=9) == []
    assert beginning_with(Question(BUREAU, (KIND,), (one_of([]),)), "2020", most=9) == []
    assert beginning_with(Question(BUREAU, (KIND,), (), 2019), "2020", most=9) == []


def test_a_row_with_two_numbers_alike_stands_once_and_leaves_room_for_the_next() -> None:
    rows = [row("一", number=f"511725-2020-ZY-{n:06d}") for n in range(4)]
    for n, one in enumerate(rows):
        both = (*one.texts, Text(HEADING, f"511725001GB{n:05d}", number=True))
        put(Row(one.ref, one.on, both, "a"))
    found_rows = beginning_with(Question(BUREAU, (KIND,), ()), "511725", most=3)
    assert len(found_rows) == 3 and len({hit.ref for hit in found_rows}) == 3


@pytest.mark.parametrize("text", ["' | 'm:other", '" OR "m:other', "a*", "NEAR(a b)", "\\", "!"])
def test_what_is_typed_is_never_read_as_a_query(text: str) -> None:
    put(row("街道", procedure="other"))
    typed = asked(text)
    assert found(*typed, matters=["mine"]) == []


def test_start_up_misses_what_keeps_the_index_in_step() -> None:
    assert not missing() and not check_keeping(databases=["default"])
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER search_token_goes")
        else:
            cursor.execute("ALTER TABLE search_nametoken DROP CONSTRAINT search_token_goes")
    assert missing() == ["search_token_goes"]
    assert [fault.id for fault in check_keeping(databases=["default"])] == ["search.E001"]
    assert "search_token_goes" in NEEDED[connection.vendor]
