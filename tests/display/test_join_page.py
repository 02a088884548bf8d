"""The page from the poster: by links and one form, with the rules of the kiosk."""

import re
from pathlib import Path
from typing import Any

import pytest

from display.join_choice import choices_of
from display.phone_texts import texts
from display.told import Means, is_wait_told, tell
from models.actions.door import CloseReason, close
from models.actions.join import make_poster
from models.region_file.document import QuestionGroup
from models.setup import Setup
from models.tables import Answer
from models.views.head import head_of
from tests.cast import World
from tests.web.site import Caller, Site, open_site
from web.words import words_for


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


@pytest.fixture
def phone(site: Site) -> Caller:
    return site.anonymous()


@pytest.fixture
def path(sqlite_world: World) -> str:
    return f"/join/plein/{sqlite_world.turn('plein', make_poster)}"


def _press(html: str) -> str:
    found = re.search(r'name="press" value="(\w+)"', html)
    assert found is not None
    return found[1]


def test_it_begins_with_the_languages_each_in_its_own_words(phone: Caller, path: str) -> None:
    html = phone.get(path).text
    assert re.findall(r'href="\?lang=(\w+)"', html) == ["nl", "en", "ar", "ti"]
    assert '<a class="button" href="?lang=ar" hreflang="ar" lang="ar" dir="rtl">العربية</a>' in html


def test_then_it_asks_the_question_in_that_language(phone: Caller, path: str) -> None:
    html = phone.get(f"{path}?lang=ti").text
    assert '<html lang="ti"' in html
    assert re.findall(r'name="question_type" value="(\w+)"', html) == ["werk", "leren"]
    assert "ስራሕ ምድላይ" in html


def test_the_form_alone_gives_one_number_however_often_it_is_sent(
    phone: Caller, path: str, sqlite_world: World
) -> None:
    form = {"press": _press(phone.get(f"{path}?lang=ar").text), "language": "ar", "question_type": "leren"}
    answers = [phone.ask("POST", path, data=form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    page = phone.get(answers[0].location)
    assert ('id="number">B01<' in page.text, 'lang="ar"' in page.text) == (True, True)
    assert [fact.kind for fact in sqlite_world.facts()] == ["location_configured", "poster_made", "issued"]


def test_a_form_that_somebody_made_up_goes_back_to_the_question(phone: Caller, path: str) -> None:
    for form in ({}, {"press": "a" * 81}, {"press": "a1", "question_type": "niets", "language": "nl"}):
        answer = phone.ask("POST", path, data=form)
        assert (answer.status_code, answer.location.startswith(path)) == (303, True)


def test_a_form_that_is_much_too_long_leaves_nothing_behind(
    phone: Caller, path: str, sqlite_world: World
) -> None:
    form = {"press": "a1", "question_type": "x" * 60_000, "language": "nl"}
    assert phone.ask("POST", path, data=form).status_code == 303
    form = {"press": "a2", "question_type": "werk", "language": "n" * 60_000}
    answer = phone.ask("POST", path, data=form)
    assert (answer.status_code, answer.location) == (303, path)
    with sqlite_world.database.read() as session:
        assert session.query(Answer).count() == 0


def test_the_form_with_an_old_poster_says_so_kindly(phone: Caller, path: str, sqlite_world: World) -> None:
    sqlite_world.turn("plein", make_poster)
    form = {"press": "a1", "question_type": "werk", "language": "nl"}
    answer = phone.ask("POST", path, data=form)
    assert (answer.status_code, answer.location) == (303, f"{path}?lang=nl")
    shown = phone.get(answer.location, headers={"Accept-Language": "nl"})
    assert (shown.status_code, "Deze code werkt niet meer" in shown.text) == (404, True)


def test_whoever_is_held_back_is_told_to_wait(phone: Caller, path: str) -> None:
    for number in range(13):
        form = {"press": f"a{number}", "question_type": "niets", "language": "nl"}
        answer = phone.ask("POST", path, data=form)
    assert "busy=1" in answer.location
    assert "Veel mensen nemen nu een nummer" in phone.get(f"{path}?lang=nl&busy=1").text


@pytest.mark.parametrize("address", ["/join/plein/nothing", "/join/altijd/nothing", "/join/nergens/nothing"])
def test_a_poster_that_is_none_says_so_kindly(phone: Caller, path: str, address: str) -> None:
    assert path
    answer = phone.get(address, headers={"Accept-Language": "nl"})
    assert answer.status_code == 404
    assert "Deze code werkt niet meer" in answer.text


def test_an_old_poster_is_worthless_at_once(phone: Caller, path: str, sqlite_world: World) -> None:
    assert phone.get(path).status_code == 200
    sqlite_world.turn("plein", make_poster)
    assert phone.get(path).status_code == 404


def test_a_closed_door_stands_on_the_phone_too(phone: Caller, path: str, sqlite_world: World) -> None:
    sqlite_world.turn("plein", lambda turn: close(turn, CloseReason.STAFF, helping=True))
    html = phone.get(f"{path}?lang=nl").text
    assert "We moesten sluiten" in html
    assert "question_type" not in html


def test_who_is_one_too_many_is_told_so(phone: Caller, path: str, sqlite_world: World) -> None:
    for _ in range(5):
        sqlite_world.issue()
    html = phone.get(f"{path}?lang=nl").text
    assert ('data-step="shut"' in html, "question_type" in html) == (True, False)


def test_nothing_is_kept_in_a_cookie(phone: Caller, path: str) -> None:
    assert "Set-Cookie" not in phone.get(f"{path}?lang=nl").headers


@pytest.fixture
def setup(sqlite_world: World) -> Setup:
    with sqlite_world.database.read() as session:
        return head_of(session, "altijd", sqlite_world.clock.now()).setup


def _names(setup: Setup, opened: str | None, *inside: str) -> list[tuple[str, bool]]:
    """What can be chosen among five questions, of which *inside* stand in a group."""
    one = next(iter(setup.question_types.values()))
    offered = [
        one.model_copy(update={"id": name, "group": "groep" if name in inside else None}) for name in "abcde"
    ]
    group = QuestionGroup(id="groep", icon="book", colour="#123456", name=dict(one.name))
    return [(choice.id, choice.is_group) for choice in choices_of(offered, [group], opened, "nl")]


def test_questions_of_a_group_stand_behind_it_and_the_last_one_always_stands_there(setup: Setup) -> None:
    assert _names(setup, None, "b", "c") == [("a", False), ("groep", True), ("d", False), ("e", False)]
    assert _names(setup, "groep", "b", "c") == [("b", False), ("c", False), ("e", False)]


def test_a_group_of_one_is_that_question_and_an_unknown_group_is_the_first_level(setup: Setup) -> None:
    plain = [(name, False) for name in "abcde"]
    assert _names(setup, None, "b") == plain
    assert _names(setup, "elders", "b") == plain


def test_the_page_without_scripts_says_what_the_script_says() -> None:
    import json
    from datetime import datetime
    from zoneinfo import ZoneInfo

    table: dict[str, Any] = json.loads(
        (Path(__file__).parents[1] / "phone_cases.json").read_text(encoding="utf-8")
    )
    words = words_for("nl", "visitor")
    zone, now = ZoneInfo(table["zone"]), datetime.fromisoformat(table["now"])
    means = Means(words, table["texts"], zone, table["desks"], now)
    for case in table["cases"]:
        ticket = {**table["ticket"], **case["ticket"]}
        told = tell(ticket, means)
        expected = {name: case[name] for name in ("word", "big", "help", "note")}
        assert (case["name"], vars(told)) == (case["name"], expected)
        assert is_wait_told(ticket) is case["is_wait_told"]
    assert set(table["texts"]) <= set(texts(words))
