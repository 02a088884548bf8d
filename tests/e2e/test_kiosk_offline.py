"""The kiosk while its server is away: it draws, gives numbers, hands them in; where it cannot, it says so."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from models.access.secret import hash_secret
from tests.e2e.ageing import age, give, standing_of
from tests.e2e.kiosk_house import OUTSIDE, PORT, URL, House
from tests.e2e.kiosk_machine import Machine

pytestmark = pytest.mark.browser

USE_UP = """() => new Promise((resolve) => {
  const request = indexedDB.open("inloop-kiosk-oefen");
  request.onsuccess = () => {
    const transaction = request.result.transaction("blocks", "readwrite");
    const blocks = transaction.objectStore("blocks");
    blocks.getAll().onsuccess = ({ target }) => {
      for (const block of target.result) blocks.put({ ...block, next: block.last });
    };
    transaction.oncomplete = () => { request.result.close(); resolve(true); };
  };
})"""
NOTHING_KEPT = "Object.defineProperty(globalThis, 'indexedDB', { value: undefined });"
PAIR = """async (token) => {
  const answer = await fetch("/kiosk/oefen/pair", { method: "POST", body: new URLSearchParams({ token }) });
  return answer.ok;
}"""
VERSIONS = "() => caches.keys().then((names) => names.filter((name) => name.startsWith('inloop-kiosk')))"
TOKEN = "() => JSON.parse(document.getElementById('page').textContent).token"
AWAY, SLOW = "#kiosk[data-now=away]", "#kiosk[data-now=slow]"


@pytest.fixture
def machine(cold: Machine) -> Machine:
    """A kiosk that holds numbers in advance."""
    cold.start()
    cold.prepared()
    return cold


def test_a_kiosk_that_starts_without_a_server_draws_and_gives_a_number(
    house: House, machine: Machine
) -> None:
    with house.away("killed"):
        machine.kill()
        machine.start()
        machine.tap()
        assert machine.number() == "Z01"
        expect(machine.page.locator("#code")).to_be_hidden()
    machine.handed_in()
    assert [(row.label, row.state, row.offline) for row in house.tickets()] == [("Z01", "waiting", True)]


def test_a_press_that_a_frozen_server_carries_out_later_makes_no_second_visitor(
    house: House, machine: Machine
) -> None:
    with house.away("frozen"):
        machine.tap()
        assert machine.number() == "Z01"
    machine.handed_in()
    assert machine.number() == "Z01"
    assert [row.label for row in house.tickets() if row.state == "waiting"] == ["Z01"]
    (entry,) = machine.rows("entries")
    assert (entry["label"], entry["replaces"]) == ("Z01", entry["press"])


def test_two_tabs_of_one_kiosk_never_give_the_same_number(house: House, machine: Machine) -> None:
    other = machine.second_page()
    with house.away("killed"):
        for page in (machine.page, other):
            page.reload()
            page.locator("[data-press=choose]").first.wait_for()
        for page in (machine.page, other):  # neither waits for what comes of the press before
            page.evaluate("() => document.querySelector('[data-press=choose]').click()")
        numbers = [machine.number(), machine.number(page=other)]
    machine.handed_in()
    assert sorted(numbers) == ["Z01", "Z02"]
    assert [row.label for row in house.tickets()] == ["Z01", "Z02"]


def test_with_the_block_used_up_the_kiosk_says_whom_to_ask(house: House, machine: Machine) -> None:
    with house.away("killed"):
        machine.page.evaluate(USE_UP)
        machine.kill()
        machine.start()
        machine.tap()
        assert machine.number() == "Z30"
        machine.page.locator("[data-press=restart]").tap()
        expect(machine.page.locator(AWAY)).to_be_visible()
        expect(machine.page.locator("#notice-text")).to_contain_text("medewerker")
    expect(machine.page.locator("[data-press=choose]").first).to_be_visible()
    renewed = "filter(({ first }) => first === 31).length === 4"
    machine.until(f"async () => (await ({machine.READ})('blocks')).{renewed}")


def test_a_browser_that_keeps_nothing_promises_nothing(house: House, cold: Machine) -> None:
    cold.start(first=NOTHING_KEPT)
    cold.page.locator("[data-press=choose]").first.wait_for()
    with house.away("killed"):
        expect(cold.page.locator(AWAY)).to_be_visible()
    assert house.tickets() == []


def test_a_full_disk_gives_no_number_rather_than_one_that_could_be_lost(
    house: House, machine: Machine
) -> None:
    # Before the page opens: what room there is, a browser remembers for half a minute.
    machine.end()
    machine.start(url=None)
    disk = machine.page.context.new_cdp_session(machine.page)
    disk.send("Storage.overrideQuotaForOrigin", {"origin": URL, "quotaSize": 1})
    machine.visit()
    with house.away("killed"):
        machine.tap()
        expect(machine.page.locator(SLOW)).to_be_visible()
    assert machine.rows("entries") == []


def test_without_a_secure_context_the_open_page_goes_on(house: House, cold: Machine) -> None:
    outside = f"http://{OUTSIDE}:{PORT}/kiosk/oefen?lang=nl"
    cold.start(url=f"{outside}&paired=1")
    token = house.command("device", "add", "--kind", "kiosk", "--location", "oefen", "--name", "Zuil")
    assert cold.page.evaluate(PAIR, token)
    cold.visit(outside)
    cold.until(f"async () => (await ({cold.READ})('blocks')).length >= 4")
    assert cold.page.evaluate("[isSecureContext, 'serviceWorker' in navigator]") == [False, False]
    with house.away("killed"):
        cold.tap()
        assert cold.number() == "Z01"
    cold.handed_in()
    assert [(row.label, row.state) for row in house.tickets()] == [("Z01", "waiting")]


def test_the_page_that_pairs_is_shown_but_never_kept_in_place_of_the_kiosk(
    house: House, machine: Machine
) -> None:
    machine.page.context.clear_cookies()
    machine.visit(f"{machine.page.url}&paired=1")
    expect(machine.page.get_by_role("heading", name="Dit scherm is nog niet gekoppeld")).to_be_visible()
    with house.away("killed"):
        machine.visit()
        expect(machine.page.locator("[data-press=choose]").first).to_be_visible()


def test_a_new_version_takes_over_as_a_whole_and_starts_without_a_server_too(
    house: House, machine: Machine, tmp_path: Path
) -> None:
    before = machine.page.evaluate(VERSIONS)
    house.change_version(tmp_path / "checkout")
    with house.away("killed"):
        assert machine.page.evaluate(VERSIONS) == before
    machine.visit()
    machine.until(f"async () => String(await ({VERSIONS})()) !== '{before[0]}'")
    machine.until(f"async () => (await ({VERSIONS})()).length === 1")
    with house.away("killed"):
        machine.visit()
        machine.tap()
        assert machine.number() == "Z01"
        (after,) = machine.page.evaluate(VERSIONS)
        assert machine.page.locator("meta[name=inloop-shell]").get_attribute("content") == after.split()[1]
    machine.handed_in()


def test_an_open_page_takes_the_new_version_by_itself_though_it_began_without_a_worker(
    house: House, cold: Machine, tmp_path: Path
) -> None:
    cold.start()
    cold.until("() => navigator.serviceWorker.controller !== null")
    shell = cold.page.locator("meta[name=inloop-shell]")
    before = str(shell.get_attribute("content"))
    house.change_version(tmp_path / "checkout")
    with house.away("killed"):
        cold.page.wait_for_timeout(9_000)  # until the kiosk knows that it is away
    expect(shell).not_to_have_attribute("content", before)


def test_numbers_of_before_its_token_was_replaced_go_in_under_the_new_one_and_no_copy_gets_in(
    house: House, machine: Machine, browser: Browser, tmp_path: Path
) -> None:
    (before,) = machine.page.context.cookies(f"{URL}/kiosk/oefen")
    with house.away("killed"):
        machine.tap()
        assert machine.number() == "Z01"
        machine.kill()
        age(house.data, "present", "made_at", days=8)
    machine.start(url=None)
    machine.visit(f"{URL}/healthz")  # the server is there again, so the page is not the one that was kept
    shown: list[str] = []
    machine.page.on(
        "request",
        lambda request: shown.append(request.headers["authorization"]) if "/given" in request.url else None,
    )
    machine.visit()
    machine.handed_in()
    token = machine.page.evaluate(TOKEN)
    assert token != before["value"]
    assert shown == [f"Bearer {token}"]
    age(house.data, "offered", "made_at", minutes=11)
    machine.visit()
    assert machine.page.evaluate(TOKEN) == token
    age(house.data, "former", "ends_at", seconds=1)
    limit = time.monotonic() + 30
    while standing_of(house.data, hash_secret(str(before["value"]))) != "dead":
        assert time.monotonic() < limit
        time.sleep(0.1)
    with house.away("killed"):
        machine.tap()
        assert machine.number() == "Z02", "from the block that was leased under the first token"
    machine.handed_in()
    assert [(row.label, row.state) for row in house.tickets()] == [("Z01", "waiting"), ("Z02", "waiting")]
    (tmp_path / "copy").mkdir()
    copy = Machine(house, browser.browser_type, tmp_path / "copy")
    copy.start(url=None)
    give(copy.page.context, before)
    copy.visit()
    expect(copy.page.get_by_role("heading", name="Dit scherm is nog niet gekoppeld")).to_be_visible()
    expect(copy.page.locator("#code")).not_to_be_empty()
    copy.end()
    expect(machine.page.locator("#number")).to_have_text("Z02")
