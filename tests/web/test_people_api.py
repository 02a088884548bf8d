"""People over REST: who may do what, links shown once, and sockets that end with what they came by."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from models.access.key import revoke_key
from models.access.principal import Role
from models.tables import Base
from realtime.contract import Space
from tests.realtime.screen import Screen
from tests.web.signing import OTHER, PASSWORD, csrf_of, may_see, session_of, sign_in
from tests.web.signing_steps import csrf, person_with_password
from tests.web.site import Caller, Site

PEOPLE = "/api/v1/people"
ME = "/api/v1/people/me"


def body(name: str, role: str = "guide", location: str | None = "plein") -> dict[str, object]:
    return {"name": name, "places": [{"role": role, "location": location}]}


def named(who: Caller, name: str) -> dict[str, object]:
    found: dict[str, object] = next(
        one for one in who.get(PEOPLE).get_json()["people"] if one["name"] == name
    )
    return found


def is_there(screen: Screen) -> bool:
    return bool(screen._client.is_connected(str(screen.space)))


def console(site: Site, who: Caller) -> Screen:
    return Screen(site.inloop, Space.STAFF, {"location": "plein"}, who.client)


def test_an_invitation_becomes_a_person_who_is_signed_in(site: Site, administrator: Caller) -> None:
    answer = administrator.post(PEOPLE, body("Sam"))
    invitation = answer.get_json()
    assert answer.status_code == 201
    assert invitation["url"].endswith(invitation["path"])
    assert named(administrator, "Sam")["invited_until"] == invitation["expires_at"]
    guest = site.anonymous()
    page = guest.get(invitation["path"])
    assert "Sam" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    differ = guest.ask("POST", invitation["path"], data={"password": PASSWORD, "again": OTHER})
    short = guest.ask("POST", invitation["path"], data={"password": "kort", "again": "kort"})
    assert (differ.status_code, short.status_code) == (422, 422)
    taken = guest.ask("POST", invitation["path"], data={"password": PASSWORD, "again": PASSWORD})
    assert (taken.status_code, taken.location) == (303, "/staff/")
    assert may_see(guest)
    assert site.anonymous().get(invitation["path"]).status_code == 404
    assert sign_in(site.anonymous(), "Sam").status_code == 303


def test_guessing_links_ends_soon(site: Site) -> None:
    guesser = site.anonymous()
    statuses = [guesser.get(f"/staff/invitation/{number:032}").status_code for number in range(15)]
    assert statuses == [404] * 10 + [429] * 5


def test_a_coordinator_sees_and_invites_at_the_own_location_only(site: Site) -> None:
    coen = site.bearer(site.key("Coen", Role.COORDINATOR, "plein"))
    site.person("Ver", Role.GUIDE, "altijd")
    site.person("Baas", Role.ADMINISTRATOR)
    assert coen.post(PEOPLE, body("Sam")).status_code == 201
    for wanted in (body("A", "coordinator"), body("B", "guide", "altijd"), body("C", "guide", None)):
        assert coen.post(PEOPLE, wanted).get_json()["code"] == "not_yours_to_give"
    seen = {one["name"]: one["may_change"] for one in coen.get(PEOPLE).get_json()["people"]}
    assert seen == {"Sam": True, "Baas": False}


@pytest.mark.parametrize("name", [" ", "a:b", "x" * 81, "Sam\u202e", "clock"])
def test_a_name_that_means_something_else_is_refused(administrator: Caller, name: str) -> None:
    assert administrator.post(PEOPLE, body(name)).status_code == 422


def test_a_name_is_given_once(administrator: Caller) -> None:
    assert [administrator.post(PEOPLE, body("Sam")).status_code for _ in range(2)] == [201, 409]


def test_no_answer_with_a_link_is_kept_to_be_given_again(site: Site, administrator: Caller) -> None:
    path = administrator.post(PEOPLE, body("Sam"), key="once").get_json()["path"]
    again = administrator.post(PEOPLE, body("Sam"), key="once")
    assert again.status_code == 409
    with site.world.database.read() as session:
        tables = site_tables(session)
    assert path.rpartition("/")[2] not in tables


def test_two_administrators_who_change_the_same_person_at_once_are_told(
    administrator: Caller, site: Site
) -> None:
    sam = site.person("Sam", Role.GUIDE, "plein")
    wanted = {"places": [{"role": "host", "location": "plein"}], "seen_rev": 0}
    codes = [administrator.post(f"{PEOPLE}/{sam}/places", wanted).status_code for _ in range(2)]
    assert codes == [200, 409]


def by_role(site: Site, admin: Caller, sam: int, browser: Caller) -> None:
    admin.post(f"{PEOPLE}/{sam}/places", {"places": [{"role": "analyst", "location": "plein"}]})


def by_place(site: Site, admin: Caller, sam: int, browser: Caller) -> None:
    admin.post(f"{PEOPLE}/{sam}/places", {"places": [{"role": "guide", "location": "altijd"}]})


def by_leaving(site: Site, admin: Caller, sam: int, browser: Caller) -> None:
    admin.post(f"{PEOPLE}/{sam}/leave")


def by_new_link(site: Site, admin: Caller, sam: int, browser: Caller) -> None:
    admin.post(f"{PEOPLE}/{sam}/invite")


def by_signing_out(site: Site, admin: Caller, sam: int, browser: Caller) -> None:
    browser.ask("POST", "/staff/sign-out", data={"csrf": csrf_of(browser)})


def by_password_elsewhere(site: Site, admin: Caller, sam: int, browser: Caller) -> None:
    other = site.anonymous()
    sign_in(other, "Sam")
    form = {"csrf": csrf_of(other), "current": PASSWORD, "password": OTHER, "again": OTHER}
    assert other.ask("POST", "/staff/password", data=form).status_code == 303


def by_end_others(site: Site, admin: Caller, sam: int, browser: Caller) -> None:
    other = site.anonymous()
    sign_in(other, "Sam")
    assert other.post(f"{ME}/sessions/end-others", headers=csrf(other)).get_json() == {"ended": 1}
    assert may_see(other)


def by_one_in_the_list(site: Site, admin: Caller, sam: int, browser: Caller) -> None:
    other = site.anonymous()
    sign_in(other, "Sam")
    listed = other.get(ME).get_json()["sessions"]
    target = next(one["id"] for one in listed if not one["this"])
    assert other.post(f"{ME}/sessions/{target}/end", headers=csrf(other)).status_code == 200


ENDS = [
    by_role,
    by_place,
    by_leaving,
    by_new_link,
    by_signing_out,
    by_password_elsewhere,
    by_end_others,
    by_one_in_the_list,
]


@pytest.mark.parametrize("end", ENDS)
def test_the_console_is_cut_at_once(
    site: Site, administrator: Caller, end: Callable[[Site, Caller, int, Caller], None]
) -> None:
    sam, browser = person_with_password(site, "Sam", Role.GUIDE, "plein"), site.anonymous()
    sign_in(browser, "Sam")
    person_with_password(site, "Bob", Role.GUIDE, "plein")
    colleague = site.anonymous()
    sign_in(colleague, "Bob")
    cut, stays = console(site, browser), console(site, colleague)
    assert (is_there(cut), is_there(stays)) == (True, True)
    end(site, administrator, sam, browser)
    assert (is_there(cut), is_there(stays)) == (False, True)
    assert not may_see(browser)
    assert site.inloop.services.screens.count() == 1


def test_a_session_that_ends_by_itself_loses_its_socket_within_a_second(
    site: Site, signed_in: Caller
) -> None:
    screen = console(site, signed_in)
    site.world.clock.advance(minutes=61)
    site.inloop.services.broadcaster.turn()
    assert not is_there(screen)


def test_a_revoked_key_loses_its_socket_within_a_second_and_others_stay(site: Site) -> None:
    keys = {name: site.key(name, Role.HOST) for name in ("Weg", "Blijft")}
    screens = {
        name: Screen(site.inloop, Space.STAFF, {"location": "plein", "token": token})
        for name, token in keys.items()
    }
    now = site.world.clock.now()
    site.world.database.run(lambda session: revoke_key(session, "Weg", now))
    site.inloop.services.broadcaster.turn()
    assert {name: is_there(screen) for name, screen in screens.items()} == {"Weg": False, "Blijft": True}


def test_who_leaves_leaves_an_empty_desk_behind(site: Site, administrator: Caller) -> None:
    sam = site.person("Sam", Role.GUIDE, "plein")
    browser = site.signed_in(sam)
    assert browser.post("/api/v1/locations/plein/desks/1/take").status_code == 200
    administrator.post(f"{PEOPLE}/{sam}/leave")
    desks = administrator.get("/api/v1/locations/plein/queue").get_json()["view"]["desks"]
    assert desks[0]["guide"] is None


def test_who_becomes_a_host_leaves_the_desk(site: Site, administrator: Caller) -> None:
    sam = site.person("Sam", Role.GUIDE, "plein")
    assert site.signed_in(sam).post("/api/v1/locations/plein/desks/1/take").status_code == 200
    host = {"places": [{"role": "host", "location": "plein"}]}
    assert administrator.post(f"{PEOPLE}/{sam}/places", host).status_code == 200
    desks = administrator.get("/api/v1/locations/plein/queue").get_json()["view"]["desks"]
    assert desks[0]["guide"] is None


def test_leaving_is_taken_back_with_a_new_link(site: Site, administrator: Caller) -> None:
    sam = person_with_password(site, "Sam", Role.GUIDE, "plein")
    administrator.post(f"{PEOPLE}/{sam}/leave")
    assert sign_in(site.anonymous(), "Sam").status_code == 401
    path = administrator.post(f"{PEOPLE}/{sam}/return").get_json()["path"]
    guest = site.anonymous()
    assert guest.ask("POST", path, data={"password": OTHER, "again": OTHER}).status_code == 303
    assert may_see(guest)


def test_a_role_counts_where_it_was_given(site: Site, administrator: Caller) -> None:
    sam = site.person("Sam", Role.GUIDE, "plein")
    both = [{"role": "guide", "location": "plein"}, {"role": "coordinator", "location": "altijd"}]
    administrator.post(f"{PEOPLE}/{sam}/places", {"places": both})
    browser = site.signed_in(sam)
    asked = {
        place: browser.get(f"/api/v1/locations/{place}/devices").status_code for place in ("plein", "altijd")
    }
    assert asked == {"plein": 403, "altijd": 200}
    assert browser.get("/api/v1/locations/nacht/queue").status_code == 403
    assert browser.get("/staff/plein/devices").status_code == 403
    assert browser.get("/staff/devices").location == "/staff/altijd/devices"


def test_a_coordinator_elsewhere_is_a_guide_here_also_for_somebody_elses_visitor(
    site: Site, administrator: Caller, bram: Caller
) -> None:
    sam = site.person("Sam", Role.GUIDE, "plein")
    both = [{"role": "guide", "location": "plein"}, {"role": "coordinator", "location": "altijd"}]
    administrator.post(f"{PEOPLE}/{sam}/places", {"places": both})
    ticket = site.world.issue("plein")
    bram.post("/api/v1/locations/plein/call-next", {"desk": "1"})
    refused = site.signed_in(sam).post(f"/api/v1/visits/{ticket.id}/no-show")
    assert (refused.status_code, refused.get_json()["code"]) == (409, "not_yours")


def test_a_new_password_needs_the_old_one_and_gives_a_new_session(site: Site) -> None:
    person_with_password(site, "Sam", Role.GUIDE)
    browser = site.anonymous()
    sign_in(browser, "Sam")
    before, headers = session_of(browser), csrf(browser)
    refused = browser.post(f"{ME}/password", {"current": OTHER, "password": OTHER}, headers=headers)
    assert refused.get_json()["code"] == "wrong_password"
    weak = browser.post(f"{ME}/password", {"current": PASSWORD, "password": "kort"}, headers=headers)
    assert weak.get_json()["code"] == "weak_password"
    assert (
        browser.post(f"{ME}/password", {"current": PASSWORD, "password": OTHER}, headers=headers).status_code
        == 200
    )
    assert session_of(browser) not in {None, before}
    assert may_see(browser)


def test_who_found_an_open_browser_cannot_guess_the_password_there(site: Site) -> None:
    person_with_password(site, "Sam", Role.GUIDE)
    browser = site.anonymous()
    sign_in(browser, "Sam")
    headers = csrf(browser)
    statuses = [
        browser.post(
            f"{ME}/pin", {"current": f"gok nummer {n}", "pin": "274951"}, headers=headers
        ).status_code
        for n in range(9)
    ]
    assert statuses == [422] * 5 + [429] * 4


def test_over_tls_the_cookie_cannot_be_planted_from_beside_us(site: Site) -> None:
    person_with_password(site, "Sam", Role.GUIDE)
    browser = site.anonymous()
    form = {"name": "Sam", "password": PASSWORD}
    set_by = browser.ask("POST", "/staff/sign-in", data=form, base_url="https://localhost").headers[
        "Set-Cookie"
    ]
    assert set_by.startswith("__Host-inloop_session=")
    assert {"Secure", "HttpOnly", "Path=/"} <= {part.strip() for part in set_by.split(";")}
    assert "Domain" not in set_by
    secret = set_by.partition("=")[2].partition(";")[0]
    planted = site.anonymous()
    planted.client.set_cookie("inloop_session", secret)
    answer = planted.ask("GET", "/api/v1/locations/plein/queue", base_url="https://localhost")
    assert answer.status_code == 401


def site_tables(session: Session) -> str:
    """All that the database holds, as text."""
    return "\n".join(
        repr(row) for table in Base.metadata.sorted_tables for row in session.execute(table.select())
    )
