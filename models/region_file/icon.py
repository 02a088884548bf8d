"""The names of the icons that question types may use. Knows nothing of how they are drawn."""

from pathlib import Path

ICON_LIST = Path(__file__).resolve().parents[2] / "config" / "icons.txt"


def icon_names(path: Path = ICON_LIST) -> frozenset[str]:
    """Read the icon names, one a line. Errors: OSError when the list cannot be read."""
    return frozenset(filter(None, map(str.strip, path.read_text(encoding="utf-8").splitlines())))
