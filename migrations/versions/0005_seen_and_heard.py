"""Displays of their own, pictures, posters, who is fetched in person, and calls told to a browser."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket", sa.Column("fetch", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("location", sa.Column("join_key", sa.String(22)))
    op.add_column("device", sa.Column("display", sa.JSON(none_as_null=True)))
    op.add_column("device", sa.Column("sound", sa.String(8)))
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("location_id", sa.String(40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("shown", sa.LargeBinary(), nullable=False),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("hash", sa.String(16), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("describes", sa.String(200), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(80), nullable=False),
        sa.ForeignKeyConstraint(["location_id"], ["location.id"], name="fk_picture_location_id_location"),
        sa.PrimaryKeyConstraint("id", name="pk_picture"),
    )
    op.create_table(
        "push_wish",
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("endpoint", sa.Text(), nullable=False),
        sa.Column("key", sa.String(120), nullable=False),
        sa.Column("auth", sa.String(40), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("told_call", sa.Integer()),
        sa.Column("told_next", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_push_wish_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_push_wish"),
    )


def downgrade() -> None:
    op.drop_table("push_wish")
    op.drop_table("picture")
    for table, name in (("device", "sound"), ("device", "display"), ("location", "join_key")):
        op.drop_column(table, name)
    op.drop_column("ticket", "fetch")
