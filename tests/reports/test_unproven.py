"""The amber list: scripts that no night has seen followed for long, and steps that never apply."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checker.records.script_night import ScriptNight
from checker.reports.unproven import unproven_scripts

FIRST = date(2026, 11, 1)


def night(number: int, state: str, *, step: str | None = None, not_seen: str | None = None, applied: str | None = None) -> ScriptNight:
    drifted, idle, used = ([one] if one else [] for one in (step, not_seen, applied))
    day = FIRST + timedelta(days=number)
    return ScriptNight(
        run=f"night-{number}", day=day, file="scenarios/rsj.py", states=[state], drifted=drifted, not_seen=idle, applied=used
    )


def test_three_nights_without_proof_are_amber_and_one_proof_ends_it() -> None:
    nights = [night(0, "followed"), night(1, "drifted", step="click #a"), night(2, "none"), night(3, "drifted", step="click #b")]
    [amber] = unproven_scripts(nights, 3)
    assert (amber.nights, amber.since, amber.last_followed) == (3, FIRST + timedelta(days=1), "night-0")
    assert amber.drifted == ["click #b", "click #a"]
    assert unproven_scripts(nights, 4) == []
    assert unproven_scripts([*nights, night(4, "followed")], 3) == []


def test_several_runs_of_a_day_are_one_night() -> None:
    runs = [night(1, "drifted"), night(1, "drifted").model_copy(update={"run": "shard-2"}), night(2, "drifted")]
    assert unproven_scripts(runs, 3) == []
    assert unproven_scripts([*runs[:2], night(1, "followed").model_copy(update={"run": "again"})], 1) == []


def test_a_night_in_which_no_site_of_the_script_was_visited_says_nothing() -> None:
    silent = ScriptNight(run="other", day=FIRST, file="scenarios/rsj.py")
    assert unproven_scripts([silent], 1) == []


def test_a_step_that_never_applies_is_listed_though_the_script_is_followed() -> None:
    nights = [night(number, "followed", not_seen="close_if_seen #x") for number in range(3)]
    [amber] = unproven_scripts(nights, 3)
    assert (amber.nights, amber.never_applied) == (0, ["close_if_seen #x"])
    assert unproven_scripts([night(0, "followed", applied="close_if_seen #x"), *nights[1:]], 3) == []
    assert unproven_scripts([night(0, "followed"), *nights[1:]], 3) == [], "it was not a step of the script for so long"


@given(st.lists(st.sampled_from(["followed", "drifted", "none"]), max_size=12), st.integers(1, 5))
def test_amber_is_what_was_not_followed_in_the_last_nights(states: list[str], least: int) -> None:
    amber = unproven_scripts([night(number, state) for number, state in enumerate(states)], least)
    assert bool(amber) == (len(states) >= least and "followed" not in states[-least:])
