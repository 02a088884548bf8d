"""The schema's versions: where the database is, where the code is, and the way up."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlalchemy.orm import Session

from models.audit.chain import MACHINE, Entry, audit
from models.audit.what import What
from models.clock import SystemClock
from models.database import Database
from models.tables import Audit

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
    """Bring the schema to *target*, up or down, in one transaction.

    On the way down is lost what only the newer schema has room for.

    Args:
        database: whose schema.
        target: a revision, `head` for the newest or `base` for none at all.

    Raises:
        SchemaNewer: the database has a revision this code does not know.
        ValueError: there is no such revision.
    """
    known = [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]
    if target not in {*known, "head", "base"}:
        raise ValueError(f"there is no schema {target}; there are {', '.join(reversed(known))}")
    current = current_revision(database)
    if current is not None and current not in known:
        raise SchemaNewer(
            f"the database has schema {current}, which this version of Inloop does not know: "
            "install the newer version again, or restore a backup made with this one"
        )
    newest_first = ["head", *known, "base"]
    wanted = "head" if target == newest_revision() else target
    there = "head" if current == newest_revision() else current or "base"
    if wanted == there:
        return
    with database.write() as session:
        connection = session.connection()
        if newest_first.index(wanted) < newest_first.index(there):
            command.upgrade(_config(connection), target)
        else:
            command.downgrade(_config(connection), target)
        _note(session, current)


def _note(session: Session, before: str | None) -> None:
    """Tell the audit log, where the schema has one now."""
    connection = session.connection()
    if not inspect(connection).has_table(Audit.__tablename__):
        return
    after = MigrationContext.configure(connection).get_current_revision()
    if after == before:
        return
    told = {"from": before or "", "to": after or ""}
    audit(session, Entry(SystemClock().now(), MACHINE, What.MIGRATED, source=MACHINE, detail=told))
