"""Whoever asks, and whatever: no error of the server, and an answer that the OpenAPI file describes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok

from models.access.principal import DEVICE_ROLES, Role
from tests.cast import World
from tests.depth import times
from tests.web.site import Site, open_site
from tests.web.test_openapi import CHECKS, _real

pytestmark = pytest.mark.stress

EXAMPLES = times(1, 30)
NOBODY, GUESSED, HOLDER = "nobody", "a guessed token", "the holder of a ticket"
CALLERS = (*map(str, Role), NOBODY, GUESSED, HOLDER)


@pytest.fixture
def site(sqlite_world: World, tmp_path: Path) -> Site:
    """An Inloop with all that can be switched on."""
    return open_site(sqlite_world, tmp_path, push="")


def proof(site: Site, caller: str, real: Mapping[str, object]) -> dict[str, str]:
    """The headers with which somebody asks."""
    plain = {"Accept-Encoding": "identity"}  # no transport is between, that would unpack
    if caller == NOBODY:
        return plain
    if caller == GUESSED:
        return plain | {"Authorization": "Bearer raad-maar"}
    if caller == HOLDER:
        return plain | {"Authorization": f"Bearer {real['token']}"}
    role = Role(caller)
    token = site.device(role, "altijd", "Nog een") if role in DEVICE_ROLES else site.key(caller, role)
    return plain | {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("caller", CALLERS)
def test_whoever_asks_gets_an_answer_that_is_described(site: Site, caller: str) -> None:
    real = _real(site)
    headers = proof(site, caller, real)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", site.inloop.app)
    asked = 0
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        strategy = found.ok().as_strategy(generation_mode=GenerationMode.POSITIVE)

        @given(case=strategy, somewhere=st.sampled_from([True, True, False]))
        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        def call(case: Case[Any], somewhere: bool) -> None:
            if somewhere:
                case.path_parameters |= {name: real[name] for name in case.path_parameters}
            case.validate_response(case.call(headers=headers), checks=CHECKS)

        call()
        asked += 1
    assert asked > 50
