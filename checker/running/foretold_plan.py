"""`checker run --plan`: what a run will take, in words, and whether the disk has room for it."""

from typing import Any

from checker.evidence.disk import require_room
from checker.evidence.names import shown
from checker.faults import UsageFault
from checker.roster import Roster
from checker.running.foretelling import Foretold, foretell
from checker.running.front import make_plan
from checker.running.lanes import USUAL
from checker.running.past_runs import read_past
from checker.running.processes import processors
from checker.settings import Settings

_ROOM = 1.25  # times what was foretold that should be free
_SHARES = 0.005  # below which two figures are the same


def tell_plan(roster: Roster, settings: Settings, given: dict[str, Any]) -> str:
    """Foretells the run that these words would begin; visits and writes nothing. Raises UsageFault, and ArchiveFault for want of room."""
    if given.get("resume"):
        raise UsageFault("--plan foretells a new run: leave out --resume.")
    if given.get("engine"):
        raise UsageFault("--plan foretells a run on this machine: leave out --engine.")
    plan = make_plan(roster, settings, given, {})
    past = read_past(settings.out, settings)
    jobs = settings.jobs if settings.jobs != "auto" else past[0].jobs if past else USUAL
    foretold = foretell(plan.sites, past, jobs, processors(), has_columns=settings.column_pages > 0)
    free = require_room(settings.out, round(_ROOM * foretold.size))
    return "\n".join(
        (
            f"{foretold.sites} sites, {'about ' if settings.jobs == 'auto' else ''}{jobs} in flight: about {duration(foretold.seconds)}, "
            f"and {size(foretold.size)} in {shown(str(settings.out))}, where {size(free)} are free.",
            _source(foretold),
            f"How sure: {_sureness(foretold)}",
        )
    )


def _source(foretold: Foretold) -> str:
    if not foretold.runs:
        return "No closed run of this archive tells what sites take: these are the figures of generated cities (docs/performance.md)."
    runs = "1 past run" if len(foretold.runs) == 1 else f"{len(foretold.runs)} past runs"
    unknown = foretold.sites - foretold.known
    rest = f"; the other {unknown} count as the usual one" if unknown else ""
    return f"Foretold from {runs} ({', '.join(map(shown, foretold.runs))}), in which {foretold.known} of the sites were seen{rest}."


def _sureness(foretold: Foretold) -> str:
    if not foretold.runs:
        return "not at all. Real sites may take a third of it, or three times as much; after one run it is known."
    said = []
    if not foretold.is_alike:
        said.append("little, since past runs were made with other settings, on which time and bytes hang")
    if not foretold.same_jobs:
        said.append("the time less than the bytes, since other numbers of sites were in flight")
    if 2 * foretold.known < foretold.sites:
        said.append("less than half of the sites are known")
    if foretold.missed is None:
        said.append("one run alone tells nothing of how much runs differ")
    else:
        longer, larger = foretold.missed
        took = f"took {_share(longer, 'longer', 'shorter')}, and {_share(larger, 'more', 'less')} room"
        said.append(f"the newest of these runs {took}, than the older ones would have foretold")
    return f"{'; '.join(said)}."


def _share(share: float, more: str, less: str) -> str:
    return f"no {more}" if abs(share) < _SHARES else f"{abs(share):.0%} {more if share > 0 else less}"


def duration(seconds: float) -> str:
    """Seconds below two minutes, minutes below two hours."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60:02} min"


def size(count: int) -> str:
    return f"{count / 1e6:.0f} MB" if count < 10e9 else f"{count / 1e9:.0f} GB"
