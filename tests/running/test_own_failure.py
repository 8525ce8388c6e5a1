"""When many sites fail in the network at once, the network is ours; when few do, they do."""

from checker.records.look import ReachState
from checker.records.site import Status
from checker.running.own_failure import Looks, blame_ourselves, is_own_network, own_trouble
from tests.running.looks import look_at

Pair = tuple[ReachState, ReachState | None]


def sites(*pairs: Pair, status: Status = "running") -> list[Looks]:
    return [
        (look_at(f"s{n}", first, status=status), None if second is None else look_at(f"s{n}", second, look=2, status=status))
        for n, (first, second) in enumerate(pairs)
    ]


UP: Pair = ("reached", None)
DOWN: Pair = ("timeout", "dns")


def test_more_than_the_share_and_at_least_two() -> None:
    assert is_own_network(sites(DOWN, DOWN, DOWN, UP, UP, UP), 0.3)
    assert not is_own_network(sites(DOWN, DOWN, DOWN, *[UP] * 7), 0.3)  # exactly the share is not more
    assert is_own_network(sites(DOWN, DOWN, UP, UP, UP), 0.3)
    assert not is_own_network(sites(DOWN), 0.3)
    assert not is_own_network(sites(DOWN, UP, UP), 0.3)
    assert not is_own_network([], 0.3)


def test_who_was_reached_once_or_failed_otherwise_did_not_fail_in_the_network() -> None:
    once: tuple[ReachState, ReachState] = ("timeout", "reached")
    other: tuple[ReachState, ReachState] = ("http_error", "http_error")
    assert not is_own_network(sites(once, once, once, other, other, UP), 0.3)


def test_sites_that_should_not_answer_count_neither_as_failed_nor_as_asked() -> None:
    gone: Pair = ("dns", None)
    offline = sites(*[gone] * 5, status="offline")
    assert not is_own_network([*offline, *sites(UP, UP)], 0.3)
    assert is_own_network([*offline, *sites(*[DOWN] * 3, *[UP] * 5)], 0.3)


def test_only_network_failures_are_taken_on_ourselves() -> None:
    blamed = blame_ourselves(look_at("s", "refused"))
    assert blamed.reach.state == "our_fault"
    assert blamed.reach.because is not None and "连接失败" in blamed.reach.because
    for state in ("reached", "http_error", "tls", "blocked"):
        look = look_at("s", state)
        assert blame_ourselves(look) is look


def test_what_we_could_not_judge_is_held_against_nobody() -> None:
    left = own_trouble(look_at("s", "reached", title="标题"))
    assert left.reach.state == "our_fault" and left.incomplete and left.title is None
