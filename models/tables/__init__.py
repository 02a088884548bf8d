"""The schema. Importing this package registers every table on `Base.metadata`."""

from models.tables.access import ApiKey, Device, Person, StaffSession
from models.tables.base import Base
from models.tables.log import Answer, Fact
from models.tables.place import Desk, Location, QuestionType, Region
from models.tables.ticket import Day, Series, Ticket

__all__ = [
    "Answer",
    "ApiKey",
    "Base",
    "Day",
    "Desk",
    "Device",
    "Fact",
    "Location",
    "Person",
    "QuestionType",
    "Region",
    "Series",
    "StaffSession",
    "Ticket",
]
