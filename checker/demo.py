"""`checker demo`: the embedded sample city on loopback, and the whole road over it."""

import asyncio
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from checker.faults import UsageFault
from checker.options import settings_from
from checker.roster import read_roster
from checker.running.front import Outcome, run_roster
from checker.sample_city.city import SampleCity
from checker.sample_city.drawn_cities import read_drawn_city
from checker.sample_city.site import AWKWARD_DAY, AWKWARD_SITES, SITES

EDITION = "guideline-2017"
JOBS = 8  # its sites are slow on purpose, and close by
AWKWARD = "awkward"  # the city of sites that need a script
AWKWARD_EDITION = "mianyang-2018q3"  # marks and columns
PACE = 0.02  # seconds: they are our own
_OURS = "# the sample city, for as long as `checker demo --serve` serves it"
# of cities that are slow by their number or by their steps: what is slow there is this machine, and that is no site's fault
DRAWN = {"site_deadline": 240.0, "column_seconds": 900.0}


def run_demo(given: dict[str, Any]) -> Outcome:
    """Serves the city for as long as the run takes; the options are those of `run`, but for the city's own proxy and authority."""
    for option in ("proxy", "trust_ca"):
        if given.get(option) is not None:
            raise UsageFault(f"The sample city has a proxy and an authority of its own: leave out --{option.replace('_', '-')}.")
    if given.get("city_version") is not None:
        raise UsageFault("--city-version goes with --serve: a run goes over the city as it is at first.")
    asked = _read_city(given.get("city"))
    if asked.day is not None and given.get("as_of") is None:
        given = {**given, "as_of": asked.day.isoformat()}
    if asked.error_reports is not None and given.get("error_reports") is None:
        given = {**given, "error_reports": asked.error_reports}
    with serve_city(asked.city) as city:
        settings = settings_from({**given, "proxy": city.proxy, "trust_ca": city.authority})
        own = {"jobs": JOBS, "host_pace": PACE, **asked.settings}
        settings = settings.model_copy(update={name: own[name] for name in own.keys() - settings.model_fields_set})
        return run_roster(read_roster(city.roster), settings, given)


@dataclass(frozen=True)
class _Asked:
    """The city that was asked for, the settings that are its own, and the day that its pages are dated to (null: today)."""

    city: SampleCity
    settings: dict[str, Any]
    day: date | None = None
    error_reports: Path | None = None


def _read_city(name: str | None, version: str = "first") -> _Asked:
    """The small city with a site for each kind of trouble where none is named."""
    if name is None or name == AWKWARD:
        day, sites = (AWKWARD_DAY, AWKWARD_SITES) if name else (None, SITES)
        try:
            city = SampleCity(version=version, today=day, sites=sites)
        except ValueError as wrong:
            raise UsageFault(f"--city-version {version} cannot be used. {wrong}") from wrong
        return _Asked(city, {"edition": AWKWARD_EDITION, **DRAWN} if name else {"edition": EDITION}, day)
    if version != "first":
        raise UsageFault("A drawn city has one version: leave out --city-version.")
    try:
        drawn = read_drawn_city(name)
    except ValueError as wrong:
        raise UsageFault(f"--city {name} cannot be used. {wrong} There is {AWKWARD} too.") from wrong
    city = SampleCity(sites=drawn.sites, today=drawn.file.day)
    return _Asked(city, {"edition": drawn.file.edition, **DRAWN}, drawn.file.day, drawn.error_reports)


def serve_for_people(given: dict[str, Any], say: Callable[[str], None]) -> None:
    """Serves the city until the command is ended, for the commands that are given in the folder `serve` meanwhile."""
    folder: Path = given["serve"]
    asked = _read_city(given.get("city"), given.get("city_version") or "first")
    city = asked.city
    with serve_city(city):
        _write_settings(folder, asked)
        say(f"The sample city is served at {city.proxy}. In {folder}, checker.toml says so to every command, and roster.csv has its sites.")
        say("It ends with Ctrl-C.")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            say("The sample city is no more.")


def _write_settings(folder: Path, asked: _Asked) -> None:
    city = asked.city
    settings = folder / "checker.toml"
    if settings.exists() and not settings.read_text(encoding="utf-8").startswith(_OURS):
        raise UsageFault(f"{settings} holds settings of your own: give --serve a folder without any.")
    folder.mkdir(parents=True, exist_ok=True)
    for file in (city.roster, city.authority):
        shutil.copyfile(file, folder / file.name)
    # a string of JSON is one of TOML too
    words = {"proxy": city.proxy, "trust_ca": str((folder / city.authority.name).resolve()), "edition": asked.settings["edition"]}
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
