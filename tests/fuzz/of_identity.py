"""What an organisation's provider says, what its browser brings back, and what a browser says of its push."""

import base64
import json
from functools import cache
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from config.identity import group_roles
from config.settings import Settings
from models.access.vault import Vault
from models.clock import SystemClock
from models.push.address import Address, Browser, address_of, check_keys
from models.refusal import Refusal
from tests.fuzz.target import Target, as_lines, text_of
from web.oidc import asking
from web.oidc.attempt import Attempt, begin_attempt, seal, unseal
from web.oidc.provider import Provider, _identity
from web.oidc.refused import SignInRefused
from web.push.post import Reply, _reply
from web.push.seal import seal as sealed_for

_ISSUER, _NOW = "https://login.example/realm", 1_795_424_400
_ABOUT = {
    "issuer": _ISSUER,
    "authorization_endpoint": f"{_ISSUER}/auth",
    "token_endpoint": f"{_ISSUER}/token",
    "jwks_uri": f"{_ISSUER}/keys",
    "userinfo_endpoint": f"{_ISSUER}/me",
}
_CLAIMS: dict[str, Any] = {
    **{"iss": _ISSUER, "sub": "1", "aud": "inloop", "exp": _NOW + 300, "iat": _NOW, "nonce": "n"},
    **{"name": "Ada", "groups": ["begeleiders"], "amr": ["mfa"], "azp": "inloop", "auth_time": _NOW},
}
_VAULT = Vault("s" * 48)
_SUBSCRIPTION = (
    "https://fcm.googleapis.com/fcm/send/abc",
    "BDd3_hVL9fZi9Ybo2UUzA284WG5FZR30_95YeZJsiApwXKpNcF1rRPF3foIiBHXRdJI2Qhumhf6_LFTeZaNndIo",
    "AAAAAAAAAAAAAAAAAAAAAA",
)


@cache
def _key() -> ECKey:
    return ECKey.generate_key("P-256", {"kid": "1", "use": "sig", "alg": "ES256"})


@cache
def _provider() -> Provider:
    settings = Settings(oidc_issuer=_ISSUER, oidc_client_id="inloop")
    provider = Provider(settings, steady=lambda: 1.0)
    provider._known = (1.0, _ABOUT, KeySet([_key()]))
    return provider


def _token(claims: object) -> bytes:
    return jwt.encode({"alg": "ES256", "kid": "1"}, claims, _key(), algorithms=["ES256"]).encode()  # type: ignore[arg-type]


def _id_token(data: bytes) -> None:
    _identity(_provider()._claims({"id_token": text_of(data), "access_token": "a"}, "n", _NOW), "groups")


def _claims(data: bytes) -> None:
    """Signed with the right key, whatever it says: the organisation may be careless, and is not ours."""
    try:
        claims = json.loads(data)
    except (ValueError, RecursionError):
        return
    if not isinstance(claims, dict):
        return
    try:
        token = _token(claims)
    except Exception:  # noqa: BLE001  (what cannot be signed is not what is tried)
        return
    found = _identity(
        _provider()._claims({"id_token": token.decode(), "access_token": "a"}, "n", _NOW), "groups"
    )
    assert found.issuer == _ISSUER
    assert found.subject


def _discovery(data: bytes) -> None:
    asking.checked(asking.object_in(data, "about"), _ISSUER)


def _keys(data: bytes) -> None:
    usable = asking.usable_keys(asking.object_in(data, "keys"))
    assert usable.keys


def _attempt(data: bytes) -> None:
    cookie, state = (line.decode("utf-8", "replace") for line in as_lines(data, 2))  # as werkzeug does
    now = SystemClock().now()
    assert unseal(cookie, state, _VAULT, now).state == state


def _fresh_attempt() -> tuple[Attempt, str]:
    attempt = begin_attempt("/staff/", SystemClock().now())
    return attempt, seal(attempt, _VAULT)


def _subscription(data: bytes) -> None:
    endpoint, key, auth = (text_of(line) for line in as_lines(data, 3))
    browser = Browser(endpoint, key, auth)
    assert isinstance(address_of(endpoint), Address)
    check_keys(browser)
    sealed_for(b"x", *(base64.urlsafe_b64decode(text + "==") for text in (key, auth)), padded=64)


def _answer(data: bytes) -> None:
    assert isinstance(_reply(data.partition(b"\r\n\r\n")[0]), Reply)


def _a_cookie() -> bytes:
    attempt, cookie = _fresh_attempt()
    return f"{cookie}\n{attempt.state}".encode()


def _as_json(value: object) -> bytes:
    return json.dumps(value).encode()


TARGETS = (
    Target(
        "oidc-token",
        _id_token,
        (_token(_CLAIMS), _token({"sub": "1"})),
        (SignInRefused,),
        (b"eyJhbGciOiJub25lIn0.", b"."),
    ),
    Target(
        "oidc-claims",
        _claims,
        (_as_json(_CLAIMS), _as_json(_CLAIMS | {"aud": ["inloop", "x"], "groups": "a"})),
        (SignInRefused,),
        (b'"at_hash": ', b'"nbf": ', b'"exp": ', b'"acr": ', b'"auth_time": ', b"[]", b"{}"),
        slow=True,
    ),
    Target(
        "oidc-discovery", _discovery, (_as_json(_ABOUT),), (SignInRefused,), (b"https://[", b"http://[::1]")
    ),
    Target(
        "oidc-keys",
        _keys,
        (
            _as_json({"keys": [_key().as_dict(private=False)]}),
            _as_json({"keys": [{"kty": "RSA", "n": "sXch" * 90, "e": "AQAB", "use": "sig", "kid": "2"}]}),
            _as_json(
                {
                    "keys": [
                        {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}
                    ]
                }
            ),
        ),
        (SignInRefused,),
        (
            b'"kty":"RSA"',
            b'"kty":"OKP"',
            b'"crv":"P-521"',
            b'"d":"AQAB"',
            b'"x5c":["AA=="]',
            b'"key_ops":["x"]',
        ),
    ),
    Target("oidc-attempt", _attempt, (_a_cookie(),), (SignInRefused,)),
    Target(
        "oidc-groups",
        lambda data: group_roles(text_of(data)),
        (b"a = guide; b = host @ plein",),
        (ValueError,),
    ),
    Target("push-subscription", _subscription, ("\n".join(_SUBSCRIPTION).encode(),), (Refusal,)),
    Target(
        "push-answer",
        _answer,
        (b"HTTP/1.1 201 Created\r\nRetry-After: 5\r\n\r\n", b"HTTP/1.0 429 x\r\nretry-after: 99\r\n\r\n"),
        (ConnectionError,),
    ),
)


def targets() -> tuple[Target, ...]:
    """All of this module."""
    return TARGETS
