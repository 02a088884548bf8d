"""Six moments of a morning at the console, as pictures: `python -m tests.e2e.pictures_console`.

The server is real; only the clock on the wall is helped: it is morning there, and visitors came earlier.
"""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, expect

from benchmarks.process import ROOT
from tests.e2e.browser import Watch, chromium, pages
from tests.e2e.commands import Commands
from tests.e2e.console import Console, hire
from tests.e2e.floor import Floor
from tests.e2e.picture import shoot
from tests.e2e.server import Server, running_server

REGION = ROOT / "config" / "regions" / "zuid-holland-centraal.toml"
MORNING = 10
SERVED = ("werk", "geld", "leren", "werk", "verder", "geld", "werk")
WAITING = (
    ("werk", "ar", 16),
    ("leren", "nl", 13),
    ("geld", "ti", 11),
    ("verder", "uk", 8),
    ("werk", "nl", 5),
    ("anders", "pl", 2),
)
"""What they ask, what they speak, and how many minutes ago they came."""
TIMES = ("issued_at", "waiting_since", "called_at", "announced_at", "started_at")


def main() -> None:
    """Start a server and a browser for these pictures alone."""
    with chromium() as browser:
        console_pictures(browser)


def console_pictures(browser: Browser) -> None:
    """Play the morning, and take the pictures."""
    with TemporaryDirectory() as folder, running_server(Path(folder)) as server:
        _make_it_morning(server)
        watch = Watch(server.url)
        with pages(browser, server.url, watch) as open_page:
            open_page("/kiosk/oefen", 1080, 1920)
            open_page("/display/oefen", 1920, 1080)
            house = House(
                server, Floor(server, open_page, watch), hire(server, open_page, "Noor", "coordinator")
            )
            house.morning()
            house.guide()
            house.host()
            house.coordinator()
        assert watch.faults == [], watch.faults


class House:
    """The people of that morning."""

    def __init__(self, server: Server, floor: Floor, noor: Console) -> None:
        self._server = server
        self._floor = floor
        self._noor = noor
        self._commands: Commands = floor.commands
        self._labels: list[str] = []

    def morning(self) -> None:
        """Some were helped, one left, Bram is in conversation, six wait."""
        samira, bram, commands = self._floor.samira, self._floor.bram, self._commands
        commands("guides", guide="Samira", own=["werk", "leren"], also=["verder"], languages=["ar", "en"])
        commands("guides", guide="Bram", own=["geld", "verder"], also=["werk"], languages=["ti"])
        for question in SERVED:
            ticket = commands("walk-direct", question_type=question, language="nl", desk="2")
            commands.visit(ticket["id"], "finish", outcome="answered")
        left = self._floor.visitor("anders")
        self._cancel(left)
        bram.talks_with(self._came("geld", "nl", 34))
        self._ago(bram.visitor(), 12)
        for question, language, minutes in WAITING:
            self._labels.append(self._came(question, language, minutes))
        commands.visit(self._id(self._labels[3]), "change", priority=1)
        self._notes(self._labels[0], "Zit bij het raam, achter de pilaar")
        expect(samira.line.locator("button.line__open")).to_have_count(len(WAITING))

    def guide(self) -> None:
        """Samira: who is next, called, in conversation, on hold while a colleague asks for help."""
        samira, bram = self._floor.samira, self._floor.bram
        expect(samira.page.locator("#told")).to_be_empty()
        self._shoot(samira, "console")
        label = self._labels.pop(0)
        samira.calls(label)
        self._shoot(samira, "console-called")
        samira.press("start")
        samira.is_at("in_conversation")
        self._ago(label, 7)
        samira.press("sheet/transfer")
        form = samira.form("transfer")
        form.locator("input[name='guide'][value='Bram']").check()
        form.locator("textarea").fill("Heeft een brief over de toeslag bij zich")
        samira.page.evaluate("document.activeElement.blur()")
        self._shoot(samira, "console-conversation")
        samira.press("shut")
        samira.press("sheet/hold")
        samira.form("hold").locator("button[value='5']").click()
        samira.is_told(f"{label} staat in de wacht")
        for _ in range(2):
            bram.press("help")
        expect(samira.page.locator("#help-bars")).to_contain_text("Bram")
        samira.page.reload()  # what was just done has been read
        samira.is_at("available")
        self._shoot(samira, "console-hold-help")

    def host(self) -> None:
        """Hanna gives a number to somebody who speaks Ukrainian."""
        hanna = self._floor.hanna
        hanna.press("help-coming/Bram")
        hanna.press("help-end/Bram")
        hanna.press("help-end/Bram")
        expect(hanna.page.locator("#help-bars")).to_be_empty()
        hanna.form("issue").locator("input[name='language'][value='uk']").check()
        hanna.page.evaluate("document.activeElement.blur()")
        expect(hanna.page.locator("#told")).to_be_empty()
        self._shoot(hanna, "console-host")

    def coordinator(self) -> None:
        """Noor has the overview, with a message on the display."""
        noor = self._noor
        self._commands("messages", text="Om 11:00 is er koffie in zaal 2.", minutes=60)
        noor.press("tab/overview")
        expect(noor.page.locator("#card-guides .guide")).not_to_have_count(0)
        expect(noor.page.locator("#card-messages .row")).to_contain_text("koffie")
        shown = re.compile(r"toont (\d+) van \1.*toont (\d+) van \2", re.DOTALL)
        expect(noor.page.locator("#card-devices")).to_have_text(shown)
        self._shoot(noor, "console-overview")

    def _shoot(self, console: Console, name: str) -> None:
        console.page.mouse.move(0, 799)
        console.page.wait_for_timeout(1200)
        shoot(console.page, name)

    def _notes(self, label: str, text: str) -> None:
        """Hanna writes a note at the door."""
        hanna = self._floor.hanna
        hanna.open_visitor(label)
        hanna.drawer("sheet/note")
        form = hanna.page.locator("#drawer form")
        form.locator("textarea").fill(text)
        form.locator("button[type='submit']").click()
        hanna.is_told("Notitie opgeslagen")

    def _came(self, question: str, language: str, minutes: int) -> str:
        label = self._floor.visitor(question, language)
        self._ago(label, minutes)
        return label

    def _id(self, label: str) -> int:
        view = self._commands.view()
        everybody = [*view["waiting"], *view["called"], *view["in_conversation"], *view["on_hold"]]
        return int(next(ticket["id"] for ticket in everybody if ticket["label"] == label))

    def _cancel(self, label: str) -> None:
        self._commands.visit(self._id(label), "cancel")

    def _ago(self, label: str, minutes: int) -> None:
        """All that happened to a visitor happened so much earlier; a command makes the consoles see it."""
        visit, shift = self._id(label), timedelta(minutes=minutes)
        with closing(sqlite3.connect(self._server.data_dir / "inloop.db", timeout=10)) as base, base:
            (row,) = base.execute(f"SELECT {', '.join(TIMES)} FROM ticket WHERE id = ?", (visit,))  # noqa: S608
            for name, value in zip(TIMES, row, strict=True):
                if value is not None:
                    earlier = datetime.fromisoformat(value) - shift
                    told = earlier.isoformat(" ", timespec="microseconds")
                    base.execute(f"UPDATE ticket SET {name} = ? WHERE id = ?", (told, visit))  # noqa: S608
        self._commands("away", minutes=None)


def _make_it_morning(server: Server) -> None:
    """The location lies where it is morning now, so that the pictures show no night."""
    ahead = (MORNING - datetime.now(UTC).hour + 12) % 24 - 12
    before, name, location = REGION.read_text("utf-8").partition('id = "oefen"')
    zone = f'timezone = "Etc/GMT{-ahead:+d}"'
    file = server.data_dir / "morning.toml"
    file.write_text(before + name + location.replace('timezone = "Europe/Amsterdam"', zone, 1), "utf-8")
    server.command("load", str(file))


if __name__ == "__main__":
    main()
