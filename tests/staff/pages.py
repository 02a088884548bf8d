"""A page of the staff as a test reads it: who asks for it, and what its scripts start from. No browser."""

import json
import re
from typing import Any

from models.access.principal import Role
from tests.web.site import Caller, Site

_FACTS = re.compile(r'<script type="application/json" id="page">(.*?)</script>', re.DOTALL)


def browser(site: Site, role: Role, location: str | None = None) -> Caller:
    """Somebody of that role who is signed in; with a location, of that one only."""
    return site.signed_in(site.person(f"een {role}", role, location))


def facts(page: str) -> dict[str, Any]:
    """What the page's HTML hands to its scripts."""
    found = _FACTS.search(page)
    assert found is not None
    value = json.loads(found.group(1))
    assert isinstance(value, dict)
    return value
