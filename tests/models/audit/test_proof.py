"""Whatever somebody with all rights changes in the audit log is found, with its number."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import delete, text

from models.audit.chain import GENESIS, digest
from models.audit.fold import fold
from models.audit.proof import Mark, read_mark
from models.audit.what import What
from models.database import Database
from models.tables import Audit
from tests.cast import copied
from tests.models.audit.tampering import NOON, change, end, entry, findings, rewrite, rows, unguard, write

Rows = list[dict[str, Any]]

_COLUMNS = ("who", "what", "subject", "location", "source", "result", "detail", "at", "hash")
_TEXTS = some.text(max_size=20)
_ENTRIES = some.lists(
    some.builds(
        entry,
        some.integers(0, 9999),
        what=some.sampled_from(sorted(set(What) - {What.AUDIT_ERASED})),
        subject=_TEXTS,
        location=some.none() | _TEXTS,
        result=some.sampled_from(["ok", "closed"]),
        detail=some.dictionaries(_TEXTS, _TEXTS | some.integers() | some.booleans(), max_size=3),
    ),
    min_size=3,
    max_size=8,
)


def _chained(told: Sequence[Mapping[str, Any]]) -> Rows:
    """The rows with numbers and hashes of their own, as somebody makes them who knows how."""
    made: Rows = []
    for n, row in enumerate(told, start=1):
        before = made[-1]["hash"] if made else GENESIS
        made.append({**row, "n": n, "hash": digest(n, before, row)})
    return made


@given(_ENTRIES, some.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_kind_of_tampering_is_found_with_its_number(
    sqlite_template: Any, tmp_path: Any, entries: list[Any], data: some.DataObject
) -> None:
    with copied(sqlite_template, tmp_path / "audit.db") as database:
        write(database, *entries)
        before = [dict(row) for row in rows(database)]
        assert findings(database) == []
        after, number = _tampered(before, data)
        rewrite(database, after)
        found = findings(database)
        assert any(f" {number} " in f"{line} " for line in found), (number, found)


def _tampered(before: Rows, data: some.DataObject) -> tuple[Rows, int]:
    """The rows as somebody left them, and the number that must be named."""
    place = data.draw(some.integers(0, len(before) - 2), "place")
    n = int(before[place]["n"])
    match data.draw(some.sampled_from(["changed", "changed well", "removed", "tail", "inserted", "swapped"])):
        case "changed":
            column = data.draw(some.sampled_from(_COLUMNS))
            other = before[place][column] + timedelta(seconds=1) if column == "at" else "otherwise"
            return [{**row, column: other} if row["n"] == n else row for row in before], n
        case "changed well":
            changed: Rows = [{**row, "who": "person:0x"} if row["n"] == n else row for row in before]
            return _chained(changed[: place + 1]) + before[place + 1 :], n + 1
        case "removed":
            return [row for row in before if row["n"] != n], n
        case "tail":
            return before[: place + 1], n + 1
        case "inserted":
            moved = [{**row, "n": row["n"] + 1} for row in before[place:]]
            return [*before[:place], {**before[place], "who": "person:0x"}, *moved], n
        case _:
            one, other_row = before[place], before[place + 1]
            swapped = [{**other_row, "n": one["n"]}, {**one, "n": other_row["n"]}]
            return before[:place] + swapped + before[place + 2 :], n


@pytest.fixture
def log(database: Database) -> Database:
    """A log with ten rows of ours."""
    write(database, *(entry(number) for number in range(1, 11)))
    return database


def test_a_log_that_nobody_touched_is_proven(log: Database) -> None:
    assert findings(log) == []
    assert findings(log, end(log)) == []


def test_a_changed_row_is_named(log: Database) -> None:
    change(log, 4, who="person:99")
    assert findings(log) == ["audit row 4 is not what was written, or does not continue row 3"]


def test_the_last_row_changed_with_a_fitting_hash_does_not_fit_the_end(log: Database) -> None:
    last = dict(rows(log)[-1]) | {"who": "person:99"}
    made = digest(last["n"], rows(log)[-2]["hash"], last)
    change(log, last["n"], who="person:99", hash=made)
    assert findings(log) == [
        f"audit row {last['n']} is not what was written: the end of the chain has another hash"
    ]


def test_a_removed_row_is_named(log: Database) -> None:
    rewrite(log, [row for row in rows(log) if row["n"] != 5])
    assert findings(log) == ["audit row 5 is missing"]


def test_removed_last_rows_are_named(log: Database) -> None:
    last = end(log).n
    rewrite(log, rows(log)[:-2])
    assert findings(log) == [f"audit rows {last - 1} to {last} are missing"]


def test_a_row_behind_the_end_is_named(log: Database) -> None:
    last = end(log)
    rewrite(log, [*rows(log), {**rows(log)[-1], "n": last.n + 1}])
    assert findings(log) == [f"audit row {last.n + 1} was added behind the end {last.n}"]


def test_an_end_that_is_gone_is_told(log: Database) -> None:
    with log.transaction() as connection:
        unguard(connection)
        connection.execute(text("DELETE FROM audit_end"))
    assert findings(log) == [f"the audit log has {len(rows(log))} rows, but its end is gone"]


def test_a_tail_that_was_cut_with_the_end_needs_somebody_who_remembers_it(log: Database) -> None:
    remembered, kept = end(log), rows(log)[:-3]
    rewrite(log, kept)
    with log.transaction() as connection:
        connection.execute(
            text("UPDATE audit_end SET n = :n, hash = :hash"), {"n": kept[-1]["n"], "hash": kept[-1]["hash"]}
        )
    assert findings(log) == []
    assert findings(log, remembered) == [
        f"audit row {remembered.n} is missing, which was there when its hash was written down"
    ]


def test_a_log_written_anew_needs_somebody_who_remembers_it(log: Database) -> None:
    remembered = end(log)
    made = _chained([{**row, "who": "machine"} for row in rows(log)])
    rewrite(log, made)
    with log.transaction() as connection:
        connection.execute(text("UPDATE audit_end SET hash = :hash"), {"hash": made[-1]["hash"]})
    assert findings(log) == []
    assert findings(log, remembered) == [
        f"audit row {remembered.n} has another hash than was written down: the log was written anew"
    ]


def test_an_anchor_that_was_moved_by_hand_is_found(log: Database) -> None:
    log.run(lambda session: fold(session, NOON + timedelta(minutes=4), 100, NOON))
    assert findings(log) == []
    moved = rows(log)[3]
    with log.transaction() as connection:
        unguard(connection)
        connection.execute(
            text("UPDATE audit_end SET anchor_n = :n, anchor_hash = :hash"),
            {"n": moved["n"], "hash": moved["hash"]},
        )
        connection.execute(delete(Audit.table()).where(Audit.table().c.n <= moved["n"]))
    assert findings(log) == [
        f"audit rows up to {moved['n']} are missing, and no row tells that they were erased on their term"
    ]


def test_a_row_from_before_the_anchor_is_found(log: Database) -> None:
    first = rows(log)[0]
    log.run(lambda session: fold(session, NOON + timedelta(minutes=4), 100, NOON))
    rewrite(log, [first, *rows(log)])
    assert findings(log)[0].startswith("audit row 1 lies before the anchor ")


def test_a_mark_reads_as_it_is_printed(log: Database) -> None:
    assert read_mark(f" {end(log)}\n") == end(log)
    assert str(Mark(3, GENESIS)) == f"3:{GENESIS}"


@pytest.mark.parametrize("wrong", ["", "12", "x:" + GENESIS, "1:" + "g" * 64, "1:0", "-1:" + GENESIS])
def test_what_is_no_mark_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no mark"):
        read_mark(wrong)
