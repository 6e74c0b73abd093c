"""Samples of the frame: type, colour, buttons, notices, navigation, paging, empty states."""

from collections.abc import Mapping
from typing import Any

from fadu.law.words import Words
from fadu.pages.nav import Link
from fadu.pages.paging import Leaf
from fadu.pages.samples.sample import Sample
from fadu.pages.signed_in import Place
from fadu.pages.templatetags.fadu import language

SWATCHES = (
    "paper",
    "sheet",
    "ink",
    "ink-soft",
    "line",
    "line-strong",
    "blue",
    "blue-deep",
    "blue-wash",
    "seal",
    "seal-wash",
    "green",
    "green-wash",
    "amber",
    "amber-wash",
)


def _colours() -> Mapping[str, Any]:
    return {"swatches": SWATCHES}


def _pages() -> Mapping[str, Any]:
    return {"leaf": Leaf((), 2, 7, 133, "?page=1", "?page=3")}


def _nav() -> Mapping[str, Any]:
    return {
        "links": [
            Link(Words("待办", "Inbox"), "#", current=True, count=12),
            Link(Words("案件", "Cases"), "#"),
        ]
    }


def _empty() -> Mapping[str, Any]:
    words = Words("眼下没有等您办理的案件。", "Nothing waits for you now.")
    return {"text": words.to(language())}


def _signed_in() -> Mapping[str, Any]:
    here = Words("Chrome，Windows", "Chrome, Windows")
    there = Words("微信，安卓", "WeChat, Android")
    now, hours = Words("刚刚", "just now"), Words("3小时前", "3 h ago")
    return {"places": [Place(here, hours, now, True), Place(there, hours, hours, False)],
            "address": "#"}  # fmt: skip


SAMPLES = (
    Sample(
        "signed-in",
        Words("登录的设备", "Where one is signed in"),
        Words("一个账号现在的登录，本机在前", "An account’s sessions, this one first"),
        "pages/parts/signed_in.html",
        _signed_in,
    ),
    Sample(
        "type",
        Words("字与色", "Type and colour"),
        Words("全部颜色、字号出自 tokens.css", "All colours and sizes come from tokens.css"),
        "pages/style/type.html",
        _colours,
    ),
    Sample(
        "buttons",
        Words("按钮与标签", "Buttons and tags"),
        Words(
            "一页一个主按钮；颜色从不单独表意", "One main button a page; colour never speaks alone"
        ),
        "pages/style/buttons.html",
    ),
    Sample(
        "notices",
        Words("提示", "Notices"),
        Words("办成了、请注意、没有办成", "Done, mind this, not done"),
        "pages/style/notices.html",
    ),
    Sample(
        "nav",
        Words("导航", "Navigation"),
        Words("页首的链接", "Links of a page's head"),
        "pages/style/nav.html",
        _nav,
    ),
    Sample(
        "pages",
        Words("翻页", "Paging"),
        Words("列表的翻页", "Pages of a list"),
        "pages/parts/pages.html",
        _pages,
    ),
    Sample(
        "empty",
        Words("空状态", "Empty state"),
        Words("没有什么，可以做什么", "What there is none of, and what to do"),
        "pages/parts/empty.html",
        _empty,
    ),
    Sample(
        "keys",
        Words("键盘操作", "Keyboard"),
        Words("带 data-key 的按钮和链接，按 ? 看全部", "Whatever carries data-key; ? lists it all"),
        "pages/parts/keys.html",
    ),
)
