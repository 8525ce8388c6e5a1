"""`checker scenario list`: a table of all scripts, and the errors that end it with status 2 and the file's name."""

from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from checker.commands import cli
from checker.faults import CheckerFault
from checker.recordings.expectation import Expectation, Negative, write_expectation
from checker.recordings.places import recording_of
from checker.recordings.scaffold import name_script, write_new_script
from checker.scenario.register import read_scripts
from tests.recordings.serving import taken, write


class Done(NamedTuple):
    """How a command of this process ended."""

    returncode: int
    stdout: str
    stderr: str


def call(*words: str | Path) -> Done:
    done = CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)
    fault = done.exception
    if isinstance(fault, SystemExit) or fault is None:
        return Done(done.exit_code, done.stdout, done.stderr)
    assert isinstance(fault, CheckerFault), done.exc_info
    return Done(fault.status, done.stdout, str(fault))


def _script(folder: Path, name: str, host: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(
        "from checker.scenario import Steps, scenario\n\n\n"
        f'@scenario("{host}")\nasync def steer(steps: Steps) -> None:\n    await steps.open()\n'
    )
    return file


def _roster(path: Path, *addresses: str) -> Path:
    path.write_text("\n".join(["url", *addresses]) + "\n", encoding="utf-8")
    return path


def test_what_is_ready_and_what_has_no_test(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    _script(folder, "a.py", "a.gov.cn")
    _script(folder, "b.py", "b.gov.cn")
    write(recording_of(folder, "a.gov.cn"), taken("http://a.gov.cn/", "<p>蜀ICP备39000212号"))
    write_expectation(
        recording_of(folder, "a.gov.cn"), Expectation(negative=[Negative(badge="icp", state="missing", without="蜀ICP备39000212号")])
    )
    done = call("scenario", "list", "--scenarios", folder, "--roster", _roster(tmp_path / "r.csv", "http://a.gov.cn/", "http://b.gov.cn/"))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[1].split() == ["a.py", "a.gov.cn", "steps", "2018-08-01", "1", "ready"]
    assert lines[2].split() == ["b.py", "b.gov.cn", "steps", "–", "–", "untested"]
    assert "untested: " in lines[3] and "checker scenario new" in lines[3]
    assert "2 scripts" in lines[4] and "1 ready" in lines[4]


@pytest.mark.parametrize("command", ["list", "test"])
def test_two_scripts_for_one_host(tmp_path: Path, command: str) -> None:
    one, other = _script(tmp_path / "s", "one.py", "a.gov.cn"), _script(tmp_path / "s", "other.py", "a.gov.cn")
    done = call("scenario", command, "--scenarios", tmp_path / "s")
    assert done.returncode == 2
    assert done.stderr == f"{one} and {other} are both for a.gov.cn: put them together in one file."


@pytest.mark.parametrize("command", ["list", "test"])
def test_a_host_that_the_roster_has_not(tmp_path: Path, command: str) -> None:
    file = _script(tmp_path / "s", "a.py", "a.gov.cn")
    done = call("scenario", command, "--scenarios", tmp_path / "s", "--roster", _roster(tmp_path / "r.csv", "http://b.gov.cn/"))
    assert done.returncode == 2
    assert f"{file} is for a.gov.cn, which the roster has not" in done.stderr


def test_every_file_that_is_wrong_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.py").write_text("def (:\n")
    (tmp_path / "silent.py").write_text("x = 1\n")
    _script(tmp_path, "right.py", "a.gov.cn")
    done = call("scenario", "list", "--scenarios", tmp_path)
    assert done.returncode == 2
    assert "broken.py, line 1" in done.stderr and "silent.py names no host" in done.stderr
    assert "right.py" in done.stdout


@pytest.mark.parametrize("name", ["nosuch.html", "../../../../etc/passwd"])
def test_a_negative_that_lets_a_lost_file_answer_has_failed(tmp_path: Path, name: str) -> None:
    script, folder = _script(tmp_path, "a.py", "a.gov.cn"), recording_of(tmp_path, "a.gov.cn")
    write(folder, taken("http://a.gov.cn/", "<p>蜀ICP备39000212号"))
    write_expectation(folder, Expectation(negative=[Negative(badge="icp", state="missing", replace={"http://a.gov.cn/": name})]))
    told = f"{folder / 'expected.toml'}, line 7, lets http://a.gov.cn/ answer with {name}, which is no file of that folder"
    done = call("scenario", "test", "--scenarios", tmp_path)
    assert (done.returncode, done.stderr) == (1, "") and f"failed  a.gov.cn: {told}" in done.stdout
    listed = call("scenario", "list", "--scenarios", tmp_path)
    assert f"untested: {told}" in listed.stdout and script.name in listed.stdout and "1 script in " in listed.stdout


def test_a_recording_that_cannot_be_judged_has_failed(tmp_path: Path) -> None:
    _script(tmp_path, "a.py", "a.gov.cn")
    folder = recording_of(tmp_path, "a.gov.cn")
    write(folder, taken("http://a.gov.cn/", "<p>蜀ICP备39000212号"))
    index = folder / "recording.json"
    index.write_text(index.read_text(encoding="utf-8").replace('"as_of":', '"edition": "1949-1", "as_of":'), encoding="utf-8")
    write_expectation(folder, Expectation(negative=[Negative(badge="icp", state="missing", without="蜀ICP备39000212号")]))
    done = call("scenario", "test", "--scenarios", tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "failed  a.gov.cn positive" in done.stdout and "1949-1" in done.stdout


def test_a_host_without_a_script(tmp_path: Path) -> None:
    _script(tmp_path, "a.py", "a.gov.cn")
    done = call("scenario", "test", "b.gov.cn", "--scenarios", tmp_path)
    assert done.returncode == 2
    assert "no script for b.gov.cn" in done.stderr and "a.gov.cn" in done.stderr


def test_a_script_without_a_recording_has_no_test_that_passes(tmp_path: Path) -> None:
    _script(tmp_path, "a.py", "a.gov.cn")
    done = call("scenario", "test", "--scenarios", tmp_path)
    assert done.returncode == 1
    assert "failed  a.gov.cn" in done.stdout and "checker scenario new" in done.stdout


def test_nobody_to_watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    _script(tmp_path, "a.py", "a.gov.cn")
    write(recording_of(tmp_path, "a.gov.cn"), taken("http://a.gov.cn/", "<p>蜀ICP备39000212号"))
    done = call("scenario", "test", "--scenarios", tmp_path, "--pause")
    assert done.returncode == 2
    assert "--pause waits for Enter" in done.stderr
    done = call("scenario", "test", "--scenarios", tmp_path, "--headed")
    assert done.returncode in (2, 3)  # 3: no Chromium with windows
    assert "--headed" in done.stderr or "windows" in done.stderr


@pytest.mark.parametrize(
    ("host", "name"), [("rsj.my.gov.cn", "rsj_my_gov_cn.py"), ("127.0.0.1:8080", "site_127_0_0_1_8080.py"), ("a-b.cn", "a_b_cn.py")]
)
def test_a_new_script_is_one_that_loads(tmp_path: Path, host: str, name: str) -> None:
    file = write_new_script(tmp_path, host, '市人社局"\n')
    assert file.name == name == name_script(host)
    assert read_scripts(tmp_path).of(f"http://{host}/") is not None
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 25
