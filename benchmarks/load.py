"""A light load from one process: several connections, each asking again as soon as it is answered.

Raw HTTP/1.1 over asyncio, because a client library would take more processor time than the server.
Loopback only; stops by count.
"""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """What came of a load."""

    seconds: float
    latencies: list[float]
    answers: list[Any]

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency (seconds) below which *share* of the answers came."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


Request = Callable[[int], tuple[str, dict[str, str], dict[str, Any]]]
"""From a running number to path, headers and JSON body."""


def post_all(port: int, connections: int, count: int, request: Request) -> Measured:
    """POST *count* requests over *connections* connections to loopback."""
    return asyncio.run(_post_all(port, connections, count, request))


async def _post_all(port: int, connections: int, count: int, request: Request) -> Measured:
    numbers = iter(range(count))
    latencies: list[float] = []
    answers: list[Any] = []

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            begun = time.perf_counter()
            writer.write(_encoded(port, *request(number)))
            answers.append(json.loads(await _body(reader)))
            latencies.append(time.perf_counter() - begun)
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(connections)))
    return Measured(time.perf_counter() - begun, latencies, answers)


def _encoded(port: int, path: str, headers: dict[str, str], body: dict[str, Any]) -> bytes:
    payload = json.dumps(body).encode()
    lines = [f"POST {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Content-Type: application/json"]
    lines += [f"Content-Length: {len(payload)}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode() + payload


async def _body(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    body = await reader.readexactly(length)
    if status != 201:
        raise RuntimeError(f"{status}: {body.decode()}")
    return body
