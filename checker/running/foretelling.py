"""What a run will take, foretold from what past runs took: pure, and tried on the past runs themselves."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from checker.records.site import Site
from checker.running.past_runs import PastRun, PastSite

# Where nothing was run yet: measured on generated cities on loopback, as docs/performance.md has it ("What a first run is foretold from").
WITH_COLUMNS = PastSite("", first=40.0, second=40.0, size=4_000_000)
HOME_ALONE = PastSite("", first=10.0, second=10.0, size=3_000_000)
_BEFORE = 7.0  # seconds: start of the browser, canary, first questions
_AFTER, _AFTER_EACH = 1.0, 0.15  # seconds: sealing and report, and what each site adds
_BESIDES = 150_000  # bytes of what is no site's, for each site: the report above all


@dataclass(frozen=True)
class Foretold:
    """Seconds and bytes of a run to come. `known` sites were seen in past runs, `sites` are all; `runs` were read, newest first."""

    sites: int
    known: int
    seconds: float
    size: int
    runs: tuple[str, ...]
    is_alike: bool  # the past runs had today's settings
    same_jobs: bool
    missed: tuple[float, float] | None = None  # by what share the newest run was longer and larger than the older ones would have foretold


def foretell(sites: Sequence[Site], past: Sequence[PastRun], jobs: int, processors: int, *, has_columns: bool) -> Foretold:
    """`past` newest first; none: default figures. `jobs` sites in flight."""
    seconds, size, known = _reckon([site.url for site in sites], past, jobs, processors, has_columns=has_columns)
    return Foretold(
        sites=len(sites),
        known=known,
        seconds=seconds,
        size=size,
        runs=tuple(run.run for run in past),
        is_alike=all(run.is_alike for run in past),
        same_jobs=all(run.jobs == jobs for run in past),
        missed=_try_out(past, processors, has_columns=has_columns),
    )


def _reckon(urls: Sequence[str], past: Sequence[PastRun], jobs: int, processors: int, *, has_columns: bool) -> tuple[float, int, int]:
    """Seconds, bytes, and how many of the sites are known."""
    seen: dict[str, list[PastSite]] = {}
    for run in past:
        for site in run.sites:
            seen.setdefault(site.url, []).append(site)
    usual = _middle([site for run in past for site in run.sites]) or (WITH_COLUMNS if has_columns else HOME_ALONE)
    foretold = [_middle(seen.get(url, [])) or usual for url in urls]
    looking = _walk_through(foretold, jobs) * _stretch(past)
    spent = [(run.cpu, len(run.sites)) for run in past if run.cpu is not None and run.sites]
    if spent:  # more sites in flight do not make the processors faster
        looking = max(looking, median(cpu / count for cpu, count in spent) * len(urls) / processors)
    each = [run.besides / len(run.sites) for run in past if run.sites]
    besides = (median(each) if each else _BESIDES) * len(urls)
    known = sum(url in seen for url in urls)
    seconds = _BEFORE + looking + _AFTER + _AFTER_EACH * len(urls)
    return seconds, round(sum(site.size for site in foretold) + besides), known


def _middle(sites: Sequence[PastSite]) -> PastSite | None:
    """What is usual among them: medians; a second look where at least half had one."""
    if not sites:
        return None
    again = [site.second for site in sites if site.second is not None]
    second = median(again) if 2 * len(again) >= len(sites) else None
    return PastSite(sites[0].url, median(site.first for site in sites), second, round(median(site.size for site in sites)))


def _walk_through(sites: Sequence[PastSite], jobs: int) -> float:
    """Seconds until all looks are done, at most `jobs` at once, begun in order; second looks begin when the first ones are done."""
    return _lanes([site.first for site in sites], jobs) + _lanes([site.second for site in sites if site.second is not None], jobs)


def _lanes(looks: Sequence[float], jobs: int) -> float:
    ends = [0.0] * jobs
    for seconds in looks:
        heapq.heapreplace(ends, ends[0] + seconds)
    return max(ends)


def _stretch(past: Sequence[PastRun]) -> float:
    """How much longer past runs took for their looks than the looks themselves say: links asked again, writing, waiting for turns."""
    found = [run.looking / walked for run in past if run.looking and (walked := _walk_through(run.sites, run.jobs)) > 1]
    return max(1.0, median(found)) if found else 1.0


def _try_out(past: Sequence[PastRun], processors: int, *, has_columns: bool) -> tuple[float, float] | None:
    """Foretells the newest run from the older ones; the shares by which it was longer and larger. Null where there is only one."""
    if len(past) < 2 or (looking := past[0].looking) is None:
        return None
    newest, older = past[0], past[1:]
    urls = [site.url for site in newest.sites]
    seconds, size, _ = _reckon(urls, older, newest.jobs, processors, has_columns=has_columns)
    took = _BEFORE + looking + _AFTER + _AFTER_EACH * len(urls)
    taken = sum(site.size for site in newest.sites) + newest.besides
    return took / seconds - 1, taken / size - 1
