"""What every kind of answer carries, right or wrong: nothing from elsewhere, nothing inline, nothing kept."""

import re

import pytest
from werkzeug.test import TestResponse

from models.access.principal import Role
from tests.web.site import CALL_NEXT, TICKETS, Caller, Site, wish

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {
    "default-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
}
BROWSER = {"Accept": "text/html"}


def answers(site: Site) -> dict[str, TestResponse]:
    """One answer of each kind."""
    stranger, kiosk = site.anonymous(), site.bearer(site.device(Role.KIOSK))
    samira = site.bearer(site.key("Samira", Role.GUIDE))
    ticket = kiosk.post(TICKETS, wish()).get_json()
    asset = re.search(r'"(/a/[^"]+\.css)"', stranger.get("/").text)
    assert asset
    path = f"/api/v1/tickets/{ticket['token']}"
    tag = stranger.get(path).headers["ETag"]
    return {
        "page": stranger.get("/"),
        "page of a ticket": stranger.get(f"/t/{ticket['token']}"),
        "sign-in page": stranger.get("/staff/sign-in"),
        "pairing page": stranger.get("/kiosk/plein"),
        "json": stranger.get("/api/v1/locations"),
        "created": kiosk.post(TICKETS, wish()),
        "nothing to say": samira.post("/api/v1/locations/altijd/call-next", {"desk": "1"}),
        "command": samira.post(CALL_NEXT, {"desk": "1"}),
        "refused": samira.post(CALL_NEXT, {"desk": "1"}),
        "not modified": stranger.get(path, headers={"If-None-Match": tag}),
        "redirect": stranger.get("/staff/"),
        "unauthorised": stranger.post(TICKETS, wish()),
        "malformed": kiosk.ask("POST", TICKETS, data="{", headers={"Idempotency-Key": "x"}),
        "not found": stranger.get("/api/v1/nergens"),
        "not found page": stranger.get("/nergens", headers=BROWSER),
        "wrong method": stranger.ask("DELETE", TICKETS),
        "picture": stranger.get("/qr.svg"),
        "asset": stranger.get(asset[1]),
        "asset not found": stranger.get("/a/0000000000000000/web/x.css"),
        "options": stranger.ask("OPTIONS", "/api/v1/locations"),
        "head": stranger.ask("HEAD", "/"),
    }


def test_every_kind_of_answer_carries_the_security_headers(site: Site) -> None:
    for kind, answer in answers(site).items():
        assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY, kind
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, kind
        assert "geolocation=()" in answer.headers["Permissions-Policy"], kind
        repeated = [name for name in dict(answer.headers) if len(answer.headers.getlist(name)) > 1]
        assert repeated == [], kind


def test_only_files_under_their_hash_are_kept(site: Site) -> None:
    for kind, answer in answers(site).items():
        kept = answer.headers["Cache-Control"]
        if kind == "asset":
            assert {"public", "immutable", "max-age=31536000"} <= set(kept.split(", "))
        elif kind == "not modified":
            assert "no-cache" in kept
        else:
            assert kept in {"no-store", "no-cache, private"}, kind


def test_an_unexpected_error_carries_them_too_and_tells_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("the secret is 42")

    monkeypatch.setattr("web.api.location.location_state", broken)
    for headers in ({}, BROWSER):
        answer = site.anonymous().get("/api/v1/locations/plein/board", headers=headers)
        assert (answer.status_code, answer.get_json()["code"]) == (500, "internal")
        assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
        assert not {"42", "ZeroDivisionError", "Traceback"} & set(re.findall(r"\w+", answer.text))


def test_an_unexpected_error_is_a_page_for_a_browser_and_tells_nothing(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("the secret is 42")

    monkeypatch.setattr("kiosk.views.head_at", broken)
    answer = site.anonymous().get("/kiosk/plein", headers=BROWSER)
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    assert "42" not in re.findall(r"\w+", answer.text)


@pytest.mark.parametrize("path", ["/", "/staff/sign-in", "/kiosk/plein", "/display/plein", "/api/v1/docs"])
def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(anonymous: Caller, path: str) -> None:
    answer = anonymous.get(path)
    assert answer.status_code == 200
    text = answer.text
    scripts = re.findall(r"<script\b([^>]*)>", text)
    assert all("src=" in attributes or 'type="application/json"' in attributes for attributes in scripts)
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text)


def test_a_wrong_token_is_told_how_to_prove_itself(anonymous: Caller) -> None:
    answer = anonymous.post(TICKETS, wish(), headers={"Authorization": "Bearer raad-maar"})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
