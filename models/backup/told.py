"""What happens to backups, in the audit log; where that cannot be written, the backup counts all the same."""

import logging
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError

from models.audit.chain import MACHINE, Entry, audit
from models.audit.what import What
from models.backup.make import Made
from models.database import Database

log = logging.getLogger(__name__)


def tell_made(database: Database, who: str, made: Made, sealed: bool, now: datetime) -> None:
    """A backup is in its place."""
    detail = {"rows": made.rows, "encrypted": sealed, "findings": len(made.findings)}
    _write(database, Entry(now, who, What.BACKUP_MADE, source=_source(who), detail=detail))


def tell_failed(database: Database, who: str, why: str, now: datetime) -> None:
    """A backup could not be made."""
    detail = {"why": why}
    entry = Entry(now, who, What.BACKUP_FAILED, source=_source(who), result="failed", detail=detail)
    _write(database, entry)


def _source(who: str) -> str:
    return MACHINE if who == MACHINE else ""


def _write(database: Database, entry: Entry) -> None:
    try:
        database.run(lambda session: audit(session, entry))
    except SQLAlchemyError as error:  # a disk that can only be read, or a schema from before the audit log
        log.warning("the audit log could not be told of %s: %s", entry.what, error)
