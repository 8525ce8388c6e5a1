"""The steps of a night that visit sites or keep what was seen; each is one or two commands of the checker."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from checker.nightly.night import Night, begin_of, runs_around, say

_BACK = "7"  # nights that are fetched before a merge: the chain, what is compared, and how long scripts have been unproven
_AT_ONCE = "16"  # sites that are probed at once: their answers are all that is waited for


def restore_visits(night: Night) -> int:
    """The visit history, for a machine that judges whether sites open."""
    return _fetch(night, "0")


def restore(night: Night) -> int:
    """The newest nights and the visit history, for the machine that closes this night."""
    return _fetch(night, _BACK)


def canary(night: Night) -> int:
    """The canaries alone, before all others: wrong ends the night with 3."""
    if night.canaries is None:
        say("::warning title=no canaries::CANARIES names no roster with known verdicts: nobody knows whether this night can be believed")
        return 0
    words = ("run", night.roster, "--canaries", night.canaries, "--only-canaries", "--as-of", night.day)
    return night.checker(*words, "--out", night.archive, "--run-id", f"{night.name}-canary")


def shard(night: Night) -> int:
    """This machine's part of the roster; where an earlier attempt left some of it in the archive, it is gone on with."""
    words: list[str | Path] = [
        "run",
        night.roster,
        "--shard",
        f"{night.shard}/{night.shards}",
        "--as-of",
        night.day,
        "--run-id",
        night.part,
    ]
    if night.canaries is not None:
        words += ["--canaries", night.canaries]
    if night.jobs is not None:
        words += ["--jobs", night.jobs]
    folder = night.archive / night.part
    status = night.checker(*words, "--out", night.archive, *(["--resume"] if folder.exists() else []))
    if status == 0 and not (folder / "manifest.json").exists():
        say(f"nightly: {folder} was not closed")
        return 3
    return status


def merge(night: Night) -> int:
    """All parts become one run, compared with the night before and signed by the key; then it is verified.

    A night that was merged before, in this job's earlier attempt, and comes back from the store is the night, if its parts are these.
    """
    parts = _parts(night)
    if not parts:
        if not (night.run / "manifest.json").exists():
            say(f"nightly: {night.parts} has no part of {night.name}: they are kept for 7 days; another night has to be started")
            return 2
        say(f"nightly: {night.name} was merged and kept before, and its parts are gone: it is gone on with as it was kept")
        return night.checker("verify", night.run)
    words: list[str | Path] = ["merge", *parts, "--resume", "--out", night.archive, "--run-id", night.name]
    if night.canaries is not None:
        words += ["--canaries", night.canaries]
    earlier, _ = runs_around(night.archive, night.name, min(map(begin_of, parts)))
    if earlier:
        words += ["--against", earlier[-1]]
    with tempfile.TemporaryDirectory(prefix="night-key-") as folder:
        status = night.checker(*words, **_key(night, Path(folder)))
    return status or night.checker("verify", night.run)


def keep(night: Night) -> int:
    """The night goes to the store, which only grows."""
    return night.checker("archive", "push", night.name, "--out", night.archive) if night.store else _unkept()


def probe(night: Night) -> int:
    """One availability visit to each site."""
    return night.checker("probe", night.roster, "--jobs", night.jobs or _AT_ONCE, "--out", night.archive)


def keep_visits(night: Night) -> int:
    """What `checker probe` added goes to the store."""
    return night.checker("archive", "push", "--visits", "--out", night.archive) if night.store else _unkept()


def _fetch(night: Night, newest: str) -> int:
    night.archive.mkdir(parents=True, exist_ok=True)
    if night.store is None:
        return _unkept()
    return night.checker("archive", "fetch", night.store, "--newest", newest, "--out", night.archive)


def _parts(night: Night) -> Sequence[Path]:
    """Where the parts lie, each in a folder of its name. One alone is laid out by GitHub without its folder."""
    if (night.parts / "run.json").exists():
        lone = night.parts.rename(night.parts.with_name(f"{night.parts.name}-lone"))
        night.parts.mkdir()
        lone.rename(night.parts / f"{night.name}-part-1")
    return sorted(night.parts.glob(f"{night.name}-part-*"))


def _unkept() -> int:
    say("::warning title=no archive::CHECKER_STORE is not set: each night stands alone, without chain, history and comparison")
    return 0


def _key(night: Night, folder: Path) -> dict[str, str]:
    """The office's key out of SIGNING_KEY into a file that only this step sees; nothing where there is none."""
    if "SIGNING_KEY" not in night.surroundings:
        return {}
    file = folder / "key.pem"
    file.touch(mode=0o600)
    file.write_text(night.surroundings["SIGNING_KEY"].strip() + "\n", encoding="utf-8")
    return {"CHECKER_SIGNING_KEY": str(file)}
