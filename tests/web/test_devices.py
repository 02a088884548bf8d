"""How a browser becomes a kiosk or display: at the machine itself, by an administrator, or by a token."""

from werkzeug.test import TestResponse

from models.access.principal import Role
from tests.web.site import TICKETS, Caller, Site, wish

HERE = "/api/v1/devices/here"
KIOSK = {"kind": "kiosk", "location": "plein"}


def cookie_of(answer: TestResponse) -> dict[str, str]:
    """The attributes of the device cookie, in lower case; its value as `inloop_device`."""
    parts = [part.strip().partition("=") for part in answer.headers["Set-Cookie"].split(";")]
    return {name if name == "inloop_device" else name.lower(): value for name, _, value in parts}


def type_token(who: Caller, token: str, path: str = "/kiosk/plein", **headers: str) -> TestResponse:
    return who.ask("POST", f"{path}/pair", data={"token": token}, headers=headers)


def test_a_browser_at_the_machine_itself_is_paired_without_further_ado(site: Site) -> None:
    answer = site.anonymous("127.0.0.1").post(HERE, KIOSK)
    assert (answer.status_code, answer.get_json()) == (201, {"url": "/kiosk/plein"})
    token = cookie_of(answer)["inloop_device"]
    assert site.bearer(token).post(TICKETS, wish()).status_code == 201


def test_a_browser_at_the_machine_is_paired_whoever_signed_in_there(site: Site) -> None:
    guide = site.signed_in(site.person("Yusuf", Role.GUIDE))
    fresh = site.signed_in(site.person("Nieuw", Role.ADMINISTRATOR, must_change=True))
    for who in (guide, fresh):
        who.address = "127.0.0.1"
        assert who.post(HERE, KIOSK).status_code == 201
        assert '"may_pair": true' in who.get("/kiosk/altijd").text


def test_a_proxy_on_the_machine_makes_nobody_local(site: Site) -> None:
    for name in ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via"):
        answer = site.anonymous("127.0.0.1").post(HERE, KIOSK, headers={name: "127.0.0.1"})
        assert (answer.status_code, answer.get_json()["code"]) == (401, "unauthorised"), name


def test_another_name_in_the_address_makes_nobody_local(site: Site) -> None:
    for name in ("inloop.werkcentrum.example", "evil.test", "127.0.0.1.evil.test"):
        answer = site.anonymous("127.0.0.1").post(HERE, KIOSK, headers={"Host": name})
        assert answer.status_code == 401, name


def test_another_site_opened_on_the_machine_pairs_nothing(site: Site) -> None:
    for headers in ({"Origin": "http://evil.test"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = site.anonymous("127.0.0.1").post(HERE, KIOSK, headers=headers)
        assert (answer.status_code, answer.get_json()["code"]) == (403, "csrf"), headers


def test_an_administrator_pairs_a_browser_anywhere_and_nobody_else_does(
    site: Site, administrator: Caller, coordinator: Caller, anonymous: Caller
) -> None:
    browser = site.signed_in(site.person("Ada Vos", Role.ADMINISTRATOR))
    assert [who.post(HERE, KIOSK).status_code for who in (browser, administrator)] == [201, 201]
    assert [who.post(HERE, KIOSK).status_code for who in (coordinator, anonymous)] == [403, 401]


def test_an_administrator_of_one_location_pairs_no_screen_of_another(site: Site) -> None:
    ada = site.signed_in(site.person("Ada Vos", Role.ADMINISTRATOR, "altijd"))
    program = site.bearer(site.key("Programma", Role.ADMINISTRATOR, "altijd"))
    for who in (ada, program):
        refused = who.post(HERE, KIOSK)
        assert (refused.status_code, refused.get_json()["code"]) == (403, "forbidden")
        assert "Set-Cookie" not in refused.headers
    assert '"may_pair": false' in ada.get("/kiosk/plein").text
    assert '"may_pair": true' in ada.get("/kiosk/altijd").text
    assert [who.post(HERE, KIOSK | {"location": "altijd"}).status_code for who in (ada, program)] == [
        201,
        201,
    ]
    ada.address = "127.0.0.1"
    assert ada.post(HERE, KIOSK).status_code == 201


def test_an_unknown_kind_or_location_is_not_paired(administrator: Caller) -> None:
    answers = [
        administrator.post(HERE, KIOSK | wrong) for wrong in ({"kind": "desk"}, {"location": "nergens"})
    ]
    assert [(a.status_code, a.get_json()["code"]) for a in answers] == [
        (422, "invalid"),
        (404, "unknown_location"),
    ]
    assert not any("Set-Cookie" in answer.headers for answer in answers)


def test_the_cookie_is_for_that_screens_page_only_and_out_of_reach(site: Site) -> None:
    cookie = cookie_of(site.anonymous("127.0.0.1").post(HERE, KIOSK))
    assert (cookie["path"], cookie["samesite"]) == ("/kiosk/plein", "Strict")
    assert "httponly" in cookie
    assert int(cookie["max-age"]) >= 365 * 24 * 3600


def test_a_paired_browser_shows_the_screen_and_another_the_pairing_page(site: Site) -> None:
    paired = site.anonymous("127.0.0.1")
    paired.post(HERE, KIOSK)
    assert 'data-face="kiosk"' in paired.get("/kiosk/plein").text
    assert 'id="pair"' in paired.get("/kiosk/altijd").text
    assert 'id="pair"' in paired.get("/display/plein").text
    assert 'id="pair"' in site.anonymous().get("/kiosk/plein").text


def test_the_pairing_page_tries_by_itself_only_where_it_may_and_only_once(
    site: Site, anonymous: Caller
) -> None:
    here = site.anonymous("127.0.0.1")
    assert '"may_pair": true' in here.get("/kiosk/plein").text
    assert '"may_pair": false' in here.get("/kiosk/plein?paired=1").text
    assert '"may_pair": false' in anonymous.get("/kiosk/plein").text


def test_a_typed_token_pairs_any_browser(site: Site, anonymous: Caller) -> None:
    answer = type_token(anonymous, f" {site.device(Role.KIOSK)}\n")
    assert (answer.status_code, answer.location) == (303, "/kiosk/plein")
    assert cookie_of(answer)["path"] == "/kiosk/plein"
    assert 'data-face="kiosk"' in anonymous.get("/kiosk/plein").text


def test_a_wrong_token_leads_back_and_gives_no_cookie(site: Site, anonymous: Caller) -> None:
    others = [
        "",
        "raad-maar",
        site.device(Role.DISPLAY),
        site.device(Role.KIOSK, "altijd"),
        site.key("Ada", Role.ADMINISTRATOR),
    ]
    for token in others:
        answer = type_token(anonymous, token)
        assert (answer.status_code, answer.location) == (303, "/kiosk/plein?wrong=1")
        assert "Set-Cookie" not in answer.headers


def test_a_token_for_an_unknown_location_is_a_404(site: Site, anonymous: Caller) -> None:
    assert type_token(anonymous, site.device(Role.KIOSK), "/kiosk/nergens").status_code == 404


def test_a_token_typed_on_another_site_pairs_nothing(site: Site, anonymous: Caller) -> None:
    answer = type_token(anonymous, site.device(Role.KIOSK), Origin="http://evil.test")
    assert (answer.status_code, answer.get_json()["code"]) == (403, "csrf")
    assert "Set-Cookie" not in answer.headers
