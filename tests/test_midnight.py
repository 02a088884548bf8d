"""When a test of the browser waits for the day to end."""

from datetime import UTC, datetime

from tests.e2e.midnight import seconds_to_wait


def test_a_test_at_noon_begins_at_once() -> None:
    assert seconds_to_wait(datetime(2026, 11, 22, 11, 0, tzinfo=UTC)) == 0


def test_a_test_right_before_midnight_in_the_house_begins_after_it() -> None:
    assert seconds_to_wait(datetime(2026, 11, 22, 22, 59, 0, tzinfo=UTC)) == 62
    assert seconds_to_wait(datetime(2026, 7, 1, 21, 59, 30, tzinfo=UTC)) == 32


def test_a_test_right_after_midnight_begins_at_once() -> None:
    assert seconds_to_wait(datetime(2026, 11, 22, 23, 0, 0, tzinfo=UTC)) == 0
