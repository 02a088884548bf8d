"""Words about displays: how one looks and sounds, and that nobody hears it. Knows no request."""

from web.words import Words


def sound_texts(words: Words) -> dict[str, str]:
    """What the console and the page of the screens say of a display that nobody hears."""
    return {"sound_off": words.gettext("sound is off: touch its screen once")}


def display_texts(words: Words) -> dict[str, str]:
    """The card and the form of a display."""
    return {**sound_texts(words), **_card(words), **_form(words), **_sound(words)}


def _card(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "shows": _("Shows"),
        "shows_auto": _("calls"),
        "shows_split": _("calls, pictures and messages"),
        "shows_sign": _("the sign of %(desk)s"),
        "heard": _("Sound"),
        "heard_on": _("on"),
        "heard_off": _("off"),
        "heard_quiet": _("quiet now"),
        "volume_now": _("volume %(num)s"),
        "volume_none": _("silent"),
        "quiet_now": _("quiet from %(from)s to %(until)s"),
        "too_small": _(
            "Too small for %(distance)s: a number is %(have)s mm high and should be %(need)s mm. Take a "
            "screen of %(inches)s inch or larger, or move the chairs closer."
        ),
    }


def _form(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "layout": _("What stands on it?"),
        "layout_auto": _("the calls"),
        "layout_split": _("calls beside pictures and messages"),
        "layout_sign": _("sign of one desk"),
        "desks_of": _("For which desks?"),
        "desks_of_hint": _("Choose none for all. On another floor, choose the desks there."),
        "sign_desks": _("Choose exactly one desk for a sign."),
        "gone_desk": _("A desk is no longer there. Choose again."),
    }


def _sound(words: Words) -> dict[str, str]:
    _ = words.gettext
    return {
        "volume": _("How loud, from 0 to 100?"),
        "volume_hint": _("0 is silent. With several screens in one room, let one of them speak."),
        "bad_volume": _("Fill in a whole number from 0 to 100."),
        "spoken": _("What is said after the chime?"),
        "spoken_both": _("Dutch, then the visitor's language"),
        "spoken_house": _("Dutch only"),
        "spoken_none": _("nothing"),
        "quiet_from": _("Quiet from"),
        "quiet_until": _("Quiet until"),
        "quiet_hint": _("Each day. Calls are shown and flash, but are not heard."),
        "bad_quiet": _("Fill in both times, and not the same, or neither."),
    }
