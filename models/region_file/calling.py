"""How a region calls its visitors: the rules of the line, its priorities, and what is chosen when finishing.

Each part is checked by itself; what must fit between the parts is in `relation`. Knows nothing of how
the line follows the rules.
"""

from models.region_file.field import (
    AlsoAfterMinutes,
    Identifier,
    LateMinutes,
    LaterMinutes,
    MaxHoldMinutes,
    MaxLaters,
    MaxOvertakings,
    MaxRecalls,
    NoticeSeconds,
    PriorityNumber,
    RecallPause,
    StaffTexts,
    UndoSeconds,
)
from models.region_file.part import FilePart


class Calling(FilePart):
    """How the line is called, for all locations of the region.

    Attributes:
        recall_pause_seconds: pause between two recalls of one visitor.
        max_recalls: how often one visitor is recalled.
        late_minutes: how long somebody who missed the call comes back to the old place.
        later_minutes: how long others go before a visitor who asks for a moment.
        max_laters: how often a visitor may ask for a moment.
        max_hold_minutes: the longest hold that ends by itself.
        undo_seconds: how long a step can be undone.
        also_after_minutes: the wait from which a guide's second questions count as own; None for never.
        max_overtakings: how often priority may go before one visitor who came earlier.
        notice_seconds: how long a wait beyond its target lasts before the console says so.
    """

    recall_pause_seconds: RecallPause = 10
    max_recalls: MaxRecalls = 3
    late_minutes: LateMinutes = 30
    later_minutes: LaterMinutes = 10
    max_laters: MaxLaters = 3
    max_hold_minutes: MaxHoldMinutes = 60
    undo_seconds: UndoSeconds = 60
    also_after_minutes: AlsoAfterMinutes = None
    max_overtakings: MaxOvertakings = 2
    notice_seconds: NoticeSeconds = 10


class Priority(FilePart):
    """Visitors who go before the ordinary ones, 1 first. `name` is for staff, by language code."""

    number: PriorityNumber
    name: StaffTexts


class Choice(FilePart):
    """An outcome or a topic that staff can choose. `name` is for them, by language code."""

    id: Identifier
    name: StaffTexts
