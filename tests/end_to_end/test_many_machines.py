"""A run on the workers of a Dask scheduler: as a run of one machine, though a worker is killed, and though it is interrupted."""

import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.evidence.chained_log import read_log
from tests.end_to_end.calling import call, lines_of, record_of, start
from tests.end_to_end.cluster import Cluster
from tests.end_to_end.town import Town, closed_port, code_of

pytestmark = pytest.mark.long
SITES = 12
WORDS = ("--allow-private", "--edition", "2015-15", "--as-of", "2026-05-04")
SCRIPT = """from checker.scenario import Steps, scenario

@scenario("{host}")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.look()
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with Cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        cluster.add_worker()
        cluster.add_worker()
        yield cluster


def write_roster(town: Town, file: Path) -> Path:
    """Twelve sites: the first has a script, the last answers nobody."""
    town.write_roster(file, SITES)
    text = file.read_text().replace(town.address(SITES), f"http://127.0.0.1:{closed_port()}/")
    file.write_text(text.replace(town.address(1), town.address(1).replace("127.0.0.1", "localhost")))
    return file


def told(run: Path) -> list[dict[str, Any]]:
    """What the lines say, but for seconds and pixels."""
    return [
        {
            "key": line["key"], "reach": line["reach"]["state"], "scenario": line["scenario"], "verdict": line["verdict"],
            "badges": [(badge["kind"], badge["state"], badge["value"]) for badge in line["badges"]],
            "findings": [(each["rule"], each["outcome"], re.sub(r"用时[\d.]+秒", "", each["because"])) for each in line["findings"]],
        }
        for line in lines_of(run)
    ]  # fmt: skip


def shape(run: Path) -> set[str]:
    """The files that a run is made of."""
    return {str(file.relative_to(run)) for file in run.rglob("*") if file.is_file()}


def wait_for(is_so: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 120
    while not is_so():
        assert process.poll() is None and time.monotonic() < end
        time.sleep(0.02)


def test_a_killed_worker_loses_no_site_and_doubles_none(tmp_path: Path, cluster: Cluster) -> None:
    here, there, log = tmp_path / "a" / "night", tmp_path / "b" / "night", tmp_path / "log"  # neither knows of visits of the other
    with Town(delay=0.3) as town:
        scripts = tmp_path / "scripts"
        scripts.mkdir()
        (scripts / "town.py").write_text(SCRIPT.format(host=f"localhost:{town.port}"))
        roster = write_roster(town, tmp_path / "roster.csv")
        given = (roster, *WORDS, "--scenarios", scripts, "--run-id", "night")
        assert call("run", *given, "--out", here.parent).returncode == 0
        once = len(town.visits)
        cluster.wait()
        process = start("run", *given, "--out", there.parent, "--engine", cluster.address, log=log)
        wait_for(lambda: "site done" in log.read_text() and cluster.is_visiting(0), process)
        cluster.workers[0].send_signal(signal.SIGKILL)
        assert process.wait(120) == 0, log.read_text()
        assert len(town.visits) > 2 * once, "what was lost with the worker was visited again"
    assert [line["key"] for line in lines_of(there)] == [code_of(n) for n in range(1, SITES + 1)]
    assert told(there) == told(here)
    assert lines_of(there)[0]["scenario"]["state"] == "followed"
    assert lines_of(there)[-1]["reach"]["state"] == "refused"
    assert shape(there) == shape(here)
    assert record_of(there).keys() == record_of(here).keys()
    assert call("verify", "--all", "--out", there.parent).returncode == 0
    judged = tmp_path / "judged"
    assert call("judge", there, "--out", judged).returncode == 0
    assert judged.read_text() == (there / "results.jsonl").read_text()
    workers = {worker["id"]: worker["name"] for worker in record_of(there)["engine"]["workers"]}
    assert sorted(workers.values()) == ["w1", "w2"]
    looks = [line for site in there.glob("sites/*/log.jsonl") for line in read_log(site.read_bytes()).lines]
    by = {line["worker"] for line in looks if line["event"] == "visited_by"}
    assert "w2" in {workers[worker] for worker in by}, "the one that was killed may have brought nothing"


def test_interrupted_and_gone_on_with_and_left_by_the_scheduler(tmp_path: Path, cluster: Cluster) -> None:
    """On the worker that is left, and in the end without any."""
    archive, log = tmp_path / "archive", tmp_path / "log"
    cluster.wait()
    with Town(delay=0.3) as town:
        roster = town.write_roster(tmp_path / "roster.csv", 7)
        here = ("run", roster, "--out", archive, *WORDS, "--run-id", "night")
        process = start(*here, "--engine", cluster.address, log=log)
        wait_for(lambda: "site done" in log.read_text(), process)
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 3
        assert "--run-id night --resume" in log.read_text()
        assert log.read_text().splitlines()[-1].startswith("checker: Interrupted.")
        process = start(*here, "--resume", "--engine", cluster.address, log=log)
        wait_for(lambda: "site done" in log.read_text(), process)
        assert "not visited again" in log.read_text()
        cluster.end_scheduler()
        assert process.wait(60) == 3
        last = log.read_text().splitlines()[-1]
        assert "scheduler" in last and "was lost" in last and "--resume" in last
        assert "Traceback" not in log.read_text()
        done = call(*here, "--resume")
        assert done.returncode == 0, done.stderr
    assert [line["key"] for line in lines_of(archive / "night")] == [code_of(n) for n in range(1, 8)]
    assert record_of(archive / "night")["engine"]["workers"]
    assert call("verify", "night", "--out", archive).returncode == 0
