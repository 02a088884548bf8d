"""The console's page: who gets it, and what it starts from."""

import re
from pathlib import Path

import pytest

from models.access.principal import Role
from models.policy import Reason
from models.refusal import Code
from models.region_file import Choice
from staff.texts import devices, named_in, outcomes, people, pictures, reasons, refusals, texts
from staff.texts.poster import poster_texts
from staff.texts.printer_page import page_texts
from tests.staff.pages import browser, facts
from tests.web.site import Site
from web.words import words_for

NEVER_SEEN = {
    Code.KEY_REUSED,
    Code.NAME_TAKEN,
    Code.BAD_NAME,
    Code.TOO_MANY_PAIRINGS,
    Code.UNKNOWN_BLOCK,
    Code.UNKNOWN_DAY,
    Code.NOT_IN_BLOCK,
    Code.ALREADY_GIVEN,
    Code.UNKNOWN_POSTER,
    Code.NO_POSTER,
    Code.UNKNOWN_PICTURE,
    Code.TOO_MANY_PICTURES,
    Code.NO_PICTURE,
    Code.BAD_PUSH,
    Code.UNKNOWN_PERSON,
    Code.UNKNOWN_INVITATION,
    Code.NO_ROLE,
    Code.NOT_YOURS_TO_GIVE,
    Code.LAST_ADMINISTRATOR,
    Code.WRONG_PASSWORD,
    Code.WRONG_CODE,
    Code.HAS_FACTOR,
    Code.WEAK_PIN,
    Code.WEAK_PASSWORD,
    Code.UNKNOWN_SESSION,
}


def test_whoever_is_not_signed_in_is_sent_to_sign_in(site: Site) -> None:
    answer = site.anonymous().get("/staff/plein")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/staff/sign-in?next=")


def test_a_guide_may_call_and_a_host_only_watches(site: Site) -> None:
    guide = facts(browser(site, Role.GUIDE).get("/staff/plein").text)
    host = facts(browser(site, Role.HOST).get("/staff/plein").text)
    assert (guide["may_call"], host["may_call"]) == (True, False)


def test_the_page_knows_who_it_is_for_and_how_to_prove_it(site: Site) -> None:
    caller = browser(site, Role.GUIDE)
    page = facts(caller.get("/staff/plein").text)
    assert (page["me"], page["csrf"]) == ("een guide", caller.headers["X-CSRF-Token"])


@pytest.mark.parametrize(
    ("role", "may"),
    [(Role.GUIDE, False), (Role.HOST, False), (Role.COORDINATOR, True), (Role.ADMINISTRATOR, True)],
)
def test_only_who_coordinates_has_the_overview(site: Site, role: Role, may: bool) -> None:
    page = browser(site, role).get("/staff/plein").text
    assert facts(page)["may_coordinate"] is may
    assert ('data-press="tab/overview"' in page) is may


def test_the_buttons_keep_to_the_limits_of_the_region(site: Site) -> None:
    calling = facts(browser(site, Role.GUIDE).get("/staff/plein").text)["calling"]
    assert isinstance(calling, dict)
    assert {
        "undo_seconds",
        "recall_pause_seconds",
        "max_recalls",
        "max_hold_minutes",
        "notice_seconds",
    } <= set(calling)


def test_the_page_says_which_questions_are_asked_there_now(site: Site) -> None:
    questions = facts(browser(site, Role.GUIDE).get("/staff/plein").text)["questions"]
    assert isinstance(questions, list)
    assert {item["offered"] for item in questions} <= {True, False}
    assert any(item["offered"] for item in questions)


def test_every_role_can_ask_for_help_and_a_host_is_shown_no_keys_for_calling(site: Site) -> None:
    host = browser(site, Role.HOST).get("/staff/plein", {"Accept-Language": "nl"}).text
    assert 'data-press="help"' in host
    assert "Volgende oproepen" not in re.sub(r"<script.*?</script>", "", host, flags=re.DOTALL)


def test_an_analyst_has_no_console(site: Site) -> None:
    assert browser(site, Role.ANALYST).get("/staff/plein").status_code == 403


def test_who_works_at_one_location_goes_there_at_once(site: Site) -> None:
    answer = browser(site, Role.GUIDE, "altijd").get("/staff/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/staff/altijd")


def test_who_works_everywhere_chooses_and_sees_what_is_open_first(site: Site) -> None:
    page = browser(site, Role.COORDINATOR).get("/staff/", {"Accept-Language": "nl"}).text
    assert re.findall(r'class="place" href="/staff/(\w+)"', page) == ["plein", "altijd", "nacht"]
    assert "open tot 12:30" in page


def test_somebody_elses_location_is_refused(site: Site) -> None:
    assert browser(site, Role.GUIDE, "altijd").get("/staff/plein").status_code == 403


def test_every_refusal_that_a_guide_can_meet_has_a_sentence() -> None:
    told = set(refusals(words_for("nl", "staff")))
    assert set(Code) - NEVER_SEEN <= told


def test_every_reason_has_words() -> None:
    assert set(reasons(words_for("nl", "staff"))) == set(Reason)


def test_the_outcomes_are_those_of_the_keys_one_to_four() -> None:
    assert [item["id"] for item in outcomes(words_for("nl", "staff"))] == [
        "answered",
        "referred",
        "follow_up",
        "other",
    ]


def test_the_outcomes_of_the_region_come_after_ours_in_the_readers_language() -> None:
    more = {"cursus": Choice(id="cursus", name={"nl": "Cursus gekozen", "en": "Course chosen"})}
    found = {language: outcomes(words_for(language, "staff"), more)[4:] for language in ("nl", "en")}
    assert found["nl"] == [{"id": "cursus", "text": "Cursus gekozen", "icon": "star"}]
    assert found["en"][0]["text"] == "Course chosen"


def test_a_name_that_is_not_there_in_a_language_is_told_in_the_first() -> None:
    assert named_in({"nl": "Vacatures"}, "en") == "Vacatures"


def test_every_action_says_what_it_did() -> None:
    told = texts(words_for("nl", "staff"))
    folder = Path(__file__).parents[2] / "staff" / "static" / "staff"
    intents = (folder / "intent.js").read_text(encoding="utf-8")
    plans = (folder / "intent_place.js").read_text(encoding="utf-8").split("PLANS = {")[1].split("\n};")[0]
    lists = re.findall(r"const (?:MINE|NAMED) = \[(.*?)\]", intents)
    names = {name for found in lists for name in re.findall(r'"([a-z-]+)"', found)}
    names |= {
        quoted or bare for quoted, bare in re.findall(r'^  (?:"([a-z-]+)"|([a-z]+)):', plans, re.MULTILINE)
    }
    spoken = names - {"presence"} | {
        "presence-pause",
        "presence-available",
        "presence-back_office",
        "walk-direct",
    }
    spoken |= {"looked", "again"}
    assert {f"done_{name}" for name in spoken} <= set(told)


def test_the_pictograms_that_the_scripts_name_are_there() -> None:
    root = Path(__file__).parents[2]
    known = set((root / "config" / "icons.txt").read_text(encoding="utf-8").split())
    scripts = "".join(path.read_text(encoding="utf-8") for path in (root / "staff/static/staff").glob("*.js"))
    named = set(re.findall(r'icon\("([a-z0-9-]+)"\)', scripts)) | set(
        re.findall(r'icon: "([a-z0-9-]+)"', scripts)
    )
    named |= set(
        re.findall(
            r'(?:action\(model|opener\(|submit\(model), (?:[^,]+, )?"([a-z0-9-]+)", (?:texts|model)', scripts
        )
    )
    assert named - known == set()


def test_the_scripts_ask_for_no_text_that_is_not_there() -> None:
    words = words_for("nl", "staff")
    pages = (texts, page_texts, devices.page_texts, people.page_texts, pictures.page_texts, poster_texts)
    known = {name for page in pages for name in page(words)}
    folder = Path(__file__).parents[2] / "staff" / "static" / "staff"
    asked = {
        name
        for script in folder.glob("*.js")
        for name in re.findall(r"\btexts\.([a-z_]+)", script.read_text(encoding="utf-8"))
    }
    lists = {"filter", "length", "map", "slice"}  # visitors' texts, which are a list
    assert asked - known - lists == set()
