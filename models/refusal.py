"""What the domain says no to, each with a code that machines read.

The faces map a code once to an HTTP status and a sentence; this module must not know either.
"""

from enum import StrEnum


class Code(StrEnum):
    """Why a command was refused."""

    CLOSED = "closed"
    FULL = "full"
    NOT_WAITING = "not_waiting"
    NOT_CALLED = "not_called"
    NOT_IN_CONVERSATION = "not_in_conversation"
    NOT_ON_HOLD = "not_on_hold"
    NOT_CLOSED = "not_closed"
    NOT_OPEN = "not_open"
    ALREADY_CALLED = "already_called"
    NOT_YOURS = "not_yours"
    BUSY = "busy"
    DESK_BUSY = "desk_busy"
    STALE = "stale"
    TOO_SOON = "too_soon"
    TOO_LATE = "too_late"
    NO_MORE_RECALLS = "no_more_recalls"
    NO_MORE_LATERS = "no_more_laters"
    NO_DESK = "no_desk"
    NOTHING_TO_UNDO = "nothing_to_undo"
    GUIDE_NOT_HERE = "guide_not_here"
    SAME_TICKET = "same_ticket"
    NO_PAPER_ROLL = "no_paper_roll"
    PAPER_NUMBER_TAKEN = "paper_number_taken"
    ALREADY_OPEN = "already_open"
    ALREADY_CLOSED = "already_closed"
    NOTHING_ASKED = "nothing_asked"
    UNKNOWN_PICTURE = "unknown_picture"
    TOO_MANY_PICTURES = "too_many_pictures"
    NO_PICTURE = "no_picture"
    UNKNOWN_MESSAGE = "unknown_message"
    UNKNOWN_PRIORITY = "unknown_priority"
    UNKNOWN_GUIDE = "unknown_guide"
    UNKNOWN_PRINTER = "unknown_printer"
    UNKNOWN_DEVICE = "unknown_device"
    UNKNOWN_PAIRING = "unknown_pairing"
    ALREADY_PAIRED = "already_paired"
    TOO_MANY_PAIRINGS = "too_many_pairings"
    UNKNOWN_PAPER = "unknown_paper"
    UNKNOWN_BLOCK = "unknown_block"
    UNKNOWN_DAY = "unknown_day"
    UNKNOWN_ASSISTANCE = "unknown_assistance"
    UNKNOWN_POSTER = "unknown_poster"
    NO_POSTER = "no_poster"
    NOT_IN_BLOCK = "not_in_block"
    ALREADY_GIVEN = "already_given"
    BAD_ADDRESS = "bad_address"
    BAD_PUSH = "bad_push"
    OUT_OF_RANGE = "out_of_range"
    UNKNOWN_LOCATION = "unknown_location"
    UNKNOWN_TICKET = "unknown_ticket"
    UNKNOWN_DESK = "unknown_desk"
    UNKNOWN_QUESTION_TYPE = "unknown_question_type"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_OUTCOME = "unknown_outcome"
    KEY_REUSED = "key_reused"
    NAME_TAKEN = "name_taken"
    BAD_NAME = "bad_name"
    UNKNOWN_PERSON = "unknown_person"
    UNKNOWN_INVITATION = "unknown_invitation"
    NO_ROLE = "no_role"
    NOT_YOURS_TO_GIVE = "not_yours_to_give"
    LAST_ADMINISTRATOR = "last_administrator"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105  # nosec B105 # a code, no secret
    WRONG_CODE = "wrong_code"
    HAS_FACTOR = "has_factor"
    WEAK_PIN = "weak_pin"
    WEAK_PASSWORD = "weak_password"  # noqa: S105  # nosec B105 # a code, no secret
    UNKNOWN_SESSION = "unknown_session"


class Refusal(Exception):
    """The rule said no; nothing has changed.

    Args:
        code: the reason.
        detail: one plain English sentence for a log or a developer.
        ticket_id: the ticket concerned, so that a face can show it as it is now.
    """

    def __init__(self, code: Code, detail: str, ticket_id: int | None = None) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.ticket_id = ticket_id


class NobodyWaiting(Exception):
    """A guide asked for the next visitor and the line is empty; nothing has changed."""


class Unchanged(Exception):
    """What was to be recorded is recorded already; nothing has changed."""
