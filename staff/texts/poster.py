"""Words of the page of the poster, for its script. Knows no request."""

from web.words import Words


def poster_texts(words: Words) -> dict[str, str]:
    """Every sentence that the script of the page may show."""
    _ = words.gettext
    return {
        "sure": _("Press again: all older posters stop working at once"),
        "failed": _("That did not work. Look again and press once more."),
        "making": _("Saving…"),
    }
