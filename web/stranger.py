"""What holds back whoever may ask without saying who they are: other sites, and too many tries."""

import ipaddress
import math

from flask import Response, request

from config.networks import address_of
from web.limits import Limit
from web.origin import same_origin
from web.problem import Problem, problem_response

_LINE_BYTES = 8
"""So much of an IPv6 address is the provider's; the rest a device chooses, and as often as it likes."""


def source() -> str:
    """Whom a try counts against: the address that the request comes from; of IPv6 the /64, one household's.

    Tries are counted by its hash; the audit log holds it as it is. `web.proxy` has put in place whom a
    trusted proxy heard.
    """
    found = address_of(request.remote_addr or "")
    if isinstance(found, ipaddress.IPv6Address):
        return found.packed[:_LINE_BYTES].hex()
    return str(found or "")


def refuse_foreign() -> Response | None:
    """Another site, opened by somebody in the room, fills no list and sets no cookie here."""
    return None if same_origin() else problem_response(Problem.CSRF, "the request comes from another site")


def hold_back(limit: Limit, name: str) -> Response | None:
    """The answer to *name* who tried too often, with the seconds until the next try; None: go on."""
    return _too_often(limit.wait(name))


def count_try(limit: Limit, name: str) -> Response | None:
    """The same, and where *name* may go on this try is counted at once."""
    return _too_often(limit.take(name))


def _too_often(wait: float) -> Response | None:
    seconds = math.ceil(wait)
    if seconds == 0:
        return None
    answer = problem_response(Problem.TOO_MANY, f"that was often enough: wait {seconds} seconds")
    answer.headers["Retry-After"] = str(seconds)
    return answer
