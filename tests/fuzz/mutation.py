"""Bytes that were right until something happened to them: bits, ends, pieces, depth, numbers without an end.

Knows no parser.
"""

import re
from collections.abc import Callable, Sequence

from hypothesis import strategies as st

ABSURD = (
    *(b"1e999", b"-1e999", b"1e-999", b"NaN", b"Infinity", b"-0", b"0x7f", b"1_0", b"null", b"true", b'""'),
    *(
        b"9" * 20,
        b"-" + b"9" * 19,
        b"9" * 400,
        b"9" * 5000,
        b"0x" + b"f" * 4000,
        b"0." + b"9" * 400,
        b"18446744073709551616",
    ),
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\\ud800", b"\\u0000", b"\xef\xbb\xbf", b"\xe2\x80\xae"),
    *(
        b"\r\n",
        b"\x85",
        b"%00",
        b"%ff",
        b"../",
        b"//",
        b"A" * 3000,
        b"\xc2\xb2",
        b"\xd9\xa1",
        b"\xff\xfe{\0}\0",
    ),
)
"""What no language of ours means, and some reader somewhere did not expect."""
BRACKETS = ((b"[", b"]"), (b'{"a":', b"}"), (b"{a=", b"}"), (b"(", b")"), (b"<a>", b"</a>"))
_NUMBER = re.compile(rb"[0-9]+")
_DEPTHS = (2, 200, 1200, 3500)

Draw = Callable[[st.SearchStrategy[int]], int]


@st.composite
def mutated(draw: Callable[..., int], seeds: Sequence[bytes], words: Sequence[bytes] = ()) -> bytes:
    """One of the seeds after up to four accidents; now and then bytes that never were anything."""
    at = draw(st.integers(-1, len(seeds) - 1))
    data = seeds[at] if at >= 0 else bytes(draw(st.integers(0, 255)) for _ in range(draw(st.integers(0, 40))))
    for _ in range(draw(st.integers(0, 4))):
        data = _ACCIDENTS[draw(st.integers(0, len(_ACCIDENTS) - 1))](draw, data, (*seeds, *words))
    return data


def _place(draw: Draw, data: bytes) -> int:
    return draw(st.integers(0, len(data)))


def _flipped(draw: Draw, data: bytes, _: Sequence[bytes]) -> bytes:
    if not data:
        return data
    at = draw(st.integers(0, len(data) - 1))
    return data[:at] + bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) + data[at + 1 :]


def _cut_off(draw: Draw, data: bytes, _: Sequence[bytes]) -> bytes:
    return data[: _place(draw, data)]


def _left_out(draw: Draw, data: bytes, _: Sequence[bytes]) -> bytes:
    at = _place(draw, data)
    return data[:at] + data[at + draw(st.integers(1, 30)) :]


def _doubled(draw: Draw, data: bytes, _: Sequence[bytes]) -> bytes:
    at, length = _place(draw, data), draw(st.integers(1, 60))
    return data[: at + length] + data[at : at + length] * draw(st.integers(1, 20)) + data[at + length :]


def _spliced(draw: Draw, data: bytes, others: Sequence[bytes]) -> bytes:
    other = others[draw(st.integers(0, len(others) - 1))] if others else data
    return data[: _place(draw, data)] + other[_place(draw, other) :]


def _put_in(draw: Draw, data: bytes, others: Sequence[bytes]) -> bytes:
    at, put = _place(draw, data), (*ABSURD, *others)
    return data[:at] + put[draw(st.integers(0, len(put) - 1))] + data[at:]


def _counted_wrong(draw: Draw, data: bytes, _: Sequence[bytes]) -> bytes:
    found = list(_NUMBER.finditer(data))
    if not found:
        return data
    one, put = found[draw(st.integers(0, len(found) - 1))], ABSURD[draw(st.integers(0, len(ABSURD) - 1))]
    return data[: one.start()] + put + data[one.end() :]


def _nested(draw: Draw, data: bytes, _: Sequence[bytes]) -> bytes:
    before, after = BRACKETS[draw(st.integers(0, len(BRACKETS) - 1))]
    depth, at = _DEPTHS[draw(st.integers(0, len(_DEPTHS) - 1))], _place(draw, data)
    return data[:at] + before * depth + after * depth * draw(st.integers(0, 1)) + data[at:]


_ACCIDENTS = (_flipped, _cut_off, _left_out, _doubled, _spliced, _put_in, _counted_wrong, _nested)
