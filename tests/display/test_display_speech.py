"""What the board says of a call, in Dutch and in the visitor's language; and that it says nothing else."""

from pathlib import Path

import pytest

from display.phrase import phrase_of
from models.access.principal import Role
from models.setup import Setup
from models.views.head import head_of
from tests.cast import World
from tests.web.site import Caller, Site, open_site
from tests.web.speaking import record, tone
from web.devices import COOKIE
from web.speech.here import use_speech
from web.speech.sound import read_wav
from web.speech.speech import Speech
from web.words import words_for

CLIPS = "/display/plein/speech"


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


@pytest.fixture
def anybody(site: Site) -> Caller:
    return site.anonymous()


@pytest.fixture
def setup(sqlite_world: World) -> Setup:
    with sqlite_world.database.read() as session:
        return head_of(session, "plein", sqlite_world.clock.now()).setup


def spoken(name: str, setup: Setup, language: str) -> list[str]:
    found = phrase_of(name.split("/"), setup, words_for(language, "visitor"))
    assert found is not None
    return [part.text for part in found.parts]


def test_a_call_is_spelled_and_then_the_desk_as_it_is_called_here(setup: Setup) -> None:
    assert spoken("call/A07/2", setup, "nl") == ["A,", "7,", "Plek 2."]


def test_in_another_language_it_is_that_languages_word_for_a_desk_with_its_number(setup: Setup) -> None:
    assert spoken("call/A07/2", setup, "ar") == ["A,", "7,", "مكان 2."]
    assert spoken("call/AB12/3", setup, "en") == ["A,", "B,", "12,", "Desk 3."]


def test_a_desk_without_a_number_is_named_in_dutch_only(setup: Setup) -> None:
    setup.__dict__["desk_names"] = {"tuin": "Tuinkamer"}
    assert spoken("call/A07/tuin", setup, "nl") == ["A,", "7,", "Tuinkamer."]
    assert spoken("call/A07/tuin", setup, "en") == ["A,", "7."]


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_a_call_is_heard_in_the_languages_of_the_region(anybody: Caller, language: str) -> None:
    answer = anybody.get(f"{CLIPS}/{language}/call/A07/2.wav")
    assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
    assert 1 < read_wav(answer.data).seconds < 8


@pytest.mark.parametrize(
    "name",
    ["call/A07/9", "call/A007/1", "call/Hallo/1", "call/A07", "call/A07/1/2", "text/welcome", "label/A07"],
)
def test_nothing_else_is_ever_said(anybody: Caller, name: str) -> None:
    assert anybody.get(f"{CLIPS}/nl/{name}.wav").status_code == 404


def test_a_language_that_is_not_offered_is_not_spoken(anybody: Caller) -> None:
    assert anybody.get(f"{CLIPS}/uk/call/A07/2.wav").status_code == 404


def test_a_stranger_does_not_keep_the_voice_from_the_screens(site: Site, tmp_path: Path) -> None:
    program = tmp_path / "voice.sh"
    program.write_text("#!/bin/sh\ncat > /dev/null; echo x >> " + str(tmp_path / "made") + "\nexit 1\n")
    program.chmod(0o755)
    use_speech(site.inloop.app.extensions, Speech(tmp_path / "voices", (str(program),)))
    stranger, screen = site.anonymous(), site.anonymous()
    screen.client.set_cookie(COOKIE, site.device(Role.DISPLAY), path="/display/plein")
    for number in range(10, 100):
        assert stranger.get(f"{CLIPS}/nl/call/A{number}/2.wav").status_code == 204
    assert made(tmp_path) == 60
    screen.get(f"{CLIPS}/nl/call/B10/2.wav")
    assert made(tmp_path) == 61


def made(folder: Path) -> int:
    return len((folder / "made").read_text().split())


def test_a_person_who_recorded_the_pieces_is_heard(site: Site, tmp_path: Path) -> None:
    folder = tmp_path / "voices"
    for name in ("nl/letter/A", "nl/number/7", "nl/desk/2"):
        record(folder, name, tone())
    use_speech(site.inloop.app.extensions, Speech(folder, ("false",)))
    assert site.anonymous().get(f"{CLIPS}/nl/call/A07/2.wav").status_code == 204
    use_speech(site.inloop.app.extensions, Speech(folder))
    assert 1.5 < read_wav(site.anonymous().get(f"{CLIPS}/nl/call/A07/2.wav").data).seconds < 3
