"""The Socket.IO server: how it is set up, and its namespaces."""

from collections.abc import Callable

from flask import Flask
from flask_socketio import SocketIO

from models.clock import Clock
from models.database import Database
from realtime.audience import LocationAudience, TicketAudience
from realtime.contract import LOCATION_SPACES, Space
from realtime.gate import register
from realtime.screens import Screens
from realtime.wire import LARGEST_MESSAGE, harden


def make_socketio(
    app: Flask,
    database: Database,
    clock: Clock,
    screens: Screens,
    async_mode: str,
    own_origin: Callable[..., bool],
) -> SocketIO:
    """The Socket.IO server of *app*: websocket only, small messages, dead peers noticed in ten seconds.

    Args:
        app: the application it is served with.
        database: where views come from.
        clock: what time it is.
        screens: where to note who is connected.
        async_mode: `gevent` in production; `threading` in tests.
        own_origin: whether the `Origin` of a request with this environment is that of our own pages.
    """
    socketio = SocketIO(
        app,
        async_mode=async_mode,
        transports=["websocket"],
        async_handlers=False,
        manage_session=False,
        ping_interval=5,
        ping_timeout=5,
        max_http_buffer_size=LARGEST_MESSAGE,
        cors_allowed_origins=own_origin,
        cors_credentials=False,
        allow_upgrades=False,
        namespaces=[str(space) for space in Space],  # without this the root namespace lets anybody in
    )
    harden(socketio.server.eio)
    for space in LOCATION_SPACES:
        register(socketio, LocationAudience(space, database, clock, screens))
    register(socketio, TicketAudience(Space.TICKET, database, clock, screens))
    screens.hang_up = lambda sid, space: socketio.server.disconnect(sid, namespace=str(space))
    return socketio
