"""What the kiosk says, to whom and how long a browser may keep it; and that it says nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.phrase import phrase_of
from kiosk.texts import texts
from models.clock import SetClock
from models.region_file import QuestionGroup
from models.setup import Setup
from models.views.head import head_of
from tests.cast import MONDAY_TEN, World, copied, move_in
from tests.web.site import Caller, Site, open_site
from tests.web.speaking import HANGING, StandIn, record, tone
from web.speech.clip import speech_facts, speech_version
from web.speech.here import use_speech
from web.speech.phrase import Phrase
from web.speech.sound import read_wav
from web.speech.speech import Speech
from web.words import languages_with, words_for

CLIPS = "/kiosk/plein/speech"
CODES = languages_with("visitor")


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    return open_site(sqlite_world, tmp_path)


@pytest.fixture(scope="module")
def reader(sqlite_cast: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """Somebody at an Inloop that a whole file of tests may ask, because asking changes nothing."""
    folder = tmp_path_factory.mktemp("asked")
    with copied(sqlite_cast, folder / "world.db") as database:
        yield open_site(move_in(database, SetClock(MONDAY_TEN)), folder).anonymous()


@pytest.fixture
def anybody(site: Site) -> Caller:
    return site.anonymous()


@pytest.fixture
def setup(sqlite_world: World) -> Setup:
    with sqlite_world.database.read() as session:
        return head_of(session, "plein", sqlite_world.clock.now()).setup


def phrase(name: str, setup: Setup, language: str = "nl") -> Phrase:
    found = phrase_of(name.split("/"), setup, words_for(language, "visitor"))
    assert found is not None
    return found


def spoken(name: str, setup: Setup, language: str = "nl") -> list[str]:
    return [part.text for part in phrase(name, setup, language).parts]


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
@pytest.mark.parametrize(
    "name",
    [
        "text/question",
        "count/ahead/3",
        "label/A07",
        "watch/A07",
        "wait/10/20",
        "question/werk",
        "language/uk",
    ],
)
def test_everything_is_heard_in_the_languages_of_the_region(reader: Caller, language: str, name: str) -> None:
    answer = reader.get(f"{CLIPS}/{language}/{name}.wav")
    assert (answer.status_code, answer.mimetype) == (200, "audio/wav")
    sound = read_wav(answer.data)
    assert 0.3 < sound.seconds < 12
    assert 0.03 < sound.level < 0.2


@pytest.mark.parametrize(
    "name",
    [
        "text/nothing",
        "text/watch",
        "text/ahead",
        "text/weekdays",
        "text/Hallo",
        "text/question/more",
        "count/question/3",
        "count/weekdays/3",
        "count/ahead/201",
        "count/ahead/-1",
        "count/ahead/03",
        "count/ahead/٣",
        "count/ahead/3.0",
        "label/A7",
        "label/A0007",
        "label/A007",
        "label/a07",
        "label/07",
        "label/HALLO12",
        "label/A٠٧",
        "label/A07.wav",
        "watch/Jan Jansen",
        "wait/20/10",
        "wait/7/12",
        "wait/0/0",
        "wait/0/245",
        "wait/45/70",
        "wait/65/70",
        "wait/-5/10",
        "question/maan",
        "question/Werk zoeken",
        "language/xx",
        "language/Nederlands",
        "say/hello",
        "text",
        "text/../question",
        "..%2f..%2fetc%2fpasswd",
    ],
)
def test_what_does_not_exist_is_not_said(site: Site, tmp_path: Path, name: str) -> None:
    program = StandIn(tmp_path)
    use_speech(site.inloop.app.extensions, Speech(tmp_path / "speech", program.program))
    assert site.anonymous().get(f"{CLIPS}/nl/{name}.wav").status_code == 404
    assert program.orders == []


def test_nothing_of_the_request_is_spoken(site: Site, tmp_path: Path) -> None:
    program = StandIn(tmp_path)
    use_speech(site.inloop.app.extensions, Speech(tmp_path / "speech", program.program))
    query = "?text=Koop+nu&v=Koop&language=Koop&parts=Koop"
    caller = site.anonymous()
    assert caller.get(f"{CLIPS}/nl/text/welcome.wav{query}", headers={"X-Text": "Koop"}).status_code == 200
    assert [order["parts"] for order in program.orders] == [["Welkom"]]


@pytest.mark.parametrize("language", ["pl", "xx", "NL", "so"])
def test_a_language_that_the_region_does_not_speak_is_not_there(reader: Caller, language: str) -> None:
    assert reader.get(f"{CLIPS}/{language}/text/question.wav").status_code == 404


def test_there_is_no_speech_at_a_location_that_does_not_exist(anybody: Caller) -> None:
    assert anybody.get("/kiosk/maan/speech/nl/text/question.wav").status_code == 404


def test_where_nobody_can_speak_the_answer_is_empty(site: Site, tmp_path: Path) -> None:
    use_speech(site.inloop.app.extensions, Speech(tmp_path / "speech", HANGING, patience=0.5))
    answer = site.anonymous().get(f"{CLIPS}/nl/text/question.wav")
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_recorded_voice_wins(site: Site, tmp_path: Path) -> None:
    use_speech(site.inloop.app.extensions, Speech(tmp_path / "speech"))
    record(tmp_path / "speech", "nl/text/question", tone(seconds=0.5))
    answer = site.anonymous().get(f"{CLIPS}/nl/text/question.wav")
    assert read_wav(answer.data).seconds == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("language", CODES)
def test_every_text_of_the_kiosk_can_be_said_unless_it_has_a_place_for_something(
    setup: Setup, language: str
) -> None:
    words = words_for(language, "visitor")
    for key, text in texts(words).items():
        found = phrase_of(["text", key], setup, words)
        if isinstance(text, str) and "%(" not in text:
            assert found is not None
            assert [part.text for part in found.parts] == [text]
        else:
            assert found is None


def test_a_label_is_spelled_and_its_number_said_as_a_number(setup: Setup) -> None:
    assert spoken("label/A07", setup) == ["Je nummer is", "A,", "7."]
    assert spoken("label/AK112", setup) == ["Je nummer is", "A,", "K,", "112."]
    assert spoken("watch/A07", setup) == ["Kijk op het scherm. We roepen", "A,", "7."]


def test_a_wait_is_said_as_it_is_written(setup: Setup) -> None:
    assert spoken("wait/10/20", setup) == ["Wachttijd: 10 tot 20 minuten"]
    assert spoken("wait/0/75", setup) == ["Wachttijd: minder dan 75 minuten"]
    assert spoken("wait/45/65", setup) == ["Wachttijd: meer dan 45 minuten"]
    assert spoken("wait/60/65", setup) == ["Wachttijd: meer dan een uur"]


@pytest.mark.parametrize("language", CODES)
def test_a_label_is_spelled_in_each_language_where_its_sentence_wants_it(setup: Setup, language: str) -> None:
    for kind in ("label", "watch"):
        parts = phrase(f"{kind}/B12", setup, language).parts
        keys = [part.key for part in parts]
        at = keys.index("letter/B")
        assert keys[at : at + 2] == ["letter/B", "number/12"]
        assert set(keys) - {"letter/B", "number/12"} <= {f"{kind}/before", f"{kind}/after"}
        assert not [part.text for part in parts if "%" in part.text]


def test_people_are_counted_in_the_right_form(setup: Setup) -> None:
    assert spoken("count/ahead/1", setup, "en") == ["1 person before you"]
    assert spoken("count/ahead/3", setup, "en") == ["3 people before you"]
    forms = {spoken(f"count/ahead/{number}", setup, "pl")[0].strip("0123456789 ") for number in (1, 3, 5)}
    assert len(forms) == 3


def test_a_question_is_said_with_what_is_meant_by_it(setup: Setup) -> None:
    werk = setup.question_types["werk"].model_copy(update={"hint": {"nl": "Een baan vinden."}})
    hinted = replace(setup, question_types={"werk": werk})
    assert spoken("question/werk", hinted) == ["Werk zoeken", "Een baan vinden."]
    assert spoken("question/werk", hinted, "en") == ["Finding work"]


def test_a_group_of_questions_is_said_by_its_name(setup: Setup) -> None:
    group = QuestionGroup(id="geld", icon="coin", colour="#0b5cad", name={"nl": "Geld", "en": "Money"})
    grouped = replace(setup, question_groups=(group,))
    assert spoken("question/geld", grouped, "en") == ["Money"]


def test_a_question_without_a_name_in_the_language_is_said_in_dutch_by_a_dutch_voice(setup: Setup) -> None:
    found = phrase("question/werk", setup, "pl")
    assert (found.language, [part.text for part in found.parts]) == ("nl", ["Werk zoeken"])


def test_a_language_says_its_own_name_by_its_own_voice(setup: Setup) -> None:
    found = phrase("language/ar", setup)
    assert (found.language, [part.text for part in found.parts]) == ("ar", ["العربية"])


def test_with_the_version_of_the_page_a_clip_is_kept_for_ever(site: Site, anybody: Caller) -> None:
    version = _version(site)
    kept = anybody.get(f"{CLIPS}/nl/text/welcome.wav?v={version}").headers["Cache-Control"]
    assert {"immutable", "public", "max-age=31536000"} == set(kept.split(", "))
    for other in ("", "?v=", "?v=0123456789abcdef"):
        assert anybody.get(f"{CLIPS}/nl/text/welcome.wav{other}").headers["Cache-Control"] == "no-cache"


def test_a_clip_by_the_second_best_voice_is_not_kept_for_ever(site: Site, tmp_path: Path) -> None:
    broken = tmp_path / "speech" / "recorded" / "nl" / "text" / "welcome.wav"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"ID3 this is an mp3")
    use_speech(site.inloop.app.extensions, Speech(tmp_path / "speech"))
    answer = site.anonymous().get(f"{CLIPS}/nl/text/welcome.wav?v={_version(site)}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_a_browser_that_has_the_clip_does_not_get_it_again(anybody: Caller) -> None:
    first = anybody.get(f"{CLIPS}/nl/text/welcome.wav")
    again = anybody.get(f"{CLIPS}/nl/text/welcome.wav", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_browser_may_ask_for_a_piece(anybody: Caller) -> None:
    whole = anybody.get(f"{CLIPS}/nl/text/welcome.wav").data
    piece = anybody.get(f"{CLIPS}/nl/text/welcome.wav", headers={"Range": "bytes=100-199"})
    assert (piece.status_code, piece.data) == (206, whole[100:200])


def test_a_new_recording_changes_the_version(site: Site, tmp_path: Path) -> None:
    before = _version(site)
    use_speech(site.inloop.app.extensions, Speech(tmp_path / "speech"))
    assert _version(site) == before
    record(tmp_path / "speech", "nl/text/question", tone())
    use_speech(site.inloop.app.extensions, Speech(tmp_path / "speech"))
    assert _version(site) != before


def test_the_page_says_in_which_languages_something_is_heard(site: Site, setup: Setup) -> None:
    with site.inloop.app.app_context():
        assert speech_facts(setup, ["nl", "ti", "so"])["languages"] == ["nl", "ti"]


def _version(site: Site) -> str:
    with site.world.database.read() as session:
        setup = head_of(session, "plein", site.world.clock.now()).setup
    with site.inloop.app.app_context():
        return speech_version(setup)
