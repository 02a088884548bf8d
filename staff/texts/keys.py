"""The keys, as the sheet `?` lists them; staff/static/staff/keys.js obeys. Knows no request."""

from web.words import Words


def keys(words: Words, may_call: bool) -> list[tuple[str, str]]:
    """Each key with what it does, for who calls visitors or for who does not."""
    _ = words.gettext
    calling = [
        ("N", _("Call the next visitor")),
        ("S", _("Start the conversation")),
        ("R", _("Call again")),
        ("B", _("Back to the line")),
        ("F", _("Finish, then 1 to 9 for the result")),
        ("H", _("On hold")),
        ("T", _("Hand over")),
        ("Q", _("Another question")),
        ("P", _("Break, other desk")),
    ]
    everybody = [
        ("U", _("Undo")),
        ("I", _("Give a number")),
        ("L", _("Done today")),
        ("Esc", _("Shut the sheet")),
        ("?", _("This sheet")),
    ]
    return [*(calling if may_call else []), *everybody]
