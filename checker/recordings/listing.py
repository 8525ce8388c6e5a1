"""All scripts of a folder, and what is wrong with them: read one by one, so that one bad file hides no other."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from checker.faults import ScenarioFault, UsageFault
from checker.recordings.places import recording_of
from checker.recordings.trials import read_tested
from checker.roster import Roster
from checker.scenario.declaring import Scenario
from checker.scenario.register import host_in, read_script, script_files


@dataclass
class Listed:
    """One script for one host; `host` is null for a file that cannot be read. `wrong` are errors, `untested` says why it has no test."""

    file: Path
    host: str | None = None
    kind: str = ""
    recorded: str | None = None  # ISO day
    negatives: int = 0
    wrong: list[str] = field(default_factory=list)
    untested: str | None = None

    @property
    def state(self) -> str:
        return "wrong" if self.wrong else "untested" if self.untested else "ready"


def list_scripts(folder: Path, roster: Roster | None = None) -> list[Listed]:
    """In the order of the files. Raises UsageFault where there is no such folder."""
    if not folder.is_dir():
        raise UsageFault(f"There is no folder {str(folder)!r} with per-site scripts: check --scenarios.")
    known = None if roster is None else {host_in(site.url) for site in roster.sites}
    listed: list[Listed] = []
    for file in script_files(folder):
        try:
            scripts = read_script(file)
        except ScenarioFault as fault:
            listed.append(Listed(file, wrong=[str(fault)]))
            continue
        listed += [_listed(folder, file, script, host, known) for script in scripts for host in script.hosts]
    _tell_doubles(listed)
    return listed


def _listed(folder: Path, file: Path, script: Scenario, host: str, known: Collection[str] | None) -> Listed:
    kind = "steps" if script.steer is not None else "data"
    entry = Listed(file, host, f"{kind} and {len(script.columns)} columns" if script.columns and script.steer else kind)
    if known is not None and host not in known:
        entry.wrong.append(f"{file} is for {host}, which the roster has not.")
    try:
        tested = read_tested(recording_of(folder, host))
    except UsageFault as fault:
        entry.untested = str(fault)
        return entry
    entry.recorded, entry.negatives = tested.recording.as_of, len(tested.expectation.negatives)
    return entry


def _tell_doubles(listed: list[Listed]) -> None:
    files: dict[str, list[Path]] = {}
    for entry in listed:
        if entry.host is not None:
            files.setdefault(entry.host, []).append(entry.file)
    for entry in listed:
        named = list(dict.fromkeys(str(file) for file in files.get(entry.host or "", [])))
        if len(named) > 1:
            which = f"{', '.join(named[:-1])} and {named[-1]}"
            entry.wrong.append(f"{which} are {'both' if len(named) == 2 else 'all'} for {entry.host}: put them together in one file.")
        elif entry.host is not None and len(files[entry.host]) > 1:
            entry.wrong.append(f"{entry.file} names {entry.host} more than once.")


def require_right(listed: list[Listed]) -> None:
    """Raises ScenarioFault, with the files' names, where a script cannot be used."""
    wrong = [sentence for entry in listed for sentence in entry.wrong]
    if wrong:
        raise ScenarioFault("\n".join(dict.fromkeys(wrong)))
