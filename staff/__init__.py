"""Face: staff."""

from flask import Blueprint


def faces() -> list[Blueprint]:
    """The blueprints of this face."""
    from staff import devices, health, paper, pictures, poster, printers, ticket_layout, views, wording

    return [
        views.blueprint,
        devices.blueprint,
        printers.blueprint,
        pictures.blueprint,
        poster.blueprint,
        ticket_layout.blueprint,
        wording.blueprint,
        health.blueprint,
        paper.blueprint,
    ]
