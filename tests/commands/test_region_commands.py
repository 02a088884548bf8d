"""`load` and `dump`."""

from pathlib import Path

from tests.cast import REGION, World
from tests.commands.program import Program


def file(folder: Path, text: str) -> Path:
    path = folder / "region.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_dumped_can_be_loaded_and_changes_nothing(
    program: Program, sqlite_world: World, tmp_path: Path
) -> None:
    dumped = program.run_apart("dump")
    before = sqlite_world.rev()
    loaded = program.run("load", file(tmp_path, dumped.out))
    assert (dumped.code, dumped.err, loaded.code, loaded.err) == (0, "", 0, "")
    assert "nothing changed" in loaded.out
    assert sqlite_world.rev() == before


def test_a_first_load_makes_the_database_too(fresh: Program, tmp_path: Path) -> None:
    loaded = fresh.run("load", file(tmp_path, REGION))
    assert (loaded.code, loaded.out) == (0, "Werkcentrum Proefstad: locations 3 new\n")
    copy = tmp_path / "copy.toml"
    assert fresh.run("dump", copy).out == f"written to {copy}\n"
    assert fresh.run("dump").out == copy.read_text("utf-8")


def test_a_changed_file_is_in_force_at_once_and_in_the_log(
    program: Program, sqlite_world: World, tmp_path: Path
) -> None:
    loaded = program.run("load", file(tmp_path, REGION.replace("Op het Plein", "Aan het Plein")))
    assert loaded.code == 0
    assert sqlite_world.facts()[-1].actor == "command line"


def test_a_wrong_file_names_every_error_with_its_place_and_changes_nothing(
    program: Program, sqlite_world: World, tmp_path: Path
) -> None:
    wrong = REGION.replace('letter = "B"', 'letter = "A"').replace("13:00-17:00", "17:00-13:00", 1)
    wrong = wrong.replace('kind = "popup"', 'kind = "circus"')
    before = sqlite_world.rev(), program.run("dump").out
    loaded = program.run("load", file(tmp_path, wrong))
    lines = loaded.err.splitlines()
    assert (loaded.code, loaded.out) == (1, "")
    assert lines[0] == "Error: nothing was changed. region.toml has 3 problems:"
    for place, line in zip(("letter (line ", "hours.mon[1] (line ", "kind (line "), lines[1:], strict=True):
        assert place in line
    assert (sqlite_world.rev(), program.run("dump").out) == before


def test_another_regions_file_is_refused(program: Program, tmp_path: Path) -> None:
    loaded = program.run("load", file(tmp_path, REGION.replace('id = "proef"', 'id = "haaglanden"')))
    assert loaded.error == "this database serves 'proef', the file is for 'haaglanden'"


def test_a_file_that_cannot_be_read_is_an_error_of_one_line(program: Program, tmp_path: Path) -> None:
    absent, binary = tmp_path / "absent.toml", tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    assert program.run("load", absent).error == f"{absent}: No such file or directory"
    assert program.run("load", binary).error == f"{binary}: the file is not UTF-8 text"


def test_a_command_that_is_used_wrongly_is_an_error_of_one_line(program: Program, tmp_path: Path) -> None:
    assert "FILE" in program.run("load").error
    assert "directory" in program.run("load", tmp_path).error
    assert "nonsense" in program.run("nonsense").error
    assert "--nonsense" in program.run("dump", "--nonsense").error


def test_there_is_nothing_to_dump_before_the_first_load(fresh: Program) -> None:
    assert fresh.run("dump").error == "no region was loaded yet: run.py load FILE"


def test_a_dump_that_cannot_be_written_is_an_error_of_one_line(program: Program, tmp_path: Path) -> None:
    assert "absent" in program.run("dump", tmp_path / "absent" / "region.toml").error
