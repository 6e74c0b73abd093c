"""The flow chart: every step and way is drawn, nothing meets, and the page can say it in words."""

import itertools
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string

from fadu.law.words import Words
from fadu.pages.chart import Box, Chart, drawn
from fadu.pages.layers import layers, main_line
from fadu.pages.lettering import measured, wrapped
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import procedures
from fadu.procedure.graph import graph_of

ALL = list(procedures().values())
LIMITS = {"reg.step.examine": Words("2个工作日", "2 working days")}


@pytest.fixture(params=ALL, ids=lambda procedure: procedure.name)
def procedure(request: pytest.FixtureRequest) -> Procedure:
    declared: Procedure = request.param
    return declared


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_step_and_every_way_is_drawn(procedure: Procedure, language: str) -> None:
    graph = graph_of(procedure)
    chart = drawn(graph, language, {})
    assert len(chart.boxes) == len(graph["steps"]) + 1
    ways = {
        (name, outcome["to"])
        for name, step in graph["steps"].items()
        for outcome in step["outcomes"].values()
    }
    assert len(chart.arrows) == len(ways)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_two_boxes_meet_and_no_text_leaves_its_box(procedure: Procedure, language: str) -> None:
    chart = drawn(graph_of(procedure), language, {})
    assert not overlapping(chart)
    for box in chart.boxes:
        for text in box.texts:
            assert text.x + measured(text.text, text.size) <= box.right + 1, text.text
            assert box.y < text.y < box.y + box.height, text.text


def overlapping(chart: Chart) -> list[tuple[Box, Box]]:
    """Boxes whose heights meet: they stand one below the other."""
    pairs = itertools.combinations(chart.boxes, 2)
    return [(a, b) for a, b in pairs if a.y < b.y + b.height and b.y < a.y + a.height]


def test_the_main_line_is_the_longest_way() -> None:
    graph = graph_of(procedures()["realestate.transfer"])
    assert main_line(graph) == ["receive", "examine", "enter", "issue", "done"]
    depth = layers(graph)
    assert depth["receive"] == 0
    assert depth["done"] == max(depth.values())


def test_a_case_shows_where_it_is_and_was() -> None:
    graph = graph_of(procedures()["realestate.transfer"])
    chart = drawn(graph, "zh", LIMITS, here="examine", taken={"receive"})
    states = [box.state for box in chart.boxes]
    assert states.count("here") == 1
    assert states.count("taken") == 1
    here = next(box for box in chart.boxes if box.state == "here")
    said = " ".join(text.text for text in here.texts)
    assert "审核" in said
    assert "2个工作日" in said
    assert "当前" in said
    assert "当前环节：审核" in chart.desc


def test_the_picture_is_xml_without_style() -> None:
    chart = drawn(graph_of(procedures()["realestate.transfer"]), "en", LIMITS)
    page = render_to_string("pages/parts/chart.html", {"chart": chart})
    picture = page[page.index("<svg") : page.index("</svg>") + 6]
    root = ElementTree.fromstring(picture)
    assert root.get("role") == "img"
    assert all("style" not in element.attrib for element in root.iter())


def test_lines_break_where_the_language_allows() -> None:
    assert wrapped("One-time notice of what is missing", 120, 13)[0] == "One-time notice of"
    lines = wrapped("国有建设用地使用权及房屋所有权转移登记，", 16 * 10, 16)
    assert all(measured(line, 16) <= 16 * 11 for line in lines)
    assert not any(line.startswith("，") for line in lines)


def test_control_overlapping_boxes_are_found() -> None:
    box = Box(0, 0, 10, 10, "", "", 1, 1, (), None, "plain")
    chart = Chart(10, 10, "", "", (box, box), (), (), (), False)
    assert overlapping(chart)
