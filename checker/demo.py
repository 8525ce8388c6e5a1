"""`checker demo`: the embedded sample city on loopback, and the whole road over it."""

import asyncio
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
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
_OURS = "# the sample city, for as long as `checker demo --serve` serves it"
# of a drawn city, whose many sites all answer at once: what is slow there is this machine, and that is no site's fault
DRAWN = {"site_deadline": 240.0, "column_seconds": 900.0}


def run_demo(given: dict[str, Any]) -> Outcome:
    """Serves the city for as long as the run takes; the options are those of `run`, but for the city's own proxy and authority."""
    for option in ("proxy", "trust_ca"):
        if given.get(option) is not None:
            raise UsageFault(f"The sample city has a proxy and an authority of its own: leave out --{option.replace('_', '-')}.")
    if given.get("city_version") is not None:
        raise UsageFault("--city-version goes with --serve: a run goes over the city as it is at first.")
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


def serve_for_people(given: dict[str, Any], say: Callable[[str], None]) -> None:
    """Serves the city until the command is ended, for the commands that are given in the folder `serve` meanwhile."""
    folder: Path = given["serve"]
    drawn = _read_city(given.get("city"))
    version = given.get("city_version") or "first"
    if drawn is not None and version != "first":
        raise UsageFault("A drawn city has one version: leave out --city-version.")
    try:
        city = SampleCity(version=version) if drawn is None else SampleCity(sites=drawn.sites, today=drawn.file.day)
    except ValueError as wrong:
        raise UsageFault(f"--city-version {version} cannot be used. {wrong}") from wrong
    with serve_city(city):
        _write_settings(folder, city)
        say(f"The sample city is served at {city.proxy}. In {folder}, checker.toml says so to every command, and roster.csv has its sites.")
        say("It ends with Ctrl-C.")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            say("The sample city is no more.")


def _write_settings(folder: Path, city: SampleCity) -> None:
    settings = folder / "checker.toml"
    if settings.exists() and not settings.read_text(encoding="utf-8").startswith(_OURS):
        raise UsageFault(f"{settings} holds settings of your own: give --serve a folder without any.")
    folder.mkdir(parents=True, exist_ok=True)
    for file in (city.roster, city.authority):
        shutil.copyfile(file, folder / file.name)
    # a string of JSON is one of TOML too
    words = {"proxy": city.proxy, "trust_ca": str((folder / city.authority.name).resolve()), "edition": EDITION}
    lines = [_OURS, *(f"{name} = {json.dumps(value)}" for name, value in words.items()), f"host_pace = {PACE}"]
    settings.write_text("\n".join(lines) + "\n", encoding="utf-8")


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
