"""The schema. Importing this package registers every table on `Base.metadata`."""

from models.tables.access import ApiKey, Device, DeviceToken, Pairing
from models.tables.audit import Audit, AuditEnd
from models.tables.base import Base
from models.tables.log import Answer, Fact, Remark
from models.tables.paper import DOUBTED, IN_HAND, Printer, PrintJob
from models.tables.people import (
    DeskDay,
    Membership,
    OrganisationAccount,
    Person,
    RecoveryCode,
    SecondFactor,
    StaffSession,
    Tries,
)
from models.tables.place import (
    Assistance,
    Desk,
    GuideProfile,
    HelpCall,
    Location,
    Picture,
    QuestionType,
    Region,
    Wording,
)
from models.tables.ticket import (
    ORDINARY,
    STILL_OPEN,
    WITH_GUIDE,
    Day,
    NumberBlock,
    PushWish,
    Series,
    Service,
    Ticket,
)

__all__ = [
    "DOUBTED",
    "IN_HAND",
    "ORDINARY",
    "STILL_OPEN",
    "WITH_GUIDE",
    "Answer",
    "ApiKey",
    "Assistance",
    "Audit",
    "AuditEnd",
    "Base",
    "Day",
    "Desk",
    "DeskDay",
    "Device",
    "DeviceToken",
    "Fact",
    "GuideProfile",
    "HelpCall",
    "Location",
    "Membership",
    "NumberBlock",
    "OrganisationAccount",
    "Pairing",
    "Person",
    "Picture",
    "PrintJob",
    "Printer",
    "PushWish",
    "QuestionType",
    "RecoveryCode",
    "Region",
    "Remark",
    "SecondFactor",
    "Series",
    "Service",
    "StaffSession",
    "Ticket",
    "Tries",
    "Wording",
]
