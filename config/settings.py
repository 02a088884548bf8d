"""Every setting of Inloop, typed, with its default, its meaning and what is allowed.

Values come from the environment (`INLOOP_…`), else from the TOML file named by `INLOOP_CONFIG`,
else from the default. A wrong value stops the start. This module must not know who uses a setting.
"""

import base64
import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, ValidationError

from config.identity import IdentitySettings

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "INLOOP_"
_PASSWORD = re.compile(r"(//[^:/@]*:)[^@]*@")
PRINTER_SCHEMES = ("virtual", "tcp", "usb", "serial", "file")


class SettingInvalid(Exception):
    """A setting has a value that is not allowed; the message names it, the value and what is allowed."""


def _database_url(value: str) -> str:
    if value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        return value
    raise ValueError("allowed: sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME")


def _web_address(value: str) -> str:
    with suppress(ValueError):  # urlsplit's own, for what is no host or no port
        parts = urlsplit(value)
        whole = parts.port != 0 and not (parts.query or parts.fragment)
        if parts.scheme in {"http", "https"} and parts.hostname and whole:
            return value.rstrip("/")
    raise ValueError("allowed: an address such as http://192.168.1.20:8080")


def _redis_url(value: str) -> str:
    if value.startswith(("redis://", "rediss://", "unix://")):
        return value
    raise ValueError("allowed: redis://HOST:PORT/NUMBER")


def _printer(value: str) -> str:
    if value.partition(":")[0] in PRINTER_SCHEMES:
        return value
    raise ValueError(
        "allowed: virtual: · tcp://host:9100 · usb://04b8:0e28 · serial:///dev/ttyUSB0?baud=19200 · file:///dev/usb/lp0"
    )


_PUSH_SERVICE = re.compile(r"(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}|http://127\.0\.0\.1:\d{1,5}")
_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""How many points the curve has (FIPS 186-5); a private key is less."""


def _push_contact(value: str) -> str:
    if re.fullmatch(r"mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*", value):
        return value
    raise ValueError("allowed: mailto:NAME@HOST or https://HOST/PAGE")


def _push_key(value: str) -> str:
    if re.fullmatch(r"[A-Za-z0-9_-]{43}", value):
        number = int.from_bytes(base64.urlsafe_b64decode(value + "="))
        if 0 < number < _P256_ORDER:
            return value
    raise ValueError("allowed: the 43 characters of a file push-key")


def _push_services(value: str) -> str:
    if all(_PUSH_SERVICE.fullmatch(name) for name in value.split()):
        return value
    raise ValueError("allowed: names of hosts with spaces between, such as push.example.org *.example.net")


class Settings(IdentitySettings):
    """All settings; each field's description is what docs/settings.md says of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(
        default=ROOT / "instance", description="Folder for the database, the secret key and printed pictures."
    )
    database_url: Annotated[str, AfterValidator(_database_url)] | None = Field(
        default=None, description="Where the data lives. Absent: SQLite `inloop.db` in the data folder."
    )
    host: str = Field(
        default="127.0.0.1",
        min_length=1,
        description="Address to listen on; 0.0.0.0 lets tablets and phones on the network in.",
    )
    port: int = Field(default=8080, ge=1, le=65535, description="TCP port to listen on.")
    base_url: Annotated[str, AfterValidator(_web_address)] | None = Field(
        default=None,
        description="Address that visitors' phones can reach; the QR code points to it. "
        "Absent: this machine's address on its network.",
    )
    redis_url: Annotated[str, AfterValidator(_redis_url)] | None = Field(
        default=None,
        description="Redis that tells other processes of a change at once. Absent: within a second.",
    )
    secret_key: str | None = Field(
        default=None,
        min_length=32,
        description="The installation's own secret, at least 32 characters. "
        "Absent: made at the first start and kept in the data folder.",
    )
    printer: Annotated[str, AfterValidator(_printer)] = Field(
        default="virtual:", description="The ticket printer; `virtual:` writes each ticket as a PNG."
    )
    printer_width: Literal[576, 384] = Field(
        default=576, description="Dots across the paper: 576 for 80 mm, 384 for 58 mm."
    )
    locale: Literal["nl", "en"] = Field(
        default="nl", description="Language of the pages before anybody chose one."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least serious message that is logged."
    )
    push: bool = Field(
        default=False,
        description="Whether visitors can be told of their call while the phone's page is closed, by the "
        "push service of their browser's maker; needs https.",
    )
    push_contact: Annotated[str, AfterValidator(_push_contact)] | None = Field(
        default=None, description="Whom a push service may write to about our messages; needed with push."
    )
    push_services: Annotated[str, AfterValidator(_push_services)] | None = Field(
        default=None, description="Push services besides the known ones, with spaces between."
    )
    push_key: Annotated[str, AfterValidator(_push_key)] | None = Field(
        default=None,
        description="The key that push messages are signed with; the same for all processes. "
        "Absent: made at first use and kept in the data folder.",
    )

    session_idle_minutes: int = Field(
        default=60,
        ge=5,
        le=720,
        description="Minutes after which somebody who does nothing is signed out; a page that is only open "
        "does nothing.",
    )
    session_hours: int = Field(
        default=12, ge=1, le=24, description="Hours after which everybody signs in anew, whatever they do."
    )
    second_factor: Literal["administrators", "all"] = Field(
        default="administrators",
        description="Who needs a code of an app besides the password; everybody does as soon as the console "
        "can be reached from outside.",
    )

    @property
    def database(self) -> str:
        """The database address in force, as SQLAlchemy takes it."""
        if self.database_url is None:
            return f"sqlite:///{self.data_dir / 'inloop.db'}"
        return self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)


def environment_name(field: str) -> str:
    """The name of the environment variable that sets *field*."""
    return PREFIX + field.upper()


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read and check all settings.

    Args:
        environment: variable names and values, normally `os.environ`.

    Raises:
        SettingInvalid: a value is wrong, a name in the file is unknown, or the file cannot be read.
    """
    values = _file_values(environment.get(PREFIX + "CONFIG"))
    for field in Settings.model_fields:
        value = environment.get(environment_name(field), "")
        if value:
            values[field] = int(value) if field in _NUMBERS and value.isdecimal() else value
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingInvalid(_explain(error)) from None


def _file_values(path: str | None) -> dict[str, Any]:
    if not path:
        return {}
    try:
        values = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingInvalid(
            f"INLOOP_CONFIG={path}: cannot be read ({error}); allowed: a TOML file"
        ) from None
    return {name.lower().removeprefix(PREFIX.lower()): value for name, value in values.items()}


_ALLOWED = {"port": "; allowed: a whole number from 1 to 65535", "push": "; allowed: true or false"}
"""Where the checker's own words leave out what would be right."""
_NUMBERS = frozenset({"port", "printer_width", "session_idle_minutes", "session_hours"})
_SECRET = frozenset({"secret_key", "oidc_client_secret", "push_key"})
"""What is shown to nobody, right or wrong."""


def _explain(error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        field = str(problem["loc"][0])
        if problem["type"] == "extra_forbidden":
            lines.append(f"unknown setting {field!r}; docs/settings.md lists all")
            continue
        shown = "(not shown)" if field in _SECRET else _PASSWORD.sub(r"\1***@", repr(problem["input"]))
        allowed = _ALLOWED.get(field, "")
        lines.append(
            f"{environment_name(field)}={shown}: {problem['msg'].removeprefix('Value error, ')}{allowed}"
        )
    return "; ".join(lines)
