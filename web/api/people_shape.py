"""People and accounts in and out of the API, as models that check and describe it."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from models.access.membership import MOST_PLACES
from models.access.principal import Place, Role
from models.views.people import AccountView, PersonView
from web.api.body import Body, Identifier, Name, Revision

RoleName = Literal["guide", "host", "coordinator", "administrator", "analyst"]
Password = Annotated[str, Field(max_length=1000)]
Code = Annotated[str, Field(min_length=1, max_length=40)]


class PlaceBody(Body):
    """A role at one location; without one in the whole region."""

    role: RoleName
    location: Identifier | None = None


Places = Annotated[list[PlaceBody], Field(min_length=1, max_length=MOST_PLACES)]


class InviteBody(Body):
    """Somebody new."""

    name: Name
    places: Places


class PlacesBody(Body):
    """All roles that a person has from now on; `seen_rev` is the person's `rev` that was on screen."""

    places: Places
    seen_rev: Revision | None = None


class InviteAgainBody(Body):
    """A new link for somebody who cannot get in; whether the second step ends too."""

    second_factor: bool = False


class PasswordBody(Body):
    """The present password, and the new one."""

    current: Password
    password: Password


class CurrentBody(Body):
    """The present password, given again before something that matters."""

    current: Password


class CodeBody(Body):
    """A code that the app shows now."""

    code: Code


class PinBody(Body):
    """A PIN for shared desks; without one there is none from now on."""

    current: Password
    pin: Annotated[str, Field(max_length=20)] | None = None


class PeopleAnswer(BaseModel):
    """Everybody whom the caller may see."""

    people: list[PersonView]
    now: str


class PersonAnswer(RootModel[PersonView]):
    """A person as they are now."""


class InvitationAnswer(BaseModel):
    """A link that lets a person in once; it is shown this time only."""

    person: PersonView
    url: str
    path: str
    expires_at: str


class AccountAnswer(RootModel[AccountView]):
    """The caller's own account."""


class OfferAnswer(BaseModel):
    """What an authenticator app needs: as an address for a QR code, and to type."""

    uri: str
    secret: str


class CodesAnswer(BaseModel):
    """Ten recovery codes; they are shown this time only."""

    codes: list[str]


class EndedAnswer(BaseModel):
    """How many sessions ended."""

    ended: int


def places_in(bodies: list[PlaceBody]) -> list[Place]:
    """Roles as the domain has them."""
    return [Place(Role(body.role), body.location) for body in bodies]
