"""The locks name one version and its hashes for each package, agree with each other and with pyproject.toml, and name no host."""

import re
import tomllib
from importlib.metadata import version

import pytest

from tests.house.tree import text

LOCKS = ("run", "dev", "dask", "ocr", "postgresql", "s3")
PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)(?: ; (.*?))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def locked(name: str) -> dict[str, set[str]]:
    """Package → its versions (several where the Python decides)."""
    found: dict[str, set[str]] = {}
    for package, number, _, _ in PACKAGE.findall(text(f"requirements/{name}.txt")):
        found.setdefault(package, set()).add(number)
    return found


def _normal(requirement: str) -> str:
    return re.split(r"[\[>=<~!; ]", requirement)[0].lower().replace("_", "-")


@pytest.mark.parametrize("name", LOCKS)
def test_nothing_but_versions_and_hashes(name: str) -> None:
    lock = text(f"requirements/{name}.txt")
    rest = PACKAGE.sub("", lock)
    assert all(line.startswith("#") for line in rest.splitlines()), rest
    assert not re.search(r"https?:|--(index-url|extra-index-url|find-links|trusted-host)", lock)
    assert locked(name)


def test_everything_that_is_asked_for_is_locked() -> None:
    described = tomllib.loads(text("pyproject.toml"))
    run = described["project"]["dependencies"]
    asked = {
        "run": run,
        "dev": run + described["dependency-groups"]["dev"],
        **{extra: run + asked_for for extra, asked_for in described["project"]["optional-dependencies"].items()},
    }
    for name, requirements in asked.items():
        missing = {_normal(requirement) for requirement in requirements} - locked(name).keys()
        assert not missing, f"requirements/{name}.txt: run `make lock`"


def test_the_locks_agree() -> None:
    run, dev, *extras = map(locked, LOCKS)
    assert run.items() <= dev.items()
    for extra in extras:
        assert run.items() <= extra.items()
        assert all(dev[package] == extra[package] for package in dev.keys() & extra.keys())


def test_what_is_installed_is_what_is_locked() -> None:
    different = {package: version(package) for package in locked("run") if version(package) not in locked("run")[package]}
    assert not different, "run `make setup`"
