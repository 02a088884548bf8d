"""Pictures on the displays: what comes in is drawn anew, and who asks gets only what is shown there."""

import base64
import io
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from models.access.principal import Role
from models.actions.picture import MOST_PICTURES
from models.log import FactKind
from tests.cast import World
from tests.web.site import Caller, Site, open_site

PICTURES = "/api/v1/locations/plein/pictures"
HOME = (52.06, 4.49)
"""Where a photograph was taken, as a telephone writes it into the file."""


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


@pytest.fixture
def coen(site: Site) -> Caller:
    return site.bearer(site.key("Coen", Role.COORDINATOR))


def file(size: tuple[int, int] = (60, 40), form: str = "PNG", mode: str = "RGB", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "teal").save(out, form, **more)
    return out.getvalue()


def show(caller: Caller, data: bytes, describes: str = "Koffie", **more: Any) -> TestResponse:
    image = base64.b64encode(data).decode()
    return caller.post(PICTURES, {"image": image, "describes": describes, **more})


def board(site: Site) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        site.anonymous().get("/api/v1/locations/plein/board").get_json()["view"]["pictures"]
    )
    return found


def drawn(site: Site, picture: dict[str, Any]) -> Image.Image:
    answer = site.anonymous().get(f"/display/plein/picture/{picture['id']}-{picture['hash']}")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert "immutable" in answer.headers["Cache-Control"]
    return Image.open(io.BytesIO(answer.data))


def test_a_picture_is_on_the_board_at_once_and_everybody_may_see_it(site: Site, coen: Caller) -> None:
    assert show(coen, file()).status_code == 201
    (picture,) = board(site)
    assert picture["describes"] == "Koffie"
    assert drawn(site, picture).size == (60, 40)
    assert site.world.facts()[-1].kind == FactKind.PICTURE_SHOWN


def test_nothing_of_the_camera_is_left_and_it_stands_upright(site: Site, coen: Caller) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lay on its side
    exif[0x010E] = "bij mij thuis"
    exif.get_ifd(0x8825)[2] = HOME
    assert show(coen, file((60, 40), "JPEG", exif=exif)).status_code == 201
    found = drawn(site, board(site)[0])
    assert found.size == (40, 60)
    assert not found.getexif()
    assert "exif" not in found.info


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_large_picture_becomes_as_large_as_a_screen(site: Site, coen: Caller, form: str) -> None:
    assert show(coen, file((4000, 1000), form)).status_code == 201
    assert drawn(site, board(site)[0]).size == (1920, 480)


def test_what_is_transparent_is_white(site: Site, coen: Caller) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert show(coen, out.getvalue()).status_code == 201
    assert min(drawn(site, board(site)[0]).convert("RGB").getpixel((4, 4))) > 250  # type: ignore[arg-type]


def bomb() -> bytes:
    """A few kilobytes that claim 400 million pixels."""
    return file((20_000, 20_000), "PNG", "1")


@pytest.mark.parametrize(
    "make",
    [
        lambda: b"",
        lambda: b"hello",
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        lambda: file()[:60],
        lambda: file(form="GIF"),
        bomb,
    ],
    ids=["empty", "text", "svg", "cut off", "another form", "bomb"],
)
def test_what_is_no_picture_is_refused_and_nothing_changes(
    site: Site, coen: Caller, make: Callable[[], bytes]
) -> None:
    before = site.world.rev()
    answer = show(coen, make())
    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert (board(site), site.world.rev()) == ([], before)


def test_a_file_of_more_than_eight_megabytes_is_refused(coen: Caller) -> None:
    assert show(coen, b"\0" * (8 * 1024**2 + 1)).status_code in {413, 422}
    assert show(coen, b"\0" * (12 * 1024**2)).status_code == 413


def test_elsewhere_a_body_of_that_size_is_still_refused(coen: Caller) -> None:
    assert coen.post("/api/v1/locations/plein/messages", {"text": "a" * 100_000}).status_code == 413


def test_who_does_not_coordinate_shows_nothing(site: Site) -> None:
    guide = site.bearer(site.key("Samira", Role.GUIDE))
    assert show(guide, file()).status_code == 403


@pytest.mark.parametrize("describes", ["", "  ", "a" * 81, "a\u202eb"])
def test_a_picture_needs_words_for_who_does_not_see_it(coen: Caller, describes: str) -> None:
    assert show(coen, file(), describes).status_code == 422


def test_twelve_pictures_are_enough(site: Site, coen: Caller) -> None:
    for _ in range(MOST_PICTURES):
        assert show(coen, file()).status_code == 201
    answer = show(coen, file())
    assert (answer.status_code, answer.get_json()["code"]) == (409, "too_many_pictures")
    assert len(board(site)) == MOST_PICTURES


def test_a_picture_goes_when_its_last_day_is_over(site: Site, coen: Caller) -> None:
    show(coen, file(), last_day="2026-11-23")
    assert board(site)[0]["until"] == "2026-11-23T23:00:00.000Z"  # midnight in Amsterdam
    site.world.clock.advance(hours=13, minutes=59)
    assert len(board(site)) == 1
    site.world.clock.advance(minutes=2)
    assert board(site) == []
    assert len(coen.get(PICTURES).get_json()["pictures"]) == 1


def test_pictures_change_places_words_and_days(site: Site, coen: Caller) -> None:
    first, second, third = (show(coen, file(), name).get_json()["id"] for name in "abc")
    assert coen.post(f"{PICTURES}/{third}", {"describes": "c", "place": 1}).status_code == 200
    assert [item["describes"] for item in board(site)] == ["c", "a", "b"]
    assert (
        coen.post(f"{PICTURES}/{first}", {"describes": "Thee", "last_day": "2026-12-24"}).status_code == 200
    )
    assert [item["describes"] for item in board(site)] == ["c", "Thee", "b"]
    assert coen.post(f"{PICTURES}/{second}/remove").status_code == 200
    assert [item["describes"] for item in board(site)] == ["c", "Thee"]
    kinds = [fact.kind for fact in site.world.facts()[-3:]]
    assert kinds == [FactKind.PICTURE_CHANGED, FactKind.PICTURE_CHANGED, FactKind.PICTURE_REMOVED]


def test_a_picture_that_is_gone_or_elsewhere_is_not_found(site: Site, coen: Caller) -> None:
    shown = show(coen, file()).get_json()["id"]
    picture = board(site)[0]
    assert coen.post(f"{PICTURES}/{shown + 1}/remove").get_json()["code"] == "unknown_picture"
    elsewhere = f"/api/v1/locations/altijd/pictures/{shown}/remove"
    assert coen.post(elsewhere).get_json()["code"] == "unknown_picture"
    address = f"picture/{picture['id']}-{picture['hash']}"
    anybody = site.anonymous()
    assert anybody.get(f"/display/altijd/{address}").status_code == 404
    assert anybody.get(f"/display/plein/picture/{picture['id']}-0000").status_code == 404
    coen.post(f"{PICTURES}/{shown}/remove")
    assert anybody.get(f"/display/plein/{address}").status_code == 404


def test_the_same_press_shows_a_picture_once(site: Site, coen: Caller) -> None:
    body = {"image": base64.b64encode(file()).decode(), "describes": "Koffie"}
    answers = [coen.post(PICTURES, body, key="eens").get_json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(board(site)) == 1


def test_a_board_in_a_rush_with_all_its_pictures_is_still_small(site: Site, coen: Caller) -> None:
    for _ in range(MOST_PICTURES):
        show(coen, file(), "K" * 80, last_day="2026-12-24")
    caller = site.bearer(site.key("Druk", Role.COORDINATOR))
    for _ in range(5):
        caller.post("/api/v1/locations/plein/messages", {"text": "a" * 120})
    for _ in range(30):
        site.world.issue("plein")
        site.world.serve()
        site.world.clock.advance(milliseconds=100)
    state = site.anonymous().get("/api/v1/locations/plein/board").get_json()
    assert len(state["view"]["calls"]) == 24
    assert len(json.dumps(state, ensure_ascii=False, separators=(",", ":")).encode()) < 8192
    site.world.clock.advance(seconds=timedelta(minutes=3).total_seconds())
    assert len(site.anonymous().get("/api/v1/locations/plein/board").get_json()["view"]["calls"]) == 8
