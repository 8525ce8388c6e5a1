"""The tests of many scripts, told on the terminal as they end, with a page on what they saw."""

import asyncio
from collections.abc import Callable, Sequence

from checker.faults import CheckerFault, UsageFault
from checker.recordings.comparison import tell_drift
from checker.recordings.failure_page import write_page
from checker.recordings.listing import Listed
from checker.recordings.places import recording_of
from checker.recordings.trial import Seen
from checker.recordings.trials import Case, Result, Tested, last_good, read_tested, step_pictures, try_live, try_offline
from checker.recordings.watching import require_watcher, with_pauses
from checker.running.in_flight import first_fault
from checker.running.terminal import count
from checker.scenario.register import Scripts, read_scripts
from checker.settings import Settings

Say = Callable[[str], None]
_AT_ONCE = 2  # each has a browser of its own


async def try_scripts(chosen: Sequence[Listed], settings: Settings, *, live: bool, pause: bool, say: Say) -> bool:
    """Whether all passed. A script without a test has none that passes."""
    require_watcher(settings, pause=pause)
    scripts = read_scripts(settings.scenarios)
    tested, is_whole = _read_all(chosen, settings, say)
    cases = [case for each in tested for case in each.cases() if not live or case.negative is None]
    if pause:
        settings, scripts = with_pauses(settings, scripts, say)
    gate = asyncio.Semaphore(1 if pause or settings.headed else _AT_ONCE)
    results: list[Result] = []

    async def try_one(case: Case) -> None:
        async with gate:
            try:
                result = await (try_live(case.of, settings, scripts) if live else try_offline(case, settings, scripts))
            except UsageFault as fault:  # of this recording alone: an edition that is gone, for instance
                result = Result(case, [str(fault)])
        results.append(result)
        _tell(result, scripts, say)

    try:
        async with asyncio.TaskGroup() as group:
            for case in cases:
                group.create_task(try_one(case))
    except BaseExceptionGroup as together:
        raise _fault_in(together) from together
    results.sort(key=lambda result: (result.case.of.host, result.case.name != "positive", result.case.name))
    if results:
        say(f"{sum(result.passed for result in results)} of {count(len(results), 'test')} passed; what they saw: {write_page(results)}")
    return is_whole and all(result.passed for result in results)


def _read_all(chosen: Sequence[Listed], settings: Settings, say: Say) -> tuple[list[Tested], bool]:
    """Those that have a test, and whether all have one."""
    tested: list[Tested] = []
    for entry in chosen:
        try:
            tested.append(read_tested(recording_of(settings.scenarios, entry.host or "")))
        except UsageFault as fault:
            say(f"failed  {entry.host}: {fault}")
    return tested, len(tested) == len(chosen)


def _fault_in(together: BaseExceptionGroup[BaseException]) -> BaseException:
    """The fault that ended all of them: one sentence is enough for no browser. What is no fault of ours stays as it is."""
    faults = together.subgroup(CheckerFault)
    return first_fault(faults) if faults is not None else together


def _tell(result: Result, scripts: Scripts, say: Say) -> None:
    case = result.case
    change = f" ({case.negative.change}: {case.negative.badge} {case.negative.state})" if case.negative else ""
    say(f"{'passed' if result.passed else 'failed'}  {case.of.host} {case.name}{change}")
    if result.passed:
        return
    script = scripts.by_host.get(case.of.host)
    if script is not None:
        say(f"    script: {script.path}")
    drift = tell_drift(result.seen.observation.steps) if result.seen is not None else []
    for sentence in (*result.differences, *drift):
        say(f"    {sentence}")
    for address in result.unknown[:10]:
        say(f"    not in the recording: {address}; `checker scenario new {case.of.recording.site.url}` records again")
    if result.seen is not None:
        tell_pictures(case.of.host, result.seen, say)


def tell_pictures(host: str, seen: Seen, say: Say) -> None:
    """Where the last step stood, now and when it was last good."""
    pictures = step_pictures(seen)
    if pictures:
        say(f"    the last step now: {pictures[-1]}")
        good = last_good(host, pictures[-1].name)
        say(f"    when it was last good: {good}" if good else "    no picture of it from when it was good is on this machine")
