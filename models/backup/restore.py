"""A backup in the place of the database: looked at wholly first, the old one kept aside.

On SQLite a new file takes the place of the old one by one rename. On PostgreSQL all happens in one
transaction, and the old tables stay in a schema of another name. This module must not know who asks.
"""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from models.audit.chain import MACHINE, Detail, Entry, audit
from models.audit.proof import check_chain
from models.audit.what import What
from models.backup.archive import BackupReader, sync_folder
from models.backup.dump import ASIDE, Copied, unhurried
from models.backup.fault import BackupFailed, named
from models.backup.fill import fill
from models.backup.revoked import Revoked, keep_revoked, revoked_now
from models.check import check_database
from models.database import Database
from models.last import do_what_is_last
from models.tables import Location, Pairing, StaffSession


@dataclass
class Restored:
    """What a restore did.

    Attributes:
        copied: what came back.
        aside: where the old database is: a folder, or a schema of PostgreSQL; None when there was none.
        findings: what `check_database` says of the new one.
        revoked: devices and keys that stay revoked although the backup had them as good.
        old_unreadable: the old database could not be asked which those are.
    """

    copied: Copied
    aside: str | None
    findings: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)
    old_unreadable: bool = False


def restore(database: Database, data: Path, path: Path, passphrase: str | None, now: datetime) -> Restored:
    """Put the backup at *path* in the place of *database* and of its files in *data*.

    Nobody may serve the database meanwhile (models/serving.py).

    Raises:
        BackupFailed: it could not be done; then database and files are as they were.
    """
    mark = f"{now:%Y%m%d-%H%M%S}"
    known = revoked_now(database)
    with named(data), _scratch(data) as files:
        source = _Source(path, passphrase, files, known, now, data, data / f"{ASIDE}{mark}")
        if database.is_sqlite:
            done = _sqlite(database, data, source, mark)
        else:
            done = _postgres(database, source, mark)
        _place_files(files, data, done.copied.files)
    done.old_unreadable = known is None
    return done


@dataclass(frozen=True)
class _Source:
    path: Path
    passphrase: str | None
    files: Path
    known: Revoked | None
    now: datetime
    data: Path
    aside: Path

    def into(self, connection: Connection) -> Restored:
        """Fill the empty database behind *connection*, and let nobody in whom the old one kept out.

        What can fail for want of room is done here, before anything takes the place of what was there.
        """
        with BackupReader(self.path, self.passphrase) as reader:
            copied = fill(connection, reader, self.files)
        _keep_files(self.data, self.aside, copied.files)
        with Session(connection, join_transaction_mode="rollback_only") as session:
            findings = [*check_database(session), *check_chain(session)]
            _settle(session)
            revoked = keep_revoked(session, self.known)
            detail: Detail = {"made_at": str(reader.head["made_at"]), "revoked_again": len(revoked)}
            told = Entry(self.now, MACHINE, What.BACKUP_RESTORED, source=MACHINE, detail=detail)
            audit(session, told)
            session.flush()
            do_what_is_last(session)
            return Restored(copied, None, findings, revoked)


def _settle(session: Session) -> None:
    """Nobody stays signed in, no code of a new screen counts, and every screen takes what it gets."""
    session.query(StaffSession).delete()
    session.query(Pairing).delete()
    for location in session.query(Location):
        location.epoch = secrets.token_urlsafe(9)


@contextmanager
def _scratch(data: Path) -> Iterator[Path]:
    folder = data / f".restoring-{os.getpid()}"
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sqlite(database: Database, data: Path, source: _Source, mark: str) -> Restored:
    place = Path(database.url.database or "")
    new = place.with_name(f".{place.name}.restoring")
    _remove(new)
    try:
        filled = Database(f"sqlite:///{new}")
        try:
            with filled.transaction() as connection:
                done = source.into(connection)
        finally:
            filled.close()
        with new.open("rb") as file:
            os.fsync(file.fileno())
        if place.exists() and source.known != {}:  # a file without any table is nothing to keep
            done.aside = str(_set_aside(database, place, data / f"{ASIDE}{mark}"))
        new.replace(place)
        sync_folder(place.parent)
    finally:
        _remove(new)
    return done


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", ".write-lock"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _set_aside(database: Database, place: Path, folder: Path) -> Path:
    """A second name for the old file, so that at every moment one of the two is the database."""
    _fold_in(database)
    folder.mkdir(mode=0o700, exist_ok=True)
    kept = folder / place.name
    try:
        os.link(place, kept)
    except OSError:  # another disk, or one that knows no links
        shutil.copy2(place, kept)
    for end in ("-wal", "-shm"):  # only of a file that SQLite could not open
        beside = place.with_name(place.name + end)
        if beside.exists():
            shutil.move(beside, folder / beside.name)
    sync_folder(folder)
    return folder


def _fold_in(database: Database) -> None:
    """Let the old file have everything that was written: the files beside it go with the last connection."""
    try:
        with database.writer.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    except DBAPIError:
        return  # it is damaged, and kept with what lies beside it
    finally:
        database.reader.dispose()
        database.writer.dispose()


def _postgres(database: Database, source: _Source, mark: str) -> Restored:
    aside = f"before_restore_{mark.replace('-', '_')}"
    with database.transaction() as connection:
        unhurried(connection)
        schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
        there = connection.execute(
            text("SELECT count(*) FROM pg_tables WHERE schemaname = :schema"), {"schema": schema}
        ).scalar_one()
        try:
            connection.exec_driver_sql(f'ALTER SCHEMA "{schema}" RENAME TO {aside}')
            connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
        except DBAPIError as error:
            raise BackupFailed(
                f"the account may not put the old tables aside ({error.orig}): "
                "make it the owner of the database"
            ) from error
        done = source.into(connection)
        if there:
            done.aside = aside
        else:
            connection.exec_driver_sql(f'DROP SCHEMA "{aside}" CASCADE')
    return done


def _keep_files(data: Path, aside: Path, names: list[str]) -> None:
    """A copy of each file that another one will take the place of; all of them or none."""
    begun = aside.exists()
    try:
        for name in names:
            if (data / name).exists():
                kept = aside / "files" / name
                kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                shutil.copy2(data / name, kept)
    except OSError:
        if not begun:
            shutil.rmtree(aside, ignore_errors=True)
        raise


def _place_files(files: Path, data: Path, names: list[str]) -> None:
    """Each file in its place."""
    for name in names:
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        (files / name).replace(target)
        sync_folder(target.parent)
