"""A guide at the console, against the real server: each action, and what is shown when it went otherwise."""

import re

import pytest
from playwright.sync_api import Route, expect

from tests.e2e.floor import Floor

pytestmark = pytest.mark.browser


def test_a_call_is_taken_back_with_one_key(floor: Floor) -> None:
    samira, label = floor.samira, floor.visitor()
    samira.calls(label)
    samira.key("u")
    samira.is_told(f"{label} is weer zoals net")
    samira.sees_waiting(label)
    samira.is_at("available")


def test_a_second_announcement_waits_a_moment_and_says_how_long(floor: Floor) -> None:
    samira, label = floor.samira, floor.visitor()
    samira.calls(label)
    samira.press("recall")
    samira.is_told(f"{label} is opnieuw opgeroepen")
    again = samira.primary.locator("[data-press='recall']")
    expect(again).to_be_disabled()
    expect(again).to_contain_text(re.compile(r"Opnieuw over \d+ s"))
    samira.press("return")
    samira.sees_waiting(label)


def test_a_note_in_the_making_outlives_what_happens_and_the_visitor_comes_back(floor: Floor) -> None:
    samira, label = floor.samira, floor.visitor()
    samira.talks_with(label)
    samira.press("sheet/hold")
    note = samira.form("hold").locator("textarea")
    note.fill("haalt een brief")
    samira.sees_waiting(floor.visitor("geld"))
    expect(note).to_have_value("haalt een brief")
    expect(samira.form("hold").locator(".counter")).to_have_text("15 / 160")
    samira.form("hold").locator("button[value='5']").click()
    samira.is_told(f"{label} staat in de wacht")
    held = samira.page.locator("#held")
    expect(held).to_contain_text("nog 5 min")
    held.locator("[data-press^='resume/']").click()
    samira.is_told(f"Je gaat verder met {label}")
    expect(samira.primary).to_contain_text("haalt een brief")


def test_another_question_is_begun_in_the_same_conversation(floor: Floor) -> None:
    samira, label = floor.samira, floor.visitor("leren")
    samira.talks_with(label)
    samira.key("q")
    samira.form("service").locator("input[value='geld']").check()
    samira.send("service")
    samira.is_told(f"Nog een vraag van {label}")
    expect(samira.primary).to_contain_text("Geld")
    expect(samira.primary).to_contain_text("Vraag 2 van dit bezoek")


def test_who_is_handed_over_stands_first_at_the_colleague_with_the_reason_and_the_note(floor: Floor) -> None:
    samira, bram, label = floor.samira, floor.bram, floor.visitor()
    samira.talks_with(label)
    samira.press("sheet/transfer")
    samira.send("transfer")
    samira.is_told("Kies een vraag, een gids of een plek.")
    form = samira.form("transfer")
    form.locator("input[name='guide'][value='Bram']").check()
    form.locator("textarea").fill("wil een cursus")
    samira.send("transfer")
    samira.is_told(f"{label} is overgedragen")
    expect(samira.primary).to_contain_text("Niemand wacht op jou")
    expect(bram.primary).to_contain_text("wacht op jou")
    expect(bram.primary).to_contain_text("wil een cursus")
    bram.talks_with(label)


def test_what_a_conversation_was_about_is_chosen_and_its_end_taken_back(floor: Floor) -> None:
    samira, label = floor.samira, floor.visitor()
    samira.talks_with(label)
    samira.key("f")
    topic = samira.form("finish").locator("input[name='topics']").first
    topic.check()
    samira.sees_waiting(floor.visitor())
    expect(topic).to_be_checked()
    samira.key("1")
    samira.is_told(f"{label} is afgerond")
    samira.press("undo")
    samira.is_told(f"{label} is weer zoals net")
    samira.is_at("in_conversation")
    assert samira.visitor() == label


def test_somebody_is_called_out_of_turn_with_a_reason(floor: Floor) -> None:
    samira, first, certain = floor.samira, floor.visitor(), floor.visitor("geld")
    samira.open_visitor(certain)
    samira.page.locator("#drawer button", has_text="Kan niet wachten").click()
    samira.is_told(f"{certain} is opgeroepen")
    samira.sees_waiting(first)
    assert samira.visitor() == certain


def test_who_did_not_come_after_all_is_put_back_from_the_closed_list(floor: Floor) -> None:
    samira, label = floor.samira, floor.visitor()
    samira.calls(label)
    no_show = samira.primary.locator("[data-press='no-show']")
    no_show.click()
    expect(no_show).to_have_text("Zeker? Druk nog eens")
    no_show.click()
    samira.is_told("niet verschenen")
    samira.press("sheet/closed")
    closed = samira.page.locator("#drawer .row--closed", has_text=label)
    closed.locator("[data-press^='reinstate/']").click()
    samira.is_told(f"{label} staat weer in de rij")
    samira.sees_waiting(label)


def test_a_guide_has_a_break_and_everybody_sees_it(floor: Floor) -> None:
    samira, bram = floor.samira, floor.bram
    floor.visitor()
    samira.key("p")
    samira.press("presence/pause/lunch")
    samira.is_told("Fijne pauze")
    samira.is_at("pause")
    expect(samira.primary).to_contain_text("Lunch")
    expect(bram.page.locator("#desks")).to_contain_text("Samira · Lunch")
    samira.key("n")
    samira.is_told("Je bent beschikbaar")
    samira.is_at("available")


def test_a_colleagues_visitor_is_taken_over_with_two_presses(floor: Floor) -> None:
    samira, bram, label = floor.samira, floor.bram, floor.visitor()
    samira.talks_with(label)
    expect(bram.page.locator("#desks")).to_contain_text("Samira · in gesprek")
    bram.page.locator("#desks .line__open").click()
    bram.drawer("take-over")
    samira.is_at("in_conversation")
    bram.drawer("take-over")
    bram.is_told(f"{label} is nu bij jou")
    samira.is_at("available")
    assert bram.visitor() == label


def test_who_was_overtaken_is_told_and_sees_the_truth(floor: Floor) -> None:
    samira, bram, label = floor.samira, floor.bram, floor.visitor()
    held: list[Route] = []
    bram.page.route("**/visits/*/call", lambda route: held.append(route))  # noqa: PLW0108  (a builtin is refused)
    for guide in (bram, samira):
        guide.open_visitor(label)
        guide.page.locator("#drawer button", has_text="Kan niet wachten").click()
    assert bram.visitor() == label  # what the button promised, until the server answers
    samira.is_told(f"{label} is opgeroepen")
    (route,) = held
    route.continue_()
    bram.is_told("Een collega heeft deze bezoeker net opgeroepen")
    bram.is_at("available")
    expect(bram.page.locator("#desks")).to_contain_text(label)
    bram.page.unroute_all()
    floor.watch.forgive("409")


def test_what_the_server_never_answered_is_taken_back(floor: Floor) -> None:
    samira, label = floor.samira, floor.visitor()
    expect(samira.primary).to_contain_text(label)
    samira.page.route("**/call-next", lambda route: route.abort())
    samira.press("call-next")
    samira.is_told("De server antwoordt niet")
    samira.is_at("available")
    samira.sees_waiting(label)
    samira.page.unroute_all()
    floor.watch.forgive("ERR_FAILED")
    samira.calls(label)


def test_an_answer_that_got_lost_is_fetched_again_and_nothing_happens_twice(floor: Floor) -> None:
    samira, first, second = floor.samira, floor.visitor(), floor.visitor()
    expect(samira.primary).to_contain_text(first)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    samira.page.route("**/call-next", lose, times=1)
    samira.press("call-next")
    samira.is_told(f"{first} is opgeroepen")
    samira.sees_waiting(second)
    floor.watch.forgive("ERR_FAILED")
