"""`serve`: migrate, load the sample region if there is none, and serve until told to stop."""

import errno
import signal
import socket
import threading
from pathlib import Path
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from commands.composition import Inloop, compose
from commands.context import in_one_line, open_database, settings
from commands.region import read_file
from config.settings import ROOT, Settings
from models.access.person import add_person, anybody, hash_password, new_password
from models.access.principal import Role
from models.clock import SystemClock
from models.configuration import load_region
from models.database import Database
from models.setup import document_of
from realtime.hint import Hints
from web.address import base_url

SAMPLE = ROOT / "config" / "regions" / "zuid-holland-centraal.toml"
FIRST_ADMINISTRATOR = "beheer"


@click.command()
@click.option("--host", help="Address to listen on (INLOOP_HOST).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (INLOOP_PORT).")
@click.option("--demo", is_flag=True, help="Play a lively morning with simulated visitors and guides.")
@in_one_line
def serve(host: str | None, port: int | None, demo: bool) -> None:
    """Serve Inloop: kiosk, display, console, phones and API."""
    found = settings()
    found = found.model_copy(update={k: v for k, v in {"host": host, "port": port}.items() if v is not None})
    _refuse_taken_port(found)
    database = open_database(found)
    _load_sample(database)
    password = _first_administrator(database)
    database.close()
    _welcome(found, password)
    _Server(found, demo).run()


class _Server(BaseApplication):
    """Gunicorn with one gevent worker; the application is made inside the worker, after the fork."""

    def __init__(self, found: Settings, demo: bool) -> None:
        self._settings = found
        self._demo = demo
        super().__init__()

    def load_config(self) -> None:
        """Gunicorn's settings; no file and no command line of its own."""
        shown = f"[{self._settings.host}]" if ":" in self._settings.host else self._settings.host
        for name, value in {
            "bind": f"{shown}:{self._settings.port}",
            "worker_class": "gevent",
            "workers": 1,
            "worker_connections": 2000,
            "timeout": 60,
            "graceful_timeout": 3,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": self._start,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application, in the worker."""
        from gevent import get_hub

        pool = get_hub().threadpool
        self._inloop: Inloop = compose(
            self._settings,
            Database(self._settings.database),
            async_mode="gevent",
            offload=pool.apply,
        )
        return self._inloop.app

    def _start(self, worker: Any) -> None:
        # Ctrl+C reaches the worker too; its own way out would end in a trace.
        signal.signal(signal.SIGINT, worker.handle_exit)
        signal.signal(signal.SIGQUIT, worker.handle_exit)
        services = self._inloop.services
        services.printer.start()
        threading.Thread(target=services.broadcaster.run, name="broadcaster", daemon=True).start()
        if self._settings.redis_url:
            Hints(self._settings.redis_url, services.broadcaster).start()
        if self._demo:
            from commands.demo import play

            threading.Thread(target=play, args=(services,), name="demo", daemon=True).start()


def _refuse_taken_port(found: Settings) -> None:
    """Say it in one line, where gunicorn would try five times and then show a trace."""
    family = socket.AF_INET6 if ":" in found.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((found.host, found.port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                remedy = "stop the program that uses it, or choose another with --port"
            else:
                remedy = "choose an address of this machine with --host (INLOOP_HOST)"
            raise click.ClickException(
                f"cannot listen on {found.host} port {found.port} ({error.strerror}): {remedy}"
            ) from None


def _load_sample(database: Database, sample: Path = SAMPLE) -> None:
    with database.read() as session:
        loaded = document_of(session) is not None
    if not loaded:
        document = read_file(sample)
        now = SystemClock().now()
        database.run(lambda session: load_region(session, document, "first start", now))


def _first_administrator(database: Database) -> str | None:
    """Make the first account when there is none; its one-time password."""
    with database.read() as session:
        if anybody(session):
            return None
    password = new_password()
    hashed, now = hash_password(password), SystemClock().now()
    database.run(
        lambda session: add_person(session, FIRST_ADMINISTRATOR, Role.ADMINISTRATOR, None, hashed, now)
    )
    return password


def _welcome(found: Settings, password: str | None) -> None:
    here = "127.0.0.1" if found.host in {"0.0.0.0", "::"} else found.host  # noqa: S104  (compared, not bound)
    click.echo(f"\nInloop: open http://{here}:{found.port}/ on this machine")
    if base_url(found) != f"http://{here}:{found.port}":
        click.echo(f"        and {base_url(found)}/ on a tablet or phone")
    if password is not None:
        click.echo(f"\nFirst administrator: {FIRST_ADMINISTRATOR}   one-time password: {password}")
        click.echo("It works once, to choose a password of your own.")
    click.echo("\nStop with Ctrl+C.\n")
