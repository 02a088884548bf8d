"""People, the audit log and the health page, for the documents: `python -m tests.e2e.pictures_house`."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from tests.e2e.browser import Watch, chromium, pages
from tests.e2e.picture import shoot
from tests.e2e.server import Server, running_server
from tests.e2e.staff import sign_in_first

SCALE = 0.6
TEAM = (
    ("Samira", "guide", "zoetermeer"),
    ("Bram", "guide", "zoetermeer"),
    ("Hanna", "host", "zoetermeer"),
    ("Coco", "coordinator", "zoetermeer"),
    ("Yusuf", "guide", "wassenaar"),
)


def main() -> None:
    """Start a server that makes backups, take people on, and take the pictures."""
    with TemporaryDirectory() as folder, chromium() as browser:
        stick = Path(folder) / "stick"
        stick.mkdir()
        house = running_server(Path(folder) / "data", INLOOP_BACKUP_DIR=str(stick))
        with house as server, pages(browser, server.url, Watch(server.url)) as open_page:
            page = open_page("/staff/sign-in")
            _team(server)
            _pictures(page, server)


def _team(server: Server) -> None:
    for name, role, location in TEAM:
        server.command("user", "add", name, "--role", role, "--location", location)
    server.command("key", "add", "website", "--role", "host", "--location", "zoetermeer")


def _pictures(page: Page, server: Server) -> None:
    sign_in_first(page, "beheer", server.password)
    page.wait_for_url("**/staff/")
    for name, ready in (("people", ".persons"), ("audit", ".audit__rows"), ("health", ".health")):
        page.goto(f"{server.url}/staff/{name}")
        page.locator(ready).wait_for()
        shoot(page, f"staff-{name}", SCALE)


if __name__ == "__main__":
    main()
