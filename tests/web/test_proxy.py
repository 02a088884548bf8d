"""Behind a proxy that speaks TLS for us, at the address that the settings name."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.networks import address_of
from realtime.browser import FORWARDED
from tests.web.site import Site
from web.proxy import Forwarded

HERE = "/api/v1/devices/here"
KIOSK = {"kind": "kiosk", "location": "plein"}
ADDRESS = "https://inloop.werkcentrum.example"
PROXY, CHAINED, CLIENT = "10.89.0.2", "10.89.0.3", "203.0.113.9"
NOBODY = "192.0.2.66"


def seen(peer: str, **headers: str) -> dict[str, Any]:
    """What is behind the proxies sees of a request that *peer* sends with these headers."""
    found: dict[str, Any] = {}

    def application(environ: dict[str, Any], _start: object) -> list[bytes]:
        found.update(environ)
        return []

    said = {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    environ = {"REMOTE_ADDR": peer, "wsgi.url_scheme": "http", "HTTP_HOST": "inloop.test"} | said
    Forwarded(application, f"127.0.0.1 ::1 {PROXY} {CHAINED}/32")(environ, lambda *_: lambda _: None)
    return found


@pytest.mark.parametrize(
    ("peer", "chain", "client"),
    [
        (PROXY, CLIENT, CLIENT),
        (PROXY, f"{NOBODY}, {CLIENT}", CLIENT),
        (PROXY, f"{NOBODY}, {CLIENT}, {CHAINED}", CLIENT),
        (PROXY, f"{CHAINED},127.0.0.1", CHAINED),
        (PROXY, "2001:db8::7", "2001:db8::7"),
        (PROXY, f"::ffff:{CLIENT}", CLIENT),
        (f"::ffff:{PROXY}", CLIENT, CLIENT),
        (PROXY, f"{CLIENT}, unknown", PROXY),
        (PROXY, f"unknown, {CHAINED}", CHAINED),
        (PROXY, "", PROXY),
        ("127.0.0.1", CLIENT, CLIENT),
        ("10.89.0.4", CLIENT, "10.89.0.4"),
        (NOBODY, "127.0.0.1", NOBODY),
        ("", "127.0.0.1", ""),
    ],
)
def test_who_asks_is_what_the_last_trusted_proxy_heard(peer: str, chain: str, client: str) -> None:
    found = seen(peer, x_forwarded_for=chain, x_forwarded_proto="https")
    assert found["REMOTE_ADDR"] == client
    assert found["wsgi.url_scheme"] == ("http" if peer in {"", NOBODY, "10.89.0.4"} else "https")
    assert found[FORWARDED]


@pytest.mark.parametrize("peer", [PROXY, NOBODY])
def test_no_word_of_forwarding_is_left_for_anybody_to_believe(peer: str) -> None:
    names = ("for", "proto", "host", "port", "prefix", "ssl")
    said = {f"x_forwarded_{name}": "evil.test" for name in names}
    found = seen(peer, **said, forwarded="host=evil.test", x_real_ip=CLIENT, via="1.1 evil.test")
    assert not [value for name, value in found.items() if name != "HTTP_HOST" and "evil" in str(value)]
    assert (found["wsgi.url_scheme"], found["HTTP_HOST"], found[FORWARDED]) == ("http", "inloop.test", True)


def test_without_a_proxy_nothing_changes() -> None:
    found = seen(CLIENT)
    assert (found["REMOTE_ADDR"], found[FORWARDED]) == (CLIENT, False)


@given(st.text(), st.text())
def test_whatever_a_header_holds_who_asks_is_an_address(chain: str, scheme: str) -> None:
    found = seen(PROXY, x_forwarded_for=chain, x_forwarded_proto=scheme)
    assert address_of(found["REMOTE_ADDR"]) is not None
    assert found["wsgi.url_scheme"] in {"http", "https"}


def welcome(site: Site, origin: str | None, **headers: str) -> bool:
    """Whether a socket of *origin* gets past that question; it then fails on the next, its transport."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    origins = {} if origin is None else {"Origin": origin}
    answer = site.anonymous("127.0.0.1").get("/socket.io/?EIO=4&transport=polling", headers=origins | said)
    told = {"Not an accepted origin.": False, "Invalid transport": True}
    return next(verdict for text, verdict in told.items() if text in answer.text)


def test_a_socket_is_asked_for_its_origin_by_the_same_rule(site: Site) -> None:
    assert welcome(site, None)
    assert welcome(site, "http://localhost")
    assert welcome(site, "http://inloop.test")  # the configured address
    assert not welcome(site, "https://localhost")
    assert welcome(site, "https://localhost", X_Forwarded_Proto="https")
    for wrong in ("https://evil.test", "null"):
        assert not welcome(site, wrong)
        assert not welcome(site, wrong, X_Forwarded_Host="evil.test", X_Forwarded_Proto="https")


def test_a_host_that_is_none_makes_nothing_ours(site: Site) -> None:
    assert not welcome(site, "http://a b", Host="a b")


@pytest.fixture
def proxied(site: Site) -> Site:
    """An Inloop that is reached under another address than it listens on."""
    services = site.inloop.services
    changed = services.settings.model_copy(update={"base_url": ADDRESS})
    site.inloop.app.extensions["inloop"] = replace(services, settings=changed)
    return site


def test_our_own_forms_are_accepted_from_the_configured_address(proxied: Site) -> None:
    form = {"name": "Nobody", "password": "not the right one"}
    answer = proxied.anonymous().ask("POST", "/staff/sign-in", data=form, headers={"Origin": ADDRESS})
    assert answer.status_code == 401  # judged by the password, not thrown out as forged


def test_another_site_stays_another_site(proxied: Site) -> None:
    form = {"name": "Nobody", "password": "not the right one"}
    answer = proxied.anonymous().ask(
        "POST", "/staff/sign-in", data=form, headers={"Origin": "https://evil.test"}
    )
    assert answer.status_code == 403


def test_a_proxy_that_hides_where_requests_come_from_makes_nobody_local(proxied: Site) -> None:
    assert proxied.anonymous("127.0.0.1").post(HERE, KIOSK).status_code == 401
