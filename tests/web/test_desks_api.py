"""Guides take a desk and leave it, over HTTP."""

from tests.web.site import CALL_NEXT, QUEUE, TICKETS, Caller, Site, wish

DESKS = "/api/v1/locations/plein/desks"


def seats(who: Caller) -> dict[str, tuple[str | None, str]]:
    """Who sits at which desk, and the desk's state."""
    desks = who.get(QUEUE).get_json()["view"]["desks"]
    return {desk["id"]: (desk["guide"], desk["state"]) for desk in desks}


def test_a_guide_takes_a_desk(samira: Caller) -> None:
    answer = samira.post(f"{DESKS}/2/take")
    assert answer.status_code == 200
    assert answer.get_json() == {"location": "plein", "desk": "2", "guide": "Samira"}
    assert seats(samira) == {"1": (None, "free"), "2": ("Samira", "available"), "3": (None, "free")}


def test_taking_another_desk_leaves_the_first(samira: Caller) -> None:
    samira.post(f"{DESKS}/2/take")
    samira.post(f"{DESKS}/3/take")
    assert seats(samira)["2"] == (None, "free")


def test_a_guide_leaves_the_desk(samira: Caller) -> None:
    samira.post(f"{DESKS}/2/take")
    answer = samira.post(f"{DESKS}/leave")
    assert answer.get_json() == {"location": "plein", "desk": None, "guide": "Samira"}
    assert seats(samira)["2"] == (None, "free")


def test_a_desk_that_a_colleague_forgot_to_leave_can_be_taken(samira: Caller, bram: Caller) -> None:
    samira.post(f"{DESKS}/1/take")
    assert bram.post(f"{DESKS}/1/take").status_code == 200
    assert seats(bram)["1"] == ("Bram", "available")


def test_a_desk_with_a_colleagues_visitor_cannot_be_taken(
    site: Site, kiosk: Caller, samira: Caller, bram: Caller
) -> None:
    kiosk.post(TICKETS, wish())
    samira.post(CALL_NEXT, {"desk": "1"})
    before = site.world.rev()
    answer = bram.post(f"{DESKS}/1/take")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "desk_busy")
    assert site.world.rev() == before


def test_a_guide_with_a_visitor_can_neither_move_nor_leave(kiosk: Caller, samira: Caller) -> None:
    kiosk.post(TICKETS, wish())
    mine = samira.post(CALL_NEXT, {"desk": "1"}).get_json()
    for path in (f"{DESKS}/2/take", f"{DESKS}/leave"):
        answer = samira.post(path)
        assert (answer.status_code, answer.get_json()["code"]) == (409, "busy")
        assert answer.get_json()["ticket"]["id"] == mine["id"]


def test_an_unknown_desk_and_a_desk_one_does_not_have_are_422(samira: Caller) -> None:
    for path in (f"{DESKS}/99/take", f"{DESKS}/leave"):
        answer = samira.post(path)
        assert (answer.status_code, answer.get_json()["code"]) == (422, "unknown_desk")


def test_taking_a_desk_twice_by_one_press_is_one_fact(site: Site, samira: Caller) -> None:
    samira.post(f"{DESKS}/1/take", key="pressed")
    before = site.world.rev()
    assert samira.post(f"{DESKS}/1/take", key="pressed").status_code == 200
    assert site.world.rev() == before
