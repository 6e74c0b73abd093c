"""A walk through the site: from a first page along every link, one page of each kind.

Each page is looked at as it is served to a person: does it answer, does it fit the window, does it
jump while it loads, can everybody use it, does it ask anybody else for anything, how much does it
cost to fetch.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page, Request

FIRST_VISIT, LATER_PAGE = 600_000, 40_000
HIGHEST_SHIFT = 0.1
# Drawing libraries, fetched by the few pages that draw: not part of a page's own weight.
APART = ("/maplibre/", "/echarts/")
# Leads out of the session, or changes the reader: no page to look at.
LEFT_OUT = frozenset({"set_language"})

SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifted += each.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@dataclass
class Walk:
    """One person's walk; `faults` is what was found wrong, `seen` which kinds of page."""

    page: Page
    address: str
    seen: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._fetched = 0
        self._apart: set[str] = set()
        self.page.add_init_script(SHIFTS)
        self.page.on("request", self._asked)
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.requestWillBeSent", self._noted)
        session.on("Network.loadingFinished", self._loaded)

    def _asked(self, request: Request) -> None:
        away = urlsplit(request.url)
        inside = request.url.startswith(self.address + "/")
        if away.scheme in ("http", "https", "ws", "wss") and not inside:
            self.faults.append(f"{self.page.url}: asked {away.netloc} for something")

    def _noted(self, event: dict[str, object]) -> None:
        request = event["request"]
        assert isinstance(request, dict)
        if any(part in str(request["url"]) for part in APART):
            self._apart.add(str(event["requestId"]))

    def _loaded(self, event: dict[str, object]) -> None:
        if str(event["requestId"]) not in self._apart:
            self._fetched += int(float(str(event["encodedDataLength"])))

    def go(self, start: str) -> None:
        """Walk from a first page until no link leads to a new kind of page."""
        waiting = [start]
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            if kind and kind not in self.seen and self._is_page(path):
                self.seen[kind] = path
                self.look(path)
                waiting += self._links()

    def look(self, path: str, *, light: bool = True) -> None:
        """Open a page and note what is wrong with it; `light`: its weight counts."""
        self._fetched = 0
        answer = self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        said = f"{path} ({kind_of(path)})"
        if answer is None or not answer.ok:
            self.faults.append(f"{said}: {answer.status if answer else 'no answer'}")
            return
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        if wide > 0:
            self.faults.append(f"{said}: {wide} px wider than the window")
        shifted = float(self.page.evaluate("window.shifted"))
        if shifted > HIGHEST_SHIFT:
            self.faults.append(f"{said}: jumped by {shifted:.2f} while it loaded")
        for found in Axe().run(self.page).response["violations"]:
            places = [node["html"][:120] for node in found["nodes"][:3]]
            self.faults.append(f"{said}: {found['id']} at {places}")
        if light:
            self._weigh(path)

    def _weigh(self, path: str) -> None:
        allowed = LATER_PAGE if self.weights else FIRST_VISIT
        self.weights[path] = self._fetched
        if self._fetched > allowed:
            self.faults.append(f"{path}: {self._fetched} bytes, allowed {allowed}")

    def _is_page(self, path: str) -> bool:
        answer = self.page.context.request.get(self.address + path)
        return answer.headers.get("content-type", "").startswith("text/html")

    def _links(self) -> Iterator[str]:
        hrefs = self.page.eval_on_selector_all("a[href]", "all => all.map((each) => each.href)")
        for href in hrefs:
            plain = urldefrag(href).url
            if plain.startswith(self.address + "/"):
                yield plain.removeprefix(self.address)


def kind_of(path: str) -> str:
    """The name of the view that answers a path; "" for none and for what is left out."""
    try:
        name = resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""
    return "" if name in LEFT_OUT else name
