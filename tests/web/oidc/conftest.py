"""Two providers: one that nobody here wrote, and one that lies."""

from collections.abc import Iterator

import pytest

from tests.web.oidc.liar import Liar, liar
from tests.web.oidc.organisation import Organisation, organisation


@pytest.fixture(scope="package")
def office() -> Iterator[Organisation]:
    with organisation() as started:
        yield started


@pytest.fixture
def forger() -> Iterator[Liar]:
    with liar() as started:
        yield started
