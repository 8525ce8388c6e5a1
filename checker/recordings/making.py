"""A new recording: the site is visited once through the recorder, and once more from what was recorded, which gives its truth.

What is recorded takes the place of an earlier recording only when the script was followed on both.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from checker.faults import RunFault
from checker.judgment.edition import Edition
from checker.recordings.comparison import tell_drift, tell_idle, tell_otherwise, tell_way
from checker.recordings.expectation import EXPECTED, Expectation, Negative, read_expectation, write_expectation
from checker.recordings.keeping import Kept, keep_all
from checker.recordings.places import recording_of, results_of
from checker.recordings.recorder import Recorder
from checker.recordings.recording import Recording, keep_before, recorded_day, write_recording
from checker.recordings.scaffold import write_new_script
from checker.recordings.trial import Seen, edition_of, look_at
from checker.recordings.trials import Case, Tested, remember_good, replay
from checker.recordings.truth import expectation_of, possible_negatives
from checker.records.judgment import BadgeState, Judgment
from checker.records.look import ReachState
from checker.records.sighting import BadgeKind
from checker.records.site import Site
from checker.scenario.register import Scripts, host_in, read_scripts
from checker.settings import Settings

_TRIED = 4  # negatives that are looked at before a person is asked for one
_DRAFT, _BEFORE = "draft", "recording-before"
_WHAT_HELPS: dict[ReachState, str] = {
    "not_allowed": "An address of this machine or of a private network is visited with --allow-private alone.",
    "dns": "Check the address.",
}


@dataclass(frozen=True)
class Made:
    """What came of it.

    `kept` is null where nothing was recorded, and then `trouble` says why; `earlier` is the day (ISO) of the recording that was
    there. `differences` are those between expected.toml and what was seen; `remarks` are for the developer.
    """

    folder: Path
    script: Path
    seen: Seen
    kept: Kept | None = None
    is_new_script: bool = False
    is_new_truth: bool = False
    has_negative: bool = False
    before: Path | None = None  # where the recording is now whose place this one took
    earlier: str | None = None
    trouble: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return host_in(self.seen.observation.site.url)


async def make_recording(site: Site, day: date, settings: Settings, *, renew_truth: bool, despite_drift: bool) -> Made:
    """Raises RunFault where the site cannot be reached: nothing is written then."""
    host, scripts = host_in(site.url), _scripts(settings.scenarios)
    folder = recording_of(settings.scenarios, host)
    expectation, earlier = _expectation_before(folder), recorded_day(folder)
    live, recorder = await _visit(site, day, edition_of(settings.edition, day), settings, scripts)
    is_new_script = scripts.of(site.url) is None
    if not is_new_script and not despite_drift and (trouble := _tell_trouble(live)):
        differences = tell_otherwise(expectation or Expectation(), live.judgment)
        script = Path(scripts.by_host[host].path)
        return Made(folder, script, live, earlier=earlier, trouble=trouble, differences=differences)
    script = write_new_script(settings.scenarios, host, site.name) if is_new_script else Path(scripts.by_host[host].path)
    kept = keep_all(recorder.taken, recorder.failed)
    recording = Recording(site=site, as_of=day.isoformat(), edition=settings.edition, answers=kept.answers, left_out=kept.left_out)
    draft = Tested(results_of(host) / _DRAFT, recording, Expectation())
    write_recording(draft.folder, recording, kept.bodies)
    seen, _ = await replay(Case(draft), settings, scripts := _scripts(settings.scenarios))
    lost = _tell_lost(live.judgment, seen.judgment)
    trouble = _tell_trouble(seen)
    if trouble and not despite_drift:
        trouble.append(f"on the site itself the script was followed; what was recorded of it is in {draft.folder}")
        differences = tell_otherwise(expectation or Expectation(), seen.judgment)
        return Made(folder, script, seen, None, is_new_script, earlier=earlier, trouble=trouble, differences=differences, remarks=lost)
    before = keep_before(folder, results_of(host) / _BEFORE, recording)
    write_recording(folder, recording, kept.bodies)
    is_new_truth = expectation is None or renew_truth
    if expectation is None or renew_truth:
        earlier_negatives = expectation.negatives if expectation is not None else []
        negatives = earlier_negatives or await _find_negatives(draft, seen, settings, scripts)
        expectation = expectation_of(seen.judgment).model_copy(update={"negatives": negatives})
        write_expectation(folder, expectation)
    if not trouble:
        remember_good(Case(draft), seen)
    differences = [*tell_otherwise(expectation, seen.judgment), *tell_idle(seen.observation.steps)]
    has_negative = bool(expectation.negatives)
    return Made(
        folder, script, seen, kept, is_new_script, is_new_truth, has_negative, before, earlier, trouble, differences, lost
    )  # fmt: skip


async def _visit(site: Site, day: date, edition: Edition, settings: Settings, scripts: Scripts) -> tuple[Seen, Recorder]:
    """The site as the night sees it, through a recorder that has all its answers then."""
    async with Recorder(settings) as recorder:
        update = {"proxy": recorder.address, "trust_ca": recorder.authority, "link_limit": 0, "page_archive": "none"}
        seen = await look_at(site, day, edition, settings.model_copy(update=update), results_of(host_in(site.url)) / "recorded", scripts)
    state = seen.judgment.reach.state
    if state != "reached":
        raise RunFault(f"{site.url} was not reached ({state}): nothing is recorded. {_WHAT_HELPS.get(state, 'Try again later.')}")
    return seen, recorder


def _scripts(folder: Path) -> Scripts:
    return read_scripts(folder) if folder.is_dir() else Scripts(str(folder))


def _expectation_before(folder: Path) -> Expectation | None:
    return read_expectation(folder) if (folder / EXPECTED).exists() else None


def _tell_trouble(seen: Seen) -> list[str]:
    """Why the script was not followed to its end."""
    way = tell_way(seen.judgment)
    return [*way, *tell_drift(seen.observation.steps)] if way else []


def _tell_lost(live: Judgment, replayed: Judgment) -> list[str]:
    """What the site showed and its recording does not."""
    seen: dict[BadgeKind, BadgeState] = {badge.kind: badge.state for badge in replayed.badges}
    lost = [
        f"{badge.kind} is {badge.state} on the site and {seen[badge.kind]} in the recording: see what is left out in recording.json"
        for badge in live.badges
        if badge.state != seen[badge.kind]
    ]
    states = {column.name: column.state for column in replayed.columns}
    return lost + [
        f"column {column.name} is {column.state} on the site and {states.get(column.name, 'missing')} in the recording"
        for column in live.columns
        if column.name is not None and states.get(column.name) != column.state
    ]


async def _find_negatives(tested: Tested, seen: Seen, settings: Settings, scripts: Scripts) -> list[Negative]:
    """The first change that takes a badge away, with what is seen then."""
    possible = possible_negatives(tested.folder, tested.recording, seen.observation, seen.judgment)
    for negative, _ in zip(possible, range(_TRIED), strict=False):
        changed, _ = await replay(Case(tested, "negative-1", negative), settings, scripts)
        state = next(badge.state for badge in changed.judgment.badges if badge.kind == negative.badge)
        if changed.judgment.reach.state == "reached" and state not in ("shown", "undetermined"):
            return [negative.model_copy(update={"state": state})]
    return []
