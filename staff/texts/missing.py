"""What is still to be filled in, in words. Knows no request."""

from web.words import Words


def missing_texts(words: Words) -> dict[str, str]:
    """What is still to be filled in, in words."""
    _ = words.gettext
    return {
        "missing_reason": _("Say why this visitor goes first."),
        "missing_target": _("Choose a question, a guide or a desk."),
        "missing_question": _("Choose a question."),
        "missing_other": _("Choose the other number."),
        "missing_change": _("Change something first."),
        "missing_desk": _("Choose a desk first."),
        "missing_minutes": _("Choose how long."),
        "missing_close": _("Choose a reason for closing."),
        "missing_text": _("Write the message first."),
    }
