"""A contender is a process that is told its turns line by line. Standard library only.

    {"do": "ours", "cases": 20}  →  {"answer": 160, "seconds": 0.21, "cpu": 0.15}

It says {"ready": true} when its supply of cases is open, and ends with its input.
"""

import json
import sys
from collections.abc import Callable, Mapping
from time import perf_counter, process_time
from typing import Any

STEPS = 8
SQLITE = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA busy_timeout=20000;"

Turn = Callable[[int], Any]


def serve(turns: Mapping[str, Turn]) -> None:
    """Perform turns until the input ends; each is told how many cases to take to their end."""
    print(json.dumps({"ready": True}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        cpu, began = process_time(), perf_counter()
        answer = turns[asked["do"]](asked["cases"])
        seconds = perf_counter() - began
        told = {"answer": answer, "seconds": seconds, "cpu": process_time() - cpu}
        print(json.dumps(told), flush=True)
