"""What kiosks ask for beside a number, by HTTP: numbers in advance, handing in, and a person."""

from typing import Any

import pytest

from models.access.principal import Role
from tests.web.site import QUEUE, TICKETS, Caller, Site, wish

HERE = "/api/v1/locations/plein"
GIVEN = f"{TICKETS}/given"
BLOCKS = f"{HERE}/blocks"
AT = "2026-11-23T09:00:00Z"


@pytest.fixture
def kiosk(site: Site) -> Caller:
    return site.bearer(site.device(Role.KIOSK, name="Ingang"))


@pytest.fixture
def hanna(site: Site) -> Caller:
    return site.signed_in(site.person("Hanna", Role.HOST))


def block_of(kiosk: Caller) -> dict[str, Any]:
    answer = kiosk.post(BLOCKS, {"day": "2026-11-23"})
    assert answer.status_code == 201
    return dict(answer.get_json())


def number_of(block: dict[str, Any], nth: int = 0, **more: object) -> dict[str, object]:
    number = block["first"] + nth
    return {"block": block["block"], "number": number, **wish(), "given_at": AT, **more}


def view(hanna: Caller) -> dict[str, Any]:
    return dict(hanna.get(QUEUE).get_json()["view"])


def test_a_lost_answer_about_a_block_is_asked_for_again_and_no_number_is_lost(kiosk: Caller) -> None:
    first = kiosk.post(BLOCKS, {"day": "2026-11-23"}, key="morning")
    again = kiosk.post(BLOCKS, {"day": "2026-11-23"}, key="morning")

    assert first.get_json() == again.get_json()
    assert block_of(kiosk)["first"] == first.get_json()["last"] + 1


def test_numbers_for_a_day_that_is_over_are_refused_with_a_reason(kiosk: Caller) -> None:
    answer = kiosk.post(BLOCKS, {"day": "2026-11-22"})

    assert (answer.status_code, answer.get_json()["code"]) == (422, "unknown_day")


def test_a_number_that_was_given_is_handed_in_once_however_often_it_is_sent(
    kiosk: Caller, hanna: Caller
) -> None:
    what = number_of(block_of(kiosk))

    answers = [kiosk.post(GIVEN, what, key="K1"), kiosk.post(GIVEN, what, key="K1"), kiosk.post(GIVEN, what)]

    assert [answer.status_code for answer in answers] == [201, 201, 409]
    assert answers[0].get_json() == answers[1].get_json()
    assert answers[0].get_json()["offline"] is True
    assert answers[2].get_json()["code"] == "already_given"
    assert answers[2].get_json()["ticket"]["id"] == answers[0].get_json()["id"]
    assert [row["label"] for row in view(hanna)["waiting"]] == [answers[0].get_json()["label"]]


def test_a_press_whose_answer_never_came_makes_no_second_ticket(kiosk: Caller, hanna: Caller) -> None:
    block = block_of(kiosk)
    assert kiosk.post(TICKETS, wish(), key="press").status_code == 201  # nobody saw the answer

    shown = kiosk.post(GIVEN, number_of(block, replaces="press")).get_json()["label"]

    assert [row["label"] for row in view(hanna)["waiting"]] == [shown]


def test_a_press_that_arrives_too_late_is_turned_away(kiosk: Caller, hanna: Caller) -> None:
    shown = kiosk.post(GIVEN, number_of(block_of(kiosk), replaces="press")).get_json()["label"]

    late = kiosk.post(TICKETS, wish(), key="press")

    assert (late.status_code, late.get_json()["code"]) == (422, "key_reused")
    assert [row["label"] for row in view(hanna)["waiting"]] == [shown]


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": -1},
        {"number": 2**31},
        {"given_at": "2026-11-23T09:00:00"},
        {"given_at": "gisteren"},
        {"replaces": "a\nb"},
        {"replaces": ""},
        {"language": "nederlands"},
        {"token": "x"},
    ],
)
def test_what_is_no_number_that_was_given_is_refused_whole(kiosk: Caller, wrong: dict[str, object]) -> None:
    answer = kiosk.post(GIVEN, number_of(block_of(kiosk)) | wrong)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")


def test_a_visitor_asks_for_a_person_and_reads_who_comes(kiosk: Caller, hanna: Caller) -> None:
    asked = kiosk.post(f"{HERE}/assistance", {"language": "ti"}).get_json()
    [row] = view(hanna)["assistance"]
    assert (row["name"], row["language"], row["coming"]) == ("Ingang", "ti", None)

    coming = hanna.post(f"{HERE}/assistance/{row['id']}/coming")

    assert coming.get_json() == {"id": asked["id"], "state": "coming", "by": "Hanna"}
    told = kiosk.get(f"{HERE}/kiosk").get_json()["view"]["assistance"]
    assert [(item["state"], item["by"]) for item in told] == [("coming", "Hanna")]


def test_the_visitor_takes_it_back_and_staff_see_nothing_of_it_any_more(kiosk: Caller, hanna: Caller) -> None:
    asked = kiosk.post(f"{HERE}/assistance", {"language": "nl"}).get_json()

    ended = kiosk.post(f"{HERE}/assistance/end")
    late = hanna.post(f"{HERE}/assistance/{asked['id']}/coming")

    assert ended.get_json()["state"] == "ended"
    assert (late.status_code, late.get_json()["code"]) == (404, "unknown_assistance")
    assert view(hanna)["assistance"] == []


def test_a_number_larger_than_any_id_is_nobody(hanna: Caller) -> None:
    answer = hanna.post(f"{HERE}/assistance/{2**40}/done")

    assert (answer.status_code, answer.get_json()["code"]) == (404, "unknown_assistance")
