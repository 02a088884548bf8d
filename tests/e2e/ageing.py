"""Makes tokens of devices older than they are while the server runs, and copies their cookies."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext, Cookie

_FORM = "%Y-%m-%d %H:%M:%S.%f"


def age(data: Path, standing: str, column: str, **by: float) -> None:
    """Move *column* of every token of that standing back, and wishes with it: so much time has passed."""
    moment = (datetime.now(UTC) - timedelta(**by)).strftime(_FORM)
    _write(data, "UPDATE device SET renew_wanted_at = ? WHERE renew_wanted_at > ?", moment, moment)
    _write(data, f"UPDATE device_token SET {column} = ? WHERE standing = ?", moment, standing)  # noqa: S608  (nothing in it is from outside)


def standing_of(data: Path, digest: str) -> str:
    """How far the token with this hash counts."""
    with closing(_open(data)) as database:
        found = database.execute("SELECT standing FROM device_token WHERE hash = ?", (digest,)).fetchone()
    return str(found[0]) if found else ""


def give(context: BrowserContext, cookie: Cookie) -> None:
    """Give another browser the same cookie."""
    name, value, domain, path = cookie["name"], cookie["value"], cookie["domain"], cookie["path"]
    context.add_cookies([{"name": name, "value": value, "domain": domain, "path": path}])


def _write(data: Path, statement: str, *values: str) -> None:
    with closing(_open(data)) as database, database:
        database.execute(statement, values)


def _open(data: Path) -> sqlite3.Connection:
    return sqlite3.connect(next(data.glob("*.db")), timeout=10)
