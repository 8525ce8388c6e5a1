"""`python -m benchmarks.nights`: what nights over a drawn city whose pages live take on the disk, by kind of file."""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from benchmarks.living_city import LivingCity
from checker.demo import DRAWN, JOBS, PACE, serve_city
from checker.sample_city.drawn_cities import DrawnCity, read_drawn_city

_KINDS = tuple(
    (kind, re.compile(rf"[^/]+/{told}"))
    for kind, told in (
        ("report", r"report/.*"),
        ("differences, and where they stand", r"after/(thinned\.jsonl|attachments/[0-9a-f]{64})"),
        ("other later records", r"after/.*"),
        ("pictures of columns and lists", r"sites/.*/(column|directory)-\d+\.jpg"),
        ("home pages with boxes drawn on them", r"sites/.*/marked\.jpg"),
        ("home pages, untouched and settled", r"sites/.*/(home|untouched)\.jpg"),
        ("screens with an open menu, photographs of archived pages", r"sites/.*\.jpg"),
        ("crops (PNG)", r"sites/.*\.png"),
        ("observations and other records (JSON)", r"sites/.*\.json"),
        ("sites' logs", r"sites/.*\.jsonl"),
        ("bodies of answers, texts of archived pages", r"sites/.*"),
        ("results, run.json, manifests, canary", r".*"),
    )
)


def measure_nights(archive: Path) -> dict[str, Counter[str]]:
    """Bytes by night and kind. A file with several names counts once, in the night that brought it; blobs that no run names in `blobs`."""
    seen: set[tuple[int, int]] = set()
    nights: dict[str, Counter[str]] = {}
    runs = sorted(folder for folder in archive.iterdir() if (folder / "run.json").is_file())
    for top in (*runs, archive / "blobs"):
        nights[top.name] = Counter()
        for file in _files(top):
            found = file.lstat()
            if (found.st_dev, found.st_ino) not in seen:
                seen.add((found.st_dev, found.st_ino))
                nights[top.name][kind_of(file.relative_to(archive).as_posix())] += found.st_size
    return nights


def kind_of(name: str) -> str:
    """`name` is relative to the archive."""
    if name.startswith("blobs/"):
        return "blobs alone"
    return next(kind for kind, told in _KINDS if told.fullmatch(name))


def walk_night(city: DrawnCity, roster_rows: int | None, archive: Path, night: int, jobs: int) -> float:
    """One night as a process of its own; gives its seconds. Raises CalledProcessError where it failed."""
    with serve_city(LivingCity(city.sites, city.file.day, calls=night * 100_000)) as served:
        roster = archive.parent / "nights.csv"
        rows = served.roster.read_text(encoding="utf-8-sig").splitlines()
        roster.write_text("\n".join(rows[: roster_rows + 1] if roster_rows else rows) + "\n", encoding="utf-8")
        given = ["--proxy", served.proxy, "--trust-ca", str(served.authority), "--edition", city.file.edition, "--jobs", str(jobs)]
        around = {f"CHECKER_{name.upper()}": str(value) for name, value in (DRAWN | {"host_pace": PACE}).items()}
        begun = time.monotonic()
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "checker", "run", roster, "--out", archive, "--run-id", f"night-{night}",
             "--as-of", city.file.day.isoformat(), *given],
            env={**around, **os.environ}, check=True, stdout=sys.stderr,
        )  # fmt: skip
        return time.monotonic() - begun


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--city", default="mianyang-2018q3", show_default=True, help="A drawn city.")
@click.option("--sites", type=click.IntRange(1), help="Only its first ones (default: all).")
@click.option("--nights", type=click.IntRange(0, 30), default=2, show_default=True, help="How many; 0 measures what is there.")
@click.option("--jobs", type=click.IntRange(1, 64), default=JOBS, show_default=True, help="Sites in flight.")
def measure(archive: Path, city: str, sites: int | None, nights: int, jobs: int) -> None:
    """Walk nights into an ARCHIVE, one after the other, and print what each added. Settings are those of the environment."""
    archive.mkdir(parents=True, exist_ok=True)
    drawn = read_drawn_city(city)
    for night in range(1, nights + 1):
        click.echo(f"night {night}: {walk_night(drawn, sites, archive, night, jobs):.0f} s", err=True)
    found = measure_nights(archive)
    kinds = sorted({kind for bytes_of in found.values() for kind in bytes_of}, key=lambda kind: -max(each[kind] for each in found.values()))
    click.echo(f"| kind | {' | '.join(found)} |\n|---|{'---|' * len(found)}")
    for kind in kinds:
        click.echo(f"| {kind} | {' | '.join(f'{each[kind]:,}' for each in found.values())} |")
    click.echo(f"| **all** | {' | '.join(f'{each.total():,}' for each in found.values())} |")


def _files(top: Path) -> Iterator[Path]:
    return (file for file in sorted(top.rglob("*")) if file.is_file() and not file.is_symlink()) if top.is_dir() else iter(())


if __name__ == "__main__":
    measure()
