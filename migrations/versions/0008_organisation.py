"""People who sign in with the account of their organisation, and accounts for the day when it is away."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation_account",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(255), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            ondelete="CASCADE",
            name="fk_organisation_account_person_id_person",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_organisation_account"),
        sa.UniqueConstraint("issuer", "subject", name="uq_organisation_account_issuer_subject"),
    )
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("break_glass", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("person") as person:
        person.drop_column("break_glass")
    op.drop_table("organisation_account")
