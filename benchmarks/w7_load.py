"""A crowd of browsers for W7: so many connections that ask for one page again and again."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import quantiles
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Crowd:
    """What a turn came to: pages a second, and the 50th and 99th percentile in milliseconds."""

    rate: float
    p50: float
    p99: float


class WrongAnswer(RuntimeError):
    """A page that is no 200: its time would mean nothing."""


def ask(port: int, path: str, cookie: str, *, connections: int, pages: int) -> Crowd:
    """Ask `pages` times over `connections` kept-alive connections."""
    return asyncio.run(_ask(port, path, cookie, connections, pages))


async def _ask(port: int, path: str, cookie: str, connections: int, pages: int) -> Crowd:
    request = (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n"
        "Accept: text/html\r\nAccept-Language: zh-CN\r\n\r\n"
    ).encode()
    left = iter(range(pages))
    times: list[float] = []
    began = perf_counter()
    await asyncio.gather(*(_one(port, request, left, times) for _ in range(connections)))
    seconds = perf_counter() - began
    cut = quantiles(times, n=100)
    return Crowd(pages / seconds, cut[49] * 1e3, cut[98] * 1e3)


async def _one(port: int, request: bytes, left: Iterator[int], times: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for _ in left:
        began = perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise WrongAnswer(head.decode("latin-1"))
        await _body(reader, head.lower())
        times.append(perf_counter() - began)
    writer.close()


async def _body(reader: asyncio.StreamReader, head: bytes) -> None:
    _, found, rest = head.partition(b"content-length:")
    if found:
        await reader.readexactly(int(rest.split(b"\r\n", 1)[0]))
        return
    while True:
        size = int((await reader.readline()).strip(), 16)
        await reader.readexactly(size + 2)
        if not size:
            return
