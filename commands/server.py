"""Gunicorn with one gevent worker. The application is made inside the worker, after the fork.

The first process stays small: it imports nothing of ours.
"""

import gc
import os
import resource
import signal
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from ssl import SSLContext

    from commands.composition import Inloop


@dataclass(frozen=True)
class Place:
    """Where the server listens."""

    host: str
    port: int
    tls_certificate: str | None = None
    tls_key: str | None = None


def _modern(_config: object, default: "Callable[[], SSLContext]") -> "SSLContext":
    """TLS as browsers of today speak it, and nothing older."""
    from ssl import TLSVersion

    context = default()
    context.minimum_version = TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE+AESGCM:ECDHE+CHACHA20")
    return context


def _pass_over_failed_handshakes() -> None:
    """Who does not trust us yet, or speaks http, is no error of ours: gevent would print a trace."""
    from ssl import SSLError

    from gevent import get_hub

    hub = get_hub()
    hub.NOT_ERROR = (*hub.NOT_ERROR, SSLError)


def _aside(work: "Callable[[], Any]") -> Any:
    """Do what holds the processor beside the loop.

    What it raises comes back as a value: gevent would print it with a trace and all that it was given, be
    that a whole picture, where somebody's file is merely refused.
    """
    from gevent import get_hub

    def kept() -> tuple[Any, Exception | None]:
        try:
            return work(), None
        except Exception as error:  # noqa: BLE001  (raised again where it was asked for)
            return None, error

    value, error = get_hub().threadpool.apply(kept)
    if error is not None:
        raise error
    return value


_FILES = 8192
"""Open files and sockets: 2000 connections, the database; many systems allow 1024 unless asked."""


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
            "worker_class": "commands.worker.Worker",
            "workers": 1,
            "worker_connections": 2000,
            "keepalive": 20,  # longer than a screen pauses, so that few requests meet a closing connection
            "timeout": 60,
            "graceful_timeout": 3,
            "sendfile": False,  # it would pass by what ends a client that takes nothing (commands/worker.py)
            "limit_request_line": 2048,  # the longest address of ours has some 300 characters
            "limit_request_fields": 64,
            "limit_request_field_size": 8190,
            "loglevel": "warning",
            "forwarded_allow_ips": "",  # whom to believe about forwarding is decided in web.proxy, once
            "secure_scheme_headers": {},
            "forwarder_headers": "",
            "control_socket_disable": True,
            "post_worker_init": self._start,
        }.items():
            self.cfg.set(name, value)
        if self._place.tls_certificate is not None:
            self.cfg.set("certfile", self._place.tls_certificate)
            self.cfg.set("keyfile", self._place.tls_key)
            self.cfg.set("ssl_context", _modern)

    def run(self) -> None:
        """Serve until told to stop."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
        super().run()

    def load(self) -> Any:
        """The WSGI application, in the worker."""
        gc.disable()  # importing makes no rubbish
        from commands.composition import compose
        from commands.patience import PatientApp
        from commands.setting import settings
        from models.database import Database
        from models.serving import serve_from

        place = {"host": self._place.host, "port": self._place.port}
        found = settings().model_copy(update=place)
        database = Database(found.database)
        self._serving = serve_from(database)  # kept for as long as this process lives
        self._inloop: Inloop = compose(
            found,
            database,
            async_mode="gevent",
            offload=_aside,
        )
        gc.collect()
        gc.freeze()  # what was loaded stays; it need not be searched again and again
        gc.enable()
        return PatientApp(self._inloop.app)

    def _start(self, _worker: object) -> None:
        # Ctrl+C and a quick stop: whatever was acknowledged is on disk, and whoever was not answered asks
        # again with the same key. Gunicorn's own way out waits for sockets that never end.
        for quick in (signal.SIGINT, signal.SIGQUIT):
            signal.signal(quick, lambda _signal, _frame: os._exit(0))
        if self._place.tls_certificate is not None:
            _pass_over_failed_handshakes()
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
