"""A visitor at a kiosk asks for a person: every console hears of it, and one of the staff answers."""

from sqlalchemy import Select, select, update

from models.actions.question import known_language
from models.log import FactKind, Turn
from models.refusal import Code, Refusal
from models.tables import Assistance


def ask(turn: Turn, device_id: int, language: str) -> Assistance:
    """Somebody at the kiosk wants a person to come. Asking again tells it once more.

    Args:
        turn: a turn at the kiosk's location.
        device_id: the kiosk.
        language: what the visitor reads there.

    Raises:
        Refusal: `unknown_language`.
    """
    known_language(turn, language)
    row = turn.session.execute(_open(device_id)).scalar_one_or_none()
    if row is None:
        row = Assistance(location_id=turn.setup.id, device_id=device_id, language=language, asked_at=turn.at)
        turn.session.add(row)
    row.language = language
    turn.session.flush()
    turn.record(FactKind.ASSISTANCE_ASKED, device=device_id, language=language)
    return row


def come(turn: Turn, assistance_id: int, who: str) -> Assistance:
    """*who* is on the way to the kiosk.

    Raises:
        Refusal: `unknown_assistance` when nobody asks any more.
    """
    row = _find(turn, assistance_id)
    row.coming = who
    turn.session.flush()
    turn.record(FactKind.ASSISTANCE_COMING, device=row.device_id, guide=who)
    return row


def end(turn: Turn, assistance_id: int) -> Assistance:
    """Somebody is there, or it was not needed.

    Raises:
        Refusal: `unknown_assistance`.
    """
    row = _find(turn, assistance_id)
    row.ended_at = turn.at
    turn.session.flush()
    turn.record(FactKind.ASSISTANCE_ENDED, device=row.device_id, by="staff", guide=row.coming)
    return row


def end_at(turn: Turn, device_id: int) -> Assistance:
    """The visitor needs nobody any more, or is gone.

    Raises:
        Refusal: `unknown_assistance` when nobody asked there.
    """
    row = turn.session.execute(_open(device_id)).scalar_one_or_none()
    if row is None:
        raise Refusal(Code.UNKNOWN_ASSISTANCE, "nobody asks for help at this kiosk")
    row.ended_at = turn.at
    turn.session.flush()
    turn.record(FactKind.ASSISTANCE_ENDED, device=device_id, by="visitor", guide=row.coming)
    return row


def end_all(turn: Turn) -> None:
    """A new day: whoever asked is gone. Records nothing."""
    unanswered = update(Assistance).where(
        Assistance.location_id == turn.setup.id, Assistance.ended_at.is_(None)
    )
    turn.session.execute(unanswered.values(ended_at=turn.at))


def _find(turn: Turn, assistance_id: int) -> Assistance:
    row = turn.session.get(Assistance, assistance_id)
    if row is None or row.location_id != turn.setup.id or row.ended_at is not None:
        raise Refusal(Code.UNKNOWN_ASSISTANCE, "nobody asks for help there any more")
    return row


def _open(device_id: int) -> Select[Assistance]:
    return select(Assistance).where(Assistance.device_id == device_id, Assistance.ended_at.is_(None))
