"""`checker demo`: the embedded sample city on loopback, and the whole road over it."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from checker.faults import UsageFault
from checker.options import settings_from
from checker.roster import read_roster
from checker.running.front import Outcome, run_roster
from checker.sample_city.city import SampleCity
from checker.sample_city.drawn_cities import DrawnCity, read_drawn_city

EDITION = "guideline-2017"
JOBS = 8  # its sites are slow on purpose, and close by
PACE = 0.02  # seconds: they are our own
# of a drawn city, whose many sites all answer at once: what is slow there is this machine, and that is no site's fault
DRAWN = {"site_deadline": 240.0, "column_seconds": 900.0}


def run_demo(given: dict[str, Any]) -> Outcome:
    """Serves the city for as long as the run takes; the options are those of `run`, but for the city's own proxy and authority."""
    for option in ("proxy", "trust_ca"):
        if given.get(option) is not None:
            raise UsageFault(f"The sample city has a proxy and an authority of its own: leave out --{option.replace('_', '-')}.")
    drawn = _read_city(given.get("city"))
    if drawn is not None and given.get("as_of") is None:
        given = {**given, "as_of": drawn.file.day.isoformat()}
    if drawn is not None and given.get("error_reports") is None:
        given = {**given, "error_reports": drawn.error_reports}
    with serve_city(SampleCity(sites=drawn.sites, today=drawn.file.day) if drawn is not None else None) as city:
        settings = settings_from({**given, "proxy": city.proxy, "trust_ca": city.authority})
        own = {"edition": EDITION, "jobs": JOBS, "host_pace": PACE} | (
            {"edition": drawn.file.edition, **DRAWN} if drawn is not None else {}
        )
        settings = settings.model_copy(update={name: own[name] for name in own.keys() - settings.model_fields_set})
        return run_roster(read_roster(city.roster), settings, given)


def _read_city(name: str | None) -> DrawnCity | None:
    """The drawn city that was asked for; null for the small one with a site for each kind of trouble."""
    if name is None:
        return None
    try:
        return read_drawn_city(name)
    except ValueError as wrong:
        raise UsageFault(f"--city {name} cannot be used. {wrong}") from wrong


@contextmanager
def serve_city(city: SampleCity | None = None) -> Iterator[SampleCity]:
    """The city in an event loop and thread of its own, so that a busy checker does not make its sites slow."""
    city = city or SampleCity()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="sample-city", daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(city.__aenter__(), loop).result(timeout=60)
        try:
            yield city
        finally:
            asyncio.run_coroutine_threadsafe(city.__aexit__(None, None, None), loop).result(timeout=60)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(timeout=10)
        loop.close()
