"""Is it alive, is it ready, and how busy: for service managers, proxies and Prometheus."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Blueprint, Response
from prometheus_client import CollectorRegistry, Gauge, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from models.access.principal import STAFF_ROLES
from models.backup.state import read_state
from models.unwritable import is_for_reading_only
from models.views.head import waiting_count
from models.views.place import location_heads
from models.views.printer import all_printers, job_counts
from web.access import ANYONE, Access, who_may
from web.command import dumps
from web.services import services

blueprint = Blueprint("health", __name__)

SPARE_BYTES = 50 * 1024 * 1024
"""Less free space than this, and a day's log may not fit."""

_WORST = ("ok", "unknown", "away")
_METRICS = Access(frozenset(STAFF_ROLES), here=True)


@blueprint.get("/healthz")
@who_may(ANYONE)
def alive() -> Mapping[str, str]:
    """The process answers."""
    return {"status": "ok"}


@blueprint.get("/readyz")
@who_may(ANYONE)
def ready() -> Response:
    """Whether visitors can be served: database, schema and disk; the printer is told, but may be away."""
    from models.migration import current_revision, newest_revision  # 12 MB that only this question needs

    facts: dict[str, Any] = {"database": "ok", "migrations": "ok"}
    try:
        with services().database.read() as session:
            session.execute(text("SELECT 1"))
            if is_for_reading_only(session):
                facts["database"] = "read_only"
        if current_revision(services().database) != newest_revision():
            facts["migrations"] = "behind"
    except SQLAlchemyError:
        facts["database"] = "away"
    facts["disk"] = _disk(services().settings.data_dir)
    fine = all(value == "ok" for value in facts.values())
    facts["printer"], facts["printers"] = _printers() if facts["database"] != "away" else ("unknown", {})
    return Response(
        dumps({"status": "ok" if fine else "failing", **facts}),
        status=200 if fine else 503,
        mimetype="application/json",
    )


def _printers() -> tuple[str, dict[str, str]]:
    """How all printers are together, the worst of them; and each by location and id."""
    with services().database.read() as session:
        each = {f"{location}/{view['id']}": view["state"] for location, view in all_printers(session)}
    return max(each.values(), key=_WORST.index, default="ok"), each


def _disk(folder: Path) -> str:
    try:
        free = shutil.disk_usage(folder).free
    except OSError:
        return "away"
    return "ok" if free >= SPARE_BYTES else "nearly full"


@blueprint.get("/metrics")
@who_may(_METRICS)
def metrics() -> Response:
    """Figures for Prometheus; numbers of things, never of people."""
    registry = CollectorRegistry()
    waiting = Gauge("inloop_waiting", "Visitors waiting", ["location"], registry=registry)
    rev = Gauge("inloop_revision", "Newest fact of the location's log", ["location"], registry=registry)
    is_open = Gauge("inloop_open", "Whether the location gives numbers", ["location"], registry=registry)
    Gauge("inloop_screens", "Connected screens and phones", registry=registry).set(services().screens.count())
    _measure_machine(registry)
    with services().database.read() as session:
        for head in location_heads(session, services().clock.now()):
            waiting.labels(head.setup.id).set(waiting_count(session, head))
            rev.labels(head.setup.id).set(head.rev)
            is_open.labels(head.setup.id).set(head.open)
        _measure_printers(session, registry)
    return Response(generate_latest(registry), mimetype="text/plain; version=0.0.4")


def _measure_machine(registry: CollectorRegistry) -> None:
    """Room, and the backups: moments as Prometheus has them, 0 for never."""
    data = services().settings.data_dir
    with suppress(OSError):
        free = Gauge("inloop_disk_free_bytes", "Room where the data is", registry=registry)
        free.set(shutil.disk_usage(data).free)
    state = read_state(data)
    for name, what, at in (
        ("made", "When the newest backup was made", state.made_at),
        ("tried", "When a backup was last restored on trial", state.tried_at),
        ("failed", "When making a backup failed last", state.failed_at),
    ):
        gauge = Gauge(f"inloop_backup_{name}_timestamp_seconds", what, registry=registry)
        gauge.set(datetime.fromisoformat(at).timestamp() if at else 0)


def _measure_printers(session: Session, registry: CollectorRegistry) -> None:
    names = ["location", "printer"]
    up = Gauge("inloop_printer_up", "Whether a ticket would come out now", names, registry=registry)
    low = Gauge("inloop_printer_paper_low", "Whether the roll is nearly at its end", names, registry=registry)
    jobs = Gauge(
        "inloop_print_jobs_last_day", "Papers asked for in 24 hours", [*names, "state"], registry=registry
    )
    for location, view in all_printers(session):
        up.labels(location, view["id"]).set(view["state"] == "ok")
        low.labels(location, view["id"]).set(view.get("low", False))
    for labels, count in job_counts(session, services().clock.now() - timedelta(days=1)).items():
        jobs.labels(*labels).set(count)
