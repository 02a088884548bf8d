"""One server for each file of attacks, and the map of an application of the same code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from commands.composition import compose
from config.settings import Settings
from tests.attacks.target import Target, target
from tests.cast import copied


@pytest.fixture(scope="module")
def found(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """What is attacked. Afterwards it still answers, and has logged no trace."""
    folder = tmp_path_factory.mktemp("attacked")
    with (
        copied(sqlite_template, folder / "inloop.db") as database,
        target(database, folder / "data") as started,
    ):
        yield started
        assert started.ask("GET", "/healthz", None, {}).status == 200
        assert "Traceback" not in started.log, started.log[-4000:]


@pytest.fixture(scope="module")
def app(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The same code in this process, for its map of addresses."""
    folder = tmp_path_factory.mktemp("read")
    with copied(sqlite_template, folder / "inloop.db") as database:
        yield compose(Settings(data_dir=folder), database, async_mode="threading").app
