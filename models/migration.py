"""The schema's versions: where the database is, where the code is, and the way up."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from models.database import Database

_FOLDER = Path(__file__).resolve().parent.parent / "migrations"


class SchemaNewer(Exception):
    """The database was written by a newer Inloop than this one."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    return config


def newest_revision() -> str | None:
    """The revision this code is written for."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def is_known(revision: str) -> bool:
    """Whether this code knows the revision."""
    return revision in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def upgrade(connection: Connection, target: str) -> None:
    """Bring the schema up to *target*, in the caller's transaction."""
    command.upgrade(_config(connection), target)


def current_revision(database: Database) -> str | None:
    """The revision the database has; None for an empty one."""
    with database.writer.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(database: Database, target: str = "head") -> None:
    """Bring the schema to *target*, in one transaction.

    Raises:
        SchemaNewer: the database has a revision this code does not know.
    """
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    current = current_revision(database)
    if current is not None and current not in known:
        raise SchemaNewer(
            f"the database has schema {current}, which this version of Inloop does not know: "
            "install the newer version again, or restore a backup made with this one"
        )
    if target == "head" and current == newest_revision():
        return
    with database.transaction() as connection:
        if target in known or target == "head":
            command.upgrade(_config(connection), target)
        else:
            command.downgrade(_config(connection), target)
