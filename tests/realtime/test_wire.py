"""Clients without manners, over a real socket to a real server: each costs little, and not for long."""

import json
import struct
import time
import zlib
from contextlib import suppress

import pytest

from realtime.wire import ENTER_SECONDS, LARGEST_MESSAGE, MOST_ENTRIES
from tests.realtime.besieged import SLACK_SECONDS, Besieged
from tests.realtime.raw import BINARY, CLOSE, PING, frame, raw

pytestmark = [pytest.mark.stress, pytest.mark.usefixtures("still_serving")]


def test_who_keeps_to_the_rules_enters_and_stays(server: Besieged) -> None:
    with raw(server.port) as screen:
        state = screen.enter("/display", **server.auth)
        screen.send('42/display,["shown",{"rev":1}]')
        screen.send('42/display,["something newer",{"rev":1}]')
        server.change()
        assert screen.hear('42/display,["state",')[0][1]["rev"] > state["rev"]
        screen.hear('42/display,["hb",', 3)


def test_compression_is_not_agreed_to(server: Besieged) -> None:
    with raw(server.port) as client:
        head = client.open(Sec_WebSocket_Extensions="permessage-deflate; client_max_window_bits")
        assert " 101 " in head
        assert "extensions" not in head.lower()


def test_a_decompression_bomb_is_not_opened(server: Besieged) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(b"0" * 100_000_000) + packer.flush(zlib.Z_SYNC_FLUSH)
    before = server.resident_mb()
    with raw(server.port) as client:
        client.open(Sec_WebSocket_Extensions="permessage-deflate")
        with suppress(OSError):  # it is cut off while it still sends
            client.send(bomb, reserved=4)
        assert client.until_cut(SLACK_SECONDS) < SLACK_SECONDS
    assert server.resident_mb() - before < 20


def test_a_large_message_is_cut_off_before_it_is_whole(server: Besieged) -> None:
    before = server.resident_mb()
    with raw(server.port) as client:
        client.open()
        client.socket.sendall(b"\x81\xff" + struct.pack("!Q", 2**40) + b"\0" * 4 + b"4" * LARGEST_MESSAGE * 4)
        assert client.until_cut(SLACK_SECONDS) < SLACK_SECONDS
    assert server.resident_mb() - before < 20


def test_a_message_in_pieces_without_an_end_is_cut_off(server: Besieged) -> None:
    with raw(server.port) as client:
        client.open()
        client.send("4", final=False)
        taken = client.until_refused(lambda: client.send(b"0" * 4000, 0, final=False), times=12, pause=0.2)
    assert taken <= 2 * LARGEST_MESSAGE / 4000


@pytest.mark.parametrize(
    "message",
    [
        "",
        "x",
        "2",
        "2probe",
        "5",
        "6",
        "0{}",
        "4",
        "49",
        "43/display,1[]",
        "44/display,{}",
        "4²/display,[]",
        '451-/display,["shown",{"_placeholder":true,"num":0}]',
        '4599999999999-/display,["shown"]',
        "461-/display,[]",
        "42/display,",
        "42/display,{}",
        "42/display,[]",
        "42/display,[1]",
        '42["shown"]',
        '42/nowhere,["shown"]',
        "42/display," + "9" * 200 + '["shown"]',
        "40/" + "a" * 15_000,
        "40/display,[]",
        "40/display,{",
        "41/display,{}",
        "40/display," + '{"a":' * 2000 + "1" + "}" * 2000,
        "4" + "[" * 15_000,
        "b" + "AAAA" * 100,
        "40/display,NaN",
        '42/display,["connect",' + "1" * 5000 + "]]",
    ],
)
def test_a_malformed_packet_ends_the_connection_and_leaves_no_trace(server: Besieged, message: str) -> None:
    with raw(server.port) as client:
        client.open()
        client.send(message)
        assert client.until_cut(SLACK_SECONDS, answering=True) < ENTER_SECONDS - 1


@pytest.mark.parametrize(
    "bytes_sent",
    [
        frame(b"\x00" * 100, BINARY),
        frame(b"4\xff\xfe"),
        frame(b"40/display,{}", reserved=4),
        frame(b"40/display,{}", 0x3),
        frame(b"a" * 200, PING),
        b"\x81\x02hi",
        b"\xff" * 64,
    ],
    ids=("binary", "no text", "compressed", "unknown kind", "long ping", "unmasked", "rubbish"),
)
def test_a_malformed_frame_ends_the_connection(server: Besieged, bytes_sent: bytes) -> None:
    with raw(server.port) as client:
        client.open()
        client.socket.sendall(bytes_sent)
        assert client.until_cut(SLACK_SECONDS, answering=True) < ENTER_SECONDS - 1


def test_what_a_client_calls_connect_or_disconnect_is_passed_over(server: Besieged) -> None:
    with raw(server.port) as screen:
        screen.enter("/display", **server.auth)
        for name in ("connect", "disconnect", "message", "state", "", "_join"):
            screen.send(f"42/display,{json.dumps([name, {**server.auth, 'location': 'elders'}])}")
        server.change()
        state = screen.hear('42/display,["state",')[0][1]
        beats = [beat["epoch"] for _, beat in screen.hear('42/display,["hb",', 2)]
    assert beats == [state["epoch"]] * 2


def test_a_slow_reader_gets_every_message_whole(server: Besieged) -> None:
    with raw(server.port, receives=2048) as slow:
        slow.enter("/staff", **server.guide)
        for _ in range(30):
            server.change()
            slow.send("3")
            time.sleep(0.4)
        revs, newest = [0], server.rev()
        while revs[-1] < newest:
            revs += [slow.hear('42/staff,["state",')[0][1]["rev"]]
        assert revs == sorted(revs)
        assert len(revs) > 10


def test_a_flood_of_messages_is_cut_off(server: Besieged) -> None:
    with raw(server.port) as client:
        client.enter("/display", **server.auth)
        assert client.until_refused(lambda: client.send('42/display,["shown",{"rev":1}]'), 2000, 0.001) > 0


def test_a_flood_of_pings_of_the_websocket_is_cut_off(server: Besieged) -> None:
    with raw(server.port) as client:
        client.enter("/display", **server.auth)
        assert client.until_refused(lambda: client.send(b"p" * 100, PING), 5000, 0.001) > 0


def test_a_connection_tries_few_namespaces(server: Besieged) -> None:
    with raw(server.port) as client:
        client.open()
        refused = 0
        for number in range(MOST_ENTRIES + 1):
            client.send(f"40/x{'abcdefghij'[number]},")
        while True:
            try:
                got = client.receive()
            except (EOFError, OSError):
                break
            if got.opcode == CLOSE:
                break
            refused += got.text.startswith("44")
        assert refused == MOST_ENTRIES


def test_nobody_enters_the_same_namespace_twice(server: Besieged) -> None:
    with raw(server.port) as client:
        client.enter("/display", **server.auth)
        client.send(f"40/display,{json.dumps(server.auth)}")
        assert client.until_cut(SLACK_SECONDS, answering=True) < SLACK_SECONDS


@pytest.mark.parametrize(
    "request_of",
    [
        {"Sec_WebSocket_Key": ""},
        {"Sec_WebSocket_Key": "kort"},
        {"Sec_WebSocket_Version": "8"},
        {"Connection": "keep-alive"},
        {"path": "/socket.io/?EIO=4&transport=websocket&sid=AAAA"},
        {"path": "/socket.io/?EIO=3&transport=websocket"},
        {"path": "/socket.io/?transport=polling"},
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
    ],
)
def test_a_wrong_handshake_is_refused(server: Besieged, request_of: dict[str, str]) -> None:
    with raw(server.port) as client:
        head = client.open(**request_of)
        assert " 400 " in head.splitlines()[0]
        assert "content-security-policy" in head.lower()
