"""What stands in the parts of our addresses when something is to be there, so that not all ends at a 404."""


def parts_of(location: str, token: str | None, visit: int, code: str) -> dict[str, object]:
    """A value for each part that any address has.

    Args:
        location: where.
        token: of a ticket that still has one.
        visit: id of that ticket.
        code: of a screen that waits to be paired.
    """
    return {
        **{"location": location, "token": token, "visit": visit, "code": code},
        **{"desk": "1", "message": 1, "printer": "main", "job": 1, "device": 1, "assistance": 1, "key": "k"},
        **{"person": 1, "secret": "s" * 32, "session_id": "0" * 16, "picture": 1, "digest": "0" * 16},
        **{"kind": "kiosk", "name": "css/base.css", "language": "nl"},
    }
