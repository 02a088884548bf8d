"""What can be told of the machine that Inloop runs on: room, clock, certificate, errors, versions."""

import platform
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from config.logs import last_error
from models.backup.state import read_state
from models.database import Database
from models.unwritable import is_for_reading_only
from web.condition import Sentence, database_sentence
from web.health import SPARE_BYTES
from web.machine_words import (
    Disk,
    backup_sentence,
    certificate_sentence,
    clock_sentence,
    disk_sentence,
    engine_sentence,
    error_sentence,
    speech_sentence,
    version_sentence,
)
from web.printing.words import moment
from web.services import services
from web.speech.here import speech_folder
from web.speech.voice import Voices
from web.words import Words, languages_with


def _offset() -> float:
    """Seconds between the clock on the wall and the one that never jumps, which also counts sleep."""
    return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)


_AT_THE_START = _offset()


def machine_sentences(words: Words) -> list[Sentence]:
    """The machine part by part; what needs somebody is said first by the page."""
    settings, now = services().settings, services().clock.now()
    state = read_state(settings.data_dir)
    made = state.made_moment
    error = last_error()
    told = [
        disk_sentence(disk_of(settings.data_dir), SPARE_BYTES, words),
        _database(services().database, words),
        backup_sentence(
            state, settings.backup_dir is not None, now, _said(made, words) if made else "", words
        ),
        clock_sentence(timedelta(seconds=_offset() - _AT_THE_START), words),
        error_sentence((_said(error[0], words), error[1]) if error else None, words),
    ]
    certificate = getattr(settings, "tls_certificate", None)  # only where Inloop itself speaks TLS
    if certificate is not None:
        told.append(certificate_sentence(days_left(Path(certificate), now), words))
    return [*told, _speech(words), _versions(words)]


def disk_of(folder: Path) -> Disk:
    """The room at *folder*."""
    try:
        found = shutil.disk_usage(folder)
    except OSError:
        return Disk(str(folder), None)
    return Disk(str(folder), found.free, found.total)


def days_left(certificate: Path, now: datetime) -> int | None:
    """Whole days until the first certificate of the file runs out; None when it cannot be read."""
    from cryptography.x509 import load_pem_x509_certificate

    try:
        found = load_pem_x509_certificate(certificate.read_bytes())
    except (OSError, ValueError):
        return None
    return (found.not_valid_after_utc - now.astimezone(UTC)).days


def _said(at: datetime, words: Words) -> str:
    """By the clock of the machine, for the machine is no location."""
    return moment(words, at.astimezone())


def _database(database: Database, words: Words) -> Sentence:
    if database.is_sqlite:
        kind, asked = "SQLite", "SELECT sqlite_version()"
    else:
        kind, asked = "PostgreSQL", "SHOW server_version"
    try:
        with database.read() as session:
            version = str(session.execute(text(asked)).scalar_one()).split()[0]
            read_only = is_for_reading_only(session)
    except SQLAlchemyError:
        return database_sentence("away", words)
    if read_only:
        return database_sentence("read_only", words)
    return engine_sentence(kind, version, words)


def _speech(words: Words) -> Sentence:
    voices, languages = Voices(speech_folder(services().settings)), languages_with("visitor")
    mute = [code for code in languages if not voices.engine(code)]
    return speech_sentence(len(languages), mute, words)


def _versions(words: Words) -> Sentence:
    from models.migration import current_revision

    try:
        schema = current_revision(services().database) or "–"
    except SQLAlchemyError:
        schema = "–"
    return version_sentence(schema, platform.python_version(), words)
