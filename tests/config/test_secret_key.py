"""Secrets that are made when first needed: one for all who ask, for their owner's eyes only."""

import itertools
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.secret_key import kept_secret, secret_key
from config.settings import Settings


def test_whoever_asks_at_the_same_moment_is_told_the_same(tmp_path: Path) -> None:
    numbers = itertools.count()
    for name in map(str, range(20)):
        together = threading.Barrier(4)

        def ask(path: Path = tmp_path / name, together: threading.Barrier = together) -> str:
            together.wait()
            return kept_secret(path, lambda: f"secret {next(numbers)}")

        with ThreadPoolExecutor(4) as pool:
            told = {asked.result() for asked in [pool.submit(ask) for _ in range(4)]}
        assert told == {(tmp_path / name).read_text()}
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_file_that_stays_empty_is_no_secret(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    with pytest.raises(OSError, match="remove it"):
        secret_key(Settings(data_dir=tmp_path))


def test_a_secret_of_the_settings_leaves_no_file(tmp_path: Path) -> None:
    assert secret_key(Settings(data_dir=tmp_path, secret_key="s" * 40)) == "s" * 40
    assert list(tmp_path.iterdir()) == []
