"""The page of a browser that is not yet a device of this location.

Somebody who may pair it is not asked anything. Elsewhere it shows a code that staff confirm on their own
screen; who has the device's token may type that in.
"""

from flask import render_template, request

from models.access.principal import Role
from models.setup import Setup
from web.access import caller
from web.devices import turned_away
from web.origin import is_here
from web.page import location_page
from web.words import Words


def pairing_page(kind: str, setup: Setup, words: Words) -> str:
    """The page that makes this browser a *kind* (`kiosk` or `display`) of the location.

    Its form goes to `POST /{kind}/{location}/pair`; a wrong token comes back here with `?wrong=1`.
    """
    who = caller()
    tried = "paired" in request.args or "wrong" in request.args
    administrator = (
        who is not None and who.may_act_at(setup.id) and who.at(setup.id).role is Role.ADMINISTRATOR
    )
    facts = location_page(
        setup,
        words,
        kind=kind,
        may_pair=not tried and not turned_away() and (administrator or is_here()),
        csrf=who.csrf if who is not None and administrator else None,
        staff_path=f"/staff/{setup.id}/devices",
        texts=_texts(words),
    )
    return render_template(
        "web/pair.html", page=facts, words=words, _=words.gettext, wrong="wrong" in request.args
    )


def _texts(words: Words) -> dict[str, str]:
    """What the page's script says."""
    _ = words.gettext
    return {
        "fetching": _("A code is coming…"),
        "unreached": _("The server does not answer. Trying again…"),
        "too_many": _("Many screens ask for a code now. Trying again soon…"),
        "paired": _("This screen is paired. One moment…"),
    }
