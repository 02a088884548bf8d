"""Settings: from the environment, else from the file, else by themselves; a wrong one says so."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from config.settings import SettingInvalid, Settings, environment_name, read_settings

SECRET = "s" * 40

GOOD: Mapping[str, tuple[str, object]] = {
    "data_dir": ("/srv/inloop", Path("/srv/inloop")),
    "database_url": ("postgresql://inloop:geheim@db/inloop", "postgresql://inloop:geheim@db/inloop"),
    "database_password": ("geheim", "geheim"),
    "host": ("0.0.0.0", "0.0.0.0"),  # noqa: S104  (read, not bound)
    "port": ("80", 80),
    "base_url": ("https://inloop.example/", "https://inloop.example"),
    "trusted_proxies": ("10.89.0.0/24 127.0.0.1", "10.89.0.0/24 127.0.0.1"),
    "tls_certificate": ("/srv/inloop.crt", Path("/srv/inloop.crt")),
    "tls_key": ("/srv/inloop.key", Path("/srv/inloop.key")),
    "redis_url": ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/0"),
    "secret_key": (SECRET, SECRET),
    "printer": ("tcp://10.0.0.9:9100", "tcp://10.0.0.9:9100"),
    "printer_width": ("384", 384),
    "locale": ("en", "en"),
    "log_level": ("DEBUG", "DEBUG"),
    "push": ("true", True),
    "push_contact": ("mailto:ict@inloop.example", "mailto:ict@inloop.example"),
    "push_services": ("push.example.org *.example.net", "push.example.org *.example.net"),
    "session_idle_minutes": ("30", 30),
    "session_hours": ("9", 9),
    "second_factor": ("all", "all"),
    "push_key": ("B" * 43, "B" * 43),
    "backup_dir": ("/media/stick/inloop", Path("/media/stick/inloop")),
    "backup_time": ("23:15", "23:15"),
    "backup_keep": ("14 0 3", "14 0 3"),
    "backup_passphrase_file": ("/etc/inloop/passphrase", Path("/etc/inloop/passphrase")),
    "oidc_issuer": ("https://login.example.org/realm/", "https://login.example.org/realm/"),
    "oidc_client_id": ("inloop", "inloop"),
    "oidc_client_secret": (SECRET, SECRET),
    "oidc_name": ("Gemeente", "Gemeente"),
    "oidc_scopes": ("openid profile groups", "openid profile groups"),
    "oidc_groups_claim": ("roles", "roles"),
    "oidc_groups": ("a b = guide @ plein; c = administrator", "a b = guide @ plein; c = administrator"),
    "password_sign_in": ("break_glass", "break_glass"),
}

WRONG = [
    ("INLOOP_BACKUP_TIME", "24:00", "a time such as 02:30"),
    ("INLOOP_BACKUP_TIME", "2:30", "a time such as 02:30"),
    ("INLOOP_BACKUP_KEEP", "0 1 1", "such as 7 4 12"),
    ("INLOOP_BACKUP_KEEP", "7", "such as 7 4 12"),
    ("INLOOP_DATABASE_URL", "mysql://db/inloop", "sqlite:///PATH or postgresql://"),
    ("INLOOP_DATABASE_URL", "inloop.db", "sqlite:///PATH or postgresql://"),
    ("INLOOP_PORT", "70000", "65535"),
    ("INLOOP_PORT", "0", "greater than or equal to 1"),
    ("INLOOP_PORT", "-1", "greater than or equal to 1"),
    ("INLOOP_PORT", "http", "from 1 to 65535"),
    ("INLOOP_PORT", "80.5", "valid integer"),
    ("INLOOP_PORT", "9" * 5000, "from 1 to 65535"),
    ("INLOOP_BASE_URL", "inloop.example", "http://192.168.1.20:8080"),
    ("INLOOP_BASE_URL", "ftp://inloop.example", "http://192.168.1.20:8080"),
    ("INLOOP_BASE_URL", "http://", "http://192.168.1.20:8080"),
    ("INLOOP_BASE_URL", "http://[::1", "http://192.168.1.20:8080"),
    ("INLOOP_BASE_URL", "http://inloop.example:99999", "http://192.168.1.20:8080"),
    ("INLOOP_BASE_URL", "http://inloop.example/?a=1", "http://192.168.1.20:8080"),
    ("INLOOP_BASE_URL", "http://inloop.example/#a", "http://192.168.1.20:8080"),
    ("INLOOP_REDIS_URL", "http://127.0.0.1", "redis://HOST:PORT/NUMBER"),
    ("INLOOP_TRUSTED_PROXIES", "proxy.example", "addresses and networks"),
    ("INLOOP_TRUSTED_PROXIES", "10.89.0.7/24", "addresses and networks"),
    ("INLOOP_TRUSTED_PROXIES", "0.0.0.0/0", "addresses and networks"),
    ("INLOOP_TRUSTED_PROXIES", " ", "addresses and networks"),
    ("INLOOP_PRINTER", "lpt1", "tcp://host:9100"),
    ("INLOOP_PRINTER_WIDTH", "400", "576 or 384"),
    ("INLOOP_PRINTER_WIDTH", "wide", "576 or 384"),
    ("INLOOP_LOCALE", "fr", "'nl' or 'en'"),
    ("INLOOP_PUSH", "perhaps", "allowed: true or false"),
    ("INLOOP_PUSH_CONTACT", "ict@inloop.example", "mailto:NAME@HOST"),
    ("INLOOP_PUSH_CONTACT", "http://inloop.example", "https://HOST"),
    ("INLOOP_PUSH_SERVICES", "https://push.example.org", "names of hosts"),
    ("INLOOP_PUSH_SERVICES", "push.example.org *", "names of hosts"),
    ("INLOOP_PUSH_SERVICES", "http://192.168.1.5:80", "names of hosts"),
    ("INLOOP_SESSION_IDLE_MINUTES", "4", "greater than or equal to 5"),
    ("INLOOP_OIDC_ISSUER", "http://login.example.org", "an https address"),
    ("INLOOP_OIDC_ISSUER", "https://login.example.org/?tenant=1", "without ? and #"),
    ("INLOOP_OIDC_ISSUER", "https://", "an https address"),
    ("INLOOP_OIDC_SCOPES", "profile", "openid"),
    ("INLOOP_OIDC_GROUPS", "gidsen", "GROUP = ROLE"),
    ("INLOOP_OIDC_GROUPS", "gidsen = boss", "GROUP = ROLE"),
    ("INLOOP_OIDC_GROUPS", "gidsen = guide @", "GROUP = ROLE"),
    ("INLOOP_OIDC_GROUPS", "a = guide; = host", "GROUP = ROLE"),
    ("INLOOP_PASSWORD_SIGN_IN", "nobody", "'everyone' or 'break_glass'"),
    ("INLOOP_SESSION_HOURS", "25", "less than or equal to 24"),
    ("INLOOP_SECOND_FACTOR", "nobody", "'administrators' or 'all'"),
    ("INLOOP_LOG_LEVEL", "CHATTY", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
]


def config(folder: Path, text: str) -> dict[str, str]:
    """An environment that names a settings file with *text*."""
    path = folder / "inloop.toml"
    path.write_text(text, encoding="utf-8")
    return {"INLOOP_CONFIG": str(path)}


def test_everything_has_a_default_so_that_a_bare_checkout_runs() -> None:
    settings = read_settings({})
    assert (settings.host, settings.port, settings.printer) == ("127.0.0.1", 8080, "virtual:")
    assert settings.database == f"sqlite:///{settings.data_dir}/inloop.db"


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_can_be_set_from_the_environment(field: str) -> None:
    given, read = GOOD[field]
    assert getattr(read_settings({environment_name(field): given}), field) == read


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_can_be_set_in_the_file_by_its_own_name_or_the_variables(
    field: str, tmp_path: Path
) -> None:
    given, read = GOOD[field]
    written = given if isinstance(read, int) else f'"{given}"'
    for name in (field, environment_name(field)):
        assert getattr(read_settings(config(tmp_path, f"{name} = {written}")), field) == read


@pytest.mark.parametrize("field", Settings.model_fields)
def test_every_setting_says_what_it_means(field: str) -> None:
    described = Settings.model_fields[field].description
    assert described
    assert described.endswith(".")


@pytest.mark.parametrize(("name", "value", "allowed"), WRONG)
def test_a_wrong_value_is_named_with_its_variable_and_what_is_allowed(
    name: str, value: str, allowed: str
) -> None:
    with pytest.raises(SettingInvalid) as wrong:
        read_settings({name: value})
    said = str(wrong.value)
    assert said.startswith(f"{name}={value!r}: ") or said.startswith(f"{name}={value}: ")
    assert allowed in said
    assert "\n" not in said


def test_every_wrong_value_is_named_at_once() -> None:
    with pytest.raises(SettingInvalid) as wrong:
        read_settings({"INLOOP_PORT": "0", "INLOOP_LOCALE": "fr"})
    assert "INLOOP_PORT=0" in str(wrong.value)
    assert "INLOOP_LOCALE='fr'" in str(wrong.value)


def test_a_wrong_secret_is_not_shown() -> None:
    with pytest.raises(SettingInvalid) as wrong:
        read_settings({"INLOOP_SECRET_KEY": "kort geheim"})
    assert str(wrong.value).startswith("INLOOP_SECRET_KEY=(not shown): ")
    assert "32" in str(wrong.value)
    assert "kort geheim" not in str(wrong.value)


@pytest.mark.parametrize("key", ["kort geheim", "_" * 43, "A" * 43])
def test_a_wrong_key_of_push_is_not_shown(key: str) -> None:
    with pytest.raises(SettingInvalid) as wrong:
        read_settings({"INLOOP_PUSH_KEY": key})
    assert str(wrong.value) == "INLOOP_PUSH_KEY=(not shown): allowed: the 43 characters of a file push-key"


def test_a_password_in_a_wrong_address_is_not_shown() -> None:
    for name in ("INLOOP_DATABASE_URL", "INLOOP_REDIS_URL"):
        with pytest.raises(SettingInvalid) as wrong:
            read_settings({name: "postgres://inloop:geheim@db/inloop"})
        assert str(wrong.value).startswith(f"{name}='postgres://inloop:***@db/inloop': allowed: ")


def test_the_environment_counts_more_than_the_file(tmp_path: Path) -> None:
    environment = config(tmp_path, 'port = 9000\nlocale = "en"') | {"INLOOP_PORT": "9001"}
    settings = read_settings(environment)
    assert (settings.port, settings.locale) == (9001, "en")


def test_an_empty_variable_is_as_good_as_none(tmp_path: Path) -> None:
    assert read_settings(config(tmp_path, "port = 9000") | {"INLOOP_PORT": ""}).port == 9000
    assert read_settings({"INLOOP_CONFIG": ""}).port == 8080


def test_variables_that_are_not_ours_do_not_matter() -> None:
    assert read_settings({"PORT": "1", "PATH": "/bin"}).port == 8080


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 1", "unknown setting 'colour'"),
        ("[inloop]\nport = 1", "unknown setting 'inloop'"),
        ("port = [1]", "INLOOP_PORT=[1]"),
        ("host = 5", "INLOOP_HOST=5"),
        ("data_dir = 5", "INLOOP_DATA_DIR=5"),
        ("port = ", "cannot be read"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingInvalid) as wrong:
        read_settings(config(tmp_path, text))
    assert said in str(wrong.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "absent.toml", tmp_path, binary):
        with pytest.raises(SettingInvalid) as wrong:
            read_settings({"INLOOP_CONFIG": str(path)})
        assert str(wrong.value).startswith(f"INLOOP_CONFIG={path}: cannot be read")


def test_a_postgresql_address_is_used_with_our_driver() -> None:
    for given in ("postgresql://db/inloop", "postgresql+psycopg://db/inloop"):
        assert read_settings({"INLOOP_DATABASE_URL": given}).database == "postgresql+psycopg://db/inloop"


def test_a_password_from_elsewhere_goes_into_an_address_that_holds_none() -> None:
    given = {"INLOOP_DATABASE_URL": "postgresql://inloop@db/inloop", "INLOOP_DATABASE_PASSWORD": "p@ss/w\\1"}
    assert read_settings(given).database == "postgresql+psycopg://inloop:p%40ss%2Fw%5C1@db/inloop"
    given["INLOOP_DATABASE_URL"] = "postgresql://inloop:own@db/inloop"
    assert read_settings(given).database == "postgresql+psycopg://inloop:own@db/inloop"
    assert read_settings({"INLOOP_DATABASE_PASSWORD": "x"}).database.startswith("sqlite:///")


@pytest.mark.parametrize(
    "field", ["secret_key", "push_key", "database_password", "database_url", "redis_url"]
)
def test_a_secret_can_lie_in_a_file_of_its_own(field: str, tmp_path: Path) -> None:
    given, read = GOOD[field]
    (tmp_path / "secret").write_text(given + "\n")
    name = environment_name(field)
    environment = {f"{name}_FILE": str(tmp_path / "secret")} | config(tmp_path, f'{field} = "else"')
    assert getattr(read_settings(environment), field) == read


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "No such file"), (b"\xff", "not text"), (b"\n", "no value"), (b"a\nb", "lines")],
)
def test_a_secret_file_that_is_of_no_use_is_named_and_not_shown(
    content: bytes | None, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "secret"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SettingInvalid) as wrong:
        read_settings({"INLOOP_SECRET_KEY_FILE": str(path)})
    assert str(wrong.value).startswith(f"INLOOP_SECRET_KEY_FILE={path}: ")
    assert said in str(wrong.value)
    assert "allowed: a file with one value" in str(wrong.value)


def test_a_wrong_secret_from_a_file_is_not_shown_either(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kort geheim")
    with pytest.raises(SettingInvalid) as wrong:
        read_settings({"INLOOP_SECRET_KEY_FILE": str(tmp_path / "secret")})
    assert "kort geheim" not in str(wrong.value)


def test_a_secret_is_given_once(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    with pytest.raises(SettingInvalid, match="are both set"):
        read_settings({"INLOOP_SECRET_KEY": SECRET, "INLOOP_SECRET_KEY_FILE": str(tmp_path / "secret")})


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        read_settings({}).port = 1
