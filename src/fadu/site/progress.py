"""A progress bar with the time left, for whatever takes more than two seconds."""

import sys
import time
from types import TracebackType

_QUIET = 2.0
_WIDTH = 24


class Progress:
    """Draws on a terminal, and prints every tenth elsewhere; silent while under two seconds."""

    def __init__(self, title: str, total: int) -> None:
        """What is done, and how many there are."""
        self.title, self.total = title, max(total, 1)
        self._start = time.monotonic()
        self._tenth = 0
        self._drawn = False

    def __enter__(self) -> "Progress":
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the line that was drawn."""
        if self._drawn and sys.stderr.isatty():
            sys.stderr.write("\n")

    def at(self, done: int) -> None:
        """So many are done."""
        passed = time.monotonic() - self._start
        if passed < _QUIET or not done:
            return
        share = min(done / self.total, 1.0)
        left = passed / share - passed
        text = f"{self.title} {done}/{self.total} {share:4.0%}  还需 / left {left:4.0f} s"
        if sys.stderr.isatty():
            full = round(share * _WIDTH)
            sys.stderr.write(f"\r[{'█' * full}{'·' * (_WIDTH - full)}] {text} ")
            self._drawn = True
        elif int(share * 10) > self._tenth:
            self._tenth = int(share * 10)
            sys.stderr.write(text + "\n")
        sys.stderr.flush()
