"""Words of the page of the pictures. Knows no request."""

from staff.texts.refused import refusals
from web.words import Words


def page_texts(words: Words) -> dict[str, str | dict[str, str]]:
    """Every sentence that the scripts of the page may show, by the name that they know."""
    _ = words.gettext
    return {
        **_cards(words),
        **_form(words),
        "refusals": {
            **refusals(words),
            "unknown_picture": _("This picture is no longer there."),
            "too_many_pictures": _("There are twelve pictures already. Remove one first."),
        },
        "close": _("Close"),
        "sure": _("Press again to confirm"),
        "stale": _("No connection since %(time)s. This can be out of date."),
    }


def _cards(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "none": _("No pictures yet."),
        "full": _("There are twelve pictures already. Remove one first."),
        "until_removed": _("Shown until you remove it."),
        "until_day": _("Shown up to and including %(day)s."),
        "until_over": _("Not shown any more: it was up to and including %(day)s."),
        "earlier": _("Earlier"),
        "later": _("Later"),
        "change": _("Change"),
        "remove": _("Remove"),
        "remove_title": _("Remove this picture for good?"),
        "remove_yes": _("Yes, remove it"),
        "remove_no": _("No, keep it"),
    }


def _form(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "add": _("New picture"),
        "file": _("Which picture?"),
        "file_hint": _("PNG, JPEG or WebP, at most 8 MB. Use only pictures that you may show."),
        "preview": _("Preview of the picture"),
        "missing_picture": _("Choose a picture."),
        "bad_picture": _("This is no picture that can be shown. Take PNG, JPEG or WebP, at most 8 MB."),
        "describes": _("What is on it?"),
        "describes_hint": _("For people who do not see it. At most 80 characters."),
        "missing_description": _("Say in a few words what is on it."),
        "last_day": _("Last day"),
        "last_day_hint": _("Leave empty to show it until you remove it."),
        "bad_day": _("Fill in a day, or leave it empty."),
        "show": _("Show it"),
        "save": _("Save"),
        "done_added": _("The picture is on the displays."),
        "done_changed": _("The picture is changed."),
        "done_removed": _("The picture is removed."),
    }
