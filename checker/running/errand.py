"""What visits need to know of their run, wherever they are made; and its form as plain values, in which it travels to other machines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from checker.faults import UsageFault
from checker.judgment.checks import asks_links
from checker.records.column import Category
from checker.records.word_list import WordList
from checker.running.plan import Plan
from checker.scenario.register import NO_SCRIPTS, Scripts, read_scripts
from checker.settings import Settings

_OWN = {"browser", "browser_user", "vantage"}  # settings that every machine has for itself
# what visits have no business with: places of the machine that asks, and its secrets
_LEFT_BEHIND = {
    "out", "scenarios", "words", "trust_ca", "signing_key", "signing_passphrase", "stamp_authorities", "notice_template", "notice_fields",
    "database_url", "store", "store_endpoint", "store_key", "store_secret", "plain_nights",
}  # fmt: skip
_SCRIPTS, _AUTHORITY = "scripts", "authority.pem"


@dataclass(frozen=True)
class Errand:
    """`ports` are those of the roster's addresses; `required` the columns that the edition asks for."""

    settings: Settings
    ports: frozenset[int]
    day: date
    required: tuple[Category, ...]
    asks_links: bool
    words: WordList | None = None
    scripts: Scripts = NO_SCRIPTS


def errand_of(plan: Plan) -> Errand:
    ports = frozenset(port for site in plan.sites if (port := urlsplit(site.url).port) is not None)
    edition = plan.edition
    return Errand(plan.settings, ports, plan.as_of, edition.required_columns, asks_links(edition), plan.words, plan.scripts)


def pack(errand: Errand) -> dict[str, Any]:
    """Plain values alone: text, bytes, numbers. Scripts and the authority travel as the bytes of their files."""
    settings, scripts = errand.settings, errand.scripts
    return {
        "settings": settings.model_dump(mode="json", exclude=_OWN | _LEFT_BEHIND),
        "authority": settings.trust_ca.read_bytes() if settings.trust_ca is not None else None,
        "ports": sorted(errand.ports),
        "day": errand.day.isoformat(),
        "required": list(errand.required),
        "asks_links": errand.asks_links,
        "words": errand.words.model_dump_json(by_alias=True) if errand.words is not None else None,
        "folder": Path(scripts.folder).resolve().name if scripts.all else None,
        "scripts": {path.name: path.read_bytes() for path in sorted({Path(script.path) for script in scripts.all})},
    }


def unpack(packed: Mapping[str, Any], folder: Path) -> Errand:
    """The errand on the machine that carries it out; its files are written into `folder`. Raises UsageFault."""
    given = dict(packed["settings"])
    if packed["authority"] is not None:
        given["trust_ca"] = folder / _AUTHORITY
        given["trust_ca"].write_bytes(packed["authority"])
    scripts = NO_SCRIPTS
    if packed["folder"] is not None:
        place = folder / _SCRIPTS / packed["folder"]
        place.mkdir(parents=True)
        for name, data in packed["scripts"].items():
            (place / Path(name).name).write_bytes(data)
        scripts = read_scripts(place)
    words = WordList.model_validate_json(packed["words"]) if packed["words"] is not None else None
    return Errand(
        _settings(given), frozenset(packed["ports"]), date.fromisoformat(packed["day"]), tuple(packed["required"]), packed["asks_links"],
        words, scripts,
    )  # fmt: skip


def _settings(given: Mapping[str, Any]) -> Settings:
    """Those of the run, and what is this machine's own. Raises UsageFault where the latter cannot be read."""
    try:
        own = Settings()
        return Settings(**given, **{name: getattr(own, name) for name in _OWN})
    except ValueError as trouble:
        raise UsageFault(f"The settings of this machine (CHECKER_… or checker.toml) cannot be used: {trouble}") from trouble
