"""Simulated people use the real actions, and the same seed gives the same day."""

from datetime import timedelta
from random import Random

from sqlalchemy import select

from models.check import check_database
from models.simulation.floor import Crew, Floor
from models.simulation.pace import Pace
from models.tables import Ticket
from tests.cast import MONDAY_TEN, World


def _play(world: World, seed: int, early: int = 0, hours: float = 3) -> list[tuple[str, str]]:
    floor = Floor(world.database, "altijd", Crew({"a": "1", "b": "2"}), Pace(), Random(seed))
    floor.play(MONDAY_TEN, MONDAY_TEN + timedelta(hours=hours), lambda _moment: True, early)
    with world.database.read() as session:
        tickets = session.execute(select(Ticket).order_by(Ticket.id)).scalars()
        return [(ticket.label, ticket.state) for ticket in tickets]


def test_a_simulated_morning_serves_everybody_and_leaves_a_clean_log(sqlite_world: World) -> None:
    states = {state for _, state in _play(sqlite_world, seed=1)}
    assert states <= {"done", "no_show"}
    assert "done" in states
    with sqlite_world.database.read() as session:
        assert check_database(session) == []


def test_who_stands_at_the_door_is_served_too(sqlite_world: World) -> None:
    tickets = _play(sqlite_world, seed=2, early=7, hours=1)
    with sqlite_world.database.read() as session:
        first = session.execute(select(Ticket).order_by(Ticket.id).limit(7)).scalars().all()
    assert len(tickets) > 7
    assert all(ticket.issued_at - MONDAY_TEN <= timedelta(seconds=12) for ticket in first)


def test_the_same_seed_gives_the_same_day(sqlite_world: World) -> None:
    def facts(seed: int) -> list[tuple[str, str | None]]:
        before = sqlite_world.rev("altijd")
        _play(sqlite_world, seed, hours=1)
        return [(fact.kind, fact.question_type) for fact in sqlite_world.facts("altijd")[before:]]

    assert facts(5) == facts(5)
