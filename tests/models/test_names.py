"""Names of people and keys stand in the log, so they can be shown and mean nobody else."""

import pytest

from models.access.key import add_key
from models.access.principal import Role
from models.refusal import Code, Refusal
from tests.cast import World


@pytest.mark.parametrize(
    "name", ["clock", "Visitor", "kiosk:1", "A\u202eB", "x\ny", " ", "Samira ", "z" * 81]
)
def test_a_name_that_cannot_be_shown_or_means_another_is_refused(sqlite_world: World, name: str) -> None:
    world = sqlite_world
    with pytest.raises(Refusal) as refused:
        world.database.run(lambda session: add_key(session, name, Role.GUIDE, None, world.clock.now()))
    assert refused.value.code is Code.BAD_NAME
