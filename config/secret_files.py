"""Secrets that lie in a file of their own, as container engines and service managers hand them over.

Knows which variable names such a file; not what the secret is for.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

SUFFIX = "_FILE"
_ALLOWED = "allowed: a file with one value"


def read_secret_files(environment: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The values of those variables among *names* that are given as `NAME_FILE`, a path.

    Raises:
        ValueError: such a file cannot be read or is empty, or the variable is given itself as well; the
            message names the variable, never what is in the file.
    """
    found = {}
    for name in names:
        path = environment.get(name + SUFFIX)
        if not path:
            continue
        if environment.get(name):
            raise ValueError(f"{name} and {name}{SUFFIX} are both set; allowed: one of them")
        found[name] = _content(name + SUFFIX, path)
    return found


def _content(name: str, path: str) -> str:
    try:
        value = Path(path).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not text"
        raise ValueError(f"{name}={path}: cannot be read ({reason}); {_ALLOWED}") from None
    if not value or "\n" in value:
        raise ValueError(f"{name}={path}: holds no value, or several lines; {_ALLOWED}")
    return value
