"""Putting a region's own texts in place of the catalogues', so that they count at every location at once.

Knows no catalogue: that a text fits was checked by the caller.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from models.configuration import configure_all
from models.tables import Wording as Row
from models.wording import Forms, wording_of


def save_wording(
    session: Session, language: str, texts: Mapping[str, Forms | None], actor: str, now: datetime
) -> tuple[str, ...]:
    """Put texts in place of earlier ones, and let them count at every location at once.

    Args:
        session: a write transaction.
        language: a code of config/languages.py.
        texts: all forms by message id, checked by the caller; None gives the catalogue's text back.
        actor: who changed them, as the log names them.
        now: the moment, UTC.

    Returns:
        Ids of the locations whose configuration is new; none when every text was so already.
    """
    before = wording_of(session).of(language).texts
    changed = {key: forms for key, forms in texts.items() if before.get(key) != forms}
    if not changed:
        return ()
    session.execute(delete(Row).where(Row.language == language, Row.key.in_(changed)))
    session.add_all(
        Row(language=language, key=key, form=form, text=text, changed_at=now, changed_by=actor)
        for key, forms in changed.items()
        for form, text in enumerate(forms or ())
    )
    session.flush()
    return configure_all(session, actor, now)
