"""Every setting of Inloop, typed, with its default, its meaning and what is allowed.

Values come from the environment (`INLOOP_…`), else from the TOML file named by `INLOOP_CONFIG`,
else from the default. A wrong value stops the start. This module must not know who uses a setting.
"""

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from config.backup_settings import BackupSettings
from config.identity import IdentitySettings
from config.networks import checked_networks
from config.push_settings import PushSettings
from config.secret_files import read_secret_files

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "INLOOP_"
_PASSWORD = re.compile(r"(//[^:/@]*:)[^@]*@")
_NO_PASSWORD = re.compile(r"(//[^:/@]+)@")
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


class PlaceSettings(BaseModel):
    """Where things lie, where the server listens, and what it looks like at first."""

    data_dir: Path = Field(
        default=ROOT / "instance", description="Folder for the database, the secret key and printed pictures."
    )
    database_url: Annotated[str, AfterValidator(_database_url)] | None = Field(
        default=None, description="Where the data lives. Absent: SQLite `inloop.db` in the data folder."
    )
    database_password: str | None = Field(
        default=None,
        min_length=1,
        description="Password for the database address, where that one holds none; for a secret in a file.",
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
    trusted_proxies: Annotated[str, AfterValidator(checked_networks)] = Field(
        default="127.0.0.0/8 ::1",
        description="Proxies that are believed when they say from which address and by which of http and "
        "https a request came: addresses and networks with spaces between.",
    )
    tls_certificate: Path | None = Field(
        default=None,
        description="File with the certificate and those between it and its authority, PEM; with it the "
        "server speaks https, and http no more.",
    )
    tls_key: Path | None = Field(
        default=None, description="File with the certificate's private key, PEM; needed with the certificate."
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


class Settings(IdentitySettings, BackupSettings, PushSettings, PlaceSettings):
    """All settings; each field's description is what docs/settings.md says of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @property
    def database(self) -> str:
        """The database address in force, as SQLAlchemy takes it."""
        if self.database_url is None:
            return f"sqlite:///{self.data_dir / 'inloop.db'}"
        url = self.database_url.replace("postgresql://", "postgresql+psycopg://", 1)
        if self.database_password is None:
            return url
        password = quote(self.database_password, safe="")
        return _NO_PASSWORD.sub(lambda user: f"{user[1]}:{password}@", url, count=1)


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
    try:
        secrets = read_secret_files(environment, map(environment_name, sorted(_SECRET | _MAY_HOLD_SECRETS)))
    except ValueError as error:
        raise SettingInvalid(str(error)) from None
    for field in Settings.model_fields:
        name = environment_name(field)
        value = secrets.get(name) or environment.get(name, "")
        if value:
            is_number = field in _NUMBERS and value.isdecimal() and len(value) <= _MOST_DIGITS
            values[field] = int(value) if is_number else value
    try:
        return Settings(**values)
    except ValidationError as error:
        raise SettingInvalid(_explain(error)) from None


def _file_values(path: str | None) -> dict[str, Any]:
    if not path:
        return {}
    try:
        values = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise SettingInvalid(
            f"INLOOP_CONFIG={path}: cannot be read ({error}); allowed: a TOML file"
        ) from None
    return {name.lower().removeprefix(PREFIX.lower()): value for name, value in values.items()}


_ALLOWED = {"port": "; allowed: a whole number from 1 to 65535", "push": "; allowed: true or false"}
"""Where the checker's own words leave out what would be right."""
_NUMBERS = frozenset({"port", "printer_width", "session_idle_minutes", "session_hours"})
_MOST_DIGITS = 9
"""Python reads no number of thousands of digits; what is longer stays a text, which is refused as one."""
_SECRET = frozenset({"secret_key", "push_key", "database_password", "oidc_client_secret"})
"""What is shown to nobody, right or wrong."""
_MAY_HOLD_SECRETS = frozenset({"database_url", "redis_url"})


def _shown(value: object) -> str:
    try:
        return repr(value)
    except ValueError:  # Python writes no number of thousands of digits either
        return "(too long to show)"


def _explain(error: ValidationError) -> str:
    lines = []
    for problem in error.errors():
        field = str(problem["loc"][0])
        if problem["type"] == "extra_forbidden":
            lines.append(f"unknown setting {field!r}; docs/settings.md lists all")
            continue
        shown = "(not shown)" if field in _SECRET else _PASSWORD.sub(r"\1***@", _shown(problem["input"]))
        allowed = _ALLOWED.get(field, "")
        lines.append(
            f"{environment_name(field)}={shown}: {problem['msg'].removeprefix('Value error, ')}{allowed}"
        )
    return "; ".join(lines)
