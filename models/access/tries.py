"""How often somebody may try to sign in: counted per account at a source, per account, and per source.

A try is counted before it is judged, in one transaction, so that a hundred at one moment are not one. The
keys are keyed hashes: no name and no address is stored, and an unknown name counts like a known one.

Who signed in from a source lately is trusted there: neither wrong tries of others from elsewhere nor those of
neighbours behind the same address keep them out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from models.access.vault import Vault
from models.tables import Tries

FORGOTTEN_AFTER = timedelta(days=1)
"""After so long without a wrong try the count begins anew."""
TRUSTED_FOR = timedelta(days=30)


_LOCAL = ("127.0.0.1", "0" * 16)
"""This machine itself, as web/stranger.py names a source."""


class What(StrEnum):
    """What is tried."""

    PASSWORD = "password"  # noqa: S105  # nosec B105 # a name, no secret
    CODE = "code"


@dataclass(frozen=True)
class Rule:
    """So many tries are free; each wrong one after them doubles the wait, up to the longest."""

    free: int
    first: timedelta
    longest: timedelta

    def wait(self, failures: int) -> timedelta | None:
        """How long nobody may try after so many wrong ones; None for no wait."""
        over = failures - self.free
        return None if over < 0 else min(self.first * 2 ** min(over, 20), self.longest)


PAIR = Rule(5, timedelta(seconds=10), timedelta(minutes=15))
"""One account from one source."""
ACCOUNT = Rule(20, timedelta(seconds=5), timedelta(minutes=1))
"""One account from everywhere: slow to begin and short, so that nobody is kept out for long."""
ACCOUNT_CODE = Rule(10, timedelta(seconds=10), timedelta(minutes=15))
"""The same for the second step: whoever tries there knows the password already."""
SOURCE = Rule(30, timedelta(seconds=10), timedelta(minutes=15))
"""All accounts from one source."""
_RULES: Mapping[What, Mapping[str, Rule]] = {
    What.PASSWORD: {"pair": PAIR, "account": ACCOUNT, "source": SOURCE},
    What.CODE: {"pair": PAIR, "account": ACCOUNT_CODE, "source": SOURCE},
}


@dataclass(frozen=True)
class Attempt:
    """A try that is about to be judged.

    Attributes:
        what: is tried.
        account: whom it is about: a name as it was typed.
        source: where it comes from, as web/stranger.py has it.
        here: whether it is typed at the machine itself, where the wait of the account does not count.
    """

    what: What
    account: str
    source: str
    here: bool = False


def count_try(session: Session, vault: Vault, attempt: Attempt, now: datetime) -> timedelta | None:
    """Count a try as wrong until `succeeded` says otherwise.

    Returns:
        How long to wait, where it may not be judged at all; None: go on.
    """
    rows = _rows(session, vault, attempt, now)
    counted = _counted(rows, attempt, now)
    left = [until - now for name in counted if (until := rows[name].locked_until) is not None and until > now]
    if left:
        return max(left)
    for name in counted:
        row = rows[name]
        row.failures, row.last_at = row.failures + 1, now
        wait = _RULES[attempt.what][name].wait(row.failures)
        row.locked_until = None if wait is None else now + wait
    return None


def succeeded(session: Session, vault: Vault, attempt: Attempt, now: datetime) -> None:
    """The try was right: what this account did wrong at this source is forgotten, and it is trusted there.

    It does not count elsewhere either. What others tried at the account or from the source stays counted,
    or a guesser would get new tries with each sign-in of somebody else.
    """
    rows = _rows(session, vault, attempt, now)
    for name in _counted(rows, attempt, now):
        row = rows[name]
        row.failures, row.locked_until = max(0, row.failures - 1), None
    pair = rows["pair"]
    pair.failures, pair.last_at, pair.trusted_until = 0, now, now + TRUSTED_FOR


def forgive(session: Session, vault: Vault, account: str) -> None:
    """Let a person try again at once at the machine itself, and from where they did not try themselves."""
    for what in What:
        keys = [vault.digest("account", what, account)]
        keys += [vault.digest("pair", what, account, source) for source in _LOCAL]
        session.execute(delete(Tries).where(Tries.key.in_(keys)))


def forget_old_tries(session: Session, now: datetime) -> None:
    """Drop what nothing is held against any more."""
    session.execute(
        delete(Tries).where(
            Tries.last_at < now - FORGOTTEN_AFTER,
            Tries.trusted_until.is_(None) | (Tries.trusted_until < now),
        )
    )


def _counted(rows: dict[str, Tries], attempt: Attempt, now: datetime) -> list[str]:
    """Against what a try counts."""
    trusted = rows["pair"].trusted_until
    if trusted is not None and trusted > now:
        return ["pair"]
    return ["pair", "source"] if attempt.here else ["pair", "account", "source"]


def _rows(session: Session, vault: Vault, attempt: Attempt, now: datetime) -> dict[str, Tries]:
    what, account, source = attempt.what, attempt.account, attempt.source
    keys = {
        "pair": vault.digest("pair", what, account, source),
        "account": vault.digest("account", what, account),
        "source": vault.digest("source", what, source),
    }
    # In one order everywhere, so that two transactions do not wait for each other.
    by_key = {key: _row(session, key, now) for key in sorted(keys.values())}
    return {name: by_key[key] for name, key in keys.items()}


def _row(session: Session, key: str, now: datetime) -> Tries:
    """The row of a key, locked until the end of the transaction; made where there is none."""
    sqlite = session.get_bind().dialect.name == "sqlite"
    made = (sqlite_insert if sqlite else postgres_insert)(Tries).values(key=key, failures=0, last_at=now)
    session.execute(made.on_conflict_do_nothing())
    row = session.execute(select(Tries).where(Tries.key == key).with_for_update()).scalar_one()
    if row.last_at < now - FORGOTTEN_AFTER:
        row.failures, row.locked_until = 0, None
    return row
