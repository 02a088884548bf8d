"""Eyes that did not draw the ticket: two readers of QR codes and a reader of print, over a job's own bytes.

What they are given is what a printer would leave on paper. Where to look they find out from the paper: the
number is the highest band of ink, the sentence stands between the rule and the code.
"""

import difflib
import io
import os
import struct
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import zxingcpp
from PIL import Image, ImageOps
from pyzbar.pyzbar import ZBarSymbol
from pyzbar.pyzbar import decode as zbar

from printer.decoder import decode

# Names that tesseract's data files have.
OCR_LANGUAGE = {
    "nl": "nld",
    "en": "eng",
    "uk": "ukr",
    "pl": "pol",
    "tr": "tur",
    "ar": "ara",
    "fa": "fas",
    "ti": "tir",
}
_MARGIN = 30


def paper_of(job: bytes, width: int) -> Image.Image:
    """The one sheet that a job leaves, in grey; a job that is not understood raises."""
    (sheet,) = decode(job, width)
    return sheet.convert("L")


def forgiving_paper_of(job: bytes, width: int) -> Image.Image:
    """The same by a printer like most: it prints what it understands and passes over the rest.

    Written apart from the decoder, straight from the commands' reference: GS v 0, ESC J, ESC a.
    """
    paper = Image.new("1", (width, 20_000), 1)
    place, top, right = 0, 0, False
    while place < len(job):
        if job[place : place + 3] == b"\x1dv0" and len(job) >= place + 8:
            across, rows = struct.unpack_from("<HH", job, place + 4)
            dots = job[place + 8 : place + 8 + across * rows].ljust(across * rows, b"\0")
            place += 8 + across * rows
            if across and rows and top + rows < paper.height:
                strip = Image.frombytes("1", (8 * across, rows), dots, "raw", "1;I")
                paper.paste(strip, (width - 8 * across if right else 0, top))
                top += rows
            continue
        if job[place : place + 2] == b"\x1bJ":
            top += job[place + 2]
        elif job[place : place + 2] == b"\x1ba":
            right = job[place + 2] == 2
        else:
            place += 1
            continue
        place += 3
    return paper.crop((0, 0, width, max(1, min(top, paper.height)))).convert("L")


def codes_on(paper: Image.Image) -> tuple[list[str], list[str]]:
    """What each of the two readers of codes finds."""
    first = [found.data.decode() for found in zbar(paper, symbols=[ZBarSymbol.QRCODE])]
    second = zxingcpp.read_barcodes(paper, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return first, [found.text for found in second]


def number_on(paper: Image.Image) -> str:
    """The number, read from the highest band of ink above the rule."""
    top, bottom = max(_bands(paper, _rule(paper)), key=lambda band: band[1] - band[0], default=(0, 1))
    crop = paper.crop((0, top, paper.width, bottom))
    # The reader of print was taught on letters of text; the number is six times as large.
    return read(crop, "eng", 96 / crop.height, line=True).strip()


def sentences_on(paper: Image.Image, language: str) -> Iterator[str]:
    """All that stands between the rule and the code, read in several sizes.

    Tesseract leaves out lines of Farsi with Latin letters in one size or another; who reads looks again.
    """
    codes = zbar(paper, symbols=[ZBarSymbol.QRCODE])
    bottom = codes[0].rect.top - 2 if codes else paper.height
    crop = paper.crop((0, min(_rule(paper) + 4, bottom - 1), paper.width, bottom))
    return (read(crop, OCR_LANGUAGE[language], scale) for scale in (1.5, 1.0, 2.0))


def likeness(read_text: str, printed: str) -> float:
    """How alike two texts are, 0 to 1, blanks and unseen signs aside."""
    return difflib.SequenceMatcher(None, _bare(read_text), _bare(printed), autojunk=False).ratio()


def read(crop: Image.Image, language: str, scale: float, *, line: bool = False) -> str:
    """What tesseract reads on a part of the paper, made larger by so much."""
    size = (round(crop.width * scale), round(crop.height * scale))
    file = io.BytesIO()
    ImageOps.expand(crop.resize(size, Image.Resampling.LANCZOS), _MARGIN, 255).save(file, format="PNG")
    done = subprocess.run(
        ["tesseract", "-", "-", "-l", language, "--psm", "7" if line else "6", "--dpi", "300"],
        input=file.getvalue(),
        capture_output=True,
        check=True,
        timeout=30,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode()


def _bare(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text)
    return "".join(char for char in composed if not char.isspace() and unicodedata.category(char) != "Cf")


def _rule(paper: Image.Image) -> int:
    """The first row that is black from edge to edge; the last one of the paper if none is."""
    for top in range(paper.height):
        if not any(paper.crop((0, top, paper.width, top + 1)).tobytes()):
            return top
    return paper.height - 1


def _bands(paper: Image.Image, bottom: int) -> list[tuple[int, int]]:
    """First and last row of each stretch of rows with ink above `bottom`."""
    inked = [0 in paper.crop((0, row, paper.width, row + 1)).tobytes() for row in range(bottom)]
    marks = [0, *(row for row in range(1, bottom) if inked[row] != inked[row - 1]), bottom]
    return [(first, last) for first, last in pairwise(marks) if first < last and inked[first]]
