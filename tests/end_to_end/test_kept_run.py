"""What can be done with a kept run, years later: judged again with nothing but its files, reported again, proven unaltered."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.calling import call, command, lines_of
from tests.end_to_end.once import once_for_all
from tests.end_to_end.town import Town, closed_port

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
NO_BROWSER = {"CHECKER_BROWSER": "/nonexistent", "PLAYWRIGHT_BROWSERS_PATH": "/nonexistent"}


def walk(folder: Path) -> Path:
    with Town() as town:
        roster = town.write_roster(folder / "roster.csv", 2)
        with roster.open("a", encoding="utf-8") as stream:
            stream.write(f"5199999999,关停的网站,http://127.0.0.1:{closed_port()}/\n")
        done = call("run", roster, "--out", folder / "archive", "--run-id", "kept", "--allow-private", "--edition", "guideline-2017")
        assert done.returncode == 0, done.stderr
    return folder / "archive"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One run over three sites, one of which is down."""
    return once_for_all(tmp_path_factory, "kept", walk)


@pytest.fixture
def copy(archive: Path, tmp_path: Path) -> Path:
    shutil.copytree(archive / "kept", tmp_path / "kept")
    return tmp_path / "kept"


def test_judging_again_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    results = (archive / "kept" / "results.jsonl").read_text(encoding="utf-8")
    printed = call("judge", archive / "kept", env=NO_BROWSER)
    assert (printed.returncode, printed.stdout) == (0, results)
    by_name = call("judge", "kept", env={**NO_BROWSER, "CHECKER_OUT": str(archive)})
    assert by_name.stdout == results
    written = call("judge", archive / "kept", "--out", tmp_path / "again.jsonl", env=NO_BROWSER)
    assert (written.returncode, written.stdout) == (0, "")
    assert (tmp_path / "again.jsonl").read_text(encoding="utf-8") == results


# what another office has half a year later: another clock, zone, language, home and working folder
_LATER = """
import sys
from datetime import UTC, datetime, timedelta
import time_machine
from checker.commands import main
with time_machine.travel(datetime.now(UTC) + timedelta(days=184)):
    main()
"""


def test_judging_again_elsewhere_and_half_a_year_later_gives_the_same_bytes(archive: Path, copy: Path, tmp_path: Path) -> None:
    elsewhere = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "TZ": "America/New_York", "LANG": "C", "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", _LATER, "judge", str(copy)]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", env=elsewhere, cwd=tmp_path, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (archive / "kept" / "results.jsonl").read_text(encoding="utf-8")


def test_judging_again_needs_no_network_and_no_program(archive: Path) -> None:
    words = ["unshare", "-n", *command("judge", archive / "kept")]
    done = subprocess.run(
        words, capture_output=True, text=True, env={**os.environ, **NO_BROWSER, "PATH": "/nonexistent:/usr/bin"}, check=False
    )
    if "unshare" in done.stderr:
        pytest.skip(f"no network can be taken away here: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (archive / "kept" / "results.jsonl").read_text(encoding="utf-8")


def test_judging_again_needs_no_picture(copy: Path) -> None:
    pictures = [file for file in copy.rglob("*") if file.suffix in (".jpg", ".png")]
    assert pictures
    for picture in pictures:
        picture.unlink()
    done = call("judge", copy, env=NO_BROWSER)
    assert done.stdout == (copy / "results.jsonl").read_text(encoding="utf-8")


def test_judging_under_other_rules_or_another_day(archive: Path) -> None:
    other = [
        json.loads(line) for line in call("judge", archive / "kept", "--edition", "2015-15", "--as-of", "2018-08-01").stdout.splitlines()
    ]
    assert [line["key"] for line in other] == [line["key"] for line in lines_of(archive / "kept")]
    assert {finding["edition"] for line in other for finding in line["findings"]} == {"2015-15"}
    assert [line["verdict"] for line in other][:2] == ["pass", "pass"] and other[2]["reach"]["state"] == "refused"
    assert [line["verdict"] for line in lines_of(archive / "kept")][:2] == ["fail", "fail"]  # an address of digits is no domain


def test_the_report_is_written_again(copy: Path) -> None:
    shutil.rmtree(copy / "report")
    done = call("report", copy, env=NO_BROWSER)
    assert (done.returncode, done.stdout.strip()) == (0, str(copy / "report" / "index.html"))
    assert (copy / "report" / "index.html").exists()


def test_verify_names_what_is_not_as_it_was(copy: Path) -> None:
    whole = call("verify", copy)
    assert whole.returncode == 0, whole.stdout
    picture = next(file for file in sorted(copy.rglob("*.jpg")) if "again" not in file.parts)
    picture.write_bytes(picture.read_bytes()[:-1] + b"\0")
    missing = next(copy.rglob("observation.json"))
    missing.unlink()
    (copy / "sites" / "extra.txt").write_text("who put this here?")
    harmed = call("verify", copy)
    assert harmed.returncode == 4
    for file in (picture, missing, copy / "sites" / "extra.txt"):
        assert str(file.relative_to(copy)) in harmed.stdout
    as_json = call("verify", copy, "--json")
    assert as_json.returncode == 4
    assert str(missing.relative_to(copy)) in json.dumps(json.loads(as_json.stdout))
