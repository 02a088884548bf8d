"""The migrations make exactly the schema that the models say, and can go back."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from models.database import Database
from models.migration import SchemaNewer, current_revision, migrate, newest_revision
from models.tables import Base


def test_the_migrated_schema_is_the_models_schema(database: Database) -> None:
    with database.writer.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []


def test_going_all_the_way_down_and_up_again_works(database: Database) -> None:
    migrate(database, "base")
    with database.writer.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    migrate(database)
    assert current_revision(database) == newest_revision()


def test_an_empty_database_has_no_revision(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert current_revision(database) is None
    database.close()


def test_a_database_from_a_newer_version_is_refused_untouched(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'from-the-future'"))
    with pytest.raises(SchemaNewer, match="from-the-future"):
        migrate(database)
    assert current_revision(database) == "from-the-future"
