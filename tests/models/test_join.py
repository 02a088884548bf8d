"""Joining from a poster, and visitors who want to be fetched."""

from datetime import timedelta

import pytest

from models.actions.calling import call_next
from models.actions.fetch import wish_fetch
from models.actions.issue import Wish
from models.actions.join import join, make_poster
from models.actions.undo import undo
from models.actions.visit import leave
from models.log import Turn
from models.refusal import Code, Refusal
from models.transition import State
from models.views.holder import find_held
from models.views.ticket import ticket_view
from tests.cast import SAMIRA, World

WISH = Wish("werk", "nl", printed=False, by_phone=True)


def test_who_has_read_the_poster_gets_a_number_like_at_the_kiosk(sqlite_world: World) -> None:
    key = sqlite_world.turn("plein", make_poster)
    given = sqlite_world.turn("plein", lambda turn: join(turn, key, WISH))
    assert (given.ticket.label, given.ahead, given.paper) == ("A01", 0, None)
    assert sqlite_world.facts()[-1].data == {"language": "nl", "by_phone": True}


def test_a_new_poster_makes_the_old_one_worthless(sqlite_world: World) -> None:
    old = sqlite_world.turn("plein", make_poster)
    new = sqlite_world.turn("plein", make_poster)
    assert old != new
    for key in (old, "", "anything"):
        with pytest.raises(Refusal) as refused:
            sqlite_world.turn("plein", lambda turn, key=key: join(turn, key, WISH))  # type: ignore[misc]
        assert refused.value.code is Code.UNKNOWN_POSTER


def test_without_a_poster_nobody_joins(sqlite_world: World) -> None:
    with pytest.raises(Refusal) as refused:
        sqlite_world.turn("plein", lambda turn: join(turn, "", WISH))
    assert refused.value.code is Code.UNKNOWN_POSTER


def test_a_location_that_does_not_want_it_has_no_poster(sqlite_world: World) -> None:
    with pytest.raises(Refusal) as refused:
        sqlite_world.turn("altijd", make_poster)
    assert refused.value.code is Code.NO_POSTER


def test_the_rules_of_the_kiosk_count_for_the_poster_too(sqlite_world: World) -> None:
    key = sqlite_world.turn("plein", make_poster)
    for _ in range(5):
        sqlite_world.turn("plein", lambda turn: join(turn, key, WISH))
    refused = _refusal(sqlite_world, key, WISH)
    assert refused is Code.FULL
    assert _refusal(sqlite_world, key, Wish("werkgever", "nl")) is Code.UNKNOWN_QUESTION_TYPE
    assert _refusal(sqlite_world, key, Wish("werk", "uk")) is Code.UNKNOWN_LANGUAGE
    sqlite_world.clock.advance(hours=12)
    assert _refusal(sqlite_world, key, WISH) is Code.CLOSED


def _refusal(world: World, key: str, wish: Wish) -> Code:
    with pytest.raises(Refusal) as refused:
        world.turn("plein", lambda turn: join(turn, key, wish))
    return refused.value.code


def test_a_wish_to_be_fetched_is_seen_until_it_is_taken_back(sqlite_world: World) -> None:
    ticket = sqlite_world.issue()
    wished = sqlite_world.turn("plein", lambda turn: wish_fetch(turn, ticket.id, True, by="visitor"))
    assert ticket_view(wished, 0)["fetch"] is True
    assert sqlite_world.facts()[-1].data == {"wished": True, "by": "visitor"}
    not_any_more = sqlite_world.turn("plein", lambda turn: wish_fetch(turn, ticket.id, False))
    assert "fetch" not in ticket_view(not_any_more, 0)


def test_it_stays_with_the_visitor_who_is_called_and_does_not_hinder_undoing_the_call(
    sqlite_world: World,
) -> None:
    ticket = sqlite_world.issue()
    sqlite_world.turn("plein", lambda turn: call_next(turn, SAMIRA, "1"), SAMIRA)
    sqlite_world.turn("plein", lambda turn: wish_fetch(turn, ticket.id, True, by="visitor"))
    undone = sqlite_world.turn("plein", lambda turn: undo(turn, ticket.id, SAMIRA), SAMIRA)
    assert (undone.state, undone.fetch) == (State.WAITING, True)


def test_whoever_has_left_is_not_fetched(sqlite_world: World) -> None:
    ticket = sqlite_world.issue()
    sqlite_world.turn("plein", lambda turn: leave(turn, ticket.id))
    with pytest.raises(Refusal) as refused:
        sqlite_world.turn("plein", lambda turn: wish_fetch(turn, ticket.id, True))
    assert refused.value.code is Code.NOT_OPEN


def test_a_token_lives_until_the_visit_is_over_and_the_day_too(sqlite_world: World) -> None:
    ticket, now = sqlite_world.issue(), sqlite_world.clock.now()
    token = str(ticket.token)
    tomorrow = now + timedelta(days=1)
    with sqlite_world.database.read() as session:
        assert find_held(session, token, tomorrow)[1].id == ticket.id
    sqlite_world.turn("plein", lambda turn: leave(turn, ticket.id))
    with sqlite_world.database.read() as session:
        assert find_held(session, token, now + timedelta(hours=6))[1].state == State.LEFT
        with pytest.raises(Refusal) as refused:
            find_held(session, token, tomorrow)
    assert refused.value.code is Code.UNKNOWN_TICKET


def test_what_is_wished_already_leaves_no_fact_and_no_revision(sqlite_world: World) -> None:
    ticket = sqlite_world.issue()
    for wished in (False, True, True):
        before = (sqlite_world.rev(), len(sqlite_world.facts()), sqlite_world.ticket(ticket).rev)
        sqlite_world.turn("plein", lambda turn, w=wished: wish_fetch(turn, ticket.id, w))  # type: ignore[misc]
        after = (sqlite_world.rev(), len(sqlite_world.facts()), sqlite_world.ticket(ticket).rev)
        changed = wished and before[2] == ticket.rev
        assert after == ((before[0] + 1, before[1] + 1, before[0] + 1) if changed else before)
    assert sqlite_world.issue().rev == sqlite_world.rev() == sqlite_world.facts()[-1].rev


def test_a_turn_that_was_given_back_records_nothing(sqlite_world: World) -> None:
    ticket = sqlite_world.issue()

    def both_ways(turn: Turn) -> None:
        wish_fetch(turn, ticket.id, False)
        wish_fetch(turn, ticket.id, True)

    before = sqlite_world.rev()
    with pytest.raises(RuntimeError, match="given back"):
        sqlite_world.turn("plein", both_ways)
    assert sqlite_world.rev() == before
