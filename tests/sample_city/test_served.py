"""`checker demo --serve`: the city for commands that are given in a folder."""

import csv
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.end_to_end.calling import call


@contextmanager
def _served(folder: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "checker", "demo", "--serve", str(folder), *words], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        for line in server.stdout:
            if "Ctrl-C" in line:
                break
        yield server
        if server.poll() is None:
            server.send_signal(signal.SIGINT)


def test_commands_in_the_folder_find_the_city(tmp_path: Path) -> None:
    with _served(tmp_path / "city") as server:
        settings = tomllib.loads((tmp_path / "city" / "checker.toml").read_text())
        with (tmp_path / "city" / "roster.csv").open(encoding="utf-8-sig", newline="") as file:
            address = next(row["首页地址"] for row in csv.DictReader(file) if "rsj." in row["首页地址"])
        assert httpx.get(address, proxy=settings["proxy"]).status_code == 200
        assert Path(settings["trust_ca"]).read_text().startswith("-----BEGIN CERTIFICATE")
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=30) == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(address, proxy=settings["proxy"])


def test_settings_of_somebody_else_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "checker.toml").write_text("jobs = 2\n")
    done = call("demo", "--serve", tmp_path)
    assert done.returncode == 2
    assert "holds settings of your own" in done.stderr
    assert (tmp_path / "checker.toml").read_text() == "jobs = 2\n"


def test_a_version_that_the_city_has_not_is_told(tmp_path: Path) -> None:
    done = call("demo", "--serve", tmp_path / "city", "--city-version", "none-such")
    assert done.returncode == 2
    assert "no version 'none-such'" in done.stderr
    assert "--serve" in call("demo", "--city-version", "mended").stderr
