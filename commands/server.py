"""Gunicorn with one gevent worker. The application is made inside the worker, after the fork.

The first process stays small: it imports nothing of ours.
"""

import gc
import os
import signal
import threading
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from commands.composition import Inloop


@dataclass(frozen=True)
class Place:
    """Where the server listens."""

    host: str
    port: int


class Server(BaseApplication):
    """The server of one installation.

    Args:
        place: where to listen.
        demo: whether simulated visitors and guides play on the training location.
    """

    def __init__(self, place: Place, demo: bool) -> None:
        self._place = place
        self._demo = demo
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings; no file and no command line of its own."""
        shown = f"[{self._place.host}]" if ":" in self._place.host else self._place.host
        for name, value in {
            "bind": f"{shown}:{self._place.port}",
            "worker_class": "gevent",
            "workers": 1,
            "worker_connections": 2000,
            "keepalive": 20,  # longer than a screen pauses, so that few requests meet a closing connection
            "timeout": 60,
            "graceful_timeout": 3,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": self._start,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application, in the worker."""
        gc.disable()  # importing makes no rubbish
        from gevent import get_hub

        from commands.composition import compose
        from commands.setting import settings
        from models.database import Database
        from models.serving import serve_from

        found = settings().model_copy(update=asdict(self._place))
        database = Database(found.database)
        self._serving = serve_from(database)  # kept for as long as this process lives
        self._inloop: Inloop = compose(
            found,
            database,
            async_mode="gevent",
            offload=get_hub().threadpool.apply,
        )
        gc.collect()
        gc.freeze()  # what was loaded stays; it need not be searched again and again
        gc.enable()
        return self._inloop.app

    def _start(self, _worker: object) -> None:
        # Ctrl+C and a quick stop: whatever was acknowledged is on disk, and whoever was not answered asks
        # again with the same key. Gunicorn's own way out waits for sockets that never end.
        for quick in (signal.SIGINT, signal.SIGQUIT):
            signal.signal(quick, lambda _signal, _frame: os._exit(0))
        services = self._inloop.services
        services.printers.start()
        services.push.start()
        threading.Thread(target=services.broadcaster.run, name="broadcaster", daemon=True).start()
        if services.settings.backup_dir is not None:
            from commands.nightly import Nightly

            nightly = Nightly(services.settings, services.clock)
            threading.Thread(target=nightly.run, name="nightly", daemon=True).start()
        if services.settings.redis_url:
            from realtime.hint import Hints

            Hints(services.settings.redis_url, services.broadcaster).start()
        if self._demo:
            from commands.demo import play

            threading.Thread(target=play, args=(services,), name="demo", daemon=True).start()
