"""Laws are found by what people call them, and say where they stand on a day."""

from datetime import date

import pytest

from fadu.law.sources import find, law, laws, predecessors, standing, wording


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("行政处罚法", "行政处罚法"),
        ("《行政处罚法》", "行政处罚法"),
        ("Administrative Penalty Law", "行政处罚法"),
        ("administrative penalty law", "行政处罚法"),
        ("l21", "行政处罚法"),
        ("处罚法", "行政处罚法"),
        ("法释[2000]14号", "法释〔2000〕14号"),
        ("118号", "国办发〔2018〕118号"),
        ("2559", "发改价格规〔2016〕2559号"),
        ("暂行条例实施细则", "不动产登记暂行条例实施细则"),
    ],
)
def test_one_law_by_any_of_its_names(text: str, title: str) -> None:
    assert [each.name for each in find(text)] == [title]


def test_a_part_of_a_title_gives_all_that_fit_shortest_first() -> None:
    found = [each.name for each in find("不动产登记暂行条例实施")]
    assert found == ["不动产登记暂行条例实施细则"]
    several = [each.name for each in find("自然资源")]
    assert len(several) > 2
    assert several[0] == "自然资源听证规定"
    assert all(find(name)[0].name == name for name in laws())


@pytest.mark.parametrize("text", ["", "  ", "《》", "没有这部法", "4242"])
def test_what_fits_nothing_finds_nothing(text: str) -> None:
    assert find(text) == ()


def test_a_name_of_one_wording_means_that_wording() -> None:
    (penalty,) = find("L17")
    named = wording(penalty, "L17")
    assert named is not None
    assert named.key == "2017"
    assert wording(penalty, "行政处罚法") is None


def test_where_a_law_stands() -> None:
    (penalty,), (awaited,) = find("行政处罚法"), find("四川省行政处罚听证程序规定")
    (property_law,), (notice,) = find("物权法"), find("118号")
    assert standing(penalty, date(2020, 1, 1)) == "in_force"
    assert standing(awaited, date(2020, 1, 1)) == "awaited"
    assert standing(property_law, date(2021, 1, 1)) == "ended"
    assert standing(notice, date(2018, 12, 4)) == "not_yet"
    (code,), (regulation,) = find("民法典"), find("四川省行政执法监督条例")
    assert standing(code, date(2020, 12, 31)) == "not_yet"
    assert standing(regulation, date(2021, 7, 31)) == "unrecorded"


def test_a_successor_knows_whose_place_it_took() -> None:
    replaced = [each for each in laws().values() if each.replaced_by]
    assert replaced
    for each in replaced:
        assert each.replaced_by is not None
        successor = law(each.replaced_by.law)
        assert successor is not None
        assert each in predecessors(successor)
