"""One site looked at once, as the night does it, and kept in a folder of its own: from a recording, or live."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from checker.evidence.run_folder import RunFolder
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition import Edition
from checker.judgment.edition_files import default_edition, load_edition
from checker.pipeline import ColumnsWanted, Road
from checker.recordings.headers import forget_secrets
from checker.recordings.places import RESULTS
from checker.records.judgment import Judgment
from checker.records.observation import Observation
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.pace import Pace
from checker.running.judging import judge_looks
from checker.scenario.register import NO_SCRIPTS, Scripts
from checker.settings import Settings

FOLDER = "visit"


@dataclass(frozen=True)
class Seen:
    """What one look saw, and how it is judged; `folder` holds `sites/<key>/` with the pictures."""

    observation: Observation
    judgment: Judgment
    folder: Path


def edition_of(name: str | None, day: date) -> Edition:
    return load_edition(name or default_edition(day))


async def look_at(site: Site, day: date, edition: Edition, settings: Settings, place: Path, scripts: Scripts = NO_SCRIPTS) -> Seen:
    """Visits the site; what `place` held of an earlier visit is taken away. No second look: a script is tried, no site is accused.

    Links of the home page are not asked: whether they are dead is not what a script is for.
    """
    await asyncio.to_thread(_clear, place)
    port = urlsplit(site.url).port
    wanted = ColumnsWanted(day, edition.required_columns, Pace(settings.host_pace))
    try:
        with RunFolder.create(place, FOLDER) as run:
            async with Browser(settings, {port} if port is not None else set()) as browser:
                observation = await Road(browser, settings, LinkAnswers(settings), wanted, scripts).observe(site, run.site(site.key, 1))
    finally:
        await asyncio.to_thread(forget_secrets, place / FOLDER)
    circumstances = Circumstances(as_of=day.isoformat(), superior_domains=list(settings.superior_domains))
    judgment = judge_looks(observation, observation, edition, circumstances, own_network=False)
    return Seen(observation, judgment, place / FOLDER)


def _clear(place: Path) -> None:
    """Git passes over all results, whosever folder they stand in: they are pictures and pages of one visit."""
    shutil.rmtree(place / FOLDER, ignore_errors=True)
    place.mkdir(parents=True, exist_ok=True)
    RESULTS.mkdir(parents=True, exist_ok=True)
    (RESULTS / ".gitignore").write_text("*\n", encoding="utf-8")
