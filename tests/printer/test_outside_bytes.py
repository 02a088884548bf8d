"""Whatever a printer says, or somebody sends to one: a clear answer, never a surprise."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from printer.address import Confirm, parse_address
from printer.channel import Deadline
from printer.decoder import UndecodableError, decode
from printer.emulator_stream import commands, real_time
from printer.outcome import PrinterAway, Readiness
from printer.status import clear_buffers, confirmed, is_confirmation, preflight

ANSWERS = st.lists(st.binary(max_size=9), max_size=12)
_GOOD = 0x12


class Babbling:
    """A line on which the printer says one thing after another, whatever it was asked; then none."""

    remembers = True

    def __init__(self, says: list[bytes]) -> None:
        self._says = says
        self._asked = False

    def read(self, seconds: float) -> bytes:
        """The next thing it says; before a question it holds its tongue."""
        if seconds == 0 and not self._asked:
            return b""
        self._asked = False
        return self._says.pop(0) if self._says else b""

    def write(self, chunk: bytes, seconds: float) -> int:  # noqa: ARG002
        """It takes all."""
        self._asked = True
        return len(chunk)

    def finish(self, seconds: float) -> bool:  # noqa: ARG002
        """All has left."""
        return True

    def close(self) -> None:
        """Nothing."""


@given(ANSWERS)
def test_a_printer_that_babbles_is_never_taken_for_a_good_one(says: list[bytes]) -> None:
    said = list(says)
    with suppress(PrinterAway):
        assert isinstance(preflight(Babbling(says), 0.001), Readiness)
        assert all(len(one) == 1 and one[0] & 0x93 == _GOOD for one in said[:4] if one)


@given(ANSWERS, st.sampled_from(Confirm), st.binary(min_size=4, max_size=4))
def test_only_the_answer_to_the_question_confirms(
    says: list[bytes], confirm: Confirm, process: bytes
) -> None:
    heard = b"".join(says)
    if confirmed(Babbling(says), confirm, process, Deadline(0.01)):
        assert process in heard or is_confirmation(heard[:1])


@given(ANSWERS)
def test_only_the_word_for_it_says_that_buffers_are_clear(says: list[bytes]) -> None:
    heard = b"".join(says)
    if clear_buffers(Babbling(says), 0.001):
        assert b"\x37\x25\x00" in heard


@given(st.binary(max_size=200))
def test_the_printer_that_is_a_program_takes_whatever_comes(data: bytes) -> None:
    taken = b"".join(command.raw for command in commands(data))
    assert data.startswith(taken)
    assert len(real_time(data)[1]) <= len(data)


@given(st.binary(max_size=200), st.sampled_from([384, 576]))
def test_bytes_that_are_no_job_are_said_to_be_none(data: bytes, width: int) -> None:
    with suppress(UndecodableError):
        assert all(sheet.width == width for sheet in decode(data, width))


@given(
    st.one_of(
        st.text(), st.from_regex(r"(tcp|usb|serial|file|virtual):(//)?.{0,30}(\?.{0,20})?", fullmatch=True)
    )
)
def test_what_is_no_address_is_said_to_be_none(text: str) -> None:
    with suppress(ValueError):
        assert parse_address(text)
