"""What a visitor is told while the page is closed: number and place, and nothing else. Knows no request."""

import json

from models.push.wish import Due
from web.words import spoken, words_for

_CODE, _NAME = "\u2066{}\u2069", "\u2068{}\u2069"
"""Number and place inside a sentence, so that right-to-left text around them does not turn them over."""


def message(item: Due) -> bytes:
    """The notification as `push_worker.js` shows it, as JSON.

    `tag` is what it replaces: a visitor has one notification. `page` is what a tap opens, below `/t/`.
    """
    setup, ticket = item.head.setup, item.ticket
    offered = spoken(setup.region.languages, setup.wording)
    words = words_for(item.language if item.language in offered else offered[0], "visitor", setup.wording)
    _ = words.gettext
    label = _CODE.format(ticket.label)
    if item.call is None:
        title = _("You are next")
        body = _("Come to the waiting room. We will call %(label)s soon.").replace("%(label)s", label)
    else:
        place = _NAME.format(setup.desk_names.get(ticket.desk or "", ""))
        title = _("%(label)s: come now, %(desk)s").replace("%(label)s", label).replace("%(desk)s", place)
        body = _("We are coming to fetch you. Please stay where we can see you.") if ticket.fetch else ""
    told = {
        "title": title,
        "body": body,
        "tag": ticket.label,
        "page": f"{ticket.token}?lang={words.language}",
        "lang": words.language,
        "dir": "rtl" if words.rtl else "ltr",
    }
    return json.dumps(told, ensure_ascii=False).encode()
