"""Visitors' texts over HTTP: corrected, translated, offered, and at once on every screen and on paper."""

import io
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
from babel.messages.pofile import read_po, write_po
from PIL import Image
from sqlalchemy import event
from werkzeug.test import TestResponse

from models.access.principal import Role
from models.views.head import head_of
from tests.web.site import TICKETS, Caller, Site, wish
from web.devices import COOKIE
from web.printing.words import ticket_text

WORDING = "/api/v1/wording"
WATCH = "Watch the screen. We will call %(label)s."
WAITING = "%(num)s person waiting"
HEAD = 'msgid ""\nmsgstr "Language: %s\\nPlural-Forms: %s;\\n"\n\n'


def correct(who: Caller, language: str, key: str, *forms: str) -> TestResponse:
    return who.post(f"{WORDING}/{language}", {"texts": [{"key": key, "forms": list(forms) or None}]})


def text(who: Caller, language: str, key: str) -> Mapping[str, Any]:
    answer = who.get(f"{WORDING}/{language}")
    assert answer.status_code == 200
    found: Mapping[str, Any] = next(item for item in answer.get_json()["texts"] if item["key"] == key)
    return found


def paired(site: Site, kind: Role, path: str) -> Caller:
    """The browser of a screen."""
    caller = site.anonymous()
    caller.client.set_cookie(COOKIE, site.device(kind), path=path)
    return caller


def page_of(who: Caller, path: str) -> Mapping[str, Any]:
    """The facts of a page that is paired or needs no pairing."""
    shown = who.get(path).text
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', shown, re.DOTALL)
    assert found is not None, shown[:500]
    value: Mapping[str, Any] = json.loads(found.group(1))
    return value


def romanian(administrator: Caller) -> str:
    """A complete file, as a translator might send it back: each text is the Dutch one, and says so."""
    listed = administrator.get(f"{WORDING}/ro").get_json()["texts"]
    dutch = {item["key"]: item["dutch"] for item in listed}
    file = read_po(io.StringIO(administrator.get(f"{WORDING}/ro/file").text), locale="ro")
    for message in file:
        if not message.id:
            continue
        forms = dutch[message.context or (message.id if isinstance(message.id, str) else message.id[0])]
        plural = not isinstance(message.id, str)
        message.string = tuple(f"ro {forms[-1]}" for _ in range(3)) if plural else f"ro {forms[0]}"[:40]
        if not plural and "%(" in forms[0]:
            message.string = f"ro {forms[0]}"
    out = io.BytesIO()
    write_po(out, file)
    return out.getvalue().decode()


def test_every_text_is_listed_with_the_dutch_and_the_english_beside_it(administrator: Caller) -> None:
    found = text(administrator, "pl", WAITING)

    assert found["counted"] is True
    assert found["gaps"] == ["num"]
    assert found["english"] == ["%(num)s person waiting", "%(num)s people waiting"]
    assert found["dutch"] == ["%(num)s persoon wacht", "%(num)s mensen wachten"]
    assert len(found["forms"]) == 3
    assert {"kiosk", "display"} <= set(found["places"])


def test_a_correction_is_on_kiosk_phone_board_and_paper_at_once(site: Site, administrator: Caller) -> None:
    ticket = site.world.issue("plein")
    wanted = "Let op het bord. Wij noemen %(label)s."
    assert correct(administrator, "nl", "Welcome", "Hallo daar").status_code == 200
    assert correct(administrator, "nl", WATCH, wanted).status_code == 200
    assert correct(administrator, "nl", "You are in line", "Je wacht nu").status_code == 200

    kiosk = page_of(paired(site, Role.KIOSK, "/kiosk/plein"), "/kiosk/plein")["texts"]["nl"]
    assert (kiosk["welcome"], kiosk["watch"]) == ("Hallo daar", wanted)
    board = page_of(paired(site, Role.DISPLAY, "/display/plein"), "/display/plein")["texts"]
    assert board["welcome"] == "Hallo daar"
    assert page_of(administrator, f"/t/{ticket.token}")["texts"]["waiting"] == "Je wacht nu"
    with site.world.database.read() as session:
        head = head_of(session, "plein", site.world.clock.now())
    assert ticket_text(head.setup, ticket, 0, "").instruction == "Let op het bord. Wij noemen A01."


def test_a_text_is_tried_on_paper_before_it_is_saved(administrator: Caller) -> None:
    wanted = {"key": WATCH, "location": "plein", "width": 576}

    short = administrator.post(f"{WORDING}/nl/paper", wanted | {"forms": ["%(label)s"]})
    long = administrator.post(f"{WORDING}/nl/paper", wanted | {"forms": ["%(label)s " + "Kijk goed. " * 12]})

    assert Image.open(io.BytesIO(short.data)).width == 576
    assert Image.open(io.BytesIO(long.data)).height > Image.open(io.BytesIO(short.data)).height
    assert text(administrator, "nl", WATCH)["by"] is None


def test_every_location_has_a_new_configuration_after_a_correction(site: Site, administrator: Caller) -> None:
    done = correct(administrator, "nl", "Welcome", "Hallo").get_json()

    assert {"plein", "altijd", "nacht"} <= set(done["changed"])
    assert correct(administrator, "nl", "Welcome", "Hallo").get_json()["changed"] == []


def test_the_catalogues_text_comes_back(administrator: Caller) -> None:
    correct(administrator, "nl", "Welcome", "Hallo")
    assert text(administrator, "nl", "Welcome")["forms"] == ["Hallo"]
    assert text(administrator, "nl", "Welcome")["by"] == "Ada"

    correct(administrator, "nl", "Welcome")

    assert text(administrator, "nl", "Welcome")["forms"] == ["Welkom"]
    assert text(administrator, "nl", "Welcome")["by"] is None


def test_a_text_as_the_catalogue_has_it_is_no_correction(administrator: Caller) -> None:
    correct(administrator, "nl", "Welcome", "Hallo")
    correct(administrator, "nl", "Welcome", "Welkom")

    assert text(administrator, "nl", "Welcome")["by"] is None


@pytest.mark.parametrize(
    ("forms", "code"),
    [
        (["Kijk goed."], "gap_missing"),
        (["Wij noemen %(label)s en %(desk)s."], "gap_unknown"),
        (["Wij noemen %(label)s voor 100%."], "percent"),
        (["<b>%(label)s</b>"], "markup"),
        (["%(label)s &amp; klaar"], "markup"),
        (["%(label)s 漢"], "no_glyph"),
        (["%(label)s\u202e"], "invisible"),
        (["  "], "empty"),
        (["een", "twee"], "forms"),
        (["%(label)s" + "a" * 400], "too_long"),
    ],
)
def test_a_text_that_does_not_fit_is_not_taken(administrator: Caller, forms: list[str], code: str) -> None:
    tried = administrator.post(f"{WORDING}/nl/check", {"key": WATCH, "forms": forms}).get_json()
    assert code in {finding["code"] for finding in tried["errors"]}

    refused = correct(administrator, "nl", WATCH, *forms)

    assert refused.status_code == 422
    assert code in {error["message"] for error in refused.get_json()["errors"]}
    assert text(administrator, "nl", WATCH)["by"] is None


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("We roepen straks met luide stem jouw nummer %(label)s in deze grote zaal op.", "sentence"),
        ("Kijk op het scherm. " * 5 + "%(label)s", "long"),
        ("Kijk  op %(label)s", "spaces"),
    ],
)
def test_a_text_that_deserves_a_second_look_is_told_of_and_taken(
    administrator: Caller, written: str, code: str
) -> None:
    tried = administrator.post(f"{WORDING}/nl/check", {"key": WATCH, "forms": [written]}).get_json()
    assert tried["errors"] == []
    assert code in {finding["code"] for finding in tried["warnings"]}
    assert correct(administrator, "nl", WATCH, written).status_code == 200


def test_the_name_of_a_question_is_a_text_like_any_other(site: Site, administrator: Caller) -> None:
    key = "question_type/werk/name"
    assert correct(administrator, "nl", key, "Een baan").status_code == 200

    token = site.world.issue("plein").token
    page = page_of(administrator, f"/t/{token}")
    assert page["question_types"][0]["names"]["nl"] == "Een baan"
    assert text(administrator, "nl", key)["dutch"] == ["Een baan"]


def test_a_language_that_is_not_complete_cannot_be_offered(administrator: Caller) -> None:
    correct(administrator, "ro", "Welcome", "Bun venit")

    refused = administrator.post(f"{WORDING}/ro/offer", {"offered": True})

    assert refused.status_code == 422
    missing = {error["place"] for error in refused.get_json()["errors"]}
    assert "Back" in missing
    assert "question_type/werk/name" in missing
    assert "Welcome" not in missing


def test_an_added_language_is_translated_by_a_file_and_offered(site: Site, administrator: Caller) -> None:
    taken = administrator.post(f"{WORDING}/ro/file", {"po": romanian(administrator)}).get_json()
    assert taken["skipped"] == []
    assert taken["language"]["done"] == taken["language"]["total"]

    assert administrator.post(f"{WORDING}/ro/offer", {"offered": True}).status_code == 200

    issued = administrator.post(TICKETS, wish(language="ro"))
    assert issued.status_code == 201
    page = page_of(administrator, f"/t/{issued.get_json()['token']}")
    assert page["language"] == "ro"
    assert page["texts"]["waiting"] == "ro Je staat in de rij"
    assert set(page["texts"]["ahead"]) == {"one", "few", "other"}
    assert "ro" in [language["code"] for language in page["languages"]]


def test_a_language_can_be_taken_back_but_not_the_regions_own(administrator: Caller) -> None:
    assert (
        administrator.post(f"{WORDING}/en/offer", {"offered": False}).get_json()["language"]["offered"]
        is False
    )
    assert (
        administrator.post(f"{WORDING}/nl/offer", {"offered": False}).get_json()["language"]["offered"]
        is True
    )


@pytest.mark.parametrize(
    ("po", "code"),
    [
        ("this is no file", "unreadable"),
        (
            HEAD % ("bg", "nplurals=3; plural=0") + 'msgid "Back"\nmsgstr "x"',
            "language",
        ),
        (
            HEAD % ("ro", "nplurals=2; plural=n>1") + 'msgid "Back"\nmsgstr "x"',
            "forms",
        ),
    ],
)
def test_a_wrong_file_changes_nothing(administrator: Caller, po: str, code: str) -> None:
    refused = administrator.post(f"{WORDING}/ro/file", {"po": po})

    assert refused.status_code == 422
    assert [error["message"] for error in refused.get_json()["errors"]] == [code]
    assert text(administrator, "ro", "Back")["forms"] is None


def test_of_a_file_with_faults_the_rest_is_taken(administrator: Caller) -> None:
    head = HEAD % ("ro", "nplurals=3; plural=(n==1?0:n==0?1:2)")
    rest = (
        '\nmsgid "Back"\nmsgstr "Înapoi"\n\nmsgid "Done"\nmsgstr "<b>Gata</b>"\n'
        '\nmsgid "Language"\nmsgstr ""\n\nmsgid "Of somebody else"\nmsgstr "x"\n'
        '\n#, fuzzy\nmsgid "Welcome"\nmsgstr "Bun"\n'
    )
    done = administrator.post(f"{WORDING}/ro/file", {"po": head + rest}).get_json()

    assert (done["taken"], done["unknown"], done["unfinished"]) == (1, 1, 2)
    assert done["skipped"] == [{"key": "Done", "code": "markup"}]
    assert text(administrator, "ro", "Back")["forms"] == ["Înapoi"]


def test_texts_are_read_once_after_a_change_and_not_for_every_request(
    site: Site, administrator: Caller
) -> None:
    token = site.world.issue("plein").token
    correct(administrator, "nl", "Welcome", "Hallo")
    asked: list[str] = []

    def listen(connection: Any, *_: object) -> None:
        connection.set_trace_callback(asked.append)

    event.listen(site.world.database.reader, "checkout", listen)
    administrator.get(f"/t/{token}")
    assert [statement for statement in asked if "FROM wording" in statement]
    asked.clear()

    assert administrator.get(f"/t/{token}").status_code == 200

    assert asked
    assert not [statement for statement in asked if "FROM wording" in statement]
