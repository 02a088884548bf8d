"""Every operation, by everybody who may not: one row in the audit log for each of them."""

from tests.web.refusing import closed, refusals
from tests.web.site import Caller, Site
from tests.web.test_access_matrix import (
    ANALYST,
    BODIES,
    DISPLAY,
    ELSEWHERE,
    FOREIGN,
    FORGED,
    GUIDE,
    HOST,
    KIOSK,
    SAFE,
    SESSION,
    address,
    callers,
    let_known,
    may,
    site,
)
from web.limits import Limits

__all__ = ["callers", "let_known", "site"]
WHO = {name: name for name in (GUIDE, HOST, ANALYST, KIOSK, DISPLAY, ELSEWHERE)} | {
    SESSION: "Yusuf",
    FORGED: "Yusuf",
    FOREIGN: "Yusuf",
}
"""Callers of the matrix who can be refused, and who they are."""


def test_every_operation_that_is_refused_leaves_exactly_one_row_of_each_who(
    callers: dict[str, Caller], site: Site
) -> None:
    """Asked for twice by everybody who may not; who may is in the matrix itself."""
    visit = site.world.issue("plein")
    wrong, asked = [], 0
    for number, (endpoint, method, rule) in enumerate(closed(site)):
        refused = [name for name in WHO if not may(endpoint, method, name)]
        before, path = len(refusals(site)), address(site, rule, visit)
        house = f"10.0.{number}.7"  # of one house all this would be too fast
        for name in (*refused, *refused[:2]):
            callers[name].address = house
            body = None if method in SAFE else BODIES.get(endpoint, {})
            answer = callers[name].ask(method, path, headers={"Idempotency-Key": "k"}, json=body)
            if answer.status_code != 403:
                wrong.append(f"{name}: {method} {path} gave {answer.status_code}")
        left = refusals(site)[before:]
        asked += len(left)
        told = {(row["detail"]["operation"].partition(" ")[0], row["source"]) for row in left}
        whos = len({WHO[name] for name in refused})
        if refused and (len(left) != whos or told != {(method, house)}):
            wrong.append(f"{method} {path}: {[(row['who'], row['result']) for row in left]} of {refused}")
        site.inloop.services.limits = Limits()
    assert wrong == []
    assert asked > 400
