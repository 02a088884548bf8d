"""What a guide takes and speaks at a location, and the call for help."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.actions.desk import seat_of
from models.actions.question import known_language
from models.log import FactKind, Turn
from models.refusal import Code, Refusal
from models.tables import ApiKey, GuideProfile, HelpCall, Person


@dataclass(frozen=True)
class Profile:
    """What a guide takes and speaks.

    Attributes:
        own: ids of question types that are the guide's own; None for all.
        also: ids taken when nobody waits for an own one.
        languages: codes of the region's languages that the guide speaks.
    """

    own: tuple[str, ...] | None = None
    also: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def configure_guide(turn: Turn, guide: str, profile: Profile) -> None:
    """Say what *guide* takes and speaks at this location from now on.

    Raises:
        Refusal: `unknown_guide`, `unknown_question_type`, `unknown_language`.
    """
    if not _exists(turn.session, guide):
        raise Refusal(Code.UNKNOWN_GUIDE, f"there is nobody called {guide!r}")
    for question_type in (*(profile.own or ()), *profile.also):
        if question_type not in turn.setup.question_types:
            raise Refusal(Code.UNKNOWN_QUESTION_TYPE, f"{turn.setup.id} never offers {question_type!r}")
    for language in profile.languages:
        known_language(turn, language)
    row = turn.session.get(GuideProfile, (turn.setup.id, guide))
    if row is None:
        row = GuideProfile(location_id=turn.setup.id, guide=guide)
        turn.session.add(row)
    row.own = None if profile.own is None else list(dict.fromkeys(profile.own))
    row.also = [item for item in dict.fromkeys(profile.also) if item not in (profile.own or ())]
    row.languages = list(dict.fromkeys(profile.languages))
    turn.session.flush()
    turn.record(FactKind.GUIDE_CONFIGURED, guide=guide, own=row.own, also=row.also, languages=row.languages)


def _exists(session: Session, name: str) -> bool:
    person = session.execute(select(Person.id).where(Person.name == name)).first()
    return (
        person is not None
        or session.execute(select(ApiKey.id).where(ApiKey.name == name)).first() is not None
    )


def call_help(turn: Turn, name: str) -> None:
    """*name* needs help at once; every console of the location shows where. Asking again tells where now."""
    seat = seat_of(turn.session, name)
    desk = seat[1] if seat is not None and seat[0] == turn.setup.id else None
    row = turn.session.get(HelpCall, (turn.setup.id, name))
    if row is None:
        turn.session.add(HelpCall(location_id=turn.setup.id, guide=name, desk=desk, at=turn.at))
    else:
        row.desk = desk
    turn.session.flush()
    turn.record(FactKind.HELP_CALLED, guide=name, desk=desk)


def come_to_help(turn: Turn, name: str, who: str) -> None:
    """*who* is on the way to *name*.

    Raises:
        Refusal: `unknown_guide` when nobody of that name asked.
    """
    row = turn.session.get(HelpCall, (turn.setup.id, name))
    if row is None:
        raise Refusal(Code.UNKNOWN_GUIDE, f"{name} did not ask for help")
    row.coming = who
    turn.session.flush()
    turn.record(FactKind.HELP_COMING, guide=name, desk=row.desk)


def end_help(turn: Turn, name: str) -> None:
    """The help that *name* asked for is there, or not needed any more.

    Raises:
        Refusal: `unknown_guide` when nobody of that name asked.
    """
    ended = turn.session.execute(
        delete(HelpCall)
        .where(HelpCall.location_id == turn.setup.id, HelpCall.guide == name)
        .returning(HelpCall.desk)
    ).one_or_none()
    if ended is None:
        raise Refusal(Code.UNKNOWN_GUIDE, f"{name} did not ask for help")
    turn.record(FactKind.HELP_ENDED, guide=name, desk=ended.desk)
