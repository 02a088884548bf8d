"""What a client may send, judged before Engine.IO and Socket.IO read it.

python-engineio 4.15.1 and python-socketio 5.18.1 answer most malformed packets with an exception and its
trace in the log, hold binary attachments until they are complete, and hand an event that a client names
`connect` to the handler of connections. None of ours is needed: a screen answers pings, enters a
namespace, leaves it, and tells what it shows.
"""

import json
import re
from dataclasses import dataclass
from enum import Enum

from realtime.contract import CLIENT_EVENTS, Space

_PONG, _CLOSE = "3", "1"
_MESSAGE = re.compile(r"4([012])(?:(/[a-z]{0,20})(?:,|$))?([0-9]{1,9})?(.*)", re.DOTALL | re.ASCII)
_SPACES = frozenset(map(str, Space))
_MOST_DIGITS = 18
_MOST_BRACKETS = 8
"""What screens send opens two. Counted before reading: deep JSON exhausts the stack of whoever reads it."""


class Kind(Enum):
    """What a message is about."""

    BEAT = "beat"
    ENTER = "enter"
    LEAVE = "leave"
    TELL = "tell"
    UNKNOWN = "unknown"
    """Well-formed, and nothing that we listen to: passed over, so that newer screens may say more."""


@dataclass(frozen=True)
class Judged:
    """A message that may pass.

    Attributes:
        kind: what it is about.
        space: the namespace, where there is one.
    """

    kind: Kind
    space: str = ""


def judge(message: object) -> Judged | None:
    """What *message* is; None: nothing that a client of ours sends, so whoever sent it is cut off."""
    if not isinstance(message, str):
        return None
    if message in {_PONG, _CLOSE}:
        return Judged(Kind.BEAT)
    found = _MESSAGE.fullmatch(message)
    return None if found is None else _READERS[found[1]](found[2] or "/", found[4])


def _entering(space: str, payload: str) -> Judged | None:
    right = not payload or isinstance(_read(payload), dict)
    return Judged(Kind.ENTER, space) if right else None


def _leaving(space: str, payload: str) -> Judged | None:
    return None if payload or space not in _SPACES else Judged(Kind.LEAVE, space)


def _telling(space: str, payload: str) -> Judged | None:
    told = _read(payload)
    if space not in _SPACES or not isinstance(told, list) or not told or not isinstance(told[0], str):
        return None
    return Judged(Kind.TELL if told[0] in CLIENT_EVENTS else Kind.UNKNOWN, space)


_READERS = {"0": _entering, "1": _leaving, "2": _telling}


def _read(payload: str) -> object:
    """The JSON in *payload*; None when it is none, or more than anything of ours."""
    if payload.count("[") + payload.count("{") > _MOST_BRACKETS:
        return None
    try:
        value: object = json.loads(payload, parse_int=_short)
    except ValueError:
        return None
    return value


def _short(digits: str) -> int:
    """A number as ours are; at more than a hundred digits Engine.IO raises an error that nobody catches."""
    if len(digits) > _MOST_DIGITS:
        raise ValueError("more digits than any number of ours")
    return int(digits)
