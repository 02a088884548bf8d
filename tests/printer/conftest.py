"""Printers for the tests: our own emulator, and emupos where there is a Python for it."""

from collections.abc import Iterator

import pytest

from tests.printer.emupos import EmuPos, running_emupos
from tests.printer.rig import (
    EMULATORS,
    EmuPosSerialRig,
    Rig,
    SerialRig,
    emupos_rig,
    own_rig,
    own_serial_rig,
)


@pytest.fixture(scope="session")
def emupos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmuPos]:
    """One process for this test run."""
    with running_emupos(tmp_path_factory.mktemp("emupos")) as found:
        yield found


@pytest.fixture(params=EMULATORS)
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    """A printer behind a cable, of each kind there is."""
    if request.param == "own":
        with own_rig() as own:
            yield own
    else:
        with emupos_rig(request.getfixturevalue("emupos")) as theirs:
            yield theirs


@pytest.fixture(params=EMULATORS)
def serial_rig(request: pytest.FixtureRequest) -> Iterator[SerialRig]:
    """A printer at the far end of a serial line, of each kind there is."""
    if request.param == "own":
        with own_serial_rig() as own:
            yield own
    else:
        yield EmuPosSerialRig(request.getfixturevalue("emupos"))
