"""A new recording: the site is visited once through the recorder, and once more from what was recorded, which gives its truth."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checker.faults import RunFault
from checker.recordings.comparison import tell_differences
from checker.recordings.expectation import EXPECTED, Expectation, Negative, read_expectation, write_expectation
from checker.recordings.keeping import Kept, keep_all
from checker.recordings.places import recording_of, results_of
from checker.recordings.recorder import Recorder
from checker.recordings.recording import Recording, write_recording
from checker.recordings.scaffold import write_new_script
from checker.recordings.trial import Seen, edition_of, look_at
from checker.recordings.trials import Case, Tested, remember_good, replay
from checker.recordings.truth import expectation_of, possible_negatives
from checker.records.judgment import BadgeState, Judgment
from checker.records.sighting import BadgeKind
from checker.records.site import Site
from checker.scenario.register import Scripts, host_in, read_scripts
from checker.settings import Settings

_TRIED = 4  # negatives that are looked at before a person is asked for one


@dataclass(frozen=True)
class Made:
    """What came of it. `script` and `expected` say whether these files were written now; `remarks` are for the developer."""

    folder: Path
    script: Path
    is_new_script: bool
    is_new_truth: bool
    kept: Kept
    seen: Seen
    remarks: list[str]

    @property
    def host(self) -> str:
        return host_in(self.seen.observation.site.url)


async def make_recording(site: Site, day: date, settings: Settings, *, renew_truth: bool) -> Made:
    """Raises RunFault where the site cannot be reached: nothing is written then."""
    host, scripts = host_in(site.url), _scripts(settings.scenarios)
    folder = recording_of(settings.scenarios, host)
    async with Recorder(settings) as recorder:
        update = {"proxy": recorder.address, "trust_ca": recorder.authority, "link_limit": 0, "page_archive": "none"}
        own, edition = settings.model_copy(update=update), edition_of(settings.edition, day)
        live = await look_at(site, day, edition, own, results_of(host) / "recorded", scripts)
    if live.judgment.reach.state != "reached":
        raise RunFault(f"{site.url} was not reached ({live.judgment.reach.state}): nothing is recorded. Try again later.")
    kept = keep_all(recorder.taken, recorder.failed)
    recording = Recording(site=site, as_of=day.isoformat(), edition=settings.edition, answers=kept.answers, left_out=kept.left_out)
    write_recording(folder, recording, kept.bodies)
    is_new_script = scripts.of(site.url) is None
    script = write_new_script(settings.scenarios, host, site.name) if is_new_script else Path(scripts.by_host[host].path)
    tested = Tested(folder, recording, Expectation())
    seen, _ = await replay(Case(tested), settings, scripts := _scripts(settings.scenarios))
    remarks = _tell_lost(live.judgment, seen.judgment)
    before = _expectation_before(folder)
    is_new_truth = before is None or renew_truth
    if is_new_truth:
        negatives = before.negatives if before and before.negatives else await _find_negatives(tested, seen, settings, scripts)
        write_expectation(folder, expectation_of(seen.judgment).model_copy(update={"negatives": negatives}))
        if not negatives:
            remarks.append(f"no negative was found: write a [[negative]] into {folder / EXPECTED} (docs/scenarios.md says how)")
    elif before is not None:
        remarks += tell_differences(before, seen.judgment)
    if seen.judgment.scenario.state == "followed":
        remember_good(Case(tested), seen)
    return Made(folder, script, is_new_script, is_new_truth, kept, seen, remarks)


def _scripts(folder: Path) -> Scripts:
    return read_scripts(folder) if folder.is_dir() else Scripts(str(folder))


def _expectation_before(folder: Path) -> Expectation | None:
    return read_expectation(folder) if (folder / EXPECTED).exists() else None


def _tell_lost(live: Judgment, replayed: Judgment) -> list[str]:
    """What the site showed and its recording does not."""
    seen: dict[BadgeKind, BadgeState] = {badge.kind: badge.state for badge in replayed.badges}
    lost = [
        f"{badge.kind} is {badge.state} on the site and {seen[badge.kind]} in the recording: see what is left out in recording.json"
        for badge in live.badges
        if badge.state != seen[badge.kind]
    ]
    states = {column.name: column.state for column in replayed.columns}
    lost += [
        f"column {column.name} is {column.state} on the site and {states.get(column.name, 'missing')} in the recording"
        for column in live.columns
        if column.name is not None and states.get(column.name) != column.state
    ]
    drifted = [f"the script drifted: {live.scenario.step}"] if live.scenario.state == "drifted" else []
    return [*drifted, *lost]


async def _find_negatives(tested: Tested, seen: Seen, settings: Settings, scripts: Scripts) -> list[Negative]:
    """The first change that takes a badge away, with what is seen then."""
    possible = possible_negatives(tested.folder, tested.recording, seen.observation, seen.judgment)
    for negative, _ in zip(possible, range(_TRIED), strict=False):
        changed, _ = await replay(Case(tested, "negative-1", negative), settings, scripts)
        state = next(badge.state for badge in changed.judgment.badges if badge.kind == negative.badge)
        if changed.judgment.reach.state == "reached" and state not in ("shown", "undetermined"):
            return [negative.model_copy(update={"state": state})]
    return []
