"""`python -m benchmarks.workers`: the same pages on 1, 2 and 4 Dask workers of this machine, in CPU-seconds and in pages an hour."""

import csv
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.__main__ import describe_machine, serve
from benchmarks.accounting import AccountingFault, measure
from benchmarks.pages import Office, PageKind
from benchmarks.sides import EDITION

_HEAD = "| workers | CPU s, all processes | CPU s a page | CPU s of the run itself | s for all visits | pages an hour |"
_STARTING = 120.0  # seconds, for workers


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--workers", "counts", type=click.IntRange(1, 16), multiple=True, default=(1, 2, 4), show_default=True)
@click.option("--threads", type=click.IntRange(1, 16), default=4, show_default=True, help="Sites that each worker visits at once.")
@click.option("--sites", type=click.IntRange(1, 200), default=24, show_default=True)
@click.option("--page", type=click.Choice(["heavy", "small"]), default="small", show_default=True, help="Small ones mostly wait.")
def compare(counts: Sequence[int], threads: int, sites: int, page: PageKind) -> None:
    """Measure one run for each number of workers, from the start of the scheduler to the end of the last worker."""
    offices = [Office(page, number) for number in range(sites)]
    click.echo(f"{describe_machine()}; {sites} {page} pages, {threads} threads a worker; load before: {os.getloadavg()[0]:.1f}\n")
    click.echo(f"{_HEAD}\n|---|---|---|---|---|---|")
    with serve() as proxy:
        for count in counts:
            with tempfile.TemporaryDirectory(prefix="checker-workers-") as folder:
                plan = {"workers": count, "threads": threads, "proxy": proxy, "hosts": [_row(office) for office in offices]}
                (Path(folder) / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
                try:
                    cost = measure([sys.executable, "-m", "benchmarks.workers", folder], limit=1200)
                except AccountingFault as fault:
                    raise click.ClickException(str(fault)) from fault
                told = json.loads((Path(folder) / "run" / "run.json").read_bytes())["timings"]
            seconds, own = told["stages"]["first looks"]["seconds"], told["cpu"]["checker"]
            cells = [f"{cost.cpu:.1f}", f"{cost.cpu / sites:.2f}", f"{own:.1f}", f"{seconds:.1f}", f"{3600 * sites / seconds:.0f}"]
            click.echo(f"| {' | '.join([str(count), *cells])} |")


def _row(office: Office) -> list[str]:
    level = "department" if office.number else "city_portal"
    return [office.site_code, office.host, f"http://{office.host}/", level, office.icp, office.public_security]


def run_inside(folder: Path) -> None:
    """What is measured: scheduler, workers and the run, each a process of its own. Raises AccountingFault where a site does not pass."""
    plan = json.loads((folder / "plan.json").read_bytes())
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["site_code", "name", "url", "level", "icp", "public_security"], *plan["hosts"]])
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        at = f"127.0.0.1:{door.getsockname()[1]}"
    host, _, port = at.partition(":")
    started = [_start(folder / "scheduler.log", "-m", "dask", "scheduler", "--host", host, "--port", port, "--no-dashboard")]
    try:
        logs = [folder / f"worker-{n}.log" for n in range(plan["workers"])]
        own = ["--nthreads", str(plan["threads"]), "--no-nanny", "--no-dashboard"]
        started += [_start(log, "-m", "dask", "worker", f"tcp://{at}", *own, "--local-directory", str(log.with_suffix(""))) for log in logs]
        end = time.monotonic() + _STARTING
        while not all("Registered to" in log.read_text(encoding="utf-8") for log in logs):
            if time.monotonic() > end:
                raise AccountingFault("the workers did not start")
            time.sleep(0.2)
        words = ["run", str(folder / "roster.csv"), "--proxy", plan["proxy"], "--edition", EDITION, "--out", str(folder), "--run-id", "run"]
        run = [sys.executable, "-m", "checker", *words, "--engine", f"dask://{at}"]
        subprocess.run(run, check=True, env={**os.environ, "CHECKER_COLUMN_PAGES": "0"})  # noqa: S603 - fixed words
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(60)
    lines = [json.loads(line) for line in (folder / "run" / "results.jsonl").read_text(encoding="utf-8").splitlines()]
    if [line["verdict"] for line in lines] != ["pass"] * len(plan["hosts"]):
        raise AccountingFault(f"the run is not what was to be measured: {[line['problems'] for line in lines]}")


def _start(log: Path, *words: str) -> subprocess.Popen[bytes]:
    with log.open("wb") as stream:
        return subprocess.Popen([sys.executable, *words], stdout=stream, stderr=stream)  # noqa: S603 - fixed words


if __name__ == "__main__":
    if len(sys.argv) == 2 and (Path(sys.argv[1]) / "plan.json").is_file():
        run_inside(Path(sys.argv[1]))
    else:
        compare()
