"""Joining from a poster and wishing to be fetched, over HTTP."""

import pytest

from tests.web.site import QUEUE, TICKETS, Caller, Site, wish

JOIN = "/api/v1/locations/plein/join"


@pytest.fixture
def poster(coordinator: Caller) -> str:
    """The key of the poster at `plein`."""
    answer = coordinator.post("/api/v1/locations/plein/poster")
    assert answer.status_code == 201
    return str(answer.get_json()["url"]).rpartition("/")[2]


def _wish(key: str, **more: object) -> dict[str, object]:
    return {"key": key, **wish(**more)}  # type: ignore[arg-type]


def test_a_number_from_the_poster_comes_with_its_address_and_without_paper(
    anonymous: Caller, poster: str
) -> None:
    answer = anonymous.post(JOIN, _wish(poster))
    body = answer.get_json()
    assert (answer.status_code, body["label"], body["paper"]) == (201, "A01", "none")
    assert body["url"].endswith(f"/t/{body['token']}")
    assert anonymous.get(f"/t/{body['token']}").status_code == 200


def test_a_double_tap_is_one_number(anonymous: Caller, poster: str, coordinator: Caller) -> None:
    answers = [anonymous.post(JOIN, _wish(poster), key="tap") for _ in range(3)]
    assert len({answer.get_json()["token"] for answer in answers}) == 1
    assert len(coordinator.get(QUEUE).get_json()["view"]["waiting"]) == 1
    assert anonymous.post(JOIN, _wish(poster, question_type="leren"), key="tap").status_code == 422


@pytest.mark.parametrize(
    ("place", "status", "code"),
    [
        ("plein", 404, "unknown_poster"),
        ("altijd", 404, "unknown_poster"),
        ("nergens", 404, "unknown_location"),
    ],
)
def test_a_wrong_key_lets_nobody_in(
    anonymous: Caller, poster: str, place: str, status: int, code: str
) -> None:
    key = poster if place != "plein" else poster[::-1]
    answer = anonymous.post(JOIN.replace("plein", place), _wish(key))
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_whoever_joins_too_often_waits_and_others_do_not(site: Site, poster: str) -> None:
    one, other = site.anonymous(), site.anonymous("192.168.1.99")
    statuses = [one.post(JOIN, _wish(poster)).status_code for _ in range(14)]
    assert statuses == [201] * 5 + [409] * 7 + [429] * 2
    held = one.post(JOIN, _wish(poster))
    assert held.get_json()["code"] == "too_many"
    assert 0 < int(held.headers["Retry-After"]) <= 60
    assert other.post(JOIN, _wish(poster)).get_json()["code"] == "full"


def test_another_site_takes_no_numbers_here(anonymous: Caller, poster: str) -> None:
    answer = anonymous.post(JOIN, _wish(poster), headers={"Origin": "http://evil.test"})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "csrf")


def test_a_location_without_posters_says_so_to_its_coordinator(coordinator: Caller) -> None:
    answer = coordinator.post("/api/v1/locations/altijd/poster")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "no_poster")


def test_a_visitor_who_wants_to_be_fetched_is_seen_by_staff_and_can_take_it_back(
    anonymous: Caller, kiosk: Caller, samira: Caller
) -> None:
    token = kiosk.post(TICKETS, wish()).get_json()["token"]
    wished = anonymous.post(f"/api/v1/tickets/{token}/fetch", {"wished": True})
    assert (wished.status_code, wished.get_json()["fetch"]) == (200, True)
    assert samira.get(QUEUE).get_json()["view"]["waiting"][0]["fetch"] is True
    anonymous.post(f"/api/v1/tickets/{token}/fetch", {"wished": False})
    assert "fetch" not in samira.get(QUEUE).get_json()["view"]["waiting"][0]


def test_wishing_again_what_is_wished_wakes_no_screen_and_makes_no_press_stale(
    anonymous: Caller, kiosk: Caller, samira: Caller, site: Site
) -> None:
    given = kiosk.post(TICKETS, wish()).get_json()
    path = f"/api/v1/tickets/{given['token']}"
    first = anonymous.post(f"{path}/fetch", {"wished": True}).get_json()
    rev, broadcaster = site.world.rev(), site.inloop.services.broadcaster
    broadcaster._dirty.clear()
    for name, body in (("fetch", {"wished": True}), ("back", {}), ("fetch", {"wished": True})):
        again = anonymous.post(f"{path}/{name}", body)
        assert (again.status_code, again.get_json()) == (200, first)
    assert (site.world.rev(), broadcaster._dirty) == (rev, set())
    seen = {"wished": False, "seen_rev": first["rev"]}
    assert samira.post(f"/api/v1/visits/{given['id']}/fetch", seen).status_code == 200
    assert (site.world.rev(), broadcaster._dirty) == (rev + 1, {"plein"})


def test_staff_say_it_when_they_give_the_number_or_later(host: Caller) -> None:
    given = host.post(TICKETS, wish(fetch=True)).get_json()
    assert given["fetch"] is True
    other = host.post(TICKETS, wish()).get_json()
    changed = host.post(f"/api/v1/visits/{other['id']}/fetch", {"wished": True, "seen_rev": other["rev"]})
    assert changed.get_json()["fetch"] is True
    stale = host.post(f"/api/v1/visits/{other['id']}/fetch", {"wished": False, "seen_rev": other["rev"]})
    assert (stale.status_code, stale.get_json()["code"]) == (409, "stale")


def test_the_day_after_the_token_opens_nothing(site: Site, anonymous: Caller, kiosk: Caller) -> None:
    token = kiosk.post(TICKETS, wish()).get_json()["token"]
    paths = [f"/api/v1/tickets/{token}", f"/api/v1/tickets/{token}/paper", f"/t/{token}/qr.svg"]
    anonymous.post(f"/api/v1/tickets/{token}/leave")
    assert [anonymous.get(path).status_code for path in paths] == [200, 200, 200]
    site.world.clock.advance(days=1)
    assert [anonymous.get(path).status_code for path in paths] == [404, 404, 404]
    refused = anonymous.post(f"/api/v1/tickets/{token}/fetch", {"wished": True})
    assert (refused.status_code, refused.get_json()["code"]) == (404, "unknown_ticket")
    page = anonymous.get(f"/t/{token}", headers={"Accept-Language": "nl"})
    assert (page.status_code, "Dit nummer was van een andere dag" in page.text) == (410, True)
    assert "A01" not in page.text
