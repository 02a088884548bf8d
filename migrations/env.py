"""Alembic's way in. The connection is handed over by models/migration.py; nothing is configured here."""

from alembic import context

from models.tables import Base
from models.tables.base import Moment


def _render(kind, value, _autogen):  # type: ignore[no-untyped-def]
    if kind == "type" and isinstance(value, Moment):
        return "sa.DateTime(timezone=True)"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=_render,
    compare_type=True,
)
context.run_migrations()
