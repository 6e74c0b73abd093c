"""Contenders of W1 as fleets of processes, and what came out of their turns."""

import json
import subprocess
import venv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

HERE = Path(__file__).resolve().parent
RIVALS = ("SpiffWorkflow==3.2.0", "django-viewflow==2.4.0", "psycopg[binary]==3.3.9")


class Client:
    """One process that performs turns (see rivals/turns.py)."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], folder: Path) -> None:
        """Start it; it opens its supply of cases meanwhile."""
        self._process = subprocess.Popen(
            command, env=env, cwd=folder, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def answer(self) -> dict[str, Any]:
        """The next line it says. RuntimeError when it has ended instead."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"a contender ended: {self._process.args!r}")
        told: dict[str, Any] = json.loads(line)
        return told

    def ask(self, do: str, cases: int) -> None:
        """Give the next turn."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": do, "cases": cases}) + "\n")
        self._process.stdin.flush()

    def end(self) -> None:
        """Close its input, at which it ends."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


@dataclass
class Contender:
    """A way to do a step: a fleet, and which turn of it. `rates` in steps a second, by round."""

    name: str
    fleet: Sequence[Client]
    do: str
    rates: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def turn(self, cases: int, *, counted: bool) -> None:
        """All clients at once; the slowest says how long it took."""
        began = perf_counter()
        for client in self.fleet:
            client.ask(self.do, cases)
        told = [client.answer() for client in self.fleet]
        seconds = perf_counter() - began
        steps = sum(each["answer"] for each in told)
        if counted:
            self.rates.append(steps / seconds)
            self.cpu_ms.append(sum(each["cpu"] for each in told) / steps * 1e3)

    @property
    def rate(self) -> float:
        """The median of the rounds, steps a second."""
        return median(self.rates)


@contextmanager
def fleet(
    commands: Sequence[Sequence[str]], env: Mapping[str, str], folder: Path
) -> Iterator[list[Client]]:
    """So many clients, ready; ended when left."""
    with ExitStack() as open_clients:
        clients = []
        for command in commands:
            client = Client(command, env, folder)
            open_clients.callback(client.end)
            clients.append(client)
        for client in clients:
            client.answer()
        yield clients


def play(contenders: Sequence[Contender], rounds: int, cases: int) -> None:
    """Rounds of turns, a different one first in each, after one to warm up."""
    for number in range(rounds + 1):
        first = number % len(contenders)
        for contender in (*contenders[first:], *contenders[:first]):
            contender.turn(cases, counted=number > 0)


def ratio(ours: Contender, other: Contender) -> float:
    """How many times as fast ours is: the median of the rounds' own ratios."""
    return median(a / b for a, b in zip(ours.rates, other.rates, strict=True))


def rival_python(folder: Path, *besides: str) -> Path | None:
    """A throw-away environment with the rivals and what they need besides; None without them."""
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", *RIVALS, *besides]
    try:
        venv.create(folder, with_pip=True)
        subprocess.run(install, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return python
