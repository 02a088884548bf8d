"""The line played forward: who is called by whom, and when."""

from random import Random

from models.estimate.draw import DRAWS
from models.estimate.early import Early
from models.estimate.forward import NEVER, Hand, Line, Shifts, newcomer, play

ALL = ((), (0, 1), ())
FOREVER = 1e6
AWAY: Shifts = ((50.0, 400.0),)


def column(seconds: float) -> list[float]:
    return [seconds] * DRAWS


def hand(free: float, tiers: tuple[tuple[int, ...], ...] = ALL, shifts: Shifts = ()) -> Hand:
    mine, own, second = tiers
    return Hand(column(free), (mine, own, second), [shifts] * DRAWS if shifts else ())


def line(*visitors: tuple[int, float], patience: list[float] | None = None) -> Line:
    left = None if patience is None else [column(each) for each in patience]
    return Line([kind for kind, _ in visitors], [column(work) for _, work in visitors], left)


def calls(line_: Line, *hands: Hand, alike: bool = False) -> list[float]:
    return list(play(line_, hands, alike=alike).calls[0])


def test_whoever_is_free_first_takes_the_first_who_waits() -> None:
    three = line((0, 100), (0, 10), (0, 50))
    assert calls(three, hand(5), hand(20)) == [5, 20, 30]
    assert calls(three, hand(5), hand(20), alike=True) == [5, 20, 30]


def test_a_guide_passes_over_whom_they_do_not_take() -> None:
    two = line((0, 100), (1, 100))
    assert calls(two, hand(0, ((), (1,), ())), hand(30, ((), (0,), ()))) == [30, 0]


def test_who_returns_to_a_guide_goes_before_an_own_question_and_that_before_a_second_one() -> None:
    three = line((0, 10), (1, 10), (2, 10))
    assert calls(three, hand(0, ((2,), (1,), (0,)))) == [20, 10, 0]


def test_a_guide_who_leaves_calls_nobody_until_they_are_back() -> None:
    two = line((0, 60), (0, 60))
    assert calls(two, hand(0, shifts=((50, 500),))) == [0, 500]
    assert calls(two, hand(0, shifts=((50, NEVER),))) == [0, NEVER]


def test_who_has_left_by_themselves_takes_nobodys_time() -> None:
    three = line((0, 100), (0, 100), (0, 100), patience=[FOREVER, 50, FOREVER])
    assert calls(three, hand(0)) == [0, 100, 100]


def test_a_newcomer_with_an_own_question_goes_before_second_ones() -> None:
    one = line((0, 100), (0, 100))
    played = play(one, [hand(7, ((), (1,), (0,)))], alike=False)
    assert newcomer(played, own=[0], second=[])[0] == 7
    assert newcomer(played, own=[], second=[0])[0] == 207


def test_with_nobody_in_line_a_newcomer_is_called_by_who_is_free_first() -> None:
    played = play(line(), [hand(40), hand(0, shifts=((0, 30),))], alike=False)
    assert newcomer(played, own=[0, 1], second=[])[0] == 30
    assert newcomer(played, own=[0], second=[])[0] == 40


def test_without_guides_nobody_is_called() -> None:
    played = play(line((0, 10)), [], alike=True)
    assert played.calls[0][0] == NEVER
    assert newcomer(played, own=[], second=[]) == [NEVER] * DRAWS


def early_call(
    line_: Line, place: int, *hands: Hand, own: tuple[int, ...], second: tuple[int, ...] = ()
) -> float:
    return play(line_, hands, alike=False, early=[Early(place, own, second)]).early[0][0]


def test_somebody_with_priority_is_called_when_the_guide_would_call_who_stands_at_their_place() -> None:
    three = line((0, 100), (0, 10), (0, 50))
    apart = [early_call(three, place, hand(5), hand(20), own=(0, 1)) for place in range(3)]
    alike = play(three, [hand(5), hand(20)], alike=True, early=[Early(place, (0, 1)) for place in range(3)])
    assert apart == list(alike.early[0]) == [5, 20, 30]


def test_somebody_with_priority_waits_for_who_takes_them() -> None:
    two = line((0, 100), (0, 100))
    assert early_call(two, 0, hand(0), hand(40, ((), (), ())), own=(1,)) == 40
    assert early_call(two, 1, hand(7), own=()) == NEVER


def test_a_second_question_with_priority_waits_until_nobody_has_an_own_one() -> None:
    two = line((0, 100), (1, 30))
    guide = hand(0, ((), (0,), (1,)))
    assert early_call(two, 0, guide, own=(), second=(0,)) == 100
    assert early_call(two, 0, hand(0, ((0,), (1,), ())), own=(0,)) == 100  # who returns goes before


def tiers_of(ranks: list[int | None]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(kind for kind, rank in enumerate(ranks) if rank == tier) for tier in range(3))


def test_somebody_with_priority_is_called_as_if_they_stood_at_their_place() -> None:
    random = Random(7)
    for _ in range(150):
        visitors = [(random.randrange(3), random.uniform(1, 200)) for _ in range(random.randint(1, 9))]
        place = random.randrange(len(visitors))
        hands: list[Hand] = []
        with_newcomer: list[Hand] = []
        own: list[int] = []
        second: list[int] = []
        for guide in range(random.randint(1, 3)):
            ranks = [random.choice([None, 0, 1, 1, 2]) for _ in range(3)]
            takes = random.choice([None, 1, 2])
            own += [guide] if takes == 1 else []
            second += [guide] if takes == 2 else []
            free, away = random.uniform(0, 100), random.choice([(), AWAY])
            hands.append(hand(free, tiers_of(ranks), away))
            with_newcomer.append(hand(free, tiers_of([*ranks, takes]), away))
        whole = line(*visitors[:place], (3, 50.0), *visitors[place:])
        told = early_call(line(*visitors), place, *hands, own=tuple(own), second=tuple(second))
        assert told == calls(whole, *with_newcomer)[place]
