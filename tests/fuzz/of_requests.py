"""Whole requests: any method, address, header and body, by strangers, staff and devices; no error of ours."""

import io
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask, got_request_exception
from werkzeug.test import run_wsgi_app

from models.access.principal import Role
from models.clock import SetClock
from models.database import Database
from models.migration import migrate
from tests.attacks.fields import Schema
from tests.attacks.routes import routes
from tests.cast import MONDAY_TEN, move_in, settle
from tests.fuzz.of_files import folder
from tests.fuzz.target import Target, as_lines
from tests.web.addresses import parts_of
from tests.web.site import Site, open_site
from web.language import staff_words
from web.session import next_path
from web.stranger import source

_EACH = 400
"""Requests until all is as at first: sessions have ended by then, and people have left."""
_LEFT_OUT = frozenset({"api_printer.set_one", "kiosk_speech.clip", "display_speech.clip"})
"""The first lets the server write to a file or connect somewhere, as it should; the others speak."""
_HEADER = re.compile(rb"([A-Za-z0-9-]{1,60}): ?([^\0\r\n]*)")
_METHODS = ("GET", "POST", "DELETE", "PUT", "HEAD", "OPTIONS", "PATCH")


@dataclass(frozen=True)
class Somebody:
    """Who asks.

    Attributes:
        headers: what they prove themselves by, in the environment's names.
        address: where they are.
    """

    headers: Mapping[str, str]
    address: str = "192.168.1.20"


class House:
    """An Inloop with the cast in it, made anew now and then."""

    def __init__(self) -> None:
        self._asked = 0
        self._site: Site | None = None
        self.callers: Mapping[str, Somebody] = {}
        self.error: BaseException | None = None

    def app(self) -> Flask:
        """What answers the next request."""
        if self._site is None or self._asked % _EACH == 0:
            self._open()
        self._asked += 1
        assert self._site
        return self._site.inloop.app

    def _open(self) -> None:
        if self._site is not None:
            self._site.world.database.close()
        path = folder() / "world.db"
        shutil.copy(_template(), path)
        database = Database(f"sqlite:///{path}")
        site = self._site = open_site(move_in(database, SetClock(MONDAY_TEN)), folder(), push="")
        got_request_exception.connect(self._note, site.inloop.app)
        self.callers = _callers(site)

    def _note(self, _app: object, exception: BaseException) -> None:
        self.error = exception


_house = House()


@cache
def _template() -> Path:
    path = folder() / "cast.db"
    database = Database(f"sqlite:///{path}")
    migrate(database)
    settle(database, SetClock(MONDAY_TEN))
    database.close()
    return path


def _callers(site: Site) -> Mapping[str, Somebody]:
    signed = site.signed_in(site.person("Bea", Role.ADMINISTRATOR))
    cookie = signed.client.get_cookie("inloop_session")
    assert cookie
    session = {
        "HTTP_COOKIE": f"inloop_session={cookie.value}",
        "HTTP_X_CSRF_TOKEN": signed.headers["X-CSRF-Token"],
    }
    return {
        "nobody": Somebody({}),
        "proxy": Somebody({}, "127.0.0.1"),
        "session": Somebody(session),
        "administrator": _bearer(site.key("Ada", Role.ADMINISTRATOR)),
        "guide": _bearer(site.key("Gids", Role.GUIDE)),
        "kiosk": _bearer(site.device(Role.KIOSK)),
    }


def _bearer(token: str) -> Somebody:
    return Somebody({"HTTP_AUTHORIZATION": f"Bearer {token}"})


def _environment(data: bytes, callers: Mapping[str, Somebody]) -> dict[str, Any]:
    """A request as gunicorn hands it over: what it refuses itself is left out."""
    head, _, body = data.partition(b"\n\n")
    first, *lines = head.split(b"\n")
    words = [word.decode("latin-1") for word in first.split(b" ", 2)] + ["", "", ""]
    who = callers.get(words[0], callers["nobody"])
    path, _, query = words[2].partition("?")
    environment: dict[str, Any] = {
        "HTTP_IDEMPOTENCY_KEY": "k",
        "CONTENT_TYPE": "application/json",
        **{"HTTP_HOST": "inloop.test", "SERVER_NAME": "inloop.test", "SERVER_PORT": "80"},
        **{
            "SERVER_PROTOCOL": "HTTP/1.1",
            "SCRIPT_NAME": "",
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
        },
        "REQUEST_METHOD": words[1] if words[1] in _METHODS else "GET",
        "PATH_INFO": "/" + unquote_to_bytes(path.encode("latin-1")).decode("latin-1").removeprefix("/"),
        "QUERY_STRING": query,
    }
    for found in filter(None, (_HEADER.fullmatch(line) for line in lines)):
        name = found[1].decode().upper().replace("-", "_")
        special = name in {"CONTENT_TYPE", "CONTENT_LENGTH"}
        environment[name if special else f"HTTP_{name}"] = found[2].decode("latin-1")
    return environment | {
        **who.headers,
        "REMOTE_ADDR": who.address,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        **{"wsgi.multithread": False, "wsgi.multiprocess": False, "wsgi.run_once": False},
    }


def _asked(data: bytes) -> None:
    app = _house.app()
    environment = _environment(data, _house.callers)
    _house.error = None
    content, status, _ = run_wsgi_app(app, environment, buffered=True)
    said = b"".join(content)
    if _house.error is not None:
        raise _house.error
    assert int(status[:3]) < 500, (status, said[:300])


def _headers(data: bytes) -> None:
    """What single headers and parts of an address are read as."""
    language, forwarded, then, cookie = (line.decode("latin-1") for line in as_lines(data, 4))
    headers = {"Accept-Language": language, "X-Forwarded-For": forwarded, "Cookie": cookie}
    plain = {name: re.sub("[\0\r\n]", "", value) for name, value in headers.items()}
    for address in ("127.0.0.1", "192.168.1.20"):
        with _house.app().test_request_context(
            headers=plain,
            query_string={"next": then, "lang": language},
            environ_base={"REMOTE_ADDR": address},
        ):
            assert len(source()) <= 45
            assert staff_words().language in {"nl", "en"}
            path = next_path()
            assert path.startswith("/")
            assert not path.startswith(("//", "/\\"))


def sample(schema: Schema, root: Schema) -> Any:
    """A body that the schema takes, or nearly."""
    while "$ref" in schema:
        schema = root["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    for union in ("anyOf", "oneOf", "allOf"):
        if union in schema:
            return sample(schema[union][0], root)
    if "enum" in schema or "const" in schema:
        return schema.get("enum", [schema.get("const")])[0]
    if schema.get("type") == "object":
        return {name: sample(child, root) for name, child in schema.get("properties", {}).items()}
    if schema.get("type") == "array":
        return [sample(schema.get("items", {}), root)]
    plain = {"string": "een tekst"[: schema.get("maxLength", 9)], "boolean": True, "null": None}
    return plain.get(schema.get("type", ""), schema.get("minimum", 1))


def _seeds() -> Iterator[bytes]:
    """Each method of each address once, by somebody who may, with a body of the right form."""
    app = _house.app()
    document = app.test_client().get("/api/v1/openapi.json").get_json()
    bodies = {
        re.sub(r"[{<].*?[}>]", "*", path) + method.upper(): operation["requestBody"]["content"][
            "application/json"
        ]
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if "requestBody" in operation
    }
    rules = {rule.endpoint: re.sub("<.*?>", "*", rule.rule) for rule in app.url_map.iter_rules()}
    for route in routes(app, parts_of("plein", "t" * 22, 1, "CDFHJK")):
        if route.endpoint in _LEFT_OUT:
            continue
        found = bodies.get(rules[route.endpoint] + route.method)
        body = json.dumps(sample(found["schema"], document)) if found else ""
        who = "session" if route.endpoint.startswith(("api_account", "staff")) else "administrator"
        who = "kiosk" if route.endpoint.startswith("api_kiosk") else who
        yield f"{who} {route.method} {route.path}\nIdempotency-Key: k\n\n{body}".encode()
    form = b"Content-Type: application/x-www-form-urlencoded\n\nname=a&password=b&next=%2F"
    yield b"nobody POST /staff/sign-in\n" + form
    yield b"proxy GET /?lang=en\nX-Forwarded-For: 10.0.0.1, ::1\nX-Forwarded-Proto: https\n\n"
    yield b"nobody GET /kiosk/plein\nCookie: inloop_session=x; a=b\nIf-None-Match: *\nRange: bytes=0-1\n\n"


_WORDS = (
    *(b'"\\ud800"', b'"\\u0000"', b'{"\\ud800": 1}', b"\nRange: bytes=9-1", b"\nAccept-Language: nl;q=x"),
    *(
        b"%00",
        b"%ED%A0%80",
        b"?at=",
        b"2026-02-30",
        b"0001-01-01T00:00:00+23:59",
        b"99999-01-01",
        b"\nHost: [",
    ),
    *(
        b"\nContent-Type: multipart/form-data; boundary=",
        b"\nContent-Encoding: gzip",
        b"\nExpect: x",
        b"\nIf-Match: *",
    ),
    *(b"\nCookie: inloop_attempt=AAAA", b"\nSec-Fetch-Site: cross-site", b"\nAuthorization: Basic \xff"),
)


@cache
def targets() -> tuple[Target, ...]:
    """All of this module, made when asked for: the seeds are read off the application."""
    language = b"nl,en;q=0.8\n10.0.0.1, ::1\n/staff/?a=b\ninloop_language=en; a=b"
    more = (b"//evil.test", b"/\\evil", b"for=", b"::ffff:1.2.3.4", b"fe80::1%eth0", b";q=", b"*")
    return (
        Target("request", _asked, tuple(_seeds()), words=_WORDS, slow=True),
        Target("headers", _headers, (language,), words=more, slow=True),
    )
