"""Whatever befalls a screen it is never locked out, and whatever a copy of it does, it is found."""

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from models.access.device_setting import renew_device
from models.access.principal import Role
from models.access.token_life import MOST_OFFERED, Standing
from tests.depth import times
from tests.web.renewing import JAR, Browser, is_copied, pass_time, standings
from tests.web.site import Site

DAY = 24 * 60.0
SIDE_BY_SIDE = "two tabs"
LONG = [DAY, 8 * DAY, 40 * DAY]
PASS = st.sampled_from([1.0, 5.0, 11.0, 30.0, 61.0, *LONG])
OF_A_SCREEN = st.one_of(
    st.sampled_from(["load", "lost answer", "power cut", "wish", SIDE_BY_SIDE, "off for long"]), PASS
)
EXAMPLES = settings(
    max_examples=times(15, 300), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Screen:
    """A screen that is its own, with what may befall it; at every page it must be let in."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.browser = Browser(site, {JAR.name: site.device(Role.KIOSK)})
        held, _ = self.browser.ask()
        assert held is not None
        self.device = held.shown.device
        self.renewed = 0

    def go_on(self, step: str | float) -> None:
        """One thing that happens."""
        if isinstance(step, float):
            pass_time(self.site, step, self.browser)
        elif step == "power cut":
            self.browser.cut_power()
        elif step == "wish":
            self.site.world.turn("plein", lambda turn: renew_device(turn, self.device))
        elif step == SIDE_BY_SIDE:
            answers = [self.browser.ask() for _ in range(2)]
            for held, cookies in answers:
                assert held is not None
                self.browser.jar |= cookies
        elif step == "off for long":
            self.browser.write_down()
            pass_time(self.site, 40 * DAY)
        else:
            self.load(arrives=step == "load")
        self.holds()

    def load(self, *, arrives: bool = True) -> None:
        """It loads its page."""
        before = self.browser.jar[JAR.name]
        assert self.browser.load(arrives=arrives) is not None, "locked out"
        self.renewed += self.browser.jar[JAR.name] != before

    def holds(self) -> None:
        """One lineage, and no end of tokens."""
        there = standings(self.site, self.device)
        assert there[Standing.PRESENT] == 1
        assert there.get(Standing.OFFERED, 0) <= MOST_OFFERED


@given(steps=st.lists(OF_A_SCREEN, max_size=14))
@EXAMPLES
def test_a_screen_that_is_no_copy_gets_in_whatever_befalls_it_and_is_never_called_one(
    any_site: Site, steps: list[str | float]
) -> None:
    screen = Screen(any_site)
    for step in [*steps, 1.0, "load", 8 * DAY, "load", 11.0, "load"]:
        screen.go_on(step)
    assert screen.browser.works
    assert screen.renewed > 0
    assert not is_copied(any_site, screen.device)


def as_always(site: Site, *browsers: Browser) -> None:
    """A fortnight in which each loads its page when that is due."""
    for _ in range(2):
        for minutes in (8 * DAY, 12.0, 62.0):
            pass_time(site, minutes, *browsers)
            for browser in browsers:
                browser.load()
    pass_time(site, 61.0, *browsers)


@given(
    before=st.lists(OF_A_SCREEN, max_size=6),
    after=st.lists(st.tuples(st.sampled_from(["own", "copy"]), PASS), max_size=8),
    first=st.sampled_from(["own", "copy"]),
)
@EXAMPLES
def test_of_a_screen_and_its_copy_one_is_left_and_it_is_told(
    any_site: Site, before: list[str | float], after: list[tuple[str, float]], first: str
) -> None:
    screen = Screen(any_site)
    for step in before:
        screen.go_on(step)
    pass_time(any_site, 1.0, screen.browser)
    both = {"own": screen.browser, "copy": screen.browser.copy()}
    for who, minutes in after:
        both[who].load()
        pass_time(any_site, minutes, *both.values())
    as_always(any_site, *sorted(both.values(), key=lambda browser: browser is not both[first]))
    event(f"left: {[who for who, browser in both.items() if browser.works]}")
    assert sum(browser.works for browser in both.values()) == 1
    assert is_copied(any_site, screen.device)


@given(steps=st.lists(OF_A_SCREEN, max_size=8))
@EXAMPLES
def test_a_copy_that_lies_still_is_worth_nothing_after_a_week(
    any_site: Site, steps: list[str | float]
) -> None:
    screen = Screen(any_site)
    for step in steps:
        screen.go_on(step)
    pass_time(any_site, 1.0, screen.browser)
    copy = screen.browser.copy()
    as_always(any_site, screen.browser)
    assert not copy.works
    assert not is_copied(any_site, screen.device), "nobody has used it"
    assert copy.load() is None
    assert is_copied(any_site, screen.device)
    assert screen.browser.load() is not None


@pytest.mark.parametrize("pages", [1, 3 * MOST_OFFERED])
def test_whoever_asks_again_and_again_pushes_no_screen_out(any_site: Site, pages: int) -> None:
    screen = Screen(any_site)
    pass_time(any_site, 8 * DAY, screen.browser)
    thief = screen.browser.copy()
    screen.load()
    for _ in range(pages):
        thief.load(arrives=False)
    pass_time(any_site, 12.0, screen.browser)
    screen.load()
    assert standings(any_site, screen.device)[Standing.PRESENT] == 1
