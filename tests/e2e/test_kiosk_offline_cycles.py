"""Ten times the server goes away, before, during and after a tap, and the kiosk with it: nothing is lost."""

from collections import Counter
from itertools import pairwise, product

import pytest
from playwright.sync_api import Route

from benchmarks.process import ROOT
from tests.e2e.kiosk_house import House
from tests.e2e.kiosk_machine import Machine

pytestmark = pytest.mark.stress

STORE = (ROOT / "kiosk/static/kiosk/store_kiosk.js").read_text()
CLOSE_SECONDS = 30.0
"""A number that is shown is as old as its visitor waited for it at most."""
FAULTS = ("killed", "frozen", "cut")
MOMENTS = ("before", "during", "after")
TOGETHER = """
        blocks.put(drawn.block);
        facts.put({ name: "last", value: drawn.last });
        const added = entries.add(drawn.entry);
        added.onsuccess = () => done({ ...drawn.entry, seq: Number(added.result) });
"""
APART = """
        blocks.put(drawn.block);
        facts.put({ name: "last", value: drawn.last });
        setTimeout(() => this.settle(drawn.entry), 1000);
        done({ ...drawn.entry, seq: drawn.entry.number });
"""


@pytest.fixture
def machine(cold: Machine) -> Machine:
    """A kiosk that has never been on."""
    return cold


def live_through(house: House, machine: Machine, fault: str, moment: str) -> None:
    """One visitor while the server is away in one way, and the machine's plug is pulled at the end."""
    if moment == "after":
        machine.tap()
        machine.number()
    with house.away(fault):
        if moment == "before":  # known to be away, by a machine that has to start without it
            machine.kill()
            machine.start()
            machine.until("() => document.querySelector('[data-press=choose]')?.checkVisibility()")
        if moment != "after":
            machine.tap()
            machine.number()
        machine.kill()
        machine.start()
    machine.handed_in()


def faults(house: House, machine: Machine) -> list[str]:
    """What is wrong with the numbers that visitors saw."""
    tickets = {row.label: row for row in house.tickets()}
    waiting = [row for row in tickets.values() if row.state == "waiting"]
    shown = {seen.label: seen for seen in machine.shown}
    times = Counter(seen.label for seen in machine.shown)
    found = [f"{label} was shown {count} times" for label, count in times.items() if count > 1]
    found += [f"{label} is not waiting" for label in shown if label not in {row.label for row in waiting}]
    found += [f"{row.label} waits, and nobody saw it" for row in waiting if row.label not in shown]
    found += [
        f"{label} is of {tickets[label].issued_at - seen.at:+.1f} s"
        for label, seen in shown.items()
        if label in tickets and not -CLOSE_SECONDS < tickets[label].issued_at - seen.at < 1
    ]
    order = [row.label for row in waiting if row.label in shown]
    if order != [seen.label for seen in machine.shown if seen.label in order]:
        found.append(f"the order is {order}")
    found += [
        f"{later.label} came before {sooner.label}"
        for sooner, later in pairwise(waiting)
        if sooner.arrived_rev > later.arrived_rev
    ]
    return found


def test_ten_times_away_every_number_that_was_shown_is_there_once_and_in_order(
    house: House, machine: Machine
) -> None:
    machine.start()
    machine.prepared()
    for fault, moment in [*product(FAULTS, MOMENTS), ("frozen", "during")]:
        live_through(house, machine, fault, moment)
        machine.visit()
    assert len(machine.shown) == 10
    assert faults(house, machine) == []


def test_a_number_and_its_entry_in_two_transactions_would_be_noticed(house: House, machine: Machine) -> None:
    planted = []

    def apart(route: Route) -> None:
        planted.append(route.request.url)
        route.fulfill(body=STORE.replace(TOGETHER, APART), content_type="text/javascript")

    assert TOGETHER in STORE
    machine.start(instead=("**/store_kiosk.js", apart))
    machine.prepared()
    with house.away("frozen"):
        machine.tap()
        machine.number()
        machine.kill()
    machine.start()
    machine.handed_in()
    assert planted
    assert "Z01 is not waiting" in faults(house, machine)
