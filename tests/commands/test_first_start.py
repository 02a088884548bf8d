"""What is made at the first start, also when two servers start at the same moment."""

import json
import threading

from sqlalchemy import select

from commands.first_start import FIRST_ADMINISTRATOR, first_administrator
from models.access.person import add_person, hash_password
from models.access.principal import Role
from models.audit.proof import check_chain
from models.database import Database
from models.tables import Audit
from tests.cast import MONDAY_TEN, World


def test_the_first_administrator_is_made_once(world: World) -> None:
    assert first_administrator(world.database) is not None
    assert first_administrator(world.database) is None


def test_the_audit_log_tells_of_the_first_administrator(sqlite_world: World) -> None:
    first_administrator(sqlite_world.database)
    with sqlite_world.database.read() as session:
        row = session.execute(select(Audit).order_by(Audit.n.desc()).limit(1)).scalar_one()
        assert check_chain(session) == []
    assert (row.what, row.who, row.subject) == ("person.added", "machine", "person:1")
    assert json.loads(row.detail) == {"role": "administrator", "break_glass": False}


def test_a_server_that_comes_second_in_the_same_moment_goes_on(world: World) -> None:
    class Late(Database):
        """Sees nobody, as it would have a moment earlier; then the other has been."""

        def run(self, work):  # type: ignore[no-untyped-def]
            hashed = hash_password("a password of some length")
            super().run(
                lambda session: add_person(
                    session, FIRST_ADMINISTRATOR, Role.ADMINISTRATOR, None, hashed, MONDAY_TEN
                )
            )
            return super().run(work)

    late = Late(world.database.url.render_as_string(hide_password=False))
    assert first_administrator(late) is None
    late.close()


def test_a_server_that_writes_while_the_other_has_not_committed_yet_goes_on(world: World) -> None:
    other = Database(world.database.url.render_as_string(hide_password=False))
    hashed = hash_password("a password of some length")
    made: list[str | None] = []
    second = threading.Thread(target=lambda: made.append(first_administrator(world.database)))
    with other.write() as session:
        add_person(session, FIRST_ADMINISTRATOR, Role.ADMINISTRATOR, None, hashed, MONDAY_TEN)
        second.start()
        second.join(1.0)  # it has looked by now, or waits for its turn; either way it must go on
    second.join(30)
    assert made == [None]
    other.close()
