"""How long a region keeps what could say who somebody is: one term for each rule, in whole days.

Knows nothing of how the terms are carried out (models/retention).
"""

from typing import Annotated, Any

from pydantic import Field, Strict

from models.region_file.part import FilePart

DAYS_OF_ESTIMATE = 90
"""The wait estimate looks back 60 days and tells guides apart, so names stay a little longer."""


def _days(least: int, most: int, what: str) -> Any:
    return Field(ge=least, le=most, description=f"whole days that {what} are kept, {least} to {most}")


class Retention(FilePart):
    """Terms of a region; docs/retention.md explains each.

    Attributes:
        token_days: after the day of a visit, until the code of its phone page is wiped from the database.
        note_days: until words of staff go, should the roll-over of the day have left any.
        name_days: until names of staff go from visits and from the log of a location.
        answer_days: until the answers go that are kept for a press that is sent again.
        pairing_days: until codes of new screens go that were not confirmed in time.
        paper_days: until the list of print jobs goes.
        picture_days: after its last day, until a picture of a display goes.
        push_days: after the visit, until the address of a visitor's browser goes.
        session_days: after its end, until a session of staff goes.
        left_days: after somebody of the staff left, until their name goes; so long a slip can be undone.
        audit_days: until rows of the audit log go.
    """

    token_days: Annotated[int, Strict(), _days(1, 30, "codes of phone pages")] = 1
    note_days: Annotated[int, Strict(), _days(1, 7, "words of staff")] = 1
    name_days: Annotated[int, Strict(), _days(DAYS_OF_ESTIMATE, 1095, "names of staff in visits")] = 180
    answer_days: Annotated[int, Strict(), _days(1, 14, "answers to commands")] = 2
    pairing_days: Annotated[int, Strict(), _days(0, 7, "codes of new screens")] = 0
    paper_days: Annotated[int, Strict(), _days(1, 90, "print jobs")] = 14
    picture_days: Annotated[int, Strict(), _days(0, 90, "pictures after their last day")] = 7
    push_days: Annotated[int, Strict(), _days(0, 1, "addresses of visitors' browsers")] = 0
    session_days: Annotated[int, Strict(), _days(0, 30, "sessions that are over")] = 1
    left_days: Annotated[int, Strict(), _days(1, 365, "names of staff who left")] = 30
    audit_days: Annotated[int, Strict(), _days(180, 3650, "rows of the audit log")] = 730
