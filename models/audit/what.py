"""What the audit log tells of. docs/audit.md explains each, in the same order."""

from enum import StrEnum


class What(StrEnum):
    """What happened: dotted, past tense. What was tried and refused says so in the row's result."""

    STARTED = "inloop.started"
    MIGRATED = "schema.migrated"
    REGION_LOADED = "region.loaded"
    REGION_DUMPED = "region.dumped"
    LAYOUT_CHANGED = "layout.changed"
    WORDING_CHANGED = "wording.changed"
    WORDING_EXPORTED = "wording.exported"
    LANGUAGE_OFFERED = "language.offered"
    LANGUAGE_WITHDRAWN = "language.withdrawn"
    KEY_MADE = "key.made"
    KEY_REVOKED = "key.revoked"
    DEVICE_PAIRED = "device.paired"
    DEVICE_CHANGED = "device.changed"
    DEVICE_REVOKED = "device.revoked"
    PRINTER_SET = "printer.set"
    PRINTER_REMOVED = "printer.removed"
    FACTS_EXPORTED = "facts.exported"
    AUDIT_EXPORTED = "audit.exported"
    AUDIT_ERASED = "audit.erased"
    DATA_ERASED = "data.erased"
    BACKUP_MADE = "backup.made"
    BACKUP_FAILED = "backup.failed"
    BACKUP_RESTORED = "backup.restored"
