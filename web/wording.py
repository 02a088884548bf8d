"""Is every text there in every language? Compares what the code says with the catalogues.

The visitor's texts must be complete in each of their languages, the staff's in Dutch and English. A
missing or fuzzy translation, or a placeholder that got lost, is a problem; so is a leftover.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from web.words import DOMAINS, FOLDER, languages_with

ROOT = FOLDER.parent
_KEYWORDS = {"gettext": None, "_": None, "ngettext": (1, 2), "forms": (1, 2)}
_SOURCES = {
    "visitor": (
        "kiosk",
        "display",
        "web/printing",
        "web/push",
        "web/pairing.py",
        "web/waiting.py",
        "web/poster_words.py",
        "web/templates/web/pair.html",
    ),
    "staff": ("staff", "commands", "web"),
}
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
Id = str | tuple[str, ...]


def wording_problems() -> list[str]:
    """Everything that is wrong with the catalogues, a line each."""
    found = []
    for domain in DOMAINS:
        wanted = set(messages(domain))
        for language in languages_with(domain):
            found += [f"{language}/{domain}: {line}" for line in _problems(language, domain, wanted)]
    return found


def messages(domain: str) -> Iterator[Id]:
    """The message ids that the code of *domain* uses; a tuple for singular and plural."""
    for _path, message in uses(domain):
        yield message


def uses(domain: str) -> Iterator[tuple[str, Id]]:
    """Where the code of *domain* uses which message: the file's path in the checkout, with slashes."""
    for path in _sources(domain):
        method = "jinja2.ext:babel_extract" if path.suffix == ".html" else "python"
        for extracted in extract_from_file(method, str(path), keywords=_KEYWORDS):
            message = extracted[1]
            yield (
                path.relative_to(ROOT).as_posix(),
                message if isinstance(message, str) else tuple(message[:2]),
            )


def _sources(domain: str) -> Iterator[Path]:
    for place in _SOURCES[domain]:
        path = ROOT / place
        found = [path] if path.is_file() else [*path.rglob("*.py"), *path.rglob("*.html")]
        for file in sorted(found):
            if domain == "visitor" or not _is_visitors(file):
                yield file


def _is_visitors(file: Path) -> bool:
    relative = file.relative_to(ROOT).as_posix()
    return any(relative == place or relative.startswith(place + "/") for place in _SOURCES["visitor"])


def _problems(language: str, domain: str, wanted: set[Id]) -> Iterator[str]:
    catalogue = _read(language, domain)
    for wish in sorted(wanted, key=str):
        message = catalogue.get(wish if isinstance(wish, str) else wish[0])
        if message is None:
            yield f"missing: {wish!r}"
        elif message.fuzzy:
            yield f"fuzzy: {wish!r}"
        else:
            yield from _faults(message)
    known = {message.id for message in catalogue if message.id}
    for leftover in sorted(known - wanted, key=str):
        yield f"no longer used: {leftover!r}"


def _faults(message: Message) -> Iterator[str]:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if not all(texts):
        yield f"empty: {message.id!r}"
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    allowed = {name for text in ids for name in _PLACEHOLDER.findall(text)}
    for text in texts:
        names = set(_PLACEHOLDER.findall(text))
        lost = allowed - names if isinstance(message.id, str) else set()
        if lost or names - allowed:
            yield f"placeholders differ: {message.id!r} → {text!r}"


def _read(language: str, domain: str) -> Catalog:
    with (FOLDER / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as source:
        return read_po(source, locale=language, domain=domain, abort_invalid=True)
