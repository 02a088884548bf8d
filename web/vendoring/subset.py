"""Cuts a font down to some characters. The only file that knows fontTools; it must not know which fonts."""

from __future__ import annotations

import io
import logging

from fontTools import subset as cutter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

# fontTools reports each table it leaves out.
logging.getLogger("fontTools.subset").setLevel(logging.ERROR)


def cut(font: bytes, codepoints: frozenset[int], weights: tuple[int, int]) -> bytes:
    """The WOFF2 font `font` with only `codepoints` and what shaping them needs, all features kept.

    Args:
        font: the whole font, variable in weight.
        codepoints: characters to keep.
        weights: the lightest and the heaviest to keep.

    The same input gives the same bytes: the date inside stays the original's. Characters that the font
    does not have are passed over.
    """
    options = cutter.Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.ignore_missing_unicodes = True
    whole = TTFont(io.BytesIO(font), recalcTimestamp=False)
    lighter = io.BytesIO()
    instantiateVariableFont(whole, {"wght": weights}).save(lighter)
    opened = TTFont(lighter, recalcTimestamp=False)  # the cutter wants a font as it was read
    worker = cutter.Subsetter(options)
    worker.populate(unicodes=codepoints)
    worker.subset(opened)
    result = io.BytesIO()
    cutter.save_font(opened, result, options)
    return result.getvalue()
