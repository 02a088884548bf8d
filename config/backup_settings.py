"""Settings of the nightly backup. This module must not know who makes it."""

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field


def _time_of_day(value: str) -> str:
    if re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value):
        return value
    raise ValueError("allowed: a time such as 02:30")


def _keep(value: str) -> str:
    if re.fullmatch(r"[1-9]\d{0,2} \d{1,3} \d{1,3}", value):
        return value
    raise ValueError("allowed: how many days, weeks and months, such as 7 4 12")


class BackupSettings(BaseModel):
    """Where a backup goes each night, and which are kept."""

    backup_dir: Path | None = Field(
        default=None,
        description="Folder for a backup each night, such as one on a USB stick; it must exist. "
        "Absent: none is made.",
    )
    backup_time: Annotated[str, AfterValidator(_time_of_day)] = Field(
        default="02:30", description="When the nightly backup is due, by the clock of this machine."
    )
    backup_keep: Annotated[str, AfterValidator(_keep)] = Field(
        default="7 4 12", description="Of how many days, weeks and months a nightly backup is kept."
    )
    backup_passphrase_file: Path | None = Field(
        default=None,
        description="File whose first line encrypts the nightly backups. Absent: they are not encrypted.",
    )
