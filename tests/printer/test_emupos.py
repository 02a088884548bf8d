"""Whether emupos takes part in the tests, and what it is installed from."""

import warnings
from pathlib import Path

import pytest

from tests.house.checkout import read
from tests.printer import emupos as emupos_process
from tests.printer.emupos import header, python_for_emupos
from tests.printer.rig import EMULATORS


class EmuposTakesNoPart(UserWarning):
    """Nobody may think that somebody else's emulator was asked when it was not."""


@pytest.mark.filterwarnings("default::tests.printer.test_emupos.EmuposTakesNoPart")
def test_it_is_said_loudly_when_emupos_takes_no_part() -> None:
    if python_for_emupos() is None:
        warnings.warn(header(), EmuposTakesNoPart, stacklevel=1)
        assert len(EMULATORS) == 1
        assert "NO part" in header()
    else:
        assert len(EMULATORS) == 2
        assert header().startswith("emupos 0.4.0 on /")


def test_what_emupos_needs_is_pinned_with_hashes_and_names_no_registry() -> None:
    text = read("requirements/emupos.txt")
    assert "emupos==0.4.0 \\\n    --hash=sha256:" in text
    lines = [line for line in text.splitlines() if line and not line.startswith(("#", "    #"))]
    assert not [line for line in lines if "://" in line]
    pinned = [line for line in lines if not line.startswith(" ")]
    assert len(pinned) > 20
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert Path(emupos_process.LOCK_FILE).name in read("tests/printer/emupos.py")
