"""A ticket or slip as text commands, for a slow line and a script that the printer knows itself.

Made from the same blocks as the picture, so it says the same; the printer draws letters and code. No typed
byte becomes a command: texts are encoded in one code page after everything that commands was taken out, and
what a code page cannot say is not printed this way at all.

Knows nothing of devices. Numbers of code pages and commands as in Epson's ESC/POS reference.
"""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image

from config.ticket import Size
from printer.layout import Block, Code, Logo, Mark, Role, Rule, Space, Words
from printer.layout_size import BOLD, sizes_for
from printer.line import clean
from printer.logo import draw_logo
from printer.qr import dots_a_module
from printer.raster import (
    FEED,
    FEED_AND_CUT,
    INITIALISE,
    REAL_TIME,
    ROWS_AS_UNITS,
    STRIP_ROWS,
    picture_commands,
)

# Codec, and the number that ESC t gives it: Western Europe with euro, Central Europe, Turkish.
CODE_PAGES = (("cp858", 19), ("cp852", 18), ("cp857", 13))
_SELECT_PAGE = b"\x1bt"
_ALIGN = b"\x1ba"
_MAGNIFY = b"\x1d!"
_EMPHASISE = b"\x1bE"
_QR_MODEL_2 = b"\x1d(k\x04\x001A2\x00"
_QR_DOTS = b"\x1d(k\x03\x001C"
_QR_LEVEL_M = b"\x1d(k\x03\x001E1"
_QR_STORE = b"\x1d(k"
_QR_PRINT = b"\x1d(k\x03\x001Q0"
LONGEST_URL = 500
_DOTS_A_LETTER = 12
_SPACE_ROWS = {Size.SMALL: 9, Size.NORMAL: 18, Size.LARGE: 54}
# Signs of typography that code pages lack, as people type them; joiners and direction marks mean nothing.
_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "…": "...", "ʼ": "'"}
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\ufeff", "")
)


@dataclass(frozen=True)
class _Manner:
    """How a paragraph is set: times as wide, times as high, heavy, in the middle."""

    wide: int = 1
    high: int = 1
    bold: bool = False
    centred: bool = False

    @property
    def commands(self) -> bytes:
        size = (self.wide - 1) << 4 | (self.high - 1)
        return (
            _ALIGN + bytes([self.centred]) + _MAGNIFY + bytes([size]) + _EMPHASISE + bytes([int(self.bold)])
        )


def native_job(blocks: Sequence[Block], width: int, strip_rows: int = STRIP_ROWS) -> bytes | None:
    """Text commands that print the blocks and cut the paper below them.

    Args:
        blocks: from top to bottom.
        width: of the paper in dots, 576 or 384.
        strip_rows: for a logo, see `raster.encode`.

    Returns:
        A job without real-time sequence, or None where no single code page has all the letters, or a code
        holds something other than printable ASCII: then only a picture says everything.

    Raises:
        ValueError: there is no paper of that width, or a QR address is too long for it.
    """
    texts, urls = _texts(blocks), [block.url for block in blocks if isinstance(block, Code)]
    page = next(((codec, number) for codec, number in CODE_PAGES if _says(codec, texts)), None)
    if page is None or not all(_plain_url(url) for url in urls):
        return None
    codec, number = page
    body = b"".join(_block(block, width, codec, strip_rows) for block in blocks)
    job = INITIALISE + ROWS_AS_UNITS + _SELECT_PAGE + bytes([number]) + body + FEED_AND_CUT
    # By construction there is none: no text byte is below 32, no command here holds 16 before 4, 5 or 20.
    return None if REAL_TIME.search(job) else job


def plain(text: str) -> str:
    """A text in letters that a code page may have: cleaned, quotes and dashes as on a typewriter."""
    return " ".join(clean(text).translate(_PLAIN).split())


def _texts(blocks: Iterable[Block]) -> list[str]:
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Words | Mark):
            texts.append(plain(block.text))
        elif isinstance(block, Code):
            texts += _texts(block.beside)
    return texts


def _says(codec: str, texts: Iterable[str]) -> bool:
    try:
        return all(byte >= 32 and byte != 127 for text in texts for byte in text.encode(codec))
    except UnicodeEncodeError:
        return False


def _plain_url(url: str) -> bool:
    return 0 < len(url) <= LONGEST_URL and all(32 < ord(char) < 127 for char in url)


def _block(block: Block, width: int, codec: str, strip_rows: int) -> bytes:
    columns = width // _DOTS_A_LETTER
    match block:
        case Words():
            return _paragraph(block.text, _manner(block, columns), columns, codec)
        case Mark():
            bar = _paragraph("═" * columns, _Manner(bold=True), columns, codec)
            large = _Manner(2, 2, bold=True, centred=True)
            lines = (_paragraph(line, large, columns, codec) for line in block.text.splitlines())
            return bar + b"".join(lines) + bar
        case Rule():
            return _paragraph("─" * columns, _Manner(bold=block.size is Size.LARGE), columns, codec)
        case Space():
            return FEED + bytes([_SPACE_ROWS[block.size]])
        case Code():
            beside = b"".join(_block(words, width, codec, strip_rows) for words in block.beside)
            return _code(block, width) + beside
        case Logo():
            logo = draw_logo(block.uri, block.size, width)
            sheet = Image.new("1", (width, logo.height), 1)
            sheet.paste(logo, ((width - logo.width) // 2 if block.centred else 0, 0))
            return _Manner().commands + picture_commands(sheet, strip_rows)


def _manner(words: Words, columns: int) -> _Manner:
    bold, large = words.role in BOLD, words.size is Size.LARGE
    match words.role:
        case Role.NUMBER:
            most = 5 if words.size is Size.SMALL else 8
            times = max(1, min(most, columns // max(1, len(plain(words.text)))))
            return _Manner(times, times, bold, words.centred)
        case Role.TITLE:
            times = 1 if words.size is Size.SMALL else 2
            return _Manner(times, times + large, bold, words.centred)
        case Role.LEAD:
            return _Manner(1 + large, 2, bold, words.centred)
        case _:
            return _Manner(1, 1 + large, bold, words.centred)


def _paragraph(text: str, manner: _Manner, columns: int, codec: str) -> bytes:
    lines = textwrap.wrap(plain(text), columns // manner.wide)
    return manner.commands + b"".join(line.encode(codec) + b"\n" for line in lines)


def _code(block: Code, width: int) -> bytes:
    dots = dots_a_module(block.url, wanted=sizes_for(width).code[block.size], room=width)
    stored = b"1P0" + block.url.encode("ascii")
    return b"".join(
        (
            _Manner(centred=block.centred).commands,
            _QR_MODEL_2,
            _QR_DOTS + bytes([min(dots, 15)]),
            _QR_LEVEL_M,
            _QR_STORE + len(stored).to_bytes(2, "little") + stored,
            _QR_PRINT,
        )
    )
