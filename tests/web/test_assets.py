"""Static files: each under an address that changes with its content, and then kept for ever."""

import re
from pathlib import Path

import pytest

from tests.web.site import Caller, Site
from web.assets import FOLDERS, make_assets

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def prefix(anonymous: Caller) -> str:
    """The address under which the files are now."""
    found = re.search(r"/a/[0-9a-f]{16}/", anonymous.get("/").text)
    assert found
    return found[0]


def test_every_file_of_every_package_is_served(anonymous: Caller, prefix: str) -> None:
    for folder in FOLDERS:
        for path in folder.rglob("*"):
            if path.is_file():
                answer = anonymous.get(prefix + path.relative_to(folder).as_posix())
                assert (answer.status_code, len(answer.data)) == (200, path.stat().st_size), path


def test_no_two_packages_have_a_file_of_the_same_name() -> None:
    names = [path.relative_to(f).as_posix() for f in FOLDERS for path in f.rglob("*") if path.is_file()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "mimetypes"),
    [
        ("css/base.css", {"text/css"}),
        ("js/live.js", {"text/javascript", "application/javascript"}),
        ("icon.svg", {"image/svg+xml"}),
        ("vendor/icons.svg", {"image/svg+xml"}),
    ],
)
def test_a_file_says_what_it_is(anonymous: Caller, prefix: str, name: str, mimetypes: set[str]) -> None:
    assert anonymous.get(prefix + name).mimetype in mimetypes


def test_a_browser_that_asks_again_is_told_that_nothing_changed(anonymous: Caller, prefix: str) -> None:
    tag = anonymous.get(prefix + "css/base.css").headers["ETag"]
    assert anonymous.get(prefix + "css/base.css", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "name", ["nergens.css", "../web/application.py", "..%2f..%2fpyproject.toml", "css", "", "%00"]
)
def test_what_is_no_static_file_is_not_served(anonymous: Caller, prefix: str, name: str) -> None:
    assert anonymous.get(prefix + name).status_code == 404


def test_another_hash_is_not_served(anonymous: Caller) -> None:
    assert anonymous.get("/a/0123456789abcdef/css/base.css").status_code == 404


def test_a_changed_file_gets_another_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.css").write_text("a {}")
    monkeypatch.setattr("web.assets.FOLDERS", (tmp_path,))
    before = make_assets()[1]
    assert make_assets()[1] == before
    (tmp_path / "a.css").write_text("a { color: red }")
    changed = make_assets()[1]
    (tmp_path / "a.css").rename(tmp_path / "b.css")
    assert len({before, changed, make_assets()[1]}) == 3


def test_pages_name_only_files_that_are_there(site: Site, anonymous: Caller) -> None:
    pages = [anonymous.get(path).text for path in ("/", "/staff/sign-in", "/kiosk/plein", "/api/v1/docs")]
    named = {found for page in pages for found in re.findall(r'"(/a/[^"#]+)', page)}
    assert named
    assert {path: anonymous.get(path).status_code for path in named} == dict.fromkeys(named, 200)
