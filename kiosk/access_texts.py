"""The words with which a visitor sets letters, colours, reach and voice, and what the voice says itself."""

from web.words import Words


def access_texts(words: Words) -> dict[str, str]:
    """The words of sheet and voice in the language of *words*, by the names that scripts know them by."""
    _ = words.gettext
    return {
        "access": _("Read and see"),
        "fetch_me": _("Come and fetch me"),
        "aloud": _("Read aloud"),
        "again": _("Once more"),
        "softer": _("Softer"),
        "louder": _("Louder"),
        "voice_off": _("Stop the voice"),
        "letters": _("Letters"),
        "zoom_100": _("Normal"),
        "zoom_150": _("Large"),
        "zoom_200": _("Very large"),
        "contrast": _("Clear colours"),
        "low": _("Everything lower"),
        "hand_left": _("Left hand"),
        "hand_right": _("Right hand"),
        "one_button": _("With one button"),
        "on": _("On"),
        "off": _("Off"),
        "press_now": _("Press now"),
        "choose_now": _("Press your choice."),
        "audio_how": _("Tap to hear. Tap twice to choose. Swipe for the next. Press long to stop."),
        "audio_end": _("The voice stops."),
    }
