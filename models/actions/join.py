"""Joining the line from a poster at the door, on one's own phone; and the poster itself.

What stands in the poster's address is a secret of the door: who has read it was there. A new poster makes
older ones worthless at once.
"""

import hmac
import secrets

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.actions.issue import TOKEN_BYTES, Issued, Wish, issue
from models.log import FactKind, Turn
from models.refusal import Code, Refusal
from models.setup import Setup
from models.tables import Location


def join(turn: Turn, key: str, wish: Wish) -> Issued:
    """Give who has read the poster a number, by the rules of the kiosk.

    Args:
        turn: a turn at the location.
        key: what stands in the poster's address.
        wish: what the visitor asks for.

    Raises:
        Refusal: `unknown_poster`; `closed`, `full`, `unknown_question_type`, `unknown_language`.
    """
    check_poster(turn.session, turn.setup, key)
    return issue(turn, wish)


def check_poster(session: Session, setup: Setup, key: str) -> None:
    """Pass whoever has read the newest poster of a location, where that lets visitors in.

    Args:
        session: any transaction.
        setup: the location.
        key: what stands in the poster's address.

    Raises:
        Refusal: `unknown_poster`.
    """
    kept = session.execute(select(Location.join_key).where(Location.id == setup.id)).scalar_one_or_none()
    known = setup.location.join_by_phone and kept is not None
    if not known or not hmac.compare_digest((kept or "").encode(), key.encode()):
        raise Refusal(Code.UNKNOWN_POSTER, f"{setup.id} has no poster with this key")


def make_poster(turn: Turn) -> str:
    """A new poster for the location; every older one is worthless from now on.

    Returns:
        The key in its address.

    Raises:
        Refusal: `no_poster` where visitors may not join by phone.
    """
    if not turn.setup.location.join_by_phone:
        raise Refusal(Code.NO_POSTER, f"{turn.setup.id} lets nobody join by phone")
    key = secrets.token_urlsafe(TOKEN_BYTES)
    turn.session.execute(update(Location).where(Location.id == turn.setup.id).values(join_key=key))
    turn.record(FactKind.POSTER_MADE)
    return key
