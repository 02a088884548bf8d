"""The Flask application: blueprints, guards and headers, put together around the services."""

from collections.abc import Sequence

from flask import Blueprint, Flask, Request
from flask.sessions import SessionInterface
from jinja2 import StrictUndefined

from config.secret_key import secret_key
from web import desk as shared_desk
from web import devices, health, invitation, openapi, printed, qr, second_step, sign_in, start
from web.access import guard
from web.api import (
    account,
    audit,
    counter,
    desk,
    device,
    door,
    guide,
    join,
    kiosk,
    layout,
    location,
    pairing,
    people,
    picture,
    printer,
    push,
    ticket,
    visit,
    wait,
    wording,
)
from web.assets import make_assets
from web.body_size import limit_bodies
from web.headers import add_headers
from web.oidc import page as organisation
from web.pace import Paces, keep_pace
from web.problem import handle_problems
from web.refused import keep_refusals
from web.services import Services, install


class _NoSessions(SessionInterface):
    """Flask's cookie sessions are not used: staff have sessions of their own, visitors have none."""

    def open_session(self, app: Flask, request: Request) -> None:
        """None, which Flask takes as: there are none."""


def make_app(services: Services, faces: Sequence[Blueprint]) -> Flask:
    """The application.

    Args:
        services: what it works with.
        faces: the blueprints of kiosk, display and staff.

    Raises:
        RuntimeError: an endpoint does not say who may call it.
    """
    app = Flask("web", static_folder=None)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.secret_key = secret_key(services.settings)
    app.session_interface = _NoSessions()
    install(app.extensions, services)
    assets, prefix = make_assets()
    app.jinja_env.globals["asset"] = lambda name: prefix + name
    queue = (location, ticket, push, join, visit, counter, door, desk, guide)
    api = (*queue, device, pairing, picture, kiosk, printer, layout, wording, wait, people, account, audit)
    own = (sign_in, organisation, second_step, invitation, shared_desk)
    shared = (*api, *own, openapi, health, qr, devices, printed, start)
    for blueprint in (assets, *(part.blueprint for part in shared), *faces):
        app.register_blueprint(blueprint)
    handle_problems(app)
    keep_refusals(app)
    add_headers(app)
    keep_pace(app, Paces())
    limit_bodies(app)
    guard(app)
    return app
