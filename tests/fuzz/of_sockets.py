"""What a screen or a stranger sends through a websocket, and what is made of it behind the gate."""

import json
from datetime import UTC, datetime

from engineio.packet import Packet as EnginePacket
from socketio.packet import Packet as SocketPacket

from models.access.device import Report
from realtime.audience import _report, _text
from realtime.packet import Kind, judge
from realtime.wire import Presence
from tests.fuzz.target import Target, text_of

_NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
_SHOWN = '{"rev":3,"battery":80,"charging":true,"undelivered":0,"secure":true,"sound":"on"}'
_PACKETS = (
    *("3", "1", "40", "40/display,", '40/staff,{"location":"plein","token":"t"}', "41/staff,"),
    *(f'42/kiosk,["shown",{_SHOWN}]', f'42/display,12["shown",{_SHOWN}]', '42/kiosk,["connect"]'),
)


def _packet(data: bytes) -> None:
    """What passes is something that both libraries read without an exception of theirs."""
    message = text_of(data)
    judged = judge(message)
    Presence().answered(message)
    if judged is None or judged.kind is Kind.UNKNOWN:
        return
    engine = EnginePacket(encoded_packet=message)
    if judged.kind is Kind.BEAT:
        return
    packet = SocketPacket(encoded_packet=engine.data)
    assert (packet.namespace or "/") == judged.space
    assert not packet.attachment_count
    if judged.kind is Kind.TELL:
        _told(packet.data[1:])


def _told(arguments: list[object]) -> None:
    for argument in arguments:
        report = _report(argument, _NOW)
        assert report is None or isinstance(report, Report)


def _shown(data: bytes) -> None:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return
    _told([told])
    assert isinstance(_text(told, "location"), str)


TARGETS = (
    Target(
        "socket-packet",
        _packet,
        tuple(packet.encode() for packet in _PACKETS),
        words=(b"/ticket,", b"/staff,", b'"_placeholder":true', b"51-", b"4", b"2", b"\xc2\xb2"),
    ),
    Target("socket-report", _shown, (_SHOWN.encode(), b"{}"), words=(b'"sound":', b"[]", b"{}", b"null")),
)


def targets() -> tuple[Target, ...]:
    """All of this module."""
    return TARGETS
