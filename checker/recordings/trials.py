"""The tests of one site's script: on its recording as it is, and on each of its negatives; or live."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.faults import UsageFault
from checker.recordings.changes import Changed, changes_something, require_files
from checker.recordings.comparison import tell_differences, tell_idle, tell_unnoticed
from checker.recordings.expectation import EXPECTED, MEASURES, Expectation, Negative, read_expectation
from checker.recordings.places import results_of
from checker.recordings.recording import Recording, read_recording
from checker.recordings.replay import Replay
from checker.recordings.trial import Seen, edition_of, look_at
from checker.records.office_time import today
from checker.scenario.register import Scripts, host_in
from checker.settings import Settings

LAST_GOOD = "last-good"
POSITIVE, LIVE = "positive", "live"
# a replay has no network to be polite to; links are asked by the night alone
_OFFLINE = {"host_pace": 0.0, "link_limit": 0, "page_archive": "none", "allow_private": True}


@dataclass(frozen=True)
class Tested:
    """One recorded site with its expectation; `folder` is that of its recording."""

    folder: Path
    recording: Recording
    expectation: Expectation

    @property
    def host(self) -> str:
        return host_in(self.recording.site.url)

    def cases(self) -> "Iterator[Case]":
        yield Case(self)
        for number, negative in enumerate(self.expectation.negatives, start=1):
            yield Case(self, f"negative-{number}", negative)


@dataclass(frozen=True)
class Case:
    """One test: `negative` is null for the site as it is."""

    of: Tested
    name: str = POSITIVE
    negative: Negative | None = None

    @property
    def place(self) -> Path:
        """Where its visit is kept."""
        return results_of(self.of.host) / self.name


@dataclass(frozen=True)
class Result:
    """What came of a case: no differences, no failure. `unknown` was asked for and is not in the recording."""

    case: Case
    differences: list[str]
    seen: Seen | None = None
    unknown: list[str] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        return not self.differences


def read_tested(folder: Path) -> Tested:
    """Raises UsageFault where something is missing or wrong."""
    tested = Tested(folder, read_recording(folder), read_expectation(folder))
    require_files(folder, tested.expectation.negatives)
    if not tested.expectation.negatives:
        raise UsageFault(
            f"{folder / EXPECTED} has no [[negative]]: "
            "say a change to the recording by which a badge is absent or hidden, and its state then."
        )
    return tested


async def try_offline(case: Case, settings: Settings, scripts: Scripts) -> Result:
    """The case in real Chromium, without the network."""
    negative = case.negative
    if negative is not None and not changes_something(case.of.folder, case.of.recording, negative):
        return Result(case, [f"the negative changes nothing ({negative.change}): no recorded answer is another one with it"])
    seen, unknown = await replay(case, settings, scripts, with_columns=negative is None and bool(case.of.expectation.columns))
    if negative is not None:
        return Result(case, tell_unnoticed(negative, seen.judgment), seen, unknown)
    differences = [*tell_differences(case.of.expectation, seen.judgment), *tell_idle(seen.observation.steps)]
    if not differences:
        remember_good(case, seen)
    return Result(case, differences, seen, unknown)


async def replay(case: Case, settings: Settings, scripts: Scripts, *, with_columns: bool | None = None) -> tuple[Seen, list[str]]:
    """What is seen of the recording, changed or not, and what was asked for that nobody recorded. By default a negative has no columns."""
    recording = case.of.recording
    wants_columns = case.negative is None if with_columns is None else with_columns
    day = date.fromisoformat(recording.as_of)
    async with Replay(case.of.folder, recording, Changed(case.of.folder, case.negative)) as door:
        update = {**_OFFLINE, "proxy": door.address, "trust_ca": door.authority, **({} if wants_columns else {"column_pages": 0})}
        own = settings.model_copy(update=update)
        seen = await look_at(recording.site, day, edition_of(recording.edition, day), own, case.place, scripts)
    return seen, sorted(set(door.unknown))


async def try_live(tested: Tested, settings: Settings, scripts: Scripts) -> Result:
    """The site itself, today, held against the same expectation; the days of its columns have gone on since."""
    case = Case(tested, LIVE)
    columns = [column.model_copy(update=dict.fromkeys(MEASURES)) for column in tested.expectation.columns]
    expectation = tested.expectation.model_copy(update={"columns": columns})
    update = {"link_limit": 0, "page_archive": "none", **({} if columns else {"column_pages": 0})}
    edition = edition_of(tested.recording.edition, today())
    seen = await look_at(tested.recording.site, today(), edition, settings.model_copy(update=update), case.place, scripts)
    return Result(case, tell_differences(expectation, seen.judgment), seen)


def remember_good(case: Case, seen: Seen) -> None:
    """The pictures of the steps, to stand beside those of a later test that fails."""
    good = results_of(case.of.host) / LAST_GOOD
    shutil.rmtree(good, ignore_errors=True)
    good.mkdir(parents=True)
    for picture in step_pictures(seen):
        shutil.copyfile(picture, good / picture.name)


def step_pictures(seen: Seen) -> list[Path]:
    """In the order of the steps."""
    return [seen.folder / step.picture.file for step in seen.observation.steps if step.picture is not None]


def last_good(host: str, name: str) -> Path | None:
    """The same step's picture when this script was last followed on this machine."""
    found = results_of(host) / LAST_GOOD / name
    return found if found.is_file() else None
