"""The same index in a real PostgreSQL, where this machine has one."""

import getpass
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.archive.place import INDEX
from tests.commands.conftest import Enter
from tests.running.kept import CZJ, keep_run

pytestmark = pytest.mark.long
PLACES = os.pathsep.join([os.environ.get("PATH", ""), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin")))])


@pytest.fixture
def server() -> Iterator[str]:
    """Gives the address of a database in a server of this test's own."""
    programs = {name: shutil.which(name, path=PLACES) for name in ("initdb", "postgres", "pg_isready")}
    if not all(programs.values()):
        pytest.skip("no PostgreSQL on this machine")
    as_other = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []  # it refuses root
    folder = Path(tempfile.mkdtemp())
    if as_other:
        shutil.chown(folder, "nobody", "nogroup")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = "nobody" if as_other else getpass.getuser()
    initdb = [*as_other, programs["initdb"], "--no-sync", "--auth=trust", f"--username={user}", "--encoding=UTF8", "-D", folder / "data"]
    subprocess.run([str(word) for word in initdb], check=True, capture_output=True, cwd=folder)
    words = [*as_other, programs["postgres"], "-D", folder / "data", "-p", port, "-c", "listen_addresses=127.0.0.1", "-k", folder, "-F"]
    process = subprocess.Popen([str(word) for word in words], cwd=folder, stderr=subprocess.DEVNULL)
    try:
        waiting = [str(programs["pg_isready"]), "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
        for _ in range(100):
            if subprocess.run(waiting, capture_output=True, check=False).returncode == 0:
                break
            assert process.poll() is None, "the server ended"
            time.sleep(0.1)
        yield f"postgresql://{user}@127.0.0.1:{port}/postgres"
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def test_two_archives_in_one_database(server: str, tmp_path: Path, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_DATABASE_URL", server)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        keep_run(tmp_path / name, f"run-{name}")
    for name in ("one", "two"):
        status, out, err = enter("archive", "find", "--out", tmp_path / name, "--site", "财政", "--json")
        assert (status, [(row["run"], row["key"]) for row in json.loads(out)]) == (0, [(f"run-{name}", CZJ)]), err
    assert enter("archive", "reindex", "--out", tmp_path / "one")[0] == 0
    assert len(json.loads(enter("archive", "find", "--out", tmp_path / "two", "--json")[1])) == 3
    asked = ("archive", "find", "--out", tmp_path / "one", "--from", "2026-03-01", "--verdict", "fail", "--json")
    assert len(json.loads(enter(*asked)[1])) == 2
    assert not list(tmp_path.rglob(INDEX))
