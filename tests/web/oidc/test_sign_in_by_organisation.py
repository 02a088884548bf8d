"""Signing in with the account of one's organisation, from the button to the console and out again."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from commands.composition import compose
from config.settings import Settings
from models.access.membership import places_of
from models.access.person import hash_password
from models.access.principal import Role
from models.tables import Audit, OrganisationAccount, Person, StaffSession
from tests.cast import World
from tests.web.oidc.organisation import Organisation
from tests.web.signing_steps import csrf
from tests.web.site import BASE_URL, QUEUE, Caller, Site

BEGIN = "/staff/sign-in/organisation"
GROUPS = (
    "gidsen-zoetermeer = guide @ plein; beheer = administrator; nieuw = coordinator @ plein; "
    "beheer-elders = guide @ altijd"
)
PASSWORD = "planted-password"


def opened(world: World, folder: Path, office: Organisation, **more: Any) -> Site:
    world.clock.moment = datetime.now(UTC)  # the provider has no other
    settings = Settings(data_dir=folder, base_url=BASE_URL, **office.settings(oidc_groups=GROUPS, **more))
    return Site(world, compose(settings, world.database, clock=world.clock, async_mode="threading"))


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path, office: Organisation) -> Site:
    return opened(sqlite_world, tmp_path, office)


def to_provider(browser: Caller, then: str = "/staff/") -> str:
    answer = browser.get(f"{BEGIN}?{urlencode({'next': then})}")
    assert answer.status_code == 303
    return answer.headers["Location"]


def brought_back(browser: Caller, answer: dict[str, str]) -> TestResponse:
    return browser.get(f"{BEGIN}/back?{urlencode(answer)}")


def sign_in(site: Site, office: Organisation, subject: str) -> tuple[Caller, TestResponse]:
    browser = site.anonymous()
    return browser, brought_back(browser, office.sign_in(to_provider(browser), subject))


def accounts(site: Site) -> list[tuple[str, str, list[str]]]:
    with site.world.database.read() as session:
        rows = session.execute(
            select(OrganisationAccount, Person).join(Person, Person.id == OrganisationAccount.person_id)
        )
        return [(account.subject, person.name, _roles(session, person.id)) for account, person in rows]


def _roles(session: Session, person_id: int) -> list[str]:
    return [f"{place.role}@{place.location or '*'}" for place in places_of(session, person_id)]


def noted(site: Site) -> list[tuple[str, str]]:
    with site.world.database.read() as session:
        rows = session.execute(select(Audit.what, Audit.result).order_by(Audit.n))
        return [(what, result) for what, result in rows if what.startswith("person.")]


def test_a_guide_of_the_organisation_gets_an_account_with_the_role_of_their_group(
    site: Site, office: Organisation
) -> None:
    browser, answer = sign_in(site, office, "u-1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/")
    assert browser.get("/staff/plein").status_code == 200
    assert accounts(site) == [("u-1", "Samira El Idrissi", ["guide@plein"])]
    assert [what for what, _ in noted(site)][-2:] == ["person.roles_by_group", "person.signed_in"]


def test_the_second_time_it_is_the_same_person_whatever_they_are_called_now(
    site: Site, office: Organisation
) -> None:
    sign_in(site, office, "u-4x")
    office.becomes("u-4", name="Aïcha Jansen", groups=["gidsen-zoetermeer"])
    sign_in(site, office, "u-4")
    office.becomes("u-4", name="Aïcha de Boer", groups=["gidsen-zoetermeer"])
    sign_in(site, office, "u-4")
    assert accounts(site) == [("u-4", "Aïcha Jansen", ["guide@plein"])]


def test_two_people_of_one_name_are_two(site: Site, office: Organisation) -> None:
    office.becomes("u-5", name="Jan Jansen", groups=["gidsen-zoetermeer"])
    office.becomes("u-6", name="Jan: Jansen", groups=["gidsen-zoetermeer"])
    sign_in(site, office, "u-5")
    sign_in(site, office, "u-6")
    assert [name for _, name, _ in accounts(site)] == ["Jan Jansen", "Jan Jansen (2)"]


def test_a_local_account_of_the_same_name_is_nobodys_way_in(site: Site, office: Organisation) -> None:
    site.person("Bram de Vries", Role.ANALYST)
    sign_in(site, office, "u-2")
    assert [name for _, name, _ in accounts(site)] == ["Bram de Vries (2)"]


def test_who_is_in_no_group_with_a_role_is_told_so_and_gets_nothing(site: Site, office: Organisation) -> None:
    browser, answer = sign_in(site, office, "u-3")
    assert answer.status_code == 403
    assert "Vraag je beheerder om de juiste groep" in answer.text
    assert accounts(site) == []
    assert browser.get("/staff/plein").status_code in {302, 303}
    assert noted(site)[-1] == ("person.sign_in_refused", "no_group")


def test_a_change_of_group_changes_the_role_and_ends_what_was_open(site: Site, office: Organisation) -> None:
    office.becomes("u-7", name="Noor", groups=["beheer"])
    before, _ = sign_in(site, office, "u-7")
    office.becomes("u-7", name="Noor", groups=["nieuw"])
    after, _ = sign_in(site, office, "u-7")
    assert accounts(site)[0][2] == ["coordinator@plein"]
    assert before.get("/staff/plein").status_code in {302, 303}
    assert after.get("/staff/plein").status_code == 200
    with site.world.database.read() as session:
        assert session.query(StaffSession).count() == 1


def test_who_loses_every_group_loses_every_session(site: Site, office: Organisation) -> None:
    office.becomes("u-8", name="Omar", groups=["beheer"])
    before, _ = sign_in(site, office, "u-8")
    office.becomes("u-8", name="Omar", groups=[])
    _, answer = sign_in(site, office, "u-8")
    assert answer.status_code == 403
    assert before.get("/staff/plein").status_code in {302, 303}
    assert accounts(site) == [("u-8", "Omar", [])]


def test_whose_groups_let_them_sit_at_no_desk_any_more_leaves_an_empty_one(
    site: Site, office: Organisation
) -> None:
    for groups in ([], ["beheer-elders"]):
        office.becomes("u-8", name="Omar", groups=["gidsen-zoetermeer"])
        before, _ = sign_in(site, office, "u-8")
        before.headers |= csrf(before)
        assert before.post("/api/v1/locations/plein/desks/1/take").status_code == 200
        office.becomes("u-8", name="Omar", groups=groups)
        sign_in(site, office, "u-8")
        queue = site.bearer(site.key(f"Hanna {groups}", Role.HOST)).get(QUEUE).get_json()
        assert queue["view"]["desks"][0]["guide"] is None


def test_the_audit_log_tells_who_lost_every_group_once(site: Site, office: Organisation) -> None:
    office.becomes("u-8", name="Omar", groups=["beheer"])
    sign_in(site, office, "u-8")
    office.becomes("u-8", name="Omar", groups=[])
    for _ in range(2):
        sign_in(site, office, "u-8")
    with site.world.database.read() as session:
        told = session.execute(
            select(Audit.subject, Audit.detail).where(Audit.what == "person.roles_by_group").order_by(Audit.n)
        ).all()
    assert [tuple(row) for row in told[1:]] == [("person:1", '{"new":false,"roles":""}')]


def test_who_lost_every_group_and_gets_one_again_is_the_same_person(site: Site, office: Organisation) -> None:
    office.becomes("u-8", name="Omar", groups=["beheer"])
    sign_in(site, office, "u-8")
    office.becomes("u-8", name="Omar", groups=[])
    sign_in(site, office, "u-8")
    office.becomes("u-8", name="Omar", groups=["nieuw"])
    again, answer = sign_in(site, office, "u-8")
    assert (answer.status_code, again.get("/staff/plein").status_code) == (303, 200)
    assert accounts(site) == [("u-8", "Omar", ["coordinator@plein"])]


def test_who_left_here_stays_out_whatever_the_organisation_says(site: Site, office: Organisation) -> None:
    office.becomes("u-9", name="Petra", groups=["gidsen-zoetermeer"])
    sign_in(site, office, "u-9")

    def left(session: Any) -> None:
        session.execute(
            select(Person).where(Person.name == "Petra")
        ).scalar_one().left_at = site.world.clock.now()

    site.world.database.run(left)
    _, answer = sign_in(site, office, "u-9")
    assert answer.status_code == 403
    assert "beëindigd" in answer.text


def test_the_way_back_leads_where_one_wanted_to_be_and_never_elsewhere(
    site: Site, office: Organisation
) -> None:
    for wanted, led in (("/staff/plein", "/staff/plein"), ("https://elsewhere.example/", "/staff/")):
        browser = site.anonymous()
        answer = brought_back(browser, office.sign_in(to_provider(browser, wanted), "u-1"))
        assert answer.headers["Location"] == led


def test_an_answer_brought_to_another_browser_signs_nobody_in(site: Site, office: Organisation) -> None:
    attacker, victim = site.anonymous(), site.anonymous()
    stolen = office.sign_in(to_provider(attacker), "u-2")
    assert brought_back(victim, stolen).status_code == 400
    to_provider(victim)  # a victim who is just signing in
    assert brought_back(victim, stolen).status_code == 400
    assert brought_back(attacker, stolen).status_code == 303


def test_an_attempt_ends_after_ten_minutes_and_with_its_answer(site: Site, office: Organisation) -> None:
    browser = site.anonymous()
    answer = office.sign_in(to_provider(browser), "u-1")
    site.world.clock.advance(minutes=11)
    assert "duurde te lang" in brought_back(browser, answer).text
    browser, _ = sign_in(site, office, "u-1")
    assert brought_back(browser, answer).status_code == 400


@pytest.mark.parametrize("sealed", ["", "x", "eyJhIjoxfQ==", "A" * 200, "é"])
def test_what_we_did_not_seal_is_no_attempt(site: Site, sealed: str) -> None:
    browser = site.anonymous()
    browser.client.set_cookie("inloop_attempt", sealed)
    answer = browser.get(f"{BEGIN}/back?state=s&code=c")
    assert answer.status_code == 400
    assert noted(site) == []


def test_the_session_has_an_id_of_its_own_that_no_script_reads(site: Site, office: Organisation) -> None:
    browser = site.anonymous()
    browser.client.set_cookie("inloop_session", "planted")
    answer = brought_back(browser, office.sign_in(to_provider(browser), "u-1"))
    cookies = {part.split("=")[0]: part for part in answer.headers.getlist("Set-Cookie")}
    assert "planted" not in cookies["inloop_session"]
    assert "HttpOnly" in cookies["inloop_session"]
    assert "SameSite=Lax" in cookies["inloop_session"]
    assert "Max-Age=0" in cookies["inloop_attempt"]


def test_an_administrator_of_the_organisation_needs_no_second_app_of_ours(
    site: Site, office: Organisation
) -> None:
    browser, _ = sign_in(site, office, "u-2")
    assert browser.get("/staff/people").status_code == 200


def test_a_provider_that_is_away_is_told_of_and_the_password_still_works(
    sqlite_world: World, tmp_path: Path, office: Organisation
) -> None:
    site = opened(sqlite_world, tmp_path, office, oidc_issuer="http://127.0.0.1:9")
    answer = site.anonymous().get(BEGIN)
    assert answer.status_code == 503
    assert "antwoordt niet" in answer.text
    site.person("Nood", Role.GUIDE, "plein", password_hash=hash_password(PASSWORD))
    form = {"name": "Nood", "password": PASSWORD}
    assert site.anonymous().ask("POST", "/staff/sign-in", data=form).status_code == 303


def test_where_passwords_are_for_emergencies_only_such_an_account_has_one(
    sqlite_world: World, tmp_path: Path, office: Organisation
) -> None:
    site = opened(sqlite_world, tmp_path, office, password_sign_in="break_glass")
    hashed = hash_password(PASSWORD)
    site.person("Gewoon", Role.GUIDE, "plein", password_hash=hashed)
    kept = site.person("Nood", Role.GUIDE, "plein", password_hash=hashed)
    sqlite_world.database.run(lambda session: setattr(session.get_one(Person, kept), "break_glass", True))
    ask = {
        name: site.anonymous().ask("POST", "/staff/sign-in", data={"name": name, "password": PASSWORD})
        for name in ("Gewoon", "Nood")
    }
    assert ask["Gewoon"].status_code == 403
    assert "met de knop hierboven" in ask["Gewoon"].text
    assert ask["Nood"].status_code == 303
    assert ("person.break_glass_used", "ok") in noted(site)
    assert "<details" in site.anonymous().get("/staff/sign-in").text


def test_where_passwords_are_for_emergencies_only_an_invitation_signs_nobody_in(
    sqlite_world: World, tmp_path: Path, office: Organisation
) -> None:
    site = opened(sqlite_world, tmp_path, office, password_sign_in="break_glass")
    ada, guide = site.bearer(site.key("Ada", Role.ADMINISTRATOR)), {"role": "guide", "location": "plein"}
    invited = ada.post("/api/v1/people", {"name": "Sam", "places": [guide]}).get_json()
    guest, form = site.anonymous(), {"password": PASSWORD, "again": PASSWORD}
    answer = guest.ask("POST", invited["path"], data=form)
    assert answer.status_code == 403
    assert "met de knop hierboven" in answer.text
    assert guest.client.get_cookie("inloop_session") is None
    kept = invited["person"]["id"]
    sqlite_world.database.run(lambda session: setattr(session.get_one(Person, kept), "break_glass", True))
    again = ada.post(f"/api/v1/people/{kept}/invite", {"second_factor": False}).get_json()
    assert guest.ask("POST", again["path"], data=form).status_code == 303
    assert ("person.break_glass_used", "ok") in noted(site)


def test_without_an_organisation_there_is_no_such_way(sqlite_world: World, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, base_url=BASE_URL)
    site = Site(
        sqlite_world,
        compose(settings, sqlite_world.database, clock=sqlite_world.clock, async_mode="threading"),
    )
    assert site.anonymous().get(BEGIN).status_code == 404
    assert site.anonymous().get(f"{BEGIN}/back").status_code == 404
    assert "organisation" not in site.anonymous().get("/staff/sign-in").text


def test_nobody_sends_the_provider_questions_without_end(site: Site, office: Organisation) -> None:
    browser = site.anonymous()
    answers = [browser.get(BEGIN).status_code for _ in range(61)]
    assert answers == [303] * 60 + [429]
    assert site.anonymous("192.168.1.77").get(BEGIN).status_code == 303


def test_whoever_declines_again_and_again_fills_no_audit_log(site: Site) -> None:
    for _ in range(5):
        browser = site.anonymous()
        state = dict(parse_qsl(urlsplit(to_provider(browser)).query))["state"]
        assert brought_back(browser, {"state": state, "error": "access_denied"}).status_code == 403
    assert noted(site) == [("person.sign_in_refused", "declined")]


def test_the_address_of_the_provider_gets_no_more_than_it_needs(site: Site) -> None:
    query = dict(parse_qsl(urlsplit(to_provider(site.anonymous())).query))
    ours = {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce"}
    assert set(query) == ours | {"code_challenge", "code_challenge_method"}
    assert query["redirect_uri"] == f"{BASE_URL}{BEGIN}/back"
