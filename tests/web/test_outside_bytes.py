"""Whatever stands in a header, a cookie, a form, an address or a line of facts: never an error of ours."""

import json
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from commands.replay import replay
from models.access.identify import identify
from models.access.principal import Role
from models.clock import SetClock
from models.region_file import read_region
from models.region_file.problem import RegionFileInvalid
from tests.cast import MONDAY_TEN, REGION, copied, move_in
from tests.web.site import TICKETS, Caller, Site, open_site
from web.stranger import source

HEADERS = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60)
NAMES = st.sampled_from(
    [
        *(
            "Cookie",
            "Authorization",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "Forwarded",
            "Via",
        ),
        *(
            "Origin",
            "Referer",
            "Sec-Fetch-Site",
            "Accept-Language",
            "Accept",
            "If-None-Match",
            "If-Modified-Since",
        ),
        *(
            "Range",
            "Content-Type",
            "Content-Encoding",
            "Idempotency-Key",
            "X-CSRF-Token",
            "Host",
            "X-Real-Ip",
        ),
    ]
)
VALUES = st.one_of(
    HEADERS,
    st.sampled_from(
        [
            *(
                "Bearer ",
                "Bearer x",
                "bearer\t",
                "Basic AAAA",
                "::1",
                "127.0.0.1, ::ffff:1.2.3.4",
                "[::1]:80",
                "%",
            ),
            *(
                "inloop_session=",
                "inloop_session=\x80",
                'a="',
                "bytes=9-1",
                "bytes=0-0,5-",
                'W/"',
                "*",
                "nl;q=x",
            ),
            *("application/json; charset=x", "multipart/form-data; boundary=", "multipart/form-data", "null"),
            *(
                "http://[",
                "https://x:99999",
                'for="_x";proto=',
                "0",
                "\xff\xfe",
                "Thu, 99 Foo 2026 99:99:99 GMT",
            ),
        ]
    ),
)
BYTES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [
            *(
                b"\xff\xfe{}",
                b'{"a":1e999}',
                b'{"a":-0}',
                b"[" * 3000,
                b'"' + b"\\u0000" * 50,
                b"\xef\xbb\xbf{}",
            ),
            *(
                b"name=%ff&password=%",
                b"name=x&name=y&=",
                b"&" * 500,
                b'--x\r\nContent-Disposition: form-data; name="',
                b"{}",
            ),
        ]
    ),
)
POSTS = (
    TICKETS,
    "/staff/sign-in",
    "/api/v1/pairings",
    "/api/v1/locations/plein/join",
    "/kiosk/plein",
    "/nergens",
)
GETS = (
    "/",
    "/staff/",
    "/kiosk/plein",
    "/t/x",
    "/api/v1/locations/plein/board",
    "/socket.io/?EIO=4&transport=websocket",
)
TYPES = st.sampled_from(
    [
        *(
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
        ),
        *("", "application/json; charset=utf-16", "multipart/form-data"),
    ]
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Site]:
    """One Inloop for all examples; none of them changes anything."""
    folder = tmp_path_factory.mktemp("outside")
    with copied(request.getfixturevalue("sqlite_cast"), folder / "world.db") as database:
        yield open_site(move_in(database, SetClock(MONDAY_TEN)), folder)


@pytest.fixture(scope="module")
def callers(site: Site) -> list[Caller]:
    """From elsewhere, through a proxy here, with a key, and with a session."""
    return [
        site.anonymous(),
        site.anonymous("127.0.0.1"),
        site.bearer(site.key("Ada", Role.ADMINISTRATOR)),
        site.signed_in(site.person("Bea", Role.ADMINISTRATOR)),
    ]


@given(st.dictionaries(NAMES, VALUES, max_size=4), st.sampled_from(GETS), st.integers(0, 3))
def test_whatever_headers_say_there_is_an_answer(
    site: Site, callers: list[Caller], headers: dict[str, str], path: str, who: int
) -> None:
    assert site
    assert callers[who].ask("GET", path, headers=headers).status_code < 500


@given(st.dictionaries(NAMES, VALUES, max_size=2), st.sampled_from(POSTS), st.integers(0, 2), BYTES, TYPES)
def test_whatever_a_body_holds_there_is_an_answer(
    callers: list[Caller], headers: dict[str, str], path: str, who: int, body: bytes, kind: str
) -> None:
    sent = {"Idempotency-Key": "x"} | headers | {"Content-Type": kind}
    assert callers[who].ask("POST", path, headers=sent, data=body).status_code < 500


@given(st.text(max_size=40), st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=4))
def test_whatever_an_address_says_there_is_an_answer(
    callers: list[Caller], path: str, query: dict[str, str]
) -> None:
    plain = quote(path.encode("utf-8", "replace")).lstrip("/")
    asked = {
        name.encode("utf-8", "replace"): value.encode("utf-8", "replace") for name, value in query.items()
    }
    for start in ("/", "/api/v1/", "/t/", "/kiosk/", "/a/"):
        assert callers[0].ask("GET", start + plain, query_string=asked).status_code < 500
    for start in ("/qr.svg?path=", "/staff/sign-in?next=", "/start?lang=", "/kiosk/plein?lang="):
        assert callers[0].ask("GET", start + plain).status_code < 500


@given(HEADERS, st.sampled_from(["127.0.0.1", "::1", "192.168.1.5", "", "fe80::1%eth0", "x"]))
def test_whatever_is_forwarded_there_is_a_source(site: Site, forwarded: str, peer: str) -> None:
    with site.inloop.app.test_request_context(
        headers={"X-Forwarded-For": forwarded}, environ_base={"REMOTE_ADDR": peer}
    ):
        assert len(source()) <= 45


@given(st.text(max_size=80))
def test_no_text_is_a_token_or_a_session(site: Site, text: str) -> None:
    assert identify(site.world.database, text) is None
    guessing = site.anonymous()
    guessing.client.set_cookie("inloop_session", text.encode("utf-8", "replace").decode())
    assert guessing.get("/staff/").status_code == 303


_FACT = {
    "at": "2026-11-23T09:00:00Z",
    "location": "plein",
    "fact": "issued",
    "ticket": "A01",
    "question_type": "werk",
}
_ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.lists(st.integers(), max_size=2),
)


@given(
    st.lists(
        st.one_of(
            st.binary(max_size=80).map(lambda line: line.replace(b"\n", b"")),
            st.dictionaries(st.sampled_from([*_FACT, "guide", "desk"]), _ODD, max_size=3).map(
                lambda odd: json.dumps(_FACT | odd).encode()
            ),
        ),
        max_size=6,
    )
)
def test_a_line_of_facts_is_read_or_named(lines: list[bytes]) -> None:
    ran = CliRunner().invoke(replay, ["-"], input=b"\n".join(lines))
    assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.exception
    assert ran.exit_code == 0 or ran.stderr.splitlines()[-1].startswith("Error: ")


@given(st.integers(0, len(REGION)), st.integers(0, 40), st.text(max_size=10))
def test_a_region_file_that_was_spoilt_is_read_or_refused(at: int, gone: int, put: str) -> None:
    with suppress(RegionFileInvalid):
        assert read_region(REGION[:at] + put + REGION[at + gone :])
