"""A location as it is configured: typed, read once per revision of its configuration.

Pure function of the database; the small caches are keyed by what never repeats.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from config.ticket import DEFAULT_LAYOUT, TicketLayout
from models.hours import OpeningHours
from models.printing.printers import PrinterSetting, chosen_printer, kiosk_printers, printers_of
from models.region_file import (
    Calling,
    Choice,
    Location,
    Priority,
    QuestionGroup,
    QuestionType,
    Region,
    RegionDocument,
    Weekday,
    read_region,
)
from models.tables import Region as RegionRow
from models.wording import AS_DELIVERED, Wording, wording_of


@dataclass(frozen=True)
class Setup:
    """One location and what it takes over from its region.

    Attributes:
        region: the region's own entry.
        location: the location's entry.
        question_types: those this location may offer, in order, by id.
        epoch: the location's epoch.
        config_rev: the location's revision at which this configuration came into force.
        calling: the rules of the region's line.
        priorities: those of the region, the first to go first, by number; ordinary visitors have none.
        outcomes: those the region adds to the four that Inloop has by itself, in order, by id.
        topics: what a conversation can have been about, in order, by id.
        ticket: how the paper looks, and how many copies there are of it.
        printers: those of the location, in order.
        kiosks: ids of the printers beside kiosks, by the kiosk's device id.
        wording: the region's own texts for visitors.
        question_groups: tiles that several questions share, in the order of the file.
    """

    region: Region
    location: Location
    question_types: Mapping[str, QuestionType]
    epoch: str
    config_rev: int
    calling: Calling
    priorities: Mapping[int, Priority]
    outcomes: Mapping[str, Choice]
    topics: Mapping[str, Choice]
    ticket: TicketLayout = DEFAULT_LAYOUT
    printers: tuple[PrinterSetting, ...] = ()
    kiosks: Mapping[int, str] = field(default_factory=dict)
    wording: Wording = AS_DELIVERED
    question_groups: tuple[QuestionGroup, ...] = ()

    @property
    def id(self) -> str:
        """The location's id."""
        return self.location.id

    @cached_property
    def desk_names(self) -> Mapping[str, str]:
        """Names of the desks, in order, by id."""
        return {desk.id: desk.name for desk in self.location.desks}

    @cached_property
    def hours(self) -> OpeningHours:
        """The location's opening hours."""
        place = self.location
        spans = None
        if not place.hours.always:
            spans = {int(day): [(span.start, span.end) for span in place.hours.on(day)] for day in Weekday}
        return OpeningHours(
            zone=ZoneInfo(place.timezone),
            spans=spans,
            closed=frozenset(place.closed),
            last_check_in=timedelta(minutes=place.last_check_in_minutes),
            day_starts=place.day_starts_at.hour * 60 + place.day_starts_at.minute,
            first=place.from_date,
            last=place.until_date,
        )

    def printer_for(self, device_id: int | None = None) -> str | None:
        """The printer for what a kiosk asks for, or without one what staff do; None where there is none."""
        return chosen_printer(self.printers, self.kiosks, device_id)

    def offered(self, now: datetime) -> list[QuestionType]:
        """The question types that are phased in on the local date of *now*."""
        today = now.astimezone(self.hours.zone).date()
        return [q for q in self.question_types.values() if q.counts_on(today)]


@lru_cache(maxsize=4)
def _document(text: str) -> RegionDocument:
    return read_region(text)


def document_of(session: Session) -> RegionDocument | None:
    """The region file in force, or None while none was loaded."""
    text = session.execute(select(RegionRow.document)).scalar_one_or_none()
    return None if text is None else _document(text)


_known: dict[str, Setup] = {}


def setup_of(session: Session, location_id: str, epoch: str, config_rev: int) -> Setup:
    """The configuration of a location as of *config_rev*.

    Args:
        session: any transaction.
        location_id: a location that exists.
        epoch: its epoch, which no other database shares.
        config_rev: its configuration's revision.
    """
    known = _known.get(location_id)
    if known is None or (known.epoch, known.config_rev) != (epoch, config_rev):
        known = _known[location_id] = _read(session, location_id, epoch, config_rev)
    return known


def _read(session: Session, location_id: str, epoch: str, config_rev: int) -> Setup:
    document = document_of(session)
    if document is None:
        raise LookupError("a location without a region file")
    location = next(place for place in document.locations if place.id == location_id)
    types = {item.id: item for item in document.question_types_of(location)}
    return Setup(
        region=document.region,
        location=location,
        question_types=types,
        epoch=epoch,
        config_rev=config_rev,
        calling=document.calling,
        priorities={item.number: item for item in sorted(document.priorities, key=lambda item: item.number)},
        outcomes={item.id: item for item in document.outcomes},
        topics={item.id: item for item in document.topics},
        ticket=document.ticket,
        printers=printers_of(session, location_id),
        kiosks=kiosk_printers(session, location_id),
        wording=wording_of(session),
        question_groups=document.question_groups,
    )
