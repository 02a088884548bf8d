"""`facts` and `replay`: the log out without names, and the ranges that would have been told."""

import json
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from models.simulation.floor import Crew, Floor
from models.simulation.pace import SHAPES
from tests.cast import MONDAY_TEN, World
from tests.commands.program import Program, Ran

FIELDS = {"at", "location", "fact", "ticket", "question_type", "guide", "desk"}
ANSWER = ["ticket", "at", "low", "median", "high", "actual"]


@pytest.fixture
def played(sqlite_world: World) -> World:
    """Two hours of two guides called Anneke and Bilal."""
    floor = Floor(
        sqlite_world.database,
        "altijd",
        Crew({"Anneke": "1", "Bilal": "2"}),
        SHAPES["busy"].shared_by(2),
        Random(3),
    )
    floor.play(MONDAY_TEN, MONDAY_TEN + timedelta(hours=2), lambda _moment: True, early=3)
    return sqlite_world


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def replayed(program: Program, folder: Path, *facts: str | dict[str, object]) -> Ran:
    text = "".join(f"{fact if isinstance(fact, str) else json.dumps(fact)}\n" for fact in facts)
    path = folder / "facts.jsonl"
    path.write_text(text, encoding="utf-8")
    return program.run("replay", path)


def issued(ticket: object = "A01", at: str = "2026-11-23T09:00:00Z", **more: object) -> dict[str, object]:
    return {
        "at": at,
        "location": "plein",
        "fact": "issued",
        "ticket": ticket,
        "question_type": "werk",
        **more,
    }


def test_facts_are_one_object_a_line_oldest_first_and_without_names(program: Program, played: World) -> None:
    written = program.run("facts")
    facts = lines(written.out)
    assert [fact["at"] for fact in facts] == sorted(fact["at"] for fact in facts)
    assert all(set(fact) <= FIELDS and fact.keys() >= {"at", "location", "fact"} for fact in facts)
    assert {"issued", "called", "started", "finished"} <= {fact["fact"] for fact in facts}
    first = next(fact["guide"] for fact in facts if "guide" in fact)
    assert first == "g1"
    assert {fact["guide"] for fact in facts if "guide" in fact} == {"g1", "g2"}
    assert "Anneke" not in written.out


def test_facts_of_some_days_are_those_and_no_others(program: Program, played: World) -> None:
    day = MONDAY_TEN.date()
    whole = program.run("facts").out
    assert program.run("facts", "--from", str(day), "--to", str(day)).out == whole
    assert program.run("facts", "--to", str(day - timedelta(days=1))).out == ""
    assert program.run("facts", "--from", str(day + timedelta(days=1))).out == ""
    assert "before --from" in program.run("facts", "--from", "2026-11-02", "--to", "2026-11-01").error
    assert "9998-12-30 is the last day" in program.run("facts", "--to", "9999-12-31").error


def test_what_facts_writes_replay_reads(program: Program, played: World, tmp_path: Path) -> None:
    path = tmp_path / "facts.jsonl"
    path.write_text(program.run("facts").out, encoding="utf-8")
    ran = program.run("replay", path)
    assert ran.code == 0, ran.err
    told = lines(ran.out)
    numbers = [fact["ticket"] for fact in lines(path.read_text()) if fact["fact"] == "issued"]
    assert [each["ticket"] for each in told] == numbers
    assert all(list(each) == ANSWER and each["low"] <= each["median"] <= each["high"] for each in told)
    assert all(each["actual"] >= 0 for each in told if each["actual"] is not None)
    for words in ("median: mean absolute error", "plain mean", "inside the range", "five minutes too little"):
        assert words in ran.err
    assert "Traceback" not in ran.err


def test_a_file_of_others_with_facts_and_fields_that_nobody_knows_is_read(
    program: Program, tmp_path: Path
) -> None:
    ran = replayed(
        program,
        tmp_path,
        issued(7, weather="rain"),
        {"at": "2026-11-23T09:00:01+00:00", "location": "plein", "fact": "coffee_made"},
        {"at": "2026-11-23T10:02:00+01:00", "location": "plein", "fact": "called", "ticket": 7, "desk": "2"},
        "",
    )
    assert lines(ran.out) == [
        {"ticket": 7, "at": "2026-11-23T09:00:00Z", "low": 0.0, "median": 0.0, "high": 0.0, "actual": 120.0}
    ]
    assert "of 1 called" in ran.err


def test_without_anybody_called_there_is_nothing_to_compare(program: Program, tmp_path: Path) -> None:
    ran = replayed(program, tmp_path, issued())
    assert lines(ran.out)[0]["actual"] is None
    assert ran.err == "nobody was called: there is nothing to compare\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "this is not JSON"),
        ("[]", "this is no object"),
        ('{"at": "2026-11-23T09:00:00Z", "fact": "issued"}', '"location" is missing'),
        ('{"at": "2026-11-23T09:00:00Z", "location": "x", "fact": 3}', '"fact" is missing, or no text'),
        ('{"at": "yesterday", "location": "x", "fact": "issued", "ticket": 1}', "write a moment as"),
        ('{"at": "2026-11-23T09:00:00Z", "location": "x", "fact": "called"}', '"ticket" is missing'),
        (json.dumps(issued(at="2026-11-22T09:00:00Z")), "sort the facts, oldest first"),
        (json.dumps(issued(ticket=[1])), '"ticket" is no text and no whole number'),
        (json.dumps(issued(ticket={})), '"ticket" is no text and no whole number'),
        (json.dumps(issued(ticket=True)), '"ticket" is no text and no whole number'),
        (json.dumps(issued(ticket="\ud800")), '"ticket" is no text and no whole number'),
        (json.dumps(issued(question_type=[])), '"question_type" is no text'),
        (json.dumps(issued(location="\ud800")), '"location" is missing, or no text'),
    ],
)
def test_a_wrong_line_is_named_by_its_number(program: Program, tmp_path: Path, line: str, told: str) -> None:
    ran = replayed(program, tmp_path, issued(), line)
    assert ran.code == 1
    assert ran.err.startswith("Error: line 2: ")
    assert told in ran.err


def test_a_file_that_is_not_there_or_no_text_is_an_error_of_one_line(
    program: Program, tmp_path: Path
) -> None:
    assert "absent.jsonl" in program.run("replay", tmp_path / "absent.jsonl").error
    (tmp_path / "picture").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in program.run("replay", tmp_path / "picture").error
