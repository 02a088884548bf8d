"""What is said to an OpenID Connect provider, and what of its answers holds. Knows no person of ours.

Authlib carries the conversation and checks the claims (OpenID Connect Core 1.0, 3.1.3.7); joserfc, on which
it builds, checks the signature. Only algorithms with a public key are taken: without a key, or with a shared
one, tokens were forged elsewhere.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from config.identity import IdentitySettings
from web.oidc import asking
from web.oidc.attempt import Attempt
from web.oidc.refused import SignInRefused, Why

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_GOOD_FOR = 600.0
"""Seconds for which what a provider says of itself is remembered."""
_FRESH_FOR = 30.0
"""A token with an unknown key makes us look for new keys so often at most (seconds)."""
_LEEWAY = 60
"""Seconds by which its clock may differ from ours."""


@dataclass(frozen=True)
class Identity:
    """Somebody as a provider knows them.

    Attributes:
        issuer: the provider.
        subject: never given to another person by it.
        name: what it calls them; may change, and may be empty.
        groups: of which they are.
        methods: how they proved it there (RFC 8176), as far as it says.
    """

    issuer: str
    subject: str
    name: str
    groups: frozenset[str]
    methods: frozenset[str]


class Provider:
    """The organisation's provider.

    Args:
        settings: with an issuer and a client.
        steady: seconds of a clock that never jumps.
    """

    def __init__(self, settings: IdentitySettings, steady: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._steady = steady
        self._lock = Lock()
        self._known: tuple[float, Mapping[str, Any], KeySet] | None = None

    def begin(self, attempt: Attempt, back: str) -> str:
        """Where to send the browser.

        Args:
            attempt: what must come back.
            back: our own address for the answer.

        Raises:
            SignInRefused: `provider_away`.
        """
        about, _ = self._about()
        with self._session(back) as session:
            url, _ = session.create_authorization_url(
                about["authorization_endpoint"],
                state=attempt.state,
                nonce=attempt.nonce,
                code_verifier=attempt.verifier,
                response_type="code",
            )
        return str(url)

    def finish(self, attempt: Attempt, answer: Mapping[str, str], back: str, now: float) -> Identity:
        """Who came back.

        Args:
            attempt: as it was begun.
            answer: what came back in the address.
            back: as in `begin`.
            now: seconds since 1970.

        Raises:
            SignInRefused: `declined`, `untrue` or `provider_away`.
        """
        about, _ = self._about()
        if answer.get("iss", about["issuer"]) != about["issuer"]:  # RFC 9207: another provider's answer
            raise SignInRefused(Why.UNTRUE, "the answer names another issuer")
        if "error" in answer or not answer.get("code"):
            raise SignInRefused(Why.DECLINED, answer.get("error", "no code")[:80])
        token = self._fetch_token(about, attempt, answer["code"], back)
        claims = self._claims(token, attempt.nonce, now)
        if self._settings.oidc_groups_claim not in claims and "userinfo_endpoint" in about:
            claims = self._more_claims(about, token, claims)
        return _identity(claims, self._settings.oidc_groups_claim)

    def _about(self, good_for: float = _GOOD_FOR) -> tuple[Mapping[str, Any], KeySet]:
        """What the provider says of itself, and its keys, as told in the last *good_for* seconds."""
        with self._lock:
            if self._known and self._steady() - self._known[0] < good_for:
                return self._known[1:]
            told = asking.about(self._settings.oidc_issuer or "")
            self._known = (self._steady(), told, asking.keys(told["jwks_uri"]))
            return self._known[1:]

    def _session(self, back: str) -> OAuth2Session:
        settings = self._settings
        session = OAuth2Session(
            settings.oidc_client_id,
            settings.oidc_client_secret,
            scope=settings.oidc_scopes,
            redirect_uri=back,
            token_endpoint_auth_method="client_secret_basic" if settings.oidc_client_secret else "none",
            code_challenge_method="S256",
            default_timeout=asking.PATIENCE,
        )
        session.max_redirects = 0
        return session

    def _fetch_token(
        self, about: Mapping[str, Any], attempt: Attempt, code: str, back: str
    ) -> Mapping[str, Any]:
        with self._session(back) as session, asking.trouble_is_refused():
            token: Mapping[str, Any] = session.fetch_token(
                about["token_endpoint"],
                code=code,
                code_verifier=attempt.verifier,
                grant_type="authorization_code",
            )
        return token

    def _claims(self, token: Mapping[str, Any], nonce: str, now: float) -> CodeIDToken:
        """The claims of the signed answer, if all of it holds."""
        raw = token.get("id_token")
        if not isinstance(raw, str) or len(raw) > asking.LARGEST:
            raise SignInRefused(Why.UNTRUE, "no ID token")
        try:
            found = self._decoded(raw)
            claims = CodeIDToken(
                found.claims,
                found.header,
                {"iss": {"essential": True, "value": self._settings.oidc_issuer}},
                {
                    "nonce": nonce,
                    "client_id": self._settings.oidc_client_id,
                    "access_token": token.get("access_token"),
                },
            )
            claims.options["aud"] = {"essential": True, "value": self._settings.oidc_client_id}
            claims.validate(now=int(now), leeway=_LEEWAY)
        except (JoseError, AuthlibBaseError, ValueError, TypeError) as error:
            raise SignInRefused(Why.UNTRUE, repr(error)) from None
        return claims

    def _decoded(self, raw: str) -> jwt.Token:
        """The token with its signature checked; a key we never saw may be a new one."""
        try:
            return jwt.decode(raw, self._about()[1], algorithms=ALGORITHMS)
        except (JoseError, ValueError):
            return jwt.decode(raw, self._about(_FRESH_FOR)[1], algorithms=ALGORITHMS)

    def _more_claims(
        self, about: Mapping[str, Any], token: Mapping[str, Any], claims: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """The claims with those of the provider's second answer, which must be about the same person."""
        more = asking.ask(about["userinfo_endpoint"], str(token.get("access_token", "")))
        if more.get("sub") != claims["sub"]:
            raise SignInRefused(Why.UNTRUE, "userinfo of somebody else")
        return {**more, **claims}


def _identity(claims: Mapping[str, Any], groups_claim: str) -> Identity:
    """The few claims that matter here; what is not as it should be counts as not said."""
    named = (claims.get(name) for name in ("name", "preferred_username"))
    return Identity(
        str(claims["iss"]),
        str(claims["sub"]),
        next((name.strip() for name in named if isinstance(name, str) and name.strip()), ""),
        _texts(claims.get(groups_claim)),
        _texts(claims.get("amr")),
    )


def _texts(value: Any) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset({value})
    return (
        frozenset(item for item in value if isinstance(item, str)) if isinstance(value, list) else frozenset()
    )
