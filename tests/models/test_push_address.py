"""Where a browser may be told: known push services by https, and nothing that could lead elsewhere."""

import base64

import pytest

from models.push.address import LONGEST, Browser, address_of, check_keys
from models.refusal import Code, Refusal

POINT = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
"""A public key of RFC 8291, 5."""
SECRET = "BTBZMqHH6r4Tts7J_aSIgg"
HERE = "http://127.0.0.1:8099"


@pytest.mark.parametrize(
    ("endpoint", "host"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc:def", "fcm.googleapis.com"),
        ("https://fcm.googleapis.com:443/wp/abc", "fcm.googleapis.com"),
        ("https://updates.push.services.mozilla.com/wpush/v2/gAAA=", "updates.push.services.mozilla.com"),
        ("https://eu.push.services.mozilla.com/x", "eu.push.services.mozilla.com"),
        ("https://web.push.apple.com/QGx", "web.push.apple.com"),
        ("https://wns2-am3p.notify.windows.com/w/?token=a%2b", "wns2-am3p.notify.windows.com"),
    ],
)
def test_a_browsers_own_service_is_taken(endpoint: str, host: str) -> None:
    found = address_of(endpoint)
    assert (found.host, found.port, found.secure, found.origin) == (host, 443, True, f"https://{host}")
    assert found.path.startswith("/")


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "fcm.googleapis.com",
        "http://fcm.googleapis.com/x",
        "ftp://fcm.googleapis.com/x",
        "https://fcm.googleapis.com",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:/x",
        "https://user@fcm.googleapis.com/x",
        "https://user:secret@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@192.168.1.1/x",
        "https://fcm.googleapis.com#@192.168.1.1/x",
        "https://fcm.googleapis.com\\@192.168.1.1/x",
        "https://fcm.googleapis.com/x#part",
        "https://fcm.googleapis.com/x y",
        "https://fcm.googleapis.com/x\r\nHost: evil.test",
        "https://fcm.googleapis.com/x\n",
        "https://fcm.googleapis.com/é",
        "https://fcm.googleapis.com./x",
        "https://FCM.googleapis.com/x",
        "https://fcm.googleapis.com.evil.test/x",
        "https://evilfcm.googleapis.com/x",
        "https://notify.windows.com/x",
        "https://.notify.windows.com/x",
        "https://evilnotify.windows.com/x",
        "https://push.services.mozilla.com/x",
        "https://localhost/x",
        "https://127.0.0.1/x",
        "https://192.168.1.1/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "http://127.0.0.1:8099/x",
        "https://push.example.org/x",
    ],
)
def test_every_other_address_is_refused(endpoint: str) -> None:
    with pytest.raises(Refusal) as refused:
        address_of(endpoint)
    assert refused.value.code is Code.BAD_PUSH


def test_an_address_that_is_too_long_is_refused() -> None:
    whole = "https://web.push.apple.com/".ljust(LONGEST, "x")
    assert address_of(whole).path == "/".ljust(LONGEST - len("https://web.push.apple.com"), "x")
    with pytest.raises(Refusal, match="more than 500"):
        address_of(whole + "x")


def test_the_setting_adds_hosts_and_takes_none_away() -> None:
    more = ("push.example.org", "*.example.net")
    assert address_of("https://push.example.org/x", more).host == "push.example.org"
    assert address_of("https://a.b.example.net/x", more).host == "a.b.example.net"
    assert address_of("https://web.push.apple.com/x", more).host == "web.push.apple.com"
    with pytest.raises(Refusal):
        address_of("https://example.net/x", more)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://127.0.0.1:8098/x",
        "http://127.0.0.1/x",
        "http://localhost:8099/x",
        "http://127.0.0.1:80990/x",
        "http://a@127.0.0.1:8099/x",
        "https://127.0.0.1:8099/x",
        HERE,
    ],
)
def test_a_service_on_this_machine_is_the_one_that_the_setting_names(endpoint: str) -> None:
    found = address_of(f"{HERE}/x?y", (HERE,))
    assert (found.origin, found.host, found.port, found.path, found.secure) == (
        HERE,
        "127.0.0.1",
        8099,
        "/x?y",
        False,
    )
    with pytest.raises(Refusal):
        address_of(endpoint, (HERE,))


def _shown(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def test_keys_as_a_browser_makes_them_are_taken() -> None:
    check_keys(Browser("", POINT, SECRET))


@pytest.mark.parametrize(
    ("key", "auth"),
    [
        (_shown(b"\4" + bytes(64)), SECRET),
        (_shown(b"\4" + b"\xff" * 64), SECRET),
        (_shown(b"\2" + bytes(32)), SECRET),
        (POINT[:-1] + "4A", SECRET),
        (_shown(base64.urlsafe_b64decode(POINT + "=")[:-1] + b"\0"), SECRET),
        ("C" + POINT[1:], SECRET),
        (POINT + "=", SECRET),
        (POINT.replace("_", "/"), SECRET),
        (POINT, SECRET[:-2]),
        (POINT, SECRET + "AA"),
        (POINT, SECRET[:-1]),
        ("", ""),
    ],
)
def test_keys_with_which_nothing_could_be_sealed_are_refused(key: str, auth: str) -> None:
    with pytest.raises(Refusal) as refused:
        check_keys(Browser("", key, auth))
    assert refused.value.code is Code.BAD_PUSH
