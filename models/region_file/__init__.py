"""The region file: what a region tells Inloop about itself, as TOML text and as checked values.

It reads, checks and writes text only; it must not know the database or where the text comes from.
"""

from models.region_file.calling import Calling, Choice, Priority
from models.region_file.document import (
    Desk,
    Location,
    LocationKind,
    QuestionGroup,
    QuestionType,
    Region,
    RegionDocument,
)
from models.region_file.hours import ALWAYS_OPEN, Span, Weekday, WeekHours
from models.region_file.problem import FileProblem, RegionFileInvalid
from models.region_file.reading import read_region
from models.region_file.retention import Retention
from models.region_file.writing import write_region

__all__ = [
    "ALWAYS_OPEN",
    "Calling",
    "Choice",
    "Desk",
    "FileProblem",
    "Location",
    "LocationKind",
    "Priority",
    "QuestionGroup",
    "QuestionType",
    "Region",
    "RegionDocument",
    "RegionFileInvalid",
    "Retention",
    "Span",
    "WeekHours",
    "Weekday",
    "read_region",
    "write_region",
]
