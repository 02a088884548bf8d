"""Words of the rest of the room: on hold, desks, devices, the day. Knows no request."""

from web.words import Words


def room_texts(words: Words) -> dict[str, str]:
    """Words of the rest of the room: on hold, desks, devices, the day."""
    _ = words.gettext
    return {
        "on_hold": _("On hold"),
        "hold_open": _("until resumed"),
        "hold_open_of": _("until %(guide)s goes on"),
        "hold_left": _("%(num)s min left"),
        "hold_over": _("%(num)s min over time"),
        "resume": _("Go on"),
        "desks": _("Desks"),
        "other_desks": _("Other desks"),
        "no_other_desks": _("There are no other desks here."),
        "state_free": _("free"),
        "state_available": _("without a visitor"),
        "state_called": _("has called"),
        "state_in_conversation": _("in conversation"),
        "state_pause": _("on a break"),
        "state_back_office": _("in the back office"),
        "pause_lunch": _("Lunch"),
        "pause_break": _("Short break"),
        "pause_meeting": _("Meeting"),
        "pause_other": _("Something else"),
        "devices": _("Screens"),
        "no_devices": _("No screen is paired here yet. Open one from the start page."),
        "device_current": _("up to date"),
        "device_behind": _("behind: reload it"),
        "device_offline": _("off: check power and network"),
        "today": _("Today"),
        "count_issued": _("Numbers"),
        "count_done": _("Helped"),
        "count_no_show": _("Did not come"),
        "count_left": _("Left"),
    }
