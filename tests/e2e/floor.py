"""The house as a test of the console finds it: its people at their consoles, and visitors who come in."""

from functools import cached_property
from urllib.error import HTTPError

from playwright.sync_api import Page

from tests.e2e.browser import OpenPage, Watch
from tests.e2e.commands import Commands
from tests.e2e.console import Console, hire
from tests.e2e.server import Server

_ATTEMPTS = 4


class Floor:
    """The practice location with its staff; who is never asked for is never hired."""

    def __init__(self, server: Server, open_page: OpenPage, watch: Watch) -> None:
        self._server = server
        self._open_page = open_page
        self.watch = watch

    @cached_property
    def commands(self) -> Commands:
        """What happens without a screen."""
        return Commands(self._server, "floor")

    @cached_property
    def samira(self) -> Console:
        """A guide at the first desk."""
        return self._guide("Samira", "1")

    @cached_property
    def bram(self) -> Console:
        """A guide at the second desk."""
        return self._guide("Bram", "2")

    @cached_property
    def hanna(self) -> Console:
        """The host at the door."""
        return hire(self._server, self._open_page, "Hanna", "host")

    @cached_property
    def coco(self) -> Console:
        """The coordinator, who looks at the overview."""
        coco = hire(self._server, self._open_page, "Coco", "coordinator")
        coco.press("tab/overview")
        return coco

    def open(self, path: str, width: int, height: int) -> Page:
        """A further screen, in a browser of its own."""
        return self._open_page(path, width, height)

    def visitor(self, question: str = "werk", language: str = "nl") -> str:
        """Somebody takes a number, which is returned."""
        return str(self.commands("tickets", question_type=question, language=language)["label"])

    def empty(self) -> None:
        """Everybody goes home, and every sheet is shut."""
        self._send_home()
        for name in {"samira", "bram", "hanna", "coco"} & set(vars(self)):
            getattr(self, name).clear()

    def _send_home(self) -> None:
        """Whoever is in the house; what the last test began may still change something meanwhile."""
        for left in reversed(range(_ATTEMPTS)):
            try:
                self._end_visits()
            except HTTPError:
                if left == 0:
                    raise
            else:
                return

    def _end_visits(self) -> None:
        view = self.commands.view()
        for ticket in view["called"]:
            self.commands.visit(ticket["id"], "no-show")
        for ticket in view["in_conversation"]:
            self.commands.visit(ticket["id"], "finish", outcome="other")
        for ticket in [*view["waiting"], *view["on_hold"]]:
            self.commands.visit(ticket["id"], "cancel")
        for asked in view["assistance"]:
            self.commands(f"assistance/{asked['id']}/done")

    def _guide(self, name: str, desk: str) -> Console:
        guide = hire(self._server, self._open_page, name, "guide")
        guide.sit(desk)
        return guide
