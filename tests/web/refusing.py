"""What the audit log has of those who were refused, and what there is to be refused."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from werkzeug.routing import Rule

from models.audit.what import What
from models.tables import Audit
from tests.web.site import Site
from tests.web.test_access_matrix import TABLE, rules


def refusals(site: Site) -> list[dict[str, Any]]:
    """Those rows, oldest first; what the cast itself did left out."""
    with site.world.database.read() as session:
        wanted = select(Audit.table()).where(Audit.what == What.ACCESS_REFUSED)
        found = [dict(row._mapping) for row in session.execute(wanted.order_by(Audit.n))]
    return [row | {"detail": json.loads(row["detail"])} for row in found]


def closed(site: Site) -> Iterator[tuple[str, str, Rule]]:
    """Every operation that asks who somebody is: endpoint, method and address."""
    for rule in rules(site):
        if not TABLE[rule.endpoint].open:
            yield from (
                (rule.endpoint, method, rule) for method in sorted({"GET", "POST"} & (rule.methods or set()))
            )
