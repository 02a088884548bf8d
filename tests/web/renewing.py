"""A screen and its browser: a jar of cookies, of which the disk has what was there a minute ago."""

from datetime import timedelta

from flask import Response
from sqlalchemy import func, select

from models.access.device import find_device
from models.access.device_token import end_former
from models.tables import Device, DeviceToken
from tests.web.site import Site
from web.renewal import Held, Jar, hold, keep

JAR = Jar("inloop_device", "/kiosk/plein")


class Browser:
    """A kiosk's browser, or a copy of its profile.

    Args:
        site: the server that it asks.
        cookies: what it has from the start.
    """

    def __init__(self, site: Site, cookies: dict[str, str]) -> None:
        self.site = site
        self.jar = dict(cookies)
        self.disk = dict(cookies)

    def load(self, *, arrives: bool = True) -> Held | None:
        """Load the page; None: it is the one that pairs. An answer that does not arrive sets no cookie."""
        held, cookies = self.ask()
        if arrives:
            self.jar |= cookies
        return held

    def ask(self) -> tuple[Held | None, dict[str, str]]:
        """What the server answers, and the cookies with it."""
        header = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        with self.site.inloop.app.test_request_context(JAR.path, headers={"Cookie": header}):
            held, response = hold(JAR), Response()
            if held is not None:
                keep(response, JAR, held)
        sent = [cookie.partition(";")[0].partition("=") for cookie in response.headers.getlist("Set-Cookie")]
        return held, {name: value for name, _, value in sent}

    def write_down(self) -> None:
        """A minute has passed: what is in the jar is on the disk."""
        self.disk = dict(self.jar)

    def cut_power(self) -> None:
        """What was not on the disk is lost."""
        self.jar = dict(self.disk)

    def copy(self) -> "Browser":
        """The same profile elsewhere."""
        return Browser(self.site, self.disk)

    @property
    def works(self) -> bool:
        """Whether its token opens anything."""
        return find_device(self.site.world.database, self.jar[JAR.name]) is not None


def pass_time(site: Site, minutes: float, *browsers: Browser) -> None:
    """Let time pass, and the keeper do what is due."""
    site.world.clock.advance(seconds=timedelta(minutes=minutes).total_seconds())
    site.world.database.run(lambda session: end_former(session, site.world.clock.now()))
    for browser in browsers:
        browser.write_down()


def standings(site: Site, device: int) -> dict[str, int]:
    """How many tokens of the device there are of each standing."""
    counted = select(DeviceToken.standing, func.count()).where(DeviceToken.device_id == device)
    with site.world.database.read() as session:
        rows = session.execute(counted.group_by(DeviceToken.standing)).all()
    return {row[0]: row[1] for row in rows}


def is_copied(site: Site, device: int) -> bool:
    """Whether a copy of the device was found."""
    with site.world.database.read() as session:
        return session.get_one(Device, device).copied_at is not None
