"""Whether the runs of an archive follow one another as they say: each names the run before it, and that one's manifest."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from checker.evidence.manifest import MANIFEST, Manifest, read_manifest
from checker.evidence.moments import back_dated, is_before
from checker.evidence.plain_files import read_plain, seal
from checker.evidence.things import Thing, thing
from checker.evidence.verification import Assertion, assert_that, judge_things


@dataclass(frozen=True)
class Night:
    """A closed run as it lies in an archive: `folder` is the name of its folder, `sha256` that of its manifest."""

    folder: str
    manifest: Manifest
    sha256: str


def read_nights(runs: Sequence[Path]) -> list[Night]:
    """Those of `runs` whose manifest can be read."""
    nights = []
    for run in runs:
        try:
            raw = read_plain(run / MANIFEST)
            nights.append(Night(run.name, read_manifest(raw, Manifest)[0], seal(raw).sha256))
        except (OSError, ValidationError):  # the run's own verification tells
            continue
    return nights


def check_nights(nights: Sequence[Night], here: Sequence[str]) -> Iterator[Assertion]:
    """`here` are the names of all run folders, those without a manifest that can be read too."""
    yield judge_things("in_their_places", [
        thing("mismatched", night.folder, english=f"holds the run {night.manifest.run}", chinese=f"存放的是批次{night.manifest.run}")
        for night in nights if night.manifest.run != night.folder
    ])  # fmt: skip
    by_name = {night.folder: night for night in nights if night.manifest.run == night.folder}
    followers = [night for night in by_name.values() if night.manifest.previous]
    if not followers:
        yield assert_that("no_night_missing", "not_applicable")
        yield assert_that("no_night_replaced", "not_applicable")
    else:
        yield judge_things("no_night_missing", _missing(followers, {*by_name, *here}))
        yield judge_things("no_night_replaced", _replaced(followers, by_name))
    yield from _check_order(by_name)


def _missing(followers: Sequence[Night], here: set[str]) -> Iterator[Thing]:
    for night in followers:
        assert night.manifest.previous
        if night.manifest.previous.run not in here:
            name, by = night.manifest.previous.run, night.folder
            yield thing("missing", name, english=f"missing; {by} names it", chinese=f"缺失，{by}有记载")


def _replaced(followers: Sequence[Night], by_name: dict[str, Night]) -> Iterator[Thing]:
    for night in followers:
        assert night.manifest.previous
        before = by_name.get(night.manifest.previous.run)
        if before and before.sha256 != night.manifest.previous.sha256:
            file = f"{before.folder}/{MANIFEST}"
            yield thing("altered", file, english=f"not the one that {night.folder} names", chinese=f"与{night.folder}的记载不一致")


def _check_order(by_name: dict[str, Night]) -> Iterator[Assertion]:
    if not by_name:
        yield assert_that("in_order", "not_applicable")
        return
    wrong = [*_branches(by_name), *_circles(by_name), *_back_in_time(by_name)]
    named = {night.manifest.previous.run for night in by_name.values() if night.manifest.previous}
    begins = sorted(name for name, night in by_name.items() if not night.manifest.previous)
    ends = sorted(by_name.keys() - named)
    spans = f"{', '.join(begins)} … {', '.join(ends)}", f"{'、'.join(begins)}至{'、'.join(ends)}"
    if begins == ends:
        spans = ", ".join(begins), "、".join(begins)
    yield assert_that("in_order", "failed", wrong) if wrong else assert_that("in_order", "passed", detail=spans)
    if ends:
        noted = ", ".join(f"{name} {MANIFEST} SHA-256 {by_name[name].sha256}" for name in ends)
        yield assert_that("end_of_the_chain", "not_applicable", detail=noted)


def _branches(by_name: dict[str, Night]) -> Iterator[Thing]:
    """Runs close one after another, so that no two of them follow the same one."""
    followed = Counter(night.manifest.previous.run for night in by_name.values() if night.manifest.previous)
    for name, night in by_name.items():
        before = night.manifest.previous
        if before and followed[before.run] > 1:
            yield thing(
                "reordered", name, english=f"one of several that follow {before.run}", chinese=f"与其他批次同记{before.run}为上一批次"
            )


def _circles(by_name: dict[str, Night]) -> Iterator[Thing]:
    for name in by_name:
        seen, at = set(), name
        while at in by_name and at not in seen:
            seen.add(at)
            before = by_name[at].manifest.previous
            at = before.run if before else ""
        if at == name:
            yield thing("reordered", name, english="follows itself", chinese="循环记载")


def _back_in_time(by_name: dict[str, Night]) -> Iterator[Thing]:
    for night in by_name.values():
        before = by_name.get(night.manifest.previous.run) if night.manifest.previous else None
        if before and is_before(night.manifest.closed, before.manifest.closed):
            yield back_dated(f"{night.folder}/{MANIFEST}", night.manifest.closed, f"{before.folder} {before.manifest.closed}")
