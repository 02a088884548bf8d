"""Words of the page on which visitors' texts are corrected and translated. Knows no request."""

from web.words import Words

WordingTexts = dict[str, str | dict[str, str]]


def wording_texts(words: Words) -> WordingTexts:
    """Every sentence that the scripts of the page may show."""
    return {
        "places": _places(words),
        "gaps": _gaps(words),
        "findings": _findings(words),
        "files": _files(words),
        **_list_texts(words),
        **_editor_texts(words),
        **_language_texts(words),
        **_saving_texts(words),
    }


def _places(words: Words) -> dict[str, str]:
    """Where a text is met, by its name in the API."""
    _ = words.gettext
    return {
        "questions": _("The questions"),
        "kiosk": _("Kiosk"),
        "paper": _("Ticket on paper"),
        "phone": _("The visitor's phone"),
        "display": _("Screen in the waiting room"),
        "pairing": _("Pairing a screen"),
    }


def _gaps(words: Words) -> dict[str, str]:
    """What is filled in at a placeholder."""
    _ = words.gettext
    return {
        "label": _("the number, such as A07"),
        "num": _("how many"),
        "low": _("how many at least"),
        "high": _("how many at most"),
        "time": _("the time"),
        "desk": _("the desk"),
        "day": _("the day"),
        "weekday": _("the day of the week"),
        "date": _("the day of the month"),
        "month": _("the month"),
        "name": _("the name of a colleague"),
        "wait": _("how long it takes"),
    }


def _findings(words: Words) -> dict[str, str]:
    """What is wrong with a text, or deserves a second look, by its code in the API."""
    _ = words.gettext
    return {
        "empty": _("Still empty."),
        "forms": _("This text needs %(detail)s forms."),
        "too_long": _("At most %(detail)s characters fit. Make it shorter."),
        "gap_missing": _("%(detail)s is missing. Put it where it belongs."),
        "gap_unknown": _("%(detail)s is nothing that is filled in here. Take it away."),
        "percent": _("A single % does not work here. Write “per cent”."),
        "markup": _("Only plain text: no <, no > and no codes such as &amp;."),
        "invisible": _("An invisible character came along. Type the text again yourself."),
        "no_glyph": _("Our letters do not have: %(detail)s. Write it otherwise."),
        "long": _("Much longer than the original (%(detail)s characters). Look whether it fits."),
        "sentence": _("A sentence has more than %(detail)s words. Make two of it."),
        "spaces": _("There are spaces too many."),
        "unknown": _("This text is not there any more. Load the page again."),
    }


def _files(words: Words) -> dict[str, str]:
    """Why a file is not taken, by its code in the API."""
    _ = words.gettext
    return {
        "unreadable": _("This is no .po file. Fetch the file here, and change only the translations."),
        "language": _("This file is for another language."),
        "forms": _("This file has other quantity forms. Fetch the file here and start from that."),
        "big": _("This file is too big. Remove remarks of your tool and try again."),
    }


def _list_texts(words: Words) -> WordingTexts:
    _ = words.gettext
    return {
        "missing": _("missing"),
        "own": _("changed by the region"),
        "unsaved": _("not saved yet"),
        "nothing_found": _("No text fits what you look for."),
        "count": words.forms("%(num)s text", "%(num)s texts"),
    }


def _editor_texts(words: Words) -> WordingTexts:
    _ = words.gettext
    return {
        "choose": _("Choose a text in the list."),
        "where": _("Where: %(places)s"),
        "dutch": _("Dutch"),
        "english": _("English"),
        "delivered": _("The text of Inloop"),
        "changed_by": _("Changed by %(name)s"),
        "changed_by_colleague": _("Changed by a colleague"),
        "text_in": _("Text: %(language)s"),
        "form_for": _("For %(numbers)s"),
        "form_many": _("For %(numbers)s and so on"),
        "insert": _("Put in: %(gap)s"),
        "as_shown": _("As visitors see it"),
        "drawn": _("A drawing: the real screen shows more beside it."),
        "does_not_fit": _("The text does not fit in its place."),
        "fits": _("The text fits."),
        "paper_wait": _("The ticket is being drawn…"),
        "paper_none": _("The ticket can be drawn when nothing is wrong with the text."),
        "paper_alt": _("The ticket with this text"),
        "save": _("Save"),
        "save_next": _("Save, then the next one"),
        "back_original": _("Back to the text of Inloop"),
        "to_list": _("To the list"),
        "read_only": _("An administrator saves it; you can try everything."),
    }


def _language_texts(words: Words) -> WordingTexts:
    _ = words.gettext
    return {
        "offered_now": _("Offered"),
        "to_add": _("Can be added"),
        "progress": _("%(done)s of %(total)s texts"),
        "is_offered": _("Visitors can choose this language."),
        "is_own": _("This is the region's own language."),
        "is_complete": _("Complete. Visitors cannot choose it yet."),
        "is_incomplete": words.forms(
            "%(num)s text is missing before visitors can choose it.",
            "%(num)s texts are missing before visitors can choose it.",
        ),
        "offered_missing": words.forms(
            "Visitors can choose it, but %(num)s text is missing: they read that in English.",
            "Visitors can choose it, but %(num)s texts are missing: they read those in English.",
        ),
        "offer": _("Offer to visitors"),
        "withdraw": _("Offer no longer"),
        "offered_done": _("Visitors can now choose: %(language)s."),
        "withdrawn_done": _("Visitors can no longer choose: %(language)s."),
        "unreviewed": _("No fluent speaker has reviewed these texts yet."),
    }


def _saving_texts(words: Words) -> WordingTexts:
    """What came of saving, of a file, of stepping back."""
    _ = words.gettext
    return {
        "saved": _("Saved. It counts on every screen now."),
        "saved_same": _("It was so already."),
        "saved_last": _("Saved. That was the last missing text."),
        "undone": _("Taken back: the text is as it was."),
        "restored": _("The text of Inloop counts again."),
        "mend_first": _("Something is not right yet. It is told at the text."),
        "file_fetch": _("Fetch the file"),
        "file_hand": _("Hand in a file"),
        "file_taken": words.forms("%(num)s text taken from the file.", "%(num)s texts taken from the file."),
        "file_skipped": words.forms(
            "%(num)s does not fit and was left out: %(names)s.",
            "%(num)s do not fit and were left out: %(names)s.",
        ),
        "file_unfinished": words.forms("%(num)s is still empty.", "%(num)s are still empty."),
        "unreached": _("No answer from the server. Press once more."),
        "forbidden": _("Only an administrator may do this."),
        "other": _("That did not work. Look again and press once more."),
        "unread": _("The texts cannot be fetched. Look at the network; it is tried again."),
    }
