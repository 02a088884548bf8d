"""What of a provider's answers holds: with a real provider, and with one that lies."""

import base64
import hmac
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey

from config.identity import IdentitySettings
from tests.web.oidc.liar import KEY, Liar
from tests.web.oidc.organisation import Organisation
from web.oidc.asking import object_in, usable_keys
from web.oidc.attempt import Attempt, begin_attempt
from web.oidc.provider import Identity, Provider
from web.oidc.refused import SignInRefused, Why

BACK = "http://127.0.0.1:8080/staff/sign-in/organisation/back"


def provider(office: Organisation, **more: Any) -> Provider:
    return Provider(IdentitySettings(**office.settings(**more)))


def signed_in(known: Provider, office: Organisation, subject: str) -> Identity:
    attempt = begin_attempt("/staff/", datetime.now(UTC))
    answer = office.sign_in(known.begin(attempt, BACK), subject)
    assert answer["state"] == attempt.state
    return known.finish(attempt, answer, BACK, time.time())


def refusal(known: Provider, attempt: Attempt, answer: dict[str, str]) -> Why:
    with pytest.raises(SignInRefused) as caught:
        known.finish(attempt, answer, BACK, time.time())
    return caught.value.why


def test_a_member_comes_back_with_name_and_groups(office: Organisation) -> None:
    found = signed_in(provider(office), office, "u-1")
    assert (found.issuer, found.subject, found.name) == (office.issuer, "u-1", "Samira El Idrissi")
    assert found.groups == {"gidsen-zoetermeer", "iedereen"}


def test_the_browser_is_sent_with_a_proof_that_only_we_can_complete(office: Organisation) -> None:
    query = parse_qs(urlsplit(provider(office).begin(begin_attempt("/", datetime.now(UTC)), BACK)).query)
    assert query["code_challenge_method"] == ["S256"]
    assert query["response_type"] == ["code"]
    assert query["redirect_uri"] == [BACK]


def test_a_code_is_good_once(office: Organisation) -> None:
    known, attempt = provider(office), begin_attempt("/staff/", datetime.now(UTC))
    answer = office.sign_in(known.begin(attempt, BACK), "u-1")
    known.finish(attempt, answer, BACK, time.time())
    assert refusal(known, attempt, answer) is Why.DECLINED


def test_who_is_turned_away_is_not_signed_in(office: Organisation) -> None:
    known, attempt = provider(office), begin_attempt("/staff/", datetime.now(UTC))
    assert refusal(known, attempt, office.turn_away(known.begin(attempt, BACK))) is Why.DECLINED


def test_anothers_code_is_worth_nothing_to_who_began_otherwise(office: Organisation) -> None:
    known = provider(office)
    mine, theirs = (begin_attempt("/", datetime.now(UTC)) for _ in range(2))
    stolen = office.sign_in(known.begin(theirs, BACK), "u-2")
    assert refusal(known, mine, stolen) in {Why.DECLINED, Why.UNTRUE}


def test_an_answer_of_another_issuer_is_not_even_asked_about(office: Organisation) -> None:
    known, attempt = provider(office), begin_attempt("/", datetime.now(UTC))
    answer = office.sign_in(known.begin(attempt, BACK), "u-1") | {"iss": "https://elsewhere.example"}
    assert refusal(known, attempt, answer) is Why.UNTRUE


def test_a_provider_that_is_away_is_said_to_be() -> None:
    known = Provider(IdentitySettings(oidc_issuer="http://127.0.0.1:9", oidc_client_id="inloop"))
    with pytest.raises(SignInRefused) as caught:
        known.begin(begin_attempt("/", datetime.now(UTC)), BACK)
    assert caught.value.why is Why.AWAY


def claims(forger: Liar, attempt: Attempt, **other: Any) -> dict[str, Any]:
    now = int(time.time())
    right = {"iss": forger.issuer, "aud": "inloop", "sub": "u", "iat": now, "exp": now + 300}
    return {k: v for k, v in (right | {"nonce": attempt.nonce} | other).items() if v is not None}


def told(forger: Liar, attempt: Attempt, **more: Any) -> Identity | Why:
    known = Provider(IdentitySettings(oidc_issuer=forger.issuer, oidc_client_id="inloop", **more))
    try:
        return known.finish(attempt, {"code": "c", "state": attempt.state}, BACK, time.time())
    except SignInRefused as refused:
        return refused.why


def test_the_liar_is_believed_when_it_says_the_truth(forger: Liar) -> None:
    attempt = begin_attempt("/", datetime.now(UTC))
    forger.signed(claims(forger, attempt, groups="one"))
    found = told(forger, attempt)
    assert isinstance(found, Identity)
    assert (found.subject, found.groups) == ("u", frozenset({"one"}))


def test_a_public_client_has_its_proof_alone_and_a_secret_is_not_in_the_form(forger: Liar) -> None:
    attempt = begin_attempt("/", datetime.now(UTC))
    forger.signed(claims(forger, attempt))
    told(forger, attempt)
    form, authorised = forger.asked_for_token
    assert (form["client_id"], form["code_verifier"]) == ("inloop", attempt.verifier)
    assert not authorised
    told(forger, attempt, oidc_client_secret="planted-secret")
    form, authorised = forger.asked_for_token
    assert authorised
    assert "client_secret" not in form


@pytest.mark.parametrize(
    "other",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "somebody-else"},
        {"aud": ["inloop", "another"], "azp": "another"},
        {"aud": None},
        {"iss": "https://elsewhere.example"},
        {"iss": None},
        {"sub": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"exp": "soon"},
        {"iat": None},
        {"nbf": 32_000_000_000},
        {"at_hash": "bm90IHRoaXM"},
    ],
)
def test_a_token_with_a_claim_that_is_wrong_signs_nobody_in(forger: Liar, other: dict[str, Any]) -> None:
    attempt = begin_attempt("/", datetime.now(UTC))
    forger.signed(claims(forger, attempt, **other))
    assert told(forger, attempt) is Why.UNTRUE


def _encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unsigned(forger: Liar, attempt: Attempt) -> None:
    forger.signed(claims(forger, attempt))
    body = forger.token().split(".")[1]
    forger.token = lambda: f"eyJhbGciOiJub25lIn0.{body}."


def _by_the_public_key(forger: Liar, attempt: Attempt) -> None:
    forger.signed(claims(forger, attempt))
    head = _encoded(b'{"alg":"HS256","kid":"1"}')
    text = f"{head}.{forger.token().split('.')[1]}"
    seal = hmac.digest(KEY.as_pem(private=False), text.encode(), "sha256")
    forger.token = lambda: f"{text}.{_encoded(seal)}"


def _by_a_key_it_brings_along(forger: Liar, attempt: Attempt) -> None:
    own = RSAKey.generate_key(2048)
    header = {"alg": "RS256", "jwk": own.as_dict(private=False)}
    forger.signed(claims(forger, attempt), header, own)


def _by_another_key(forger: Liar, attempt: Attempt) -> None:
    forger.signed(claims(forger, attempt), None, RSAKey.generate_key(2048))


def _with_a_changed_word(forger: Liar, attempt: Attempt) -> None:
    forger.signed(claims(forger, attempt))
    head, _, signature = forger.token().split(".")
    forger.signed(claims(forger, attempt, sub="administrator"))
    body = forger.token().split(".")[1]
    forger.token = lambda: f"{head}.{body}.{signature}"


def _with_no_token(forger: Liar, attempt: Attempt) -> None:
    forger.token = lambda: "no token"


@pytest.mark.parametrize(
    "forge",
    [
        _unsigned,
        _by_the_public_key,
        _by_a_key_it_brings_along,
        _by_another_key,
        _with_a_changed_word,
        _with_no_token,
    ],
)
def test_a_forged_token_signs_nobody_in(forger: Liar, forge: Any) -> None:
    attempt = begin_attempt("/", datetime.now(UTC))
    forge(forger, attempt)
    assert told(forger, attempt) is Why.UNTRUE


def test_a_key_that_is_new_is_looked_up_once(forger: Liar) -> None:
    attempt, now = begin_attempt("/", datetime.now(UTC)), [100.0]
    known = Provider(IdentitySettings(oidc_issuer=forger.issuer, oidc_client_id="inloop"), lambda: now[0])
    answer = {"code": "c", "state": attempt.state}
    forger.signed(claims(forger, attempt))
    known.finish(attempt, answer, BACK, time.time())
    new = RSAKey.generate_key(2048, {"kid": "2", "use": "sig"})
    forger.keys = [new.as_dict(private=False)]
    forger.signed(claims(forger, attempt), {"alg": "RS256", "kid": "2"}, new)
    assert refusal(known, attempt, answer) is Why.UNTRUE, "looked a moment ago"
    now[0] += 31
    assert known.finish(attempt, answer, BACK, time.time()).subject == "u"
    assert forger.asked.count("/jwks") == 2


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": "http://elsewhere.example/token"},
        {"jwks_uri": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"userinfo_endpoint": "http://192.0.2.1/"},
        {"jwks_uri": "{issuer}/moved"},
        {"jwks_uri": "{issuer}/userinfo"},
    ],
)
def test_a_provider_that_says_odd_things_of_itself_is_away(forger: Liar, about: dict[str, Any]) -> None:
    forger.about = {k: v.format(issuer=forger.issuer) if v else v for k, v in about.items()}
    known = Provider(IdentitySettings(oidc_issuer=forger.issuer, oidc_client_id="inloop"))
    with pytest.raises(SignInRefused) as caught:
        known.begin(begin_attempt("/", datetime.now(UTC)), BACK)
    assert caught.value.why is Why.AWAY


def test_an_answer_that_never_ends_is_not_read_to_its_end(forger: Liar) -> None:
    forger.about = {"more": "x" * 600_000}
    assert told(forger, begin_attempt("/", datetime.now(UTC))) is Why.AWAY


def test_an_answer_that_nests_without_end_is_none() -> None:
    for deep in (b"[" * 100_000, b'{"keys":' * 50_000):
        with pytest.raises(SignInRefused, match="no JSON object"):
            object_in(deep, "https://login.example")


@pytest.mark.parametrize(("characters", "usable"), [(341, False), (342, True), (2731, True), (2732, False)])
def test_a_key_that_is_too_short_to_be_safe_or_too_long_to_be_quick_is_none(
    characters: int, usable: bool
) -> None:
    key = {"kty": "RSA", "e": "AQAB", "kid": "1", "n": "v" * (characters - 1) + "w"}
    if usable:
        assert usable_keys({"keys": [key]}).keys
        return
    with pytest.raises(SignInRefused):
        usable_keys({"keys": [key]})


def test_groups_that_only_the_second_answer_tells_count_for_the_same_person(forger: Liar) -> None:
    attempt = begin_attempt("/", datetime.now(UTC))
    forger.about = {"userinfo_endpoint": f"{forger.issuer}/userinfo"}
    forger.signed(claims(forger, attempt))
    forger.userinfo = {"sub": "u", "groups": ["one", 2, "three"]}
    found = told(forger, attempt)
    assert isinstance(found, Identity)
    assert found.groups == {"one", "three"}
    forger.userinfo = {"sub": "somebody else", "groups": ["administrators"]}
    assert told(forger, attempt) is Why.UNTRUE
