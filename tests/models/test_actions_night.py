"""The end of the day: what is open is written down truthfully, and free text is gone."""

import json

from sqlalchemy import select

from models.actions.calling import call
from models.actions.conversation import Ending, finish
from models.actions.direct import set_roll
from models.actions.guide import call_help
from models.actions.hold import Target, hold, transfer
from models.actions.remark import note, show_message
from models.actions.time import Due, Duty, do
from models.actions.visit import cancel
from models.refusal import Unchanged
from models.tables import Fact, Service
from models.transition import State
from tests.cast import BRAM, SAMIRA
from tests.models.acts import Play
from tests.models.house import HERE

SECRET = "mevrouw De Vries"


def write_everywhere(house: Play) -> None:
    """The same words in every place where staff can write."""
    house.on(note, house.come(), SECRET)
    house.on(cancel, house.come(), SECRET)
    house.do(call, house.come(), "1", SECRET)
    house.do(hold, house.talking(BRAM, "2"), None, SECRET, by=BRAM)
    ticket = house.talking(BRAM, "2")
    house.do(transfer, ticket, Target("leren"), SECRET, by=BRAM)
    house.do(finish, house.talking("Noor", "3"), Ending(note=SECRET), by="Noor")
    house.at(show_message, SECRET, house.clock.now().replace(hour=22))


def test_what_staff_write_is_kept_in_one_place_only(any_house: Play) -> None:
    write_everywhere(any_house)
    assert any_house.texts() == [SECRET] * 7
    with any_house.database.read() as session:
        facts = [json.dumps(fact.data) for fact in session.execute(select(Fact)).scalars()]
        tickets = [json.dumps(row.last) for row in any_house.all_tickets(session)]
    assert not [text for text in facts + tickets if "Vries" in text]


def test_overnight_the_words_are_gone_and_the_log_still_says_who_wrote(any_house: Play) -> None:
    write_everywhere(any_house)
    before = len(any_house.facts(HERE))
    any_house.wait(days=1)
    assert any_house.texts() == []
    assert [fact.kind for fact in any_house.facts(HERE)].count("remarked") == 1
    assert len(any_house.facts(HERE)) > before


def test_what_is_open_at_night_is_abandoned_and_says_from_where(any_house: Play) -> None:
    house = any_house
    held = house.do(hold, house.talking(), 60)
    called, waiting = house.called(), house.come()
    house.wait(days=1)
    for ticket, before in ((held, "on_hold"), (called, "called"), (waiting, "waiting")):
        stored = house.ticket(ticket)
        assert (stored.state, stored.closed_at) == (State.ABANDONED, house.clock.now())
        facts = [fact for fact in house.facts(HERE) if fact.ticket_id == ticket.id]
        assert (facts[-1].kind, facts[-1].data) == ("abandoned", {"before": before})
    assert [service.outcome for service in house.services(held)] == ["unfinished"]
    assert house.services(called) == house.services(waiting) == []
    assert house.queue()["counts"]["waiting"] == 0


def test_a_conversation_goes_on_over_midnight_and_is_abandoned_the_night_after(house: Play) -> None:
    ticket = house.talking()
    house.wait(days=1)
    assert house.ticket(ticket).state == State.IN_CONVERSATION
    house.wait(days=1)
    with house.database.read() as session:
        outcomes = list(session.execute(select(Service.outcome)).scalars())
    assert (house.ticket(ticket).state, outcomes) == (State.ABANDONED, ["unfinished"])


def test_a_day_begins_once_however_many_processes_say_so(house: Play) -> None:
    house.wait(minutes=0)
    rev = house.rev(HERE)
    try:
        house.database.run(lambda session: do(session, Duty(Due.DAY, HERE), house.clock.now()))
    except Unchanged:
        assert house.rev(HERE) == rev
    else:
        raise AssertionError("the day began twice")


def test_a_new_day_has_no_roll_no_call_for_help_and_new_numbers(house: Play) -> None:
    house.wait(minutes=0)
    house.come()
    house.at(set_roll, 7)
    house.at(call_help, SAMIRA)
    house.wait(days=1)
    assert (house.queue()["paper"], house.queue()["help"]) == (None, [])
    assert house.come().label == "A01"
