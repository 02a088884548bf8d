"""Making a backup of a test's database, and the same rows seen through both kinds of database."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.backup.dump import columns_of, look, tables_of
from models.backup.make import Made, Wanted, make
from models.backup.value import applied, kind_of, selected, writers
from models.database import Database

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PASSPHRASE = "een lange zin om te onthouden"


def quiet(_text: str) -> None:
    """Nobody is told how far it is."""


def copy(database: Database, folder: Path, passphrase: str | None = None) -> tuple[Path, Made]:
    """A backup of *database*, with a data folder that holds a secret and a recording."""
    data = folder / "data"
    (data / "speech/recorded/nl").mkdir(parents=True, exist_ok=True)
    (data / "speech/recorded/nl/number.wav").write_bytes(bytes(range(256)) * 900)
    (data / "secret-key").write_text("s" * 48)
    (data / "secret-key").chmod(0o600)
    (data / "printed").mkdir(exist_ok=True)
    (data / "printed/A01.png").write_bytes(b"can be made again")
    path = folder / "copy.backup"
    return path, make(database, data, Wanted(path, passphrase), NOW, quiet)


def everything(database: Database) -> dict[str, list[Any]]:
    """Each table's rows, alike for both kinds of database."""
    with look(database) as connection:
        found = {}
        for name, table in tables_of(connection).items():
            columns = columns_of(table)
            ways = writers([kind_of(column) for column in columns])
            rows = connection.execute(table.select().with_only_columns(*map(selected, columns)))
            found[name] = sorted((applied(list(row), ways) for row in rows), key=repr)
    return found
