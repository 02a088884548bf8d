"""Behind a proxy that speaks TLS for us, at the address that the settings name."""

from dataclasses import replace

import pytest

from tests.web.site import Site

HERE = "/api/v1/devices/here"
KIOSK = {"kind": "kiosk", "location": "plein"}
ADDRESS = "https://inloop.werkcentrum.example"


@pytest.fixture
def proxied(site: Site) -> Site:
    """An Inloop that is reached under another address than it listens on."""
    services = site.inloop.services
    changed = services.settings.model_copy(update={"base_url": ADDRESS})
    site.inloop.app.extensions["inloop"] = replace(services, settings=changed)
    return site


def test_our_own_forms_are_accepted_from_the_configured_address(proxied: Site) -> None:
    form = {"name": "Nobody", "password": "not the right one"}
    answer = proxied.anonymous().ask("POST", "/staff/sign-in", data=form, headers={"Origin": ADDRESS})
    assert answer.status_code == 401  # judged by the password, not thrown out as forged


def test_another_site_stays_another_site(proxied: Site) -> None:
    form = {"name": "Nobody", "password": "not the right one"}
    answer = proxied.anonymous().ask(
        "POST", "/staff/sign-in", data=form, headers={"Origin": "https://evil.test"}
    )
    assert answer.status_code == 403


def test_a_proxy_that_hides_where_requests_come_from_makes_nobody_local(proxied: Site) -> None:
    assert proxied.anonymous("127.0.0.1").post(HERE, KIOSK).status_code == 401
