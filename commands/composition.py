"""The composition root: settings in, a whole Inloop out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Flask

import display
import kiosk
import staff
from config.settings import Settings
from models.access.identify import Doorman
from models.clock import Clock, SystemClock
from models.database import Database
from realtime.broadcaster import Broadcaster
from realtime.screens import Screens
from realtime.server import make_socketio
from web.application import make_app
from web.origin import is_own_origin
from web.printing.house import PrinterHouse
from web.proxy import Forwarded
from web.push.house import PushHouse
from web.services import Services
from web.socket_door import SocketDoor

if TYPE_CHECKING:
    from flask_socketio import SocketIO


@dataclass(frozen=True)
class Inloop:
    """A whole Inloop, not yet running.

    Attributes:
        app: the web application.
        socketio: the server of its screens.
        services: what both work with.
    """

    app: Flask
    socketio: "SocketIO"
    services: Services


def compose(
    settings: Settings,
    database: Database,
    *,
    clock: Clock | None = None,
    async_mode: str = "threading",
    offload: Callable[[Callable[[], Any]], Any] = lambda work: work(),
) -> Inloop:
    """Put an Inloop together.

    Args:
        settings: as read.
        database: with its schema up to date.
        clock: what time it is; the machine's own unless given.
        async_mode: Socket.IO's; `gevent` in production.
        offload: where to run what holds the processor.

    Raises:
        ValueError: the printer's address is wrong.
    """
    told = clock or SystemClock()
    screens = Screens()
    sockets: list[SocketIO] = []

    def emit(event: str, payload: Any, *, to: str, namespace: str) -> None:
        sockets[0].emit(event, payload, to=to, namespace=namespace)

    broadcaster = Broadcaster(database, told, screens, emit)
    printers = PrinterHouse(settings, database, told, broadcaster.mark, offload)
    push = PushHouse(settings, database, told)
    services = Services(
        settings, database, told, screens, broadcaster, printers, push, Doorman(database), offload
    )
    app = make_app(services, [*kiosk.faces(), *display.faces(), *staff.faces()])
    own = partial(is_own_origin, settings=settings)
    sockets.append(make_socketio(app, database, told, screens, async_mode, own))
    door = SocketDoor(app, app.wsgi_app, services.limits.sockets)
    # Outermost, so that sockets too see who asks; Flask-SocketIO has put itself before the pages by now.
    app.wsgi_app = Forwarded(door, settings.trusted_proxies)  # type: ignore[method-assign]
    return Inloop(app, sockets[0], services)
