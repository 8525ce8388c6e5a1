"""Statuses and sentences of the front door, where no browser is needed: bad input is refused clearly, and nothing is written."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from checker.commands import cli, main
from checker.evidence.run_folder import RunFolder

GOOD = "网站标识码,首页地址\n5107000012,http://127.0.0.1:9/\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return tmp_path / "archive"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    file = tmp_path / "good.csv"
    file.write_text(GOOD, encoding="utf-8")
    return file


def enter(monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> int:
    """Goes through the front door with these words and gives the exit status."""
    monkeypatch.setattr(sys, "argv", ["checker", *map(str, words)])
    with pytest.raises(SystemExit) as end:
        main()
    return end.value.code if isinstance(end.value.code, int) else 0


ROSTERS: list[tuple[str, bytes, str]] = [
    ("empty.csv", b"", "is empty"),
    ("blank.csv", b"\xef\xbb\xbf \r\n\r\n", "is empty"),
    ("binary.xlsx", b"PK\x03\x04" + bytes(range(256)), "binary.xlsx"),
    ("binary.csv", bytes(range(256)) * 4, "binary.csv"),
    ("header.csv", "网站标识码,首页地址\n".encode(), "header.csv"),
    ("no-url.csv", "网站标识码,网站名称\n5107000012,人社局\n".encode(), "no-url.csv"),
    ("refused.csv", "网站标识码,首页地址\n5107000012,ftp://a.gov.cn/\n51,http://b.gov.cn/\n".encode(), "2 of 2 rows that cannot be used"),
    ("page.xls", b"<html><table><tr><td>http://a.gov.cn</td></tr></table>", "web page"),
]


@pytest.mark.parametrize(("name", "content", "says"), ROSTERS, ids=[name for name, _, _ in ROSTERS])
def test_a_roster_that_is_none_is_refused_in_one_sentence(
    name: str, content: bytes, says: str, tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert enter(monkeypatch, "run", file, "--out", archive) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err and "Traceback" not in told.err
    assert not archive.exists()


@pytest.mark.parametrize("what", ["nowhere.csv", "."])
def test_a_roster_that_is_not_there_or_a_folder(
    what: str, tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enter(monkeypatch, "run", tmp_path / what, "--out", archive) == 2
    assert len([line for line in capsys.readouterr().err.splitlines() if line.startswith("checker: ")]) == 1
    assert not archive.exists()


def test_one_bad_row_refuses_all_where_the_roster_is_strict(
    tmp_path: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "roster.csv"
    file.write_text(GOOD + "5107000012,http://127.0.0.1:9/again\n", encoding="utf-8")
    assert enter(monkeypatch, "run", file, "--out", archive, "--strict-roster") == 2
    told = capsys.readouterr().err
    assert "row 3 refused" in told and "already stands in row 2" in told
    assert not archive.exists()


WRONG_WORDS = [
    (["--as-of", "2018-02-30"], "is not a day"),
    (["--as-of", "20180801"], "is not a day"),
    (["--as-of", "1999-01-01"], "No edition was in force"),
    (["--shard", "3/2"], "is not K/N"),
    (["--shard", "0/2"], "is not K/N"),
    (["--shard", "2/2"], "is empty"),
    (["--edition", "2099-99"], "There is no edition '2099-99'"),
    (["--jobs", "0"], "--jobs"),
    (["--jobs", "viele"], "--jobs"),
    (["--trust-ca", "nowhere.pem"], "--trust-ca nowhere.pem"),
    (["--trust-ca", "pyproject.toml"], "is not a PEM certificate"),
    (["--proxy", "socks5://127.0.0.1:1080"], "not an HTTP proxy"),
    (["--proxy", "http://127.0.0.1:99999"], "is not an address"),
    (["--proxy", "::::"], "is not an address"),
    (["--run-id", "../elsewhere"], "run id"),
    (["--run-id", "visits"], "is the archive's own folder"),
    (["--words", "nowhere.txt"], "--words nowhere.txt cannot be read"),
    (["--words", "tests"], "is a folder"),
    (["--scenarios", "no-such-folder"], "per-site scripts"),
    (["--fail-on", "everything"], "--fail-on"),
    (["--no-such-option"], "--no-such-option"),
]


@pytest.mark.parametrize(("words", "says"), WRONG_WORDS, ids=[" ".join(words) for words, _ in WRONG_WORDS])
def test_wrong_words_are_told_and_nothing_is_written(
    words: list[str], says: str, roster: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enter(monkeypatch, "run", roster, "--out", archive, *words) == 2
    told = capsys.readouterr()
    assert says in told.err and "Traceback" not in told.err
    assert told.out == ""
    assert not archive.exists() or not list(archive.iterdir())


def test_a_refused_proxy_does_not_tell_its_password(
    roster: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enter(monkeypatch, "run", roster, "--proxy", "socks5://clerk:Geheim42@10.0.0.1:1080") == 2
    assert "Geheim42" not in capsys.readouterr().err


@pytest.mark.parametrize("address", ["ftp://a.gov.cn/", "", "http://", "javascript:alert(1)"])
def test_inspect_refuses_what_is_no_address(
    address: str, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enter(monkeypatch, "inspect", address, "--json", "--out", archive) == 2
    told = capsys.readouterr()
    assert told.out == "" and "cannot be inspected" in told.err
    assert not archive.exists()


def test_the_demo_has_a_proxy_of_its_own(archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert enter(monkeypatch, "demo", "--proxy", "http://127.0.0.1:3128", "--out", archive) == 2
    assert "leave out --proxy" in capsys.readouterr().err


@pytest.mark.parametrize("browser", ["/nowhere/chromium", "/etc/passwd"])
def test_no_chromium(
    browser: str, roster: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CHECKER_BROWSER", browser)
    assert enter(monkeypatch, "run", roster, "--out", archive) == 3
    assert f"The browser {browser}" in capsys.readouterr().err
    assert not archive.exists()


def test_no_chinese_font(
    tmp_path: Path, roster: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = tmp_path / "fonts.conf"
    bare.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig></fontconfig>')
    monkeypatch.setenv("FONTCONFIG_FILE", str(bare))
    assert enter(monkeypatch, "run", roster, "--out", archive) == 3
    assert "No Chinese font" in capsys.readouterr().err
    assert not archive.exists()


def test_an_archive_that_cannot_be_written(
    tmp_path: Path, roster: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("a file stands where the archive should be")
    for archive in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/archive")):
        assert enter(monkeypatch, "run", roster, "--out", archive) == 3
        assert str(archive) in capsys.readouterr().err


def test_a_run_id_that_is_taken(roster: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (archive / "taken").mkdir(parents=True)
    (archive / "taken" / "run.json").write_text("{}")
    assert enter(monkeypatch, "run", roster, "--out", archive, "--run-id", "taken") == 2
    assert "There is a run taken" in capsys.readouterr().err
    assert [file.name for file in (archive / "taken").iterdir()] == ["run.json"]


def test_nothing_to_resume(roster: Path, archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert enter(monkeypatch, "run", roster, "--out", archive, "--resume") == 2
    assert "no interrupted run" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "value"), [("CHECKER_JOBS", "many"), ("CHECKER_SITE_DEADLINE", "-1"), ("CHECKER_SUPERIOR_DOMAINS", "[")])
def test_a_wrong_setting(name: str, value: str, roster: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(name, value)
    assert enter(monkeypatch, "run", roster) == 2
    told = capsys.readouterr().err
    assert name.removeprefix("CHECKER_").lower() in told and "Traceback" not in told


@pytest.mark.parametrize("content", [b"jobs = ", b"no_such_setting = 1", b"\xff\xfe\x00"])
def test_a_wrong_settings_file(
    content: bytes, tmp_path: Path, roster: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("checker.toml").write_bytes(content)
    assert enter(monkeypatch, "run", roster) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["judge", "report", "verify"])
def test_what_is_no_run_is_no_run(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for run in (tmp_path, tmp_path / "nowhere"):
        assert enter(monkeypatch, command, run) == 2
        told = capsys.readouterr()
        assert "is not a run folder" in told.err and told.out == ""


def test_a_damaged_run_json_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for content in ("{", "[]", "{}", '{"circumstances": 1}'):
        (tmp_path / "run.json").write_text(content)
        assert enter(monkeypatch, "judge", tmp_path) == 3
        assert "run.json" in capsys.readouterr().err


def test_judging_again_writes_nothing_into_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "run.json").write_text("{}")
    assert enter(monkeypatch, "judge", tmp_path, "--out", tmp_path / "results.jsonl") == 2
    assert "lies in the run folder" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["run.json"]


def test_version_and_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert enter(monkeypatch, "--version") == 0
    assert "checker" in capsys.readouterr().out
    for command in cli.all_commands():
        assert enter(monkeypatch, command, "--help") == 0
        assert "Usage:" in capsys.readouterr().out
    assert enter(monkeypatch, "dossierr") == 2


def test_a_bug_is_told_in_full_with_a_status_that_no_verdict_has(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @click.command()
    def stumble() -> None:
        raise ZeroDivisionError("a bug")

    @click.command()
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(cli.commands, "stumble", stumble)
    monkeypatch.setitem(cli.commands, "interrupted", interrupted)
    assert enter(monkeypatch, "stumble") == 3
    told = capsys.readouterr().err
    assert "ZeroDivisionError: a bug" in told and "fault of the checker itself" in told
    assert enter(monkeypatch, "interrupted") == 3
    assert "--resume" in capsys.readouterr().err


def test_nothing_in_a_sentence_steers_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert enter(monkeypatch, "run", tmp_path / "evil\x1b]0;owned\x07.csv") == 2
    assert "\x1b" not in capsys.readouterr().err


def verify_with(stdout: int, run: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "checker", "verify", run], stdout=stdout, stderr=subprocess.PIPE, timeout=60, check=False)


def test_a_reader_who_leaves_early_is_no_trouble_and_changes_no_status(archive: Path) -> None:
    with RunFolder.create(archive, "open") as folder:
        folder.write_run({"run_id": "open"})
    ours, theirs = os.pipe()
    os.close(ours)
    done = verify_with(theirs, archive / "open")
    os.close(theirs)
    assert done.stderr == b""
    assert done.returncode == 4  # a run that was never closed proves nothing


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_that_cannot_be_written_is_told(archive: Path) -> None:
    with RunFolder.create(archive, "open") as folder:
        folder.write_run({"run_id": "open"})
    full = os.open("/dev/full", os.O_WRONLY)
    done = verify_with(full, archive / "open")
    os.close(full)
    assert done.returncode == 3
    assert b"The output cannot be written" in done.stderr and b"Traceback" not in done.stderr
