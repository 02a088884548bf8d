"""Face: staff."""

from flask import Blueprint


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    from staff import audit, devices, people, pictures, poster, printers, ticket_layout, views, wording

    return [
        views.blueprint,
        devices.blueprint,
        people.blueprint,
        printers.blueprint,
        pictures.blueprint,
        poster.blueprint,
        ticket_layout.blueprint,
        wording.blueprint,
        audit.blueprint,
    ]
