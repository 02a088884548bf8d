"""One request to a push service: bounded in time and in what is read, redirects not followed.

The standard library's clients wait anew for every line; here all of it has one deadline, so that a service
that answers drop by drop holds up a sender no longer than one that is dead.
"""

import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from models.push.address import Address

MOST_BYTES = 4096
"""Of an answer: its head. What it says besides is not asked for."""


class NotConnected(OSError):
    """Not one byte of the message left; to try again tells nobody twice."""


@dataclass(frozen=True)
class Reply:
    """What a push service said.

    Attributes:
        status: of HTTP.
        retry_after: seconds, where it named them.
    """

    status: int
    retry_after: float | None = None


def post(address: Address, headers: Mapping[str, str], body: bytes, seconds: float) -> Reply:
    """Send *body* by POST.

    Args:
        address: where.
        headers: besides Host, Content-Length and Connection.
        body: what.
        seconds: for everything together, but looking up the name.

    Raises:
        NotConnected: no connection in time, or none that is trusted.
        OSError: no answer in time, or none that is HTTP; whether the message was taken, nobody knows.
    """
    host = address.origin.partition("//")[2]
    lines = [
        f"POST {address.path} HTTP/1.1",
        f"Host: {host}",
        f"Content-Length: {len(body)}",
        "Connection: close",
    ]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    deadline = time.monotonic() + seconds
    with _connected(address, deadline) as line:
        line.settimeout(_left(deadline))
        line.sendall("\r\n".join([*lines, "", ""]).encode("ascii") + body)
        return _reply(_head(line, deadline))


def _connected(address: Address, deadline: float) -> socket.socket:
    try:
        line = socket.create_connection((address.host, address.port), _left(deadline))
        return _secured(line, address, deadline) if address.secure else line
    except OSError as away:
        raise NotConnected(type(away).__name__) from away


def _secured(line: socket.socket, address: Address, deadline: float) -> socket.socket:
    try:
        line.settimeout(_left(deadline))
        return _trust().wrap_socket(line, server_hostname=address.host)
    except BaseException:
        line.close()
        raise


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("the push service took too long")
    return left


def _head(line: socket.socket, deadline: float) -> bytes:
    """The head of the answer, or its first bytes where it is longer."""
    read = b""
    while b"\r\n\r\n" not in read and len(read) < MOST_BYTES:
        line.settimeout(_left(deadline))
        more = line.recv(MOST_BYTES - len(read))
        if not more:
            break
        read += more
    return read.partition(b"\r\n\r\n")[0]


def _reply(head: bytes) -> Reply:
    first, *others = head.decode("latin-1").split("\r\n")
    parts = first.split(" ", 2)
    if (
        len(parts) < 2
        or not parts[0].startswith("HTTP/1.")
        or not (parts[1].isascii() and parts[1].isdigit())
    ):
        raise ConnectionError("that is no answer by HTTP")
    named = {
        name.strip().lower(): value.strip() for name, _, value in (each.partition(":") for each in others)
    }
    after = named.get("retry-after", "")
    return Reply(
        int(parts[1]), float(after) if after.isascii() and after.isdigit() and len(after) < 7 else None
    )
