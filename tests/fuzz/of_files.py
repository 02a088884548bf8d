"""Files that people hand in: the region file, settings, facts, texts of a translator, logos and pictures."""

import base64
import functools
import io
import tempfile
from pathlib import Path

import click
from click.testing import CliRunner
from PIL import Image
from pydantic import ValidationError

from commands.passphrase import passphrase_in
from commands.replay import replay
from config.settings import SettingInvalid, Settings, environment_name, read_settings
from config.ticket import TicketLayout
from config.ticket_logo import PNG_URI, printable
from models.audit.proof import read_mark
from models.backup.fault import BackupFailed
from models.refusal import Refusal
from models.region_file import RegionFileInvalid, read_region
from tests.cast import REGION
from tests.fuzz.target import Target, as_lines, text_of
from web.drawing import redrawn
from web.translating.listing import texts
from web.translating.po_file import WrongFile, read, written

_FOLDER = tempfile.TemporaryDirectory(prefix="inloop-fuzz-")
_FACTS = "\n".join(
    f'{{"at": "2026-11-23T09:0{number}:00Z", "location": "plein", "fact": "{fact}", "ticket": "A0{who}", '
    f'"question_type": "werk", "guide": "g1"}}'
    for number, (fact, who) in enumerate(
        [("issued", 1), ("issued", 2), ("called", 1), ("started", 1), ("finished", 1), ("called", 2)]
    )
)
_SETTINGS = (
    'port = 8081\nhost = "0.0.0.0"\nlocale = "en"\ntrusted_proxies = "10.0.0.0/8 ::1"\n'
    'oidc_groups = "a = guide; b = host @ plein"\n'
)
_ENVIRONMENT = {
    **{"base_url": "https://inloop.example:8443/x", "printer": "tcp://10.0.0.9:9100", "port": "8080"},
    **{"database_url": "postgresql://u:p@h:5432/inloop", "redis_url": "redis://h:6379/0", "push": "true"},
    **{"trusted_proxies": "127.0.0.0/8 ::1", "oidc_issuer": "https://login.example/realm", "locale": "nl"},
    **{"oidc_groups": "begeleiders = guide @ plein; beheer = administrator", "push_contact": "mailto:a@b.nl"},
    **{"push_services": "push.example.org *.example.net", "push_key": "A" * 43, "backup_at": "02:30"},
    **{"backup_keep": "7 4 12", "session_hours": "12", "log_level": "INFO", "printer_width": "384"},
}


def folder() -> Path:
    """A folder of this process, gone with it."""
    return Path(_FOLDER.name)


def kept(data: bytes, name: str = "file") -> Path:
    """A file with those bytes."""
    path = folder() / name
    path.write_bytes(data)
    return path


def _settings_file(data: bytes) -> None:
    read_settings({"INLOOP_CONFIG": str(kept(data))})


def _one_setting(data: bytes) -> None:
    which, value = as_lines(data, 2)
    fields = sorted(Settings.model_fields)
    field = which.decode("latin-1") if which.decode("latin-1") in fields else fields[len(which) % len(fields)]
    read_settings({environment_name(field): text_of(value).replace("\0", "")})


def _secret_file(data: bytes) -> None:
    read_settings({"INLOOP_SECRET_KEY_FILE": str(kept(data))})


def _facts(data: bytes) -> None:
    ran = CliRunner().invoke(replay, ["-"], input=data)
    if ran.exception is not None and not isinstance(ran.exception, SystemExit):
        raise ran.exception
    assert ran.exit_code == 0 or ran.stderr.splitlines()[-1].startswith("Error: ")


def _translation(data: bytes) -> None:
    taken = read(text_of(data), "en", texts())
    assert all(isinstance(form, str) for forms in taken.texts.values() for form in forms)


def _layout(data: bytes) -> None:
    TicketLayout.model_validate_json(data)


def _logo(data: bytes) -> None:
    printable(PNG_URI + base64.b64encode(data).decode())


def _logo_text(data: bytes) -> None:
    printable(text_of(data))


def _picture(data: bytes) -> None:
    drawn = redrawn(data)
    assert max(drawn.width, drawn.height) <= 1920


def _pictures(*kinds: str) -> tuple[bytes, ...]:
    found = []
    for kind in kinds:
        file = io.BytesIO()
        Image.new("RGB", (9, 7), (20, 30, 30)).save(file, kind)
        found.append(file.getvalue())
    return tuple(found)


@functools.cache
def _po() -> bytes:
    some = dict(list(texts().items())[:3])
    counted = {key: text for key, text in texts().items() if text.counted}
    chosen = some | dict(list(counted.items())[:1])
    forms = {key: ("een", "twee") if text.counted else ("een",) for key, text in chosen.items()}
    return written("en", chosen, forms, {}).encode()


TARGETS = (
    Target(
        "region-file",
        lambda data: read_region(text_of(data)),
        (REGION.encode(), *(f"[[{part}".encode() for part in REGION.split("\n[[") if len(part) < 900)),
        (RegionFileInvalid,),
        (b"[[location]]\n", b"[calling]\n", b"1979-05-27T07:32:00Z", b"07:32:00.5", b'"""', b"inf", b"= ["),
        slow=True,
    ),
    Target(
        "settings-file",
        _settings_file,
        (_SETTINGS.encode(), b'inloop_port = 1\nsecret_key = "' + b"s" * 40 + b'"\n'),
        (SettingInvalid,),
        tuple(f"{name} = ".encode() for name in Settings.model_fields),
    ),
    Target(
        "setting",
        _one_setting,
        tuple(f"{name}\n{value}".encode() for name, value in _ENVIRONMENT.items()),
        (SettingInvalid,),
    ),
    Target("secret-file", _secret_file, (b"s" * 40, b"s" * 40 + b"\n"), (SettingInvalid,)),
    Target(
        "passphrase-file",
        lambda data: passphrase_in(kept(data)),
        (b"een lange zin\n", "één\r\ntwee".encode()),
        (BackupFailed,),
    ),
    Target(
        "facts",
        _facts,
        (_FACTS.encode(), _FACTS.splitlines()[0].encode()),
        (click.ClickException,),
        (b'"at": ', b"0001-01-01T00:00:00+23:59", b"9999-12-31T23:59:59-23:59", b"guide_available"),
        slow=True,
    ),
    Target("audit-mark", lambda data: read_mark(text_of(data)), (b"12:" + b"9f" * 32,), (ValueError,)),
    Target(
        "translation",
        _translation,
        (_po(),),
        (WrongFile,),
        (
            b'msgid "',
            b"msgctxt ",
            b"msgstr[1] ",
            b"#, fuzzy\n",
            b"Plural-Forms: nplurals=",
            b"POT-Creation-Date: ",
        ),
        slow=True,
    ),
    Target(
        "ticket-layout",
        _layout,
        (b'{"copies": 2, "parts": ["number", {"part": "line", "text": {"nl": "Welkom"}}, "qr"]}',),
        (ValidationError,),
        (b'"part":', b'"beside":["issued"]', b'"paper":"58"'),
    ),
    Target("logo", _logo, _pictures("PNG"), (ValueError,), (b"IHDR", b"IDAT", b"PLTE", b"tRNS", b"zTXt")),
    Target(
        "logo-text", _logo_text, (PNG_URI.encode() + base64.b64encode(_pictures("PNG")[0]),), (ValueError,)
    ),
    Target("picture", _picture, _pictures("PNG", "JPEG", "WEBP"), (Refusal,), (b"EXIF", b"VP8X"), slow=True),
)


def targets() -> tuple[Target, ...]:
    """All of this module."""
    return TARGETS
