"""A screen at the other end of a socket: it keeps the newest state, by the rule that every screen follows."""

from typing import Any

from flask.testing import FlaskClient
from flask_socketio import SocketIOTestClient
from socketio import packet

from commands.composition import Inloop
from realtime.contract import Event

State = dict[str, Any]


class Screen:
    """One connection to one namespace.

    Args:
        inloop: the server.
        space: the namespace.
        auth: the payload of CONNECT.
        browser: whose cookies travel along, if anybody's.
    """

    def __init__(
        self, inloop: Inloop, space: str, auth: object = None, browser: FlaskClient | None = None
    ) -> None:
        self.space = space
        self.state: State | None = None
        self.beats: list[State] = []
        self.refused: object = None
        self._client = _Client(
            inloop.app, inloop.socketio, namespace=str(space), auth=auth, flask_test_client=browser
        )
        self.connected = bool(self._client.is_connected(str(space)))
        if self.connected:
            self.listen()
        else:
            self.refused = self._client.refusal

    @property
    def view(self) -> Any:
        """What is shown."""
        assert self.state is not None
        return self.state["view"]

    def listen(self) -> int:
        """Take in what has arrived; how many states there were."""
        count = 0
        for message in self._client.get_received(str(self.space)):
            payload: State = message["args"][0]
            if message["name"] == Event.HEARTBEAT:
                self.beats.append(payload)
            else:
                count += 1
                self._show(payload)
        return count

    def emit(self, event: str, *payload: object) -> None:
        """Send something to the server."""
        self._client.emit(event, *payload, namespace=str(self.space))

    def leave(self) -> None:
        """Close the connection."""
        self._client.disconnect(str(self.space))

    def _show(self, state: State) -> None:
        have = self.state
        if have is None or have["epoch"] != state["epoch"] or state["rev"] >= have["rev"]:
            self.state = state


class _Client(SocketIOTestClient):  # type: ignore[misc]  # Flask-SocketIO ships no types
    """Flask-SocketIO's test client, which forgets why it was refused."""

    refusal: object = None

    def connect(self, *args: Any, **kwargs: Any) -> None:
        """Connect, and note a refusal."""
        send = self.socketio.server._send_packet  # where the library's own client listens

        def noted(eio_sid: str, sent: packet.Packet) -> None:
            if eio_sid == self.eio_sid and sent.packet_type == packet.CONNECT_ERROR:
                self.refusal = sent.data
            send(eio_sid, sent)

        self.socketio.server._send_packet = noted
        super().connect(*args, **kwargs)
        self.socketio.server._send_packet = send
