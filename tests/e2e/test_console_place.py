"""A host and a coordinator at the console, against the real server: door, line and whole location."""

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.console import Console
from tests.e2e.floor import Floor

pytestmark = pytest.mark.browser


def test_the_language_that_was_chosen_stays_until_the_number_is_given_which_can_go_after_all(
    floor: Floor,
) -> None:
    hanna = floor.hanna
    arabic = hanna.form("issue").locator("input[name='language'][value='ar']")
    arabic.check()
    other = floor.visitor("geld")
    hanna.sees_waiting(other)
    expect(arabic).to_be_checked()
    hanna.press("issue/werk")
    given = hanna.page.locator(".given")
    label = given.locator(".given__number").inner_text()
    hanna.sees_waiting(other, label)
    expect(_row(hanna, label)).to_contain_text("Arabisch")
    for _ in range(2):
        given.locator("[data-press^='cancel/']").click()
    hanna.is_told(f"{label} is uit de rij")
    hanna.sees_waiting(other)


def test_a_visitor_walks_straight_to_a_guide_who_is_free(floor: Floor) -> None:
    samira, hanna = floor.samira, floor.hanna
    hanna.form("issue").locator("input[name='desk'][value='1']").check()
    hanna.press("issue/geld")
    samira.is_at("in_conversation")
    hanna.is_told(f"{samira.visitor()} gaat meteen naar de plek")


def test_a_change_of_language_and_priority_is_seen_by_the_guide(floor: Floor) -> None:
    samira, hanna, first, label = floor.samira, floor.hanna, floor.visitor(), floor.visitor("geld")
    hanna.open_visitor(label)
    hanna.drawer("sheet/change")
    form = hanna.page.locator("#drawer form")
    form.locator("select[name='language']").select_option("ti")
    form.locator("input[name='priority'][value='1']").check()
    form.locator("button[type='submit']").click()
    hanna.is_told(f"{label} is gewijzigd")
    hanna.sees_waiting(label, first)
    expect(_row(hanna, label)).to_contain_text("Tigrinya")
    expect(samira.primary).to_contain_text("voorrang: gaat voor iemand die eerder kwam (1 van 2 keer)")


def test_others_go_first_until_somebody_is_back(floor: Floor) -> None:
    samira, hanna, first, second = floor.samira, floor.hanna, floor.visitor(), floor.visitor()
    hanna.open_visitor(first)
    hanna.drawer("later")
    hanna.is_told(f"Anderen gaan even voor {first}")
    expect(samira.primary).to_contain_text(second)
    hanna.open_visitor(first)
    hanna.drawer("back")
    hanna.is_told(f"{first} is terug")
    expect(samira.primary).to_contain_text(first)


def test_a_note_counts_its_characters_and_is_read_by_the_guide(floor: Floor) -> None:
    samira, hanna, label = floor.samira, floor.hanna, floor.visitor()
    hanna.open_visitor(label)
    hanna.drawer("sheet/note")
    form = hanna.page.locator("#drawer form")
    form.locator("textarea").fill("wacht buiten")
    expect(form.locator(".counter")).to_have_text("12 / 160")
    form.locator("button[type='submit']").click()
    hanna.is_told("Notitie opgeslagen")
    expect(samira.primary).to_contain_text("wacht buiten")


def test_a_lost_paper_is_printed_again(floor: Floor) -> None:
    hanna, label = floor.hanna, floor.visitor()
    hanna.open_visitor(label)
    hanna.drawer("reprint")
    hanna.is_told(f"{label} wordt opnieuw geprint")


def test_who_took_two_numbers_keeps_the_earlier_one(floor: Floor) -> None:
    hanna, first, second = floor.hanna, floor.visitor(), floor.visitor()
    hanna.open_visitor(second)
    hanna.drawer("sheet/merge")
    hanna.page.locator("#drawer form select[name='into']").select_option(index=1)
    for _ in range(2):
        hanna.page.locator("#drawer form button[type='submit']").click()
    hanna.is_told(f"De twee zijn nu één: {first}")
    hanna.sees_waiting(first)


def test_everybody_reads_until_when_all_guides_are_away(floor: Floor) -> None:
    hanna, samira = floor.hanna, floor.samira
    hanna.press("sheet/place")
    hanna.form("away").locator("button[value='20']").click()
    hanna.is_told("De schermen zeggen wanneer jullie terug zijn")
    expect(samira.page.locator("#notices")).to_contain_text("terug om")
    hanna.press("away-end")
    hanna.is_told("De schermen zeggen dat jullie terug zijn")
    expect(samira.page.locator("#notices")).to_be_empty()


def test_numbers_of_a_paper_roll_are_called_one_by_one(floor: Floor) -> None:
    hanna, samira = floor.hanna, floor.samira
    hanna.press("sheet/place")
    hanna.send("paper")
    hanna.is_told("De rol is gestart")
    samira.press("call-paper")
    samira.is_told("opgeroepen")
    samira.is_at("called")
    hanna.press("sheet/place")
    hanna.press("paper-stop")
    hanna.is_told("De rol is gestopt")


def test_a_message_is_shown_and_taken_away(floor: Floor) -> None:
    coco = floor.coco
    text = coco.form("message").locator("textarea")
    text.fill("Om 15:00 is er koffie")
    coco.send("message")
    coco.is_told("Het bericht staat op het scherm")
    expect(text).to_have_value("")
    row = coco.page.locator("#card-messages .row")
    expect(row).to_contain_text("koffie")
    row.locator("[data-press^='message-end/']").click()
    coco.is_told("Het bericht is weg")
    expect(row).to_have_count(0)


def test_nobody_closes_without_a_reason_and_the_choice_made_outlives_what_happens(floor: Floor) -> None:
    coco, hanna = floor.coco, floor.hanna
    coco.page.locator("#close-early summary").click()
    coco.send("close")
    coco.is_told("Kies een reden om te sluiten")
    reason = coco.form("close").locator("select[name='reason']")
    reason.select_option("staff")
    floor.visitor()
    expect(coco.page.locator("#card-questions tbody tr")).to_have_count(1)
    expect(reason).to_have_value("staff")
    coco.send("close")
    coco.is_told("De locatie is gesloten")
    expect(hanna.page.locator("#notices")).to_contain_text("te weinig gidsen")
    coco.press("open")
    coco.is_told("De locatie is open")
    expect(hanna.page.locator("#notices")).to_be_empty()


def test_what_a_guide_takes_and_speaks_is_shown_in_one_line(floor: Floor) -> None:
    coco, _ = floor.coco, floor.samira
    guide = coco.page.locator("details[id='guide/Samira']")
    guide.locator("summary").click()
    guide.locator("input[name='all']").uncheck()
    guide.locator("input[name='own'][value='geld']").check()
    guide.locator("input[name='languages'][value='ar']").check()
    floor.visitor("werk")
    expect(coco.page.locator("#card-questions tbody tr")).to_have_count(1)
    expect(guide.locator("input[name='own'][value='geld']")).to_be_checked()
    coco.send("guide/Samira")
    coco.is_told("Opgeslagen voor Samira")
    expect(guide.locator("summary")).to_contain_text("Geld")
    expect(guide.locator("summary")).to_contain_text("Arabisch")


def _row(console: Console, label: str) -> Locator:
    return console.line.locator("tbody tr", has_text=label)
