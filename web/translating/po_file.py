"""One .po file for a translator's own tools, out and in again. Whether a text fits is not asked here."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from models.wording import Forms
from web.translating.listing import Text
from web.words import catalogue, key_of, plural_forms

_WIDTH = 100


class WrongFile(Exception):
    """The file is not one for this language; `code` says why: `unreadable`, `language` or `forms`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Taken:
    """What a file brought.

    Attributes:
        texts: all forms by key.
        unknown: keys that no text of ours has.
        unfinished: how many it left empty or marked as unsure (fuzzy).
    """

    texts: Mapping[str, Forms]
    unknown: tuple[str, ...]
    unfinished: int


def written(
    language: str, texts: Mapping[str, Text], forms: Mapping[str, Forms], beside: Mapping[str, Forms]
) -> str:
    """The file of a language.

    Args:
        language: its code.
        texts: all texts in order; each gets a remark where it is met.
        forms: those that are there, by key.
        beside: the same in the language of the house, as a remark.
    """
    made = _empty(language)
    for key, text in texts.items():
        remarks = [
            f"Dutch: {' / '.join(dict.fromkeys(beside.get(key, ())))}",
            f"Where: {', '.join(text.places)}",
        ]
        made.add(
            (key, text.plural) if text.plural is not None else text.source or key,
            _strings(forms.get(key), text, made.num_plurals),
            auto_comments=remarks,
            flags=("python-format",) if text.gaps else (),
            context=key if text.source else None,
        )
    file = io.BytesIO()
    write_po(file, made, width=_WIDTH, omit_header=False)
    return file.getvalue().decode("utf-8")


def read(source: str, language: str, texts: Mapping[str, Text]) -> Taken:
    """What a file for *language* says.

    Raises:
        WrongFile: it is no .po file, one for another language, or one with other quantity forms.
    """
    try:
        file = read_po(io.StringIO(source), abort_invalid=True, ignore_obsolete=True)
    except (PoFileError, ValueError, IndexError, KeyError) as error:
        raise WrongFile("unreadable") from error
    _refuse_other(source, file, language)
    found: dict[str, Forms] = {}
    unknown, unfinished = [], 0
    for message in file:
        if not message.id:
            continue
        key = message.context or key_of(message.id)
        forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if key not in texts:
            unknown.append(key)
        elif message.fuzzy or not all(form.strip() for form in forms):
            unfinished += 1
        else:
            found[key] = forms
    return Taken(found, tuple(unknown), unfinished)


def _empty(language: str) -> Catalog:
    delivered = catalogue(language, "visitor")
    rule = delivered.plural_forms if len(delivered) else plural_forms(language)
    head = f'msgid ""\nmsgstr "Language: {language}\\nPlural-Forms: {rule.rstrip(";")};\\n"\n'
    made = read_po(io.StringIO(head), locale=language)
    made.header_comment = "# What visitors read on kiosk, paper, phone and display."
    made.project, made.version, made.fuzzy = "Inloop", "visitor", False
    made.msgid_bugs_address = made.last_translator = ""
    return made


def _strings(forms: Forms | None, text: Text, count: int) -> str | tuple[str, ...]:
    if not text.counted:
        return forms[0] if forms else ""
    return forms if forms and len(forms) == count else ("",) * count


def _refuse_other(source: str, file: Catalog, language: str) -> None:
    if not any(message.id for message in file):
        raise WrongFile("unreadable")
    named = dict(file.mime_headers).get("Language") or _head(source)
    if named and named.replace("_", "-").partition("-")[0].lower() != language:
        raise WrongFile("language")
    if file.num_plurals != catalogue(language, "visitor").num_plurals:
        raise WrongFile("forms")


def _head(source: str) -> str:
    line = next((line for line in source.splitlines() if '"Language:' in line), "")
    return line.partition(":")[2].strip().removesuffix('\\n"').strip()
