"""Questions to a provider over HTTP: bounded in time and size, no redirects, any trouble a refusal."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from config.identity import safe_address
from web.oidc.refused import SignInRefused, Why

PATIENCE = (3.05, 6.0)
"""Seconds to connect, and between two bytes of an answer."""
LARGEST = 512 * 1024
"""Bytes of an answer; the provider of a whole government has a few dozen keys."""
_SHORTEST_RSA, _LONGEST_RSA = 342, 2731
"""Characters of the modulus in base64url: 2048 bits, since less is not safe, to 16384."""
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@contextmanager
def trouble_is_refused() -> Iterator[None]:
    """Let a provider that cannot be reached, or answers as none would, be a refusal.

    Raises:
        SignInRefused: `provider_away`; `declined` where it says an error of its own.
    """
    try:
        yield
    except requests.RequestException as error:
        raise SignInRefused(Why.AWAY, type(error).__name__) from None
    except AuthlibBaseError as error:  # such as a code that was used before
        raise SignInRefused(Why.DECLINED, str(error.error)[:80]) from None


def ask(address: str, bearer: str = "") -> Mapping[str, Any]:
    """The JSON object at an address of the provider.

    Raises:
        SignInRefused: `provider_away`.
    """
    headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {bearer}"} if bearer else {})
    with (
        trouble_is_refused(),
        requests.get(
            address, headers=headers, timeout=PATIENCE, allow_redirects=False, stream=True
        ) as answer,
    ):
        if answer.status_code != requests.codes.ok:
            raise SignInRefused(Why.AWAY, f"{address} answered {answer.status_code}")
        content = _limited(answer)
    return object_in(content, address)


def object_in(content: bytes, address: str) -> Mapping[str, Any]:
    """The JSON object in an answer.

    Args:
        content: the answer.
        address: where it came from, for the log.

    Raises:
        SignInRefused: `provider_away`.
    """
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise SignInRefused(Why.AWAY, f"{address} answered no JSON object")
    return found


def _limited(answer: requests.Response) -> bytes:
    """What was answered; a compressed answer counts as large as it is when opened."""
    content = b""
    for part in answer.iter_content(16 * 1024):
        content += part
        if len(content) > LARGEST:
            raise SignInRefused(Why.AWAY, "a huge answer")
    return content


def about(issuer: str) -> Mapping[str, Any]:
    """What the provider says of itself (OpenID Connect Discovery 1.0), where it can be used safely.

    Raises:
        SignInRefused: `provider_away`.
    """
    return checked(ask(issuer.rstrip("/") + "/.well-known/openid-configuration"), issuer)


def checked(told: Mapping[str, Any], issuer: str) -> Mapping[str, Any]:
    """What the provider says of itself, if it is that provider and all its addresses are safe.

    Raises:
        SignInRefused: `provider_away`.
    """
    if told.get("issuer") != issuer:
        raise SignInRefused(Why.AWAY, f"it calls itself {told.get('issuer')!r}")
    for name in (*_ENDPOINTS, *({"userinfo_endpoint"} & told.keys())):
        try:
            safe_address(str(told.get(name)))
        except ValueError:
            raise SignInRefused(Why.AWAY, f"its {name} is no safe address") from None
    return told


def keys(address: str) -> KeySet:
    """The provider's public keys; one that nobody here understands leaves the others.

    Raises:
        SignInRefused: `provider_away`.
    """
    return usable_keys(ask(address))


def usable_keys(answer: Mapping[str, Any]) -> KeySet:
    """Those of an answer's keys that are understood here.

    Raises:
        SignInRefused: `provider_away`: there is none.
    """
    told = answer.get("keys")
    usable = [key for key in told if _is_usable(key)] if isinstance(told, list) else []
    if not usable:
        raise SignInRefused(Why.AWAY, "it has no key that can be used")
    return KeySet.import_key_set({"keys": usable})


def _is_usable(key: Any) -> bool:
    if (
        not isinstance(key, dict)
        or key.get("kty") not in {"RSA", "EC", "OKP"}
        or key.get("use", "sig") != "sig"
    ):
        return False
    if key["kty"] == "RSA" and not _SHORTEST_RSA <= len(str(key.get("n"))) <= _LONGEST_RSA:
        return False
    try:
        KeySet.import_key_set({"keys": [key]})
    except (JoseError, ValueError, TypeError, KeyError):
        return False
    return True
