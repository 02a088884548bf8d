"""QR codes of tickets and of our own pages, and of nothing else."""

import pytest

from tests.web.site import TICKETS, Caller, wish


def test_who_holds_the_token_gets_its_picture(kiosk: Caller, anonymous: Caller) -> None:
    token = kiosk.post(TICKETS, wish()).get_json()["token"]
    answer = anonymous.get(f"/t/{token}/qr.svg")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert "<path" in answer.text


def test_an_unknown_token_has_no_picture(anonymous: Caller) -> None:
    assert anonymous.get("/t/raad-maar/qr.svg").status_code == 404


def test_each_of_our_pages_has_a_picture_of_its_own(anonymous: Caller) -> None:
    pictures = {
        anonymous.get(f"/qr.svg?path={path}").data for path in ("/", "/kiosk/plein", "/display/plein")
    }
    assert len(pictures) == 3
    assert anonymous.get("/qr.svg").data in pictures


@pytest.mark.parametrize(
    "path", ["http://evil.test", "//evil.test", "kiosk", "", "/" + "a" * 200, "/%00", "/%0aX", "/%7f"]
)
def test_another_sites_address_has_no_picture_of_ours(anonymous: Caller, path: str) -> None:
    answer = anonymous.get(f"/qr.svg?path={path}")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "invalid")
