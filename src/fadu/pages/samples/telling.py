"""Samples of what tells: papers, clocks, chart, timeline, refusals, map."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.templatetags.static import static

from fadu.law.calendar import Calendar
from fadu.law.period import WorkingDays, due
from fadu.law.sources import cite
from fadu.law.suspension import Suspension
from fadu.law.words import Words
from fadu.pages.chart import drawn
from fadu.pages.clock import ClockView, viewed
from fadu.pages.map import Map, Shape
from fadu.pages.papers import FileView, PaperView
from fadu.pages.samples.sample import Sample
from fadu.pages.templatetags.fadu import language
from fadu.pages.viewer import Piece, viewer
from fadu.procedure.discover import procedures
from fadu.procedure.graph import graph_of
from fadu.procedure.recomputing import STEP_TITLE
from fadu.procedure.refusal import Refusal
from fadu.procedure.timeline import Line
from fadu.record.hashing import digests
from fadu.record.models import Entry
from fadu.record.moment import SHANGHAI

TODAY = datetime.date(2020, 12, 24)
_ID = UUID("00000000-0000-7000-8000-000000000001")
_BASIS = cite("不动产登记暂行条例", 16)


def _clocks() -> Mapping[str, Any]:
    promise, law = Words("承诺时限", "Promised limit"), Words("法定时限", "Statutory limit")
    source = cite("不动产登记暂行条例", 20).words
    calendar = Calendar.shipped()
    notice = Suspension(
        datetime.date(2020, 12, 8), datetime.date(2020, 12, 11), Words("公告", "public notice")
    )
    running = due(TODAY, WorkingDays(5), calendar)
    over_new_year = due(datetime.date(2020, 9, 28), WorkingDays(8), calendar)
    stopped = due(datetime.date(2020, 12, 3), WorkingDays(10), calendar, [notice])
    views: list[ClockView] = [
        viewed("promise", promise, source, running, TODAY, calendar),
        viewed("statutory", law, source, stopped, datetime.date(2020, 12, 21), calendar),
        viewed("step", STEP_TITLE, source, over_new_year, TODAY, calendar),
        viewed("promise", promise, source, running, TODAY, calendar, datetime.date(2020, 12, 29)),
    ]
    return {"clocks": views}


def _weeks() -> Mapping[str, Any]:
    return {"clock": _clocks()["clocks"][2]}


def _chart() -> Mapping[str, Any]:
    graph = graph_of(procedures()["realestate.transfer"])
    return {"chart": drawn(graph, language(), {}, here="examine", taken={"receive"})}


def _papers() -> Mapping[str, Any]:
    source = _BASIS.words
    scan = FileView(_ID, "application/pdf", 482_133, "合同.pdf")

    def paper(code: str, zh: str, en: str, files: tuple[FileView, ...] = (), **more: bool) -> Any:
        plain = {"required": True, "tolerable": False, "by_sharing": False, "recordings": False}
        return PaperView(code, Words(zh, en), source, files=files, **(plain | more))

    return {
        "papers": [
            paper("application", "登记申请书", "Application form", (scan,)),
            paper("identity", "申请人身份证明", "Proof of identity"),
            paper("tax", "契税等完税凭证", "Proof of tax", by_sharing=True),
            paper("survey", "测绘成果", "Survey", required=False, tolerable=True, recordings=True),
        ],
        "checking": True,
    }


def _refusals() -> Mapping[str, Any]:
    return {
        "refusals": [
            Refusal(
                "paper_missing",
                Words("缺少“契税等完税凭证”", "“Proof of tax” is missing"),
                Words("请补正后再受理", "Supply it, then accept"),
                _BASIS,
            )
        ]
    }


def _timeline() -> Mapping[str, Any]:
    said = (
        Words("网上收到转移登记申请，材料 5 类", "Application received online, 5 kinds of papers"),
        Words("受理：受理", "Acceptance: accepted"),
        Words("受理：受理（系统自动，当场未告知）", "Acceptance: accepted (automatic)"),
    )
    who = (Words("当事人", "Party"), Words("陈敏", "陈敏"), Words("系统", "System"))
    return {
        "lines": [_line(place, *pair) for place, pair in enumerate(zip(said, who, strict=True))]
    }


def _line(place: int, words: Words, who: Words) -> Line:
    at = datetime.datetime(2020, 12, 22 + place, 9, 30, tzinfo=SHANGHAI)
    held = digests(words.zh.encode())
    entry = Entry(seq=place + 1, kind="case.taken", sha256=held.sha256, sm3=held.sm3)
    return Line(entry, words, None, who, at.date(), at, held.sha256, ())


def _map() -> Mapping[str, Any]:
    west, south = 106.9745, 30.8365

    def plot(name: str, x: int, y: int, wide: int, high: int, current: bool = False) -> Shape:
        corners = ((x, y), (x + wide, y + 4), (x + wide - 3, y + high), (x + 2, y + high - 2))
        ring = tuple((west + a / 100_000, south + b / 100_000) for a, b in corners)
        return Shape(name, Words(name, name), (ring,), current=current)

    plots = (plot("GB00001", 0, 0, 80, 60), plot("GB00002", 84, 2, 60, 58, current=True),
             plot("GB00003", 2, 66, 140, 44))  # fmt: skip
    return {"map": Map(Words("宗地位置（样例）", "Where the plots lie (sample)"), plots)}


def _viewer() -> Mapping[str, Any]:
    titles = (Words("登记申请书", "Application form"), Words("身份证明", "Proof of identity"))
    pieces = [
        Piece(UUID(int=place), title, "image/svg+xml", "1 KB", static("pages/mark.svg"), "#viewer")
        for place, title in enumerate(titles, start=1)
    ]
    return {"viewer": viewer(pieces, "")}


SAMPLES = (
    Sample(
        "papers",
        Words("材料清单", "Checklist of papers"),
        Words("要什么、依据哪条、齐不齐", "What is asked, by which article, what is there"),
        "pages/parts/papers.html",
        _papers,
    ),
    Sample(
        "viewer",
        Words("看材料", "Viewer"),
        Words("PDF、图片、录音、录像，逐份翻看", "PDF, picture, sound and film, one by one"),
        "pages/parts/viewer.html",
        _viewer,
    ),
    Sample(
        "clocks",
        Words("时限", "Clocks"),
        Words("到期日、还剩几天、怎么算出来的", "When due, what is left, how it was reached"),
        "pages/parts/clocks.html",
        _clocks,
    ),
    Sample(
        "weeks",
        Words("日历", "Wall calendar"),
        Words("同一个到期日，逐日画在日历上", "The same due date, day by day on a wall calendar"),
        "pages/parts/weeks.html",
        _weeks,
    ),
    Sample(
        "chart",
        Words("流程图", "Flow chart"),
        Words("由程序声明生成，标出当前环节", "Drawn from the declaration, with where the case is"),
        "pages/parts/chart.html",
        _chart,
    ),
    Sample(
        "timeline",
        Words("经过", "Timeline"),
        Words("时间线就是记录本身", "The timeline is the record"),
        "pages/parts/timeline.html",
        _timeline,
    ),
    Sample(
        "refusals",
        Words("不能办理的原因", "Refusals"),
        Words("原因、办法、依据，一次说全", "Why, what to do, on what basis: all at once"),
        "pages/parts/refusals.html",
        _refusals,
    ),
    Sample(
        "map",
        Words("地图", "Map"),
        Words("不用外部底图；没有脚本时是一张图", "No outside tiles; a picture without script"),
        "pages/parts/map.html",
        _map,
    ),
)
