"""The page that says whether everything works: what is wrong goes first, with what to do about it."""

import logging
import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from commands.composition import compose
from config.settings import Settings
from models.access.principal import Role
from models.backup.state import BackupState, note_state
from tests.cast import MONDAY_TEN
from tests.staff.pages import browser
from tests.web.site import BASE_URL, Site
from web.condition import Mood
from web.machine import days_left
from web.machine_words import Disk, backup_sentence, certificate_sentence, clock_sentence, disk_sentence
from web.words import words_for

DUTCH = words_for("nl", "staff")
NOW = MONDAY_TEN


def _text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_each_part_is_one_line_and_what_is_wrong_comes_first(site: Site, tmp_path: Path) -> None:
    data = site.inloop.services.settings.data_dir
    note_state(data, failed_at=NOW.isoformat(), failed="/media/stick: the disk is full")
    page = browser(site, Role.COORDINATOR).get("/staff/health").text
    moods = re.findall(r'data-mood="(\w+)"', page)
    assert moods == sorted(moods, key=["bad", "quiet", "good"].index)
    assert "1 ding heeft je nu nodig." in page
    told = _text(page)
    for name in ("Schijf", "Database", "Reservekopie", "Klok", "Fouten", "Voorlezen", "Versie", "Schermen"):
        assert f" {name} " in told
    assert "SQLite 3." in told
    assert told.index("the disk is full") < told.index("Klok")


def test_without_a_database_the_page_still_says_what_is_wrong(site: Site) -> None:
    from models.database import Database
    from tests.web.test_health import NOWHERE

    settings = Settings(data_dir=site.inloop.services.settings.data_dir, base_url=BASE_URL)
    away = Site(site.world, compose(settings, Database(NOWHERE), clock=site.world.clock))
    answer = away.anonymous("127.0.0.1").get("/staff/health")
    assert answer.status_code == 200
    assert "Database Antwoordt niet" in _text(answer.text)


@pytest.mark.parametrize(
    ("free", "mood"),
    [(None, Mood.BAD), (10, Mood.BAD), (10**9, Mood.QUIET), (10**11, Mood.GOOD)],
)
def test_the_disk_is_looked_at_before_it_is_full(free: int | None, mood: Mood) -> None:
    told = disk_sentence(Disk("/srv/inloop", free, 10**12), 50 * 1024 * 1024, DUTCH)
    assert told.mood is mood
    assert (mood is Mood.GOOD) == (told.remedy == "")


@pytest.mark.parametrize(
    ("state", "wanted", "mood"),
    [
        (BackupState(), False, Mood.QUIET),
        (BackupState(), True, Mood.QUIET),
        (BackupState(made_at=NOW.isoformat()), True, Mood.GOOD),
        (BackupState(made_at=(NOW - timedelta(days=3)).isoformat()), True, Mood.QUIET),
        (BackupState(made_at=NOW.isoformat(), findings=2), True, Mood.BAD),
        (BackupState(failed_at=NOW.isoformat(), failed="vol", waiting_since=NOW.isoformat()), True, Mood.BAD),
        (
            BackupState(made_at="2020-01-01T00:00:00+00:00", failed_at=NOW.isoformat(), failed="vol"),
            True,
            Mood.BAD,
        ),
    ],
)
def test_a_backup_that_is_not_there_asks_for_somebody(state: BackupState, wanted: bool, mood: Mood) -> None:
    told = backup_sentence(state, wanted, NOW, "gisteren" if state.made_at else "", DUTCH)
    assert told.mood is mood
    assert (mood is Mood.GOOD) == (told.remedy == "")


@pytest.mark.parametrize(
    ("zone", "hour", "better"),
    [
        ("Europe/Amsterdam", "02:30", "04:30"),
        ("Europe/Amsterdam", "04:30", None),
        ("UTC", "02:30", "03:30"),
        ("UTC", "03:30", None),
    ],
)
def test_an_hour_at_which_backups_keep_notes_is_told_with_a_better_one(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, hour: str, better: str | None
) -> None:
    settings = Settings(data_dir=tmp_path, base_url=BASE_URL, backup_dir=tmp_path, backup_time=hour)
    there = Site(site.world, compose(settings, site.world.database, clock=site.world.clock))
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    told = _text(browser(there, Role.COORDINATOR).get("/staff/health").text)
    monkeypatch.undo()
    time.tzset()
    assert ("de dag is dan nog niet om in De Nachtmarkt" in told) is (better is not None)
    assert ("INLOOP_BACKUP_TIME" in told) is (better is not None)
    assert better is None or f"een andere tijd: INLOOP_BACKUP_TIME={better}." in told


def test_a_clock_that_was_moved_is_told_and_a_few_seconds_are_not() -> None:
    assert clock_sentence(timedelta(seconds=-3), DUTCH).mood is Mood.GOOD
    assert clock_sentence(timedelta(hours=1), DUTCH).text == "is 60 minuten vooruitgezet"
    assert clock_sentence(timedelta(seconds=-70), DUTCH).text == "is 1 minuut teruggezet"


def test_the_last_error_is_shown_and_nothing_of_its_trace(site: Site) -> None:
    from config.logs import configure_logging

    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    try:
        configure_logging("INFO")
        logging.getLogger("proef").error("de printer %s brandt", "beneden")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    assert "proef: de printer beneden brandt" in browser(site, Role.COORDINATOR).get("/staff/health").text


def test_days_of_a_certificate_are_counted_and_the_last_ones_are_said_in_time(tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "inloop.test")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(NOW + timedelta(days=10, hours=1))
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "cert.pem"
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    assert days_left(path, NOW) == 10
    assert days_left(tmp_path / "absent", NOW) is None
    moods = [certificate_sentence(days, DUTCH).mood for days in (None, -1, 3, 10, 60)]
    assert moods == [Mood.BAD, Mood.BAD, Mood.BAD, Mood.QUIET, Mood.GOOD]


def test_backups_and_room_are_measured(site: Site) -> None:
    administrator = browser(site, Role.ADMINISTRATOR)
    assert "inloop_backup_made_timestamp_seconds 0.0" in administrator.get("/metrics").text
    note_state(site.inloop.services.settings.data_dir, made_at=NOW.isoformat())
    told = administrator.get("/metrics").text
    found = re.search(r"^inloop_backup_made_timestamp_seconds (\S+)$", told, re.MULTILINE)
    assert found is not None
    assert float(found[1]) == NOW.timestamp()
    assert "inloop_disk_free_bytes" in told


def test_the_paper_has_the_questions_and_every_number_of_the_roll(site: Site) -> None:
    page = _text(browser(site, Role.HOST).get("/staff/paper").text)
    assert "A Werk zoeken" in page
    assert all(f" P-{number:02} " in page for number in range(1, 61))


def test_the_paper_without_a_server_has_the_same_numbers_and_steps(site: Site) -> None:
    from tests.house.checkout import ROOT

    file = (ROOT / "docs" / "paper" / "noodpapier.html").read_text(encoding="utf-8")
    assert all(f"<li>P-{number:02}</li>" in file for number in range(1, 61))
    page = browser(site, Role.HOST).get("/staff/paper").text
    assert [step for step in re.findall("<li>(?!P-)(.+)</li>", file) if f"<li>{step}</li>" not in page] == []
    assert "Schrijf op een vel" in file  # nobody has a sign lying there
    assert "http" not in file.replace("http-equiv", "")
    assert "<script" not in file
