"""A database with work in it goes down to each older schema and up again, and loses nothing both know."""

from typing import Any

import pytest
from sqlalchemy import MetaData, Table, inspect, select

from models.check import check_database
from models.migration import current_revision, migrate, newest_revision
from tests.cast import BRAM, World

REVISIONS = [f"{number:04d}" for number in range(int(newest_revision() or 0), 0, -1)]
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture
def busy(world: World) -> World:
    """A location in the middle of a morning, with a visitor in each state."""
    for question in ("werk", "leren", "werk", "werk"):
        world.issue(question=question)
    world.serve()
    world.no_show(world.call_next())
    world.start(world.call_next())
    world.call_next(guide=BRAM, desk="2")
    world.issue()
    world.issue("altijd")
    return world


def rows(world: World) -> Rows:
    """Every row of every table, in the order of its key."""
    with world.database.writer.connect() as connection:
        found, schema = {}, MetaData()
        for name in inspect(connection).get_table_names():
            if name == "alembic_version":
                continue
            table = Table(name, schema, autoload_with=connection, resolve_fks=False)
            keys = list(table.primary_key.columns)
            answer = connection.execute(select(table).order_by(*keys))
            found[name] = [dict(row._mapping) for row in answer]
        return found


TELLS_OF_IT = ("audit", "audit_end")
"""Tables in which each change of the schema is written down."""


def lost(before: Rows, after: Rows) -> list[str]:
    """What stands otherwise in *after*, among the tables and columns that both have."""
    found = []
    for name in before.keys() & after.keys() - set(TELLS_OF_IT):
        if len(before[name]) != len(after[name]):
            found.append(f"{name}: {len(before[name])} rows became {len(after[name])}")
            continue
        for old, new in zip(before[name], after[name], strict=True):
            found += [f"{name}.{key}" for key in old.keys() & new.keys() if old[key] != new[key]]
    return sorted(set(found))


def problems(world: World) -> list[str]:
    """What `run.py check` would say."""
    with world.database.read() as session:
        return check_database(session)


def test_the_revisions_are_numbered_without_a_gap(world: World) -> None:
    assert REVISIONS[0] == newest_revision() == current_revision(world.database)


@pytest.mark.parametrize("target", REVISIONS)
def test_down_and_up_again_changes_nothing_that_both_schemas_know(busy: World, target: str) -> None:
    whole = rows(busy)
    assert len(whole["ticket"]) == 6
    migrate(busy.database, target)
    assert current_revision(busy.database) == target
    older = rows(busy)
    assert lost(whole, older) == []
    migrate(busy.database)
    assert lost(older, rows(busy)) == []
    assert current_revision(busy.database) == newest_revision()


@pytest.mark.parametrize("target", REVISIONS)
def test_after_that_the_day_goes_on(busy: World, target: str) -> None:
    migrate(busy.database, target)
    migrate(busy.database)
    assert problems(busy) == []
    before = busy.rev()
    assert busy.finish(busy.start(busy.call_next(guide="Chris", desk="3"))).state == "done"
    assert busy.issue().label
    assert busy.rev() == before + 4
    assert problems(busy) == []


def test_an_unknown_schema_is_named_with_those_there_are(world: World) -> None:
    with pytest.raises(ValueError, match="there is no schema 9999; there are 0001, 0002"):
        migrate(world.database, "9999")
    assert current_revision(world.database) == newest_revision()
