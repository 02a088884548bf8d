"""One picture of a page, made small enough for a document."""

import io

from PIL import Image
from playwright.sync_api import Page

from benchmarks.process import ROOT

FOLDER = ROOT / "docs" / "pictures"


def shoot(page: Page, name: str, scale: float = 1.0) -> None:
    """Write what the page shows to the folder of the documents."""
    picture = Image.open(io.BytesIO(page.screenshot()))
    size = (int(picture.width * scale), int(picture.height * scale))
    picture.resize(size).quantize(128).save(FOLDER / f"{name}.png", optimize=True)
