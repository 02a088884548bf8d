"""A small valid region file, and ways to spoil it."""

from models.region_file import FileProblem, RegionFileInvalid, read_region

GOOD = """\
[region]
id = "noord"
name = "Werkcentrum Noord"
languages = ["nl", "en"]

[[question_type]]
id = "werk"
letter = "A"
icon = "briefcase"
colour = "#0b4f9e"
target_minutes = 10
name = { nl = "Werk zoeken", en = "Finding work" }

[[question_type]]
id = "leren"
letter = "B"
icon = "school"
colour = "#0f5f3c"
target_minutes = 15
from = 2026-01-01
until = 2026-12-31
[question_type.name]
nl = "Leren"
en = "Learning"

[[location]]
id = "plein"
name = "Het Plein"
kind = "permanent"
timezone = "Europe/Amsterdam"
question_types = ["werk", "leren"]
desks = [{ id = "1", name = "Plek 1" }, { id = "2", name = "Plek 2" }]
hours = { mon = ["09:00-12:30", "13:00-17:00"] }
closed = [2026-12-25]
last_check_in_minutes = 20
max_waiting = 60
"""

# GOOD with everything that may be left out about calling.
FULL = (
    GOOD.replace("target_minutes = 10\n", "target_minutes = 10\npriority = 2\nanyone_after_minutes = 20\n")
    + """\
minutes_per_visit = 12

[calling]
recall_pause_seconds = 5
max_recalls = 0
late_minutes = 45
later_minutes = 5
max_laters = 1
max_hold_minutes = 90
undo_seconds = 30
also_after_minutes = 15
max_overtakings = 4
notice_seconds = 0

[[priority]]
number = 2
name = { nl = "Met een klein kind" }

[[priority]]
number = 1
name = { nl = "Kan niet lang wachten", en = "Cannot wait long" }

[[outcome]]
id = "cursus"
name = { nl = "Cursus", en = "Course" }

[[topic]]
id = "vacatures"
name = { nl = "Vacatures", en = "Vacancies" }

[[topic]]
id = "scholing"
[topic.name]
nl = "Scholing"
uk = "Навчання"
"""
)


def spoilt(old: str, new: str, text: str = GOOD) -> str:
    """The text with the first occurrence of `old` replaced."""
    assert old in text
    return text.replace(old, new, 1)


def problems_of(text: str) -> tuple[FileProblem, ...]:
    """What is wrong with a text; nothing when it is valid."""
    try:
        read_region(text)
    except RegionFileInvalid as refusal:
        return refusal.errors
    return ()
