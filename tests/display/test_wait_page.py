"""The public waiting times as pages: what they say in each state and language, and who may frame them."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from display.wait_words import Outlook, outlook
from models.actions.door import CloseReason, close
from models.configuration import load_region
from models.region_file import read_region
from models.views.head import head_of
from models.views.shape import WaitRange
from models.views.wait import wait_view
from tests.cast import REGION, World
from tests.web.site import Site, open_site
from web.words import words_for

SITES = ["https://www.proefstad.nl", "https://werk.proefstad.nl:8443"]
MORE = f"""
phone = "088 123 45 67"
website = "www.werkcentrum.test"
embed = {SITES}
""".replace("'", '"')


@pytest.fixture
def world(sqlite_world: World) -> World:
    """The cast, in a region that has other ways in and two sites that may frame it."""
    document = read_region(REGION.replace('name = "Werkcentrum Proefstad"', f'name = "Proefstad"{MORE}'))
    sqlite_world.database.run(
        lambda session: load_region(session, document, "test", sqlite_world.clock.now())
    )
    return sqlite_world


@pytest.fixture
def site(world: World, tmp_path: Path) -> Site:
    return open_site(world, tmp_path)


def told(world: World, language: str = "nl", wait: WaitRange | None = None) -> Outlook:
    """What is told of `plein`, were the wait *wait*."""
    with world.database.read() as session:
        head = head_of(session, "plein", world.clock.now())
        view = wait_view(session, head)
        for item in view["question_types"].values():
            item["wait"] = wait
        return outlook(head, {**view, "wait": wait}, words_for(language, "visitor"))


def text_of(html: str) -> str:
    """What a page says, without its pictures and tags."""
    bare = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", bare)


def test_an_open_location_tells_its_range_and_until_when(world: World) -> None:
    world.issue()
    seen = told(world, wait={"low": 600, "high": 1200})
    assert (seen.state, seen.door, seen.big) == ("open", "Open tot 12:30", "10 tot 20 minuten")
    assert seen.count == "1 persoon wacht"
    assert seen.lines == ("Zo lang wacht je als je nu een nummer neemt.",)
    assert [(item.name, item.wait, item.count) for item in seen.questions] == [
        ("Werk zoeken", "10 tot 20 minuten", "1 persoon wacht"),
        ("Leren", "10 tot 20 minuten", "Er wacht nu niemand"),
    ]


def test_not_known_is_an_answer_of_its_own(world: World) -> None:
    seen = told(world, wait=None)
    assert seen.big == "nog niet te zeggen"
    assert seen.lines == ("Je bent welkom. Hoe lang het duurt, weten we nog niet.",)
    assert [item.wait for item in seen.questions] == ["", ""]


def test_who_is_served_at_once_is_told_so(world: World) -> None:
    seen = told(world, wait={"low": 0, "high": 0})
    assert (seen.big, seen.lines) == ("nu aan de beurt", ("Neem een nummer: er is iemand vrij.",))


def test_after_the_last_check_in_no_wait_is_told(world: World) -> None:
    world.clock.advance(minutes=140)
    seen = told(world, wait={"low": 600, "high": 1200})
    assert (seen.state, seen.wait, seen.big) == ("last", False, "We geven nu geen nummers meer")
    assert seen.door == "We zijn weer open vandaag om 13:00"
    assert seen.questions == ()


@pytest.mark.parametrize(
    ("hours", "door"),
    [
        (2.75, "We zijn weer open vandaag om 13:00"),
        (8, "We zijn weer open morgen om 09:00"),
        (32, "We zijn weer open maandag om 09:00"),
    ],
)
def test_a_closed_location_says_when_it_opens(world: World, hours: float, door: str) -> None:
    world.clock.advance(minutes=hours * 60)
    seen = told(world)
    assert (seen.state, seen.big, seen.count) == ("closed", "We zijn nu dicht", "")
    assert seen.door == door


def test_from_a_week_on_the_day_has_its_date(world: World) -> None:
    later = world.clock.now() + timedelta(days=7, hours=14)
    world.turn("plein", lambda turn: close(turn, CloseReason.STAFF, True, later))
    world.clock.advance(minutes=60)
    assert told(world).door == "We zijn weer open maandag 7 december om 09:00"


@pytest.mark.parametrize(
    ("helping", "meaning"),
    [
        (True, "Heb je al een nummer? Dan helpen we je nog."),
        (False, "We kunnen je nu niet helpen, ook niet met een nummer."),
    ],
)
def test_an_unexpected_closing_says_why_and_what_it_means(world: World, helping: bool, meaning: str) -> None:
    world.turn("plein", lambda turn: close(turn, CloseReason.TECHNICAL, helping))
    seen = told(world)
    assert seen.big == "We moesten sluiten"
    assert seen.lines == ("Er is iets stuk. We werken eraan.", meaning)


def test_a_full_location_is_open_but_tells_no_wait(world: World) -> None:
    for _ in range(5):
        world.issue()
    seen = told(world, wait={"low": 600, "high": 1200})
    assert (seen.state, seen.big, seen.wait) == ("full", "Het is nu erg druk", False)
    assert seen.count == "5 mensen wachten"


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_every_language_of_the_region_tells_the_same(world: World, language: str) -> None:
    seen = told(world, language, {"low": 600, "high": 1200})
    assert re.findall(r"\d+", seen.big) == ["10", "20"]
    assert "%(" not in " ".join([seen.big, seen.door, seen.count, *seen.lines])


def test_the_page_tells_it_without_a_script(site: Site) -> None:
    site.world.issue()
    html = site.anonymous().get("/wait/plein").text
    said = text_of(html)
    for part in ("Op het Plein", "Open tot 12:30", "nog niet te zeggen", "1 persoon wacht", "om 10:00"):
        assert part in said
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in html
    assert 'href="tel:0881234567"' in html
    assert 'href="https://www.werkcentrum.test"' in html


def test_the_page_speaks_the_language_asked_for_else_the_browsers(site: Site) -> None:
    stranger = site.anonymous()
    asked = stranger.get("/wait/plein?lang=ar", headers={"Accept-Language": "en"})
    assert '<html lang="ar" dir="rtl"' in asked.text
    assert "Accept-Language" not in asked.vary
    browsers = stranger.get("/wait/plein", headers={"Accept-Language": "ti"})
    assert '<html lang="ti" dir="ltr"' in browsers.text
    assert "Accept-Language" in browsers.vary
    assert '<html lang="nl"' in stranger.get("/wait/plein?lang=xx").text


def test_a_location_for_practice_has_its_mark_and_is_not_in_the_overview(site: Site) -> None:
    stranger = site.anonymous()
    assert "Oefenen" in text_of(stranger.get("/wait/altijd?lang=nl").text)
    overview = text_of(stranger.get("/wait?lang=nl").text)
    assert "Altijd Open" not in overview
    assert "Op het Plein" in overview


def test_the_overview_names_the_open_ones_first(site: Site) -> None:
    site.world.clock.advance(minutes=4 * 24 * 60 + 8.5 * 60)  # Friday evening: the night market is open
    said = text_of(site.anonymous().get("/wait?lang=nl").text)
    assert said.index("De Nachtmarkt") < said.index("Op het Plein")
    assert "We zijn weer open maandag om 09:00" in said


@pytest.mark.parametrize("page", ["/wait", "/wait/plein"])
def test_only_the_sites_of_the_region_may_frame_it_and_only_what_is_made_for_a_frame(
    site: Site, page: str
) -> None:
    framed = site.anonymous().get(f"{page}?embed=1")
    policy = framed.headers["Content-Security-Policy"]
    assert f"frame-ancestors {' '.join(SITES)};" in policy
    assert "default-src 'self'" in policy
    assert "X-Frame-Options" not in framed.headers
    whole = site.anonymous().get(page)
    assert "frame-ancestors 'none'" in whole.headers["Content-Security-Policy"]
    assert whole.headers["X-Frame-Options"] == "DENY"


def test_without_sites_in_the_region_file_nobody_may_frame_it(sqlite_world: World, tmp_path: Path) -> None:
    answer = open_site(sqlite_world, tmp_path).anonymous().get("/wait/plein?embed=1")
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_in_a_frame_links_open_outside_of_it(site: Site) -> None:
    for page in ("/wait", "/wait/plein"):
        html = site.anonymous().get(f"{page}?embed=1").text
        links = re.findall(r"<a [^>]*>", html)
        assert links
        assert all('target="_blank" rel="noopener"' in link for link in links)
