"""W7: pages a second – inbox, case page, guide – beside a plain Django page, in one run.

Each contender is a server of its own, the same one (granian, WSGI, two processes), and each turn is
a crowd of 32 kept-alive connections that ask for one page; a different contender first in each
round, and the ratio is taken within the round. The crowd asks for no packing, so that all are
measured on what they compute. Ours also: how much a case of 300 entries costs beside one of 8.
"""

import http.cookiejar
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests.served import free_port, until_it_answers

from benchmarks.w1_contest import HERE, rival_python
from benchmarks.w7_load import Crowd, ask

PLAIN, VIEWFLOW, TAIL, GROWTH = 1.5, 6.0, 3.0, 2.0
CONNECTIONS, PROCESSES = 32, 2


@dataclass(eq=False)
class Contender:
    """A page of a server, and what each of its turns came to."""

    name: str
    port: int
    path: str
    cookie: str
    turns: list[Crowd] = field(default_factory=list)

    def turn(self, pages: int, *, counted: bool) -> None:
        """A crowd comes; the first one only warms up."""
        crowd = ask(self.port, self.path, self.cookie, connections=CONNECTIONS, pages=pages)
        if counted:
            self.turns.append(crowd)

    @property
    def rate(self) -> float:
        """The median of the rounds, pages a second."""
        return median(turn.rate for turn in self.turns)

    @property
    def tail(self) -> float:
        """The 99th percentile as a multiple of the median, the median of the rounds."""
        return median(turn.p99 / turn.p50 for turn in self.turns)

    def times(self, other: "Contender") -> float:
        """How many times as fast as another, round by round."""
        return median(a.rate / b.rate for a, b in zip(self.turns, other.turns, strict=True))


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str], port: int, log: Path) -> Iterator[None]:
    """A server until left."""
    with log.open("wb") as said:
        process = subprocess.Popen(command, env=env, cwd=HERE.parent, stdout=said, stderr=said)
        try:
            until_it_answers(f"http://127.0.0.1:{port}", process, log)
            yield
        finally:
            process.terminate()
            process.wait(timeout=30)


@contextmanager
def rival(
    python: Path | str, module: str, title: str, path: str, folder: Path
) -> Iterator[Contender]:
    """A page of another project, filled by its own module and served like ours."""
    port = free_port()
    base = folder / f"{module}.sqlite3"
    env = {
        "PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(HERE),
        "PLAIN_DATABASE": str(base), "VIEWFLOW_DATABASE": str(base),
    }  # fmt: skip
    found = [str(python), "-m", f"rivals.{module}", "found"]
    made = subprocess.run(found, env=env, cwd=HERE, check=True, capture_output=True, text=True)
    server = [str(python), "-m", "granian", "--interface", "wsgi", "--workers", str(PROCESSES)]
    server += ["--blocking-threads", "4", "--port", str(port), "--no-ws"]
    server += ["--working-dir", str(HERE), f"rivals.{module}:application"]
    with running(server, env, port, folder / f"{module}.log"):
        yield Contender(title, port, path, made.stdout.split()[-1])


@contextmanager
def ours(folder: Path) -> Iterator[list[Contender]]:
    """Our pages: examiner's inbox, a short case and a long one, the portal's guide."""
    port = free_port()
    path = os.pathsep.join((str(HERE.parent), str(HERE.parent / "src")))
    env = {**os.environ, "FADU_VAR": str(folder), "PYTHONPATH": path, "FADU_PROFILE": "demo"}
    for name in ("DJANGO_SETTINGS_MODULE", "FADU_DATABASE_URL"):
        env.pop(name, None)
    house = [sys.executable, "-m", "benchmarks", "w7_house"]
    made = subprocess.run(house, env=env, cwd=HERE.parent, check=True, stdout=subprocess.PIPE)
    pages = json.loads(made.stdout.splitlines()[-1])
    server = [sys.executable, "-m", "fadu", "serve", "--no-work", "--port", str(port)]
    server += ["--processes", str(PROCESSES)]
    with running(server, env, port, folder / "ours.log"):
        cookie = entered(port)
        yield [Contender(name, port, path, cookie) for name, path in pages.items()]


def entered(port: int) -> str:
    """The cookies of the examiner, who enters by the demo's one click."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    login = f"http://127.0.0.1:{port}/desk/login/"
    with browser.open(login) as page:
        found = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.read())
    assert found, "the entry has a form"
    typed = {"csrfmiddlewaretoken": found[1].decode(), "username": "examiner"}
    posted = urllib.parse.urlencode(typed).encode()
    asked = urllib.request.Request(f"{login}as/", posted, {"Referer": login})
    browser.open(asked).close()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def report(others: Sequence[Contender], pages: Sequence[Contender]) -> bool:
    """The table, and whether every target was met."""
    print(f"\nW7 {CONNECTIONS} 个连接 / connections, {PROCESSES} 个进程 / processes")
    heads = "".join(f"{'x ' + each.name.split()[0]:>12}" for each in others)
    print(f"{'':20}{'pages/s':>9}{'p50 ms':>9}{'p99/p50':>9}{heads}")
    owed = dict(zip(others, (PLAIN, VIEWFLOW), strict=False))
    met = []
    for each in (*others, *pages):
        middle = median(turn.p50 for turn in each.turns)
        times = "" if each in others else "".join(f"{each.times(it):>12.2f}" for it in others)
        print(f"{each.name:20}{each.rate:>9.0f}{middle:>9.1f}{each.tail:>9.1f}{times}")
        if each in pages and each.name != "long case":
            met += [each.times(it) >= target for it, target in owed.items()]
            met.append(each.tail <= TAIL)
    by_name = {each.name: each for each in pages}
    growth = by_name["case"].times(by_name["long case"])
    met.append(growth <= GROWTH)
    print(f"目标 / targets: ≥ {PLAIN} x plain, ≥ {VIEWFLOW:g} x viewflow, p99 ≤ {TAIL:g} x p50")
    print(f"300条记录的案件 / a case of 300 entries costs {growth:.2f} x one of 8 (≤ {GROWTH:g})")
    print("全部达到 / all met" if all(met) else "有未达到的 / some MISSED")
    return all(met)


def main(argv: Sequence[str]) -> int:
    """Serve, send the crowds, report; 1 when a target was missed."""
    parser = ArgumentParser(prog="./fadu bench W7", description="每秒页数 / pages a second")
    parser.add_argument("--rounds", type=int, default=5, help="轮数 / rounds (5)")
    parser.add_argument("--pages", type=int, default=400, help="每轮页数 / pages a turn (400)")
    parser.add_argument("--no-rivals", action="store_true", help="不装对手 / leave viewflow out")
    args = parser.parse_args(list(argv))
    with ExitStack() as standing:
        place = Path(standing.enter_context(tempfile.TemporaryDirectory(prefix="fadu-w7-")))
        plain = (sys.executable, "plain_pages", "plain Django list", "/")
        others = [standing.enter_context(rival(*plain, place))]
        server = f"granian=={version('granian')}"
        python = None if args.no_rivals else rival_python(place / "rivals", server)
        if python:
            theirs = (python, "viewflow_pages", "viewflow inbox", "/eight/inbox/")
            others.append(standing.enter_context(rival(*theirs, place)))
        pages = standing.enter_context(ours(place))
        contenders = [*others, *pages]
        for number in range(args.rounds + 1):
            first = number % len(contenders)
            for contender in (*contenders[first:], *contenders[:first]):
                contender.turn(args.pages, counted=number > 0)
        return 0 if report(others, pages) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
