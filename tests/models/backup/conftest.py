"""Keys that cost nothing."""

import pytest


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a key costs is for whoever guesses; the command's own tests pay it."""
    monkeypatch.setattr("models.backup.sealed._COST", {"n": 2**10, "r": 8, "p": 1})
