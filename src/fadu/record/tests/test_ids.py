"""Ids are version 7 UUIDs that sort in the order in which they were drawn."""

import threading
import time
from uuid import RFC_4122, UUID

import pytest

from fadu.record.ids import new_id


def test_the_layout_is_that_of_version_7() -> None:
    before = time.time_ns() // 1_000_000
    drawn = new_id()
    after = time.time_ns() // 1_000_000
    assert drawn.version == 7
    assert drawn.variant == RFC_4122
    assert before <= drawn.int >> 80 <= after + 1


def test_ten_thousand_in_a_row_are_in_order() -> None:
    drawn = [new_id() for _ in range(10_000)]
    assert drawn == sorted(set(drawn))
    assert [one.hex for one in drawn] == sorted(one.hex for one in drawn)


def test_threads_never_draw_the_same_and_each_sees_its_own_in_order() -> None:
    drawn: dict[int, list[UUID]] = {}
    start = threading.Barrier(8)

    def draw(place: int) -> None:
        start.wait()
        drawn[place] = [new_id() for _ in range(2_000)]

    threads = [threading.Thread(target=draw, args=(place,)) for place in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    together = [one for some in drawn.values() for one in some]
    assert len(together) == len(set(together)) == 16_000
    assert len({one.int >> 64 for one in together}) == 16_000, "the order rests on chance"
    for some in drawn.values():
        assert some == sorted(some)


def test_control_a_clock_that_jumps_back_and_stands_does_not_break_the_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = [new_id() for _ in range(5)]
    frozen = time.time_ns() - 10_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: frozen)
    later = [new_id() for _ in range(5_000)]
    assert drawn + later == sorted({*drawn, *later})
