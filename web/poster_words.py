"""The words of the poster at the door, in a visitor's language. Knows no request."""

from web.words import Words


def poster_words(words: Words) -> dict[str, str]:
    """What stands on the poster.

    Args:
        words: of the domain `visitor`.
    """
    _ = words.gettext
    return {
        "title": _("Take a number with your phone"),
        "scan": _("Scan the code with your phone"),
        "choose": _("What brings you here?"),
        "follow": _("Follow your place on your phone"),
    }
