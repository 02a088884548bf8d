"""Words of the page of the screens, and of a battery that is nearly empty. Knows no request."""

from staff.texts.display import display_texts
from staff.texts.refused import refusals
from web.words import Words


def battery_texts(words: Words) -> dict[str, str]:
    """What the console and the page say of a battery."""
    _ = words.gettext
    return {
        "battery_low": _("battery %(num)s percent: put it on its charger"),
        "devices_page": _("All about the screens"),
    }


def page_texts(words: Words) -> dict[str, str | dict[str, str]]:
    """Every sentence that the scripts of the page may show, by the name that they know."""
    _ = words.gettext
    return {
        **battery_texts(words),
        **_cards(words),
        **_new(words),
        **_setting(words),
        **display_texts(words),
        **_revoking(words),
        **_keys(words),
        "refusals": {
            **refusals(words),
            "unknown_device": _("This screen is no longer there."),
            "too_many": _("Too many wrong codes. Wait a minute and look again at the screen."),
        },
        "close": _("Close"),
        "sure": _("Press again to confirm"),
        "stale": _("No connection since %(time)s. This can be out of date."),
    }


def _cards(words: Words) -> dict[str, str | dict[str, str]]:
    """One screen: how it is and how it is set up."""
    _ = words.gettext
    return {
        "none": _("No screen is paired here yet."),
        "none_how": _("Open the page of a kiosk or display on it. It shows a code that you type in here."),
        "kinds": {"kiosk": _("Kiosk"), "display": _("Waiting room display"), "desk": _("Desk screen")},
        "state_current": _("on, and up to date"),
        "state_behind": _("on, but it shows something old"),
        "state_behind_do": _("Reload its page, or switch it off and on."),
        "state_offline": _("off"),
        "state_offline_do": _("Check its power and its network."),
        "state_new": _("has not connected yet"),
        "since": _("since %(time)s"),
        "battery": _("Battery"),
        "battery_now": _("%(num)s percent"),
        "battery_charging": _("%(num)s percent, charging"),
        "secure": _("Trusted address"),
        "secure_yes": _("yes"),
        "secure_no": _("no"),
        "secure_do": _(
            "When the server is away, this kiosk cannot be reloaded. Give the server an https address."
        ),
        "size": _("Screen"),
        "size_of": _("%(inches)s inch, read from %(distance)s"),
        "size_only": _("%(inches)s inch"),
        "distance_only": _("size not known, read from %(distance)s"),
        "size_unknown": _("size not known; letters are as on 21.5 inch"),
        "size_unknown_display": _("size not known"),
        "printer": _("Printer"),
        "printer_first": _("%(printer)s (the first of this location)"),
        "printer_none": _("none"),
        "given": _("Given without the server, today"),
        "undelivered": _("Numbers that were given and could not be handed in: %(num)s"),
        "undelivered_do": _("These visitors are not in the line. Give them a new number."),
    }


def _new(words: Words) -> dict[str, str]:
    """Pairing a new screen."""
    _ = words.gettext
    return {
        "pair": _("Pair a new screen"),
        "pair_how": _("Open the page of the kiosk or display of this location on the new screen."),
        "code": _("Code on the screen"),
        "code_hint": _("Six letters and figures."),
        "find": _("Next"),
        "code_short": _("A code has six letters and figures. Look again at the screen."),
        "code_unknown": _("No screen of this location shows this code now. Look again: it may have changed."),
        "ask_kiosk": _("Is this the kiosk that you see?"),
        "ask_display": _("Is this the display that you see?"),
        "ask_how": _("This code must stand on its screen:"),
        "ask_where": _("It becomes a screen of %(location)s. Only say yes when you stand in front of it."),
        "confirm": _("Yes, pair it"),
        "no": _("No, stop"),
        "done_paired": _("%(name)s is paired. It starts within a few seconds."),
        "done_by_other": _("A colleague has just paired this screen."),
        "name_kiosk": _("Kiosk"),
        "name_display": _("Waiting room display"),
    }


def _setting(words: Words) -> dict[str, str]:
    """The form of a screen."""
    _ = words.gettext
    return {
        "change": _("Change"),
        "save": _("Save"),
        "name": _("Name"),
        "name_hint": _("As people here call it: at the entrance, by the window."),
        "missing_name": _("Give the screen a name."),
        "diagonal": _("Size of the screen, from corner to corner"),
        "diagonal_unknown": _("I do not know"),
        "diagonal_other": _("other"),
        "inches": _("%(inches)s inch"),
        "other_inches": _("How many inches?"),
        "other_inches_hint": _("One inch is 2.54 cm."),
        "bad_diagonal": _("Fill in a number from 5 to 120."),
        "distance_kiosk": _("How far are the eyes from the screen, in cm?"),
        "distance_kiosk_hint": _("At a kiosk mostly 60. Letters grow with it."),
        "distance_display": _("How far away is the last chair, in metres?"),
        "distance_display_hint": _("Mostly 8."),
        "bad_distance_kiosk": _("Fill in a number from 20 to 2000."),
        "bad_distance_display": _("Fill in a number from 0.2 to 20."),
        "own_printer": _("Printer for its tickets"),
        "printer_default": _("the first of this location"),
        "bad_printer": _("This printer is no longer there. Choose another one."),
        "done_changed": _("%(name)s is changed. It loads anew when nobody is using it."),
    }


def _keys(words: Words) -> dict[str, str]:
    """The key by which a screen is known: its age, a new one, and one that turned up twice."""
    _ = words.gettext
    return {
        "token": _("Key"),
        "token_of": _("made %(time)s"),
        "weekly": _("A new one comes by itself every week."),
        "renewing": _("A new one is on its way. The screen takes it when nobody is using it."),
        "renew": _("New key"),
        "done_renewed": _("%(name)s gets a new key by itself."),
        "copied": _("This screen turned up twice."),
        "copied_when": _("Somebody used an old key of it (%(time)s)."),
        "copied_do": _(
            "Take it out of use and pair it again with the code that it shows. Does the screen here work as "
            "always? Then somewhere a copy of it was made: tell your administrator."
        ),
    }


def _revoking(words: Words) -> dict[str, str]:
    """Taking a screen out of use."""
    _ = words.gettext
    return {
        "revoke": _("Take out of use"),
        "revoke_title": _("Take %(name)s out of use?"),
        "revoke_what": _(
            "Within seconds it stops working and shows a code. To use it again, pair it again. Numbers that "
            "visitors have stay good."
        ),
        "revoke_offline": _(
            "It is not connected now. Numbers that it gave without the server are lost if it has not handed "
            "them in. Connect it first if you can."
        ),
        "revoke_yes": _("Yes, take it out of use"),
        "revoke_no": _("No, keep it"),
        "done_revoked": _("%(name)s is out of use."),
    }
