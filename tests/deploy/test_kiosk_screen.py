"""A kiosk on a virtual display of 1080 by 1920: the real session, openbox, browser, keyboard and policies.

What a virtual display has not, no test here shows: touch, a screen that is turned, sound, consoles, systemd.
"""

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.deploy.machine import HEIGHT, WIDTH, Kiosk, eventually, install, running_kiosk
from tests.deploy.site import Site, State, website

pytestmark = pytest.mark.stress

CTRL, SHIFT, ALT, SUPER, Z = 37, 50, 64, 133, 52
KEYS: dict[str, tuple[int | str, ...]] = {
    "Ctrl+P": (CTRL, 33),
    "Ctrl+W": (CTRL, 25),
    "Ctrl+T": (CTRL, 28),
    "Ctrl+N": (CTRL, 57),
    "Ctrl+Q": (CTRL, 24),
    "Ctrl+Shift+Q": (CTRL, SHIFT, 24),
    "Ctrl+Shift+I": (CTRL, SHIFT, 31),
    "Ctrl+Shift+N": (CTRL, SHIFT, 57),
    "Ctrl+U": (CTRL, 30),
    "Ctrl+O": (CTRL, 32),
    "Ctrl+S": (CTRL, 39),
    "Ctrl+L": (CTRL, 46),
    "Ctrl+F": (CTRL, 41),
    "Ctrl+A": (CTRL, 38),
    "Ctrl+H": (CTRL, 43),
    "Ctrl+plus": (CTRL, 21),
    "Ctrl+minus": (CTRL, 20),
    "Ctrl+Alt+Delete": (CTRL, ALT, 119),
    "Ctrl+Alt+Backspace": (CTRL, ALT, 22),
    "Ctrl+Alt+F2": (CTRL, ALT, 68),
    "Alt+F4": (ALT, 70),
    "Alt+Left": (ALT, 113),
    "Alt+Home": (ALT, 110),
    "Alt+Tab": (ALT, 23),
    "Alt+Space": (ALT, 65),
    "Shift+Escape": (SHIFT, "Escape"),
    **{f"F{number}": (66 + number,) for number in range(1, 11)},
    "F11": (95,),
    "F12": (96,),
    "Windows": (SUPER,),
    "Menu": (135,),
    "Print": (107,),
    "Back": (166,),
    "Forward": (167,),
    "Home page": (180,),
    "Reload": (181,),
    "Search": (225,),
    "New": (189,),
    "Close": (214,),
    "Power": (124,),
    "Sleep": (150,),
}


@dataclass
class Stage:
    """A kiosk that shows *site*, which links to *elsewhere*."""

    kiosk: Kiosk
    site: Site
    elsewhere: Site


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Started before its server is there, as after a power cut."""
    folder = tmp_path_factory.mktemp("kiosk")
    with website(Site()) as elsewhere:
        site = Site(elsewhere=f"{elsewhere.url}/secret")
        with website(site):
            pass
        assert install(f"{site.url}/kiosk/oefen", "--root", str(folder / "root")).returncode == 0
        with running_kiosk(folder / "root", folder / "log") as kiosk:
            assert eventually(lambda: bool(kiosk.browsers()))
            with website(site):
                site.ask(seconds=60)
                yield Stage(kiosk, site, elsewhere)


def test_the_page_fills_the_screen_exactly_and_nothing_else_is_there(stage: Stage) -> None:
    state = stage.site.ask()
    assert (state["width"], state["height"], state["ratio"], state["zoom"]) == (WIDTH, HEIGHT, 1, 1)
    assert stage.kiosk.windows() == [("0", "0", str(WIDTH), str(HEIGHT))]
    assert state["focused"]


def test_a_page_without_https_can_keep_what_it_needs_while_the_server_is_away(stage: Stage) -> None:
    state = stage.site.ask()
    assert state["secure"]
    assert state["worker"]
    assert state["lock"]


@pytest.mark.parametrize("keys", KEYS.values(), ids=KEYS)
def test_keys_that_lead_out_of_a_browser_do_nothing(stage: Stage, keys: tuple[int | str, ...]) -> None:
    before = _outside(stage)
    stage.kiosk.press(*keys)
    stage.kiosk.press(Z)
    assert eventually(lambda: stage.site.ask()["keys"][-1:] == ["z"])
    assert _outside(stage) == before


def test_the_keys_to_go_round_a_page_work(stage: Stage) -> None:
    before = len(stage.site.ask()["keys"])
    for place in (23, 113, 114, 111, 116, 65):
        stage.kiosk.press(place)
    expected = ["Tab", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", " "]
    assert eventually(lambda: stage.site.ask()["keys"][before:] == expected)


def test_the_other_buttons_of_a_mouse_do_nothing(stage: Stage) -> None:
    before = _outside(stage)
    stage.kiosk.xdotool("mousemove", "500", "100")
    for button in ("2", "3", "8", "9"):
        stage.kiosk.xdotool("click", button)
    stage.kiosk.press(Z)
    assert eventually(lambda: stage.site.ask()["keys"][-1:] == ["z"])
    assert _outside(stage) == before


def test_a_browser_that_is_killed_is_back_within_seconds(stage: Stage) -> None:
    before = stage.site.ask()["session"]
    for browser in stage.kiosk.browsers():
        os.kill(browser, signal.SIGKILL)
    # Its page lives a moment longer, and may answer once more.
    assert eventually(lambda: stage.site.ask()["session"] != before)
    state = stage.site.ask()
    assert (state["width"], state["height"]) == (WIDTH, HEIGHT)


def test_a_page_that_crashes_is_back_within_seconds(stage: Stage) -> None:
    before = stage.site.ask()["session"]
    for page in stage.kiosk.processes("--type=renderer"):
        os.kill(page, signal.SIGKILL)
    assert eventually(lambda: stage.site.ask()["session"] != before)


def test_another_site_is_not_even_asked(stage: Stage) -> None:
    stage.elsewhere.requested.clear()
    stage.site.ask("away")
    assert eventually(lambda: _page_left(stage.site))
    assert stage.elsewhere.requested == []
    assert stage.kiosk.windows() == [("0", "0", str(WIDTH), str(HEIGHT))]


def test_these_tests_would_notice_a_kiosk_without_its_policy_and_its_keyboard(tmp_path: Path) -> None:
    tree = tmp_path / "root"
    with website(Site()) as elsewhere, website(Site(elsewhere=f"{elsewhere.url}/secret")) as site:
        assert install(f"{site.url}/kiosk/oefen", "--root", str(tree)).returncode == 0
        (tree / "etc/chromium/policies/managed/inloop.json").unlink()
        session = tree / "usr/local/lib/inloop-kiosk/session"
        session.write_text(session.read_text().replace("setxkbmap", "true"))
        with running_kiosk(tree, tmp_path / "log") as kiosk:
            before = site.ask()["session"]
            kiosk.press(CTRL, 25)
            assert eventually(lambda: site.ask()["session"] != before)
            site.ask("away")
            assert eventually(lambda: "/secret" in elsewhere.requested)


def _page_left(site: Site) -> bool:
    try:
        site.ask(seconds=3)
    except TimeoutError:
        return True
    return False


def _outside(stage: Stage) -> tuple[set[int], list[tuple[str, ...]], State]:
    """Everything that a way out of the page would change."""
    state = stage.site.ask()
    return (
        stage.kiosk.browsers(),
        stage.kiosk.windows(),
        {name: value for name, value in state.items() if name not in {"keys", "question"}},
    )
