"""A region's logo as it is printed: black or white, and no larger than the paper allows.

Knows nothing of what stands around it.
"""

from functools import lru_cache

from PIL import Image

from config.ticket import Size
from config.ticket_logo import DARK, logo_picture

_SHARE = {Size.SMALL: 1 / 3, Size.NORMAL: 2 / 3, Size.LARGE: 1.0}
# Of the paper's width: a higher logo would push the number off the first look.
_HIGHEST = 1 / 3


@lru_cache(maxsize=16)
def draw_logo(uri: str, size: Size, width: int) -> Image.Image:
    """Draw a logo.

    Args:
        uri: a PNG as a data URI.
        size: a third, two thirds or all of the paper's width at most; a smaller file stays as it is.
        width: of the paper in dots.

    Returns:
        A mode "1" picture, at most a third of the paper's width high, black where the file is dark, with
        a margin of half its own gap below. Not to be changed: it is kept for the next ticket.

    Raises:
        ValueError: it is no PNG that `logo_picture` takes.
    """
    grey = logo_picture(uri)
    factor = min(1.0, _SHARE[size] * width / grey.width, _HIGHEST * width / grey.height)
    if factor < 1:
        across, down = (max(1, round(side * factor)) for side in grey.size)
        grey = grey.resize((across, down), Image.Resampling.LANCZOS)
    return grey.point(lambda value: 255 * (value >= DARK)).convert("1", dither=Image.Dither.NONE)
