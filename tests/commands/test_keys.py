"""`checker keys`, and a run that is signed with what it made."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from checker.evidence.run_folder import RunFolder
from checker.evidence.signatures import check_signature
from checker.evidence.signing_key import read_public_key
from checker.running.signing import open_signing_key
from checker.settings import Settings
from tests.commands.conftest import Enter
from tests.running.kept import keep_run


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nobody's own key and settings have a say."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for name in ("CHECKER_SIGNING_KEY", "CHECKER_SIGNING_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_a_new_key_is_made_shown_and_used(enter: Enter, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, out, err = enter("keys", "new")
    secret, public = place / "config/checker/signing-key.pem", place / "config/checker/signing-key.pub.pem"
    assert (status, out.strip()) == (0, read_public_key(public).fingerprint)
    assert str(secret) in err and secret.stat().st_mode & 0o777 == 0o600
    assert "PRIVATE" not in out + err
    monkeypatch.setenv("CHECKER_SIGNING_KEY", str(secret))
    for words in (("keys", "show"), ("keys", "show", public)):
        status, shown, err = enter(*words)
        assert (status, shown) == (0, public.read_text()) and out.strip() in err
    key = open_signing_key(Settings())
    with RunFolder.create(place / "archive", "night", key=key) as run:
        run.write_run({"schema": 1})
        run.close([])
    assert check_signature(run.path, [public]).is_vouched


def test_no_key_is_overwritten(enter: Enter, place: Path) -> None:
    assert enter("keys", "new", "--out", "a.pem")[0] == 0
    before = (place / "a.pem").read_bytes()
    status, _, err = enter("keys", "new", "--out", "a.pem")
    assert status == 2 and "is there already" in err and (place / "a.pem").read_bytes() == before
    (place / "b.pub.pem").write_text("of somebody else")
    assert enter("keys", "new", "--out", "b.pem")[0] == 2 and not (place / "b.pem").exists()


@pytest.mark.parametrize("inside", ["archive/key.pem", "archive/night/key.pem", "archive/keys/key.pem", "archive/night/after/key.pem"])
def test_no_key_lies_in_an_archive(enter: Enter, place: Path, inside: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "archive").mkdir()
    keep_run(place / "archive")
    status, _, err = enter("keys", "new", "--out", inside)
    assert status == 2 and "lies in the archive" in err and not (place / inside).exists()
    assert enter("keys", "new", "--out", "key.pem")[0] == 0
    (place / inside).parent.mkdir(exist_ok=True, parents=True)
    (place / "key.pem").rename(place / inside)
    monkeypatch.setenv("CHECKER_SIGNING_KEY", inside)
    assert "lies in the archive" in enter("keys", "show")[2]


def test_not_even_in_the_archive_that_is_still_empty(enter: Enter, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_OUT", "evidence")
    assert enter("keys", "new", "--out", "evidence/key.pem")[0] == 2
    (place / "link").symlink_to(place / "evidence")
    assert enter("keys", "new", "--out", "link/key.pem")[0] == 2
    assert enter("keys", "new", "--out", "key.pem")[0] == 0


def test_a_passphrase_of_the_environment(enter: Enter, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_SIGNING_PASSPHRASE", "云岭 2026")
    assert enter("keys", "new", "--out", "key.pem")[0] == 0
    monkeypatch.setenv("CHECKER_SIGNING_KEY", "key.pem")
    assert enter("keys", "show")[0] == 0
    assert "云岭" not in Settings().model_dump_json() and "云岭" not in repr(Settings())
    monkeypatch.setenv("CHECKER_SIGNING_PASSPHRASE", "wrong")
    assert "does not open it" in enter("keys", "show")[2]
    monkeypatch.delenv("CHECKER_SIGNING_PASSPHRASE")
    status, _, err = enter("keys", "show")
    assert status == 2 and "set CHECKER_SIGNING_PASSPHRASE" in err


def test_without_a_key_it_is_said_what_to_do(enter: Enter) -> None:
    status, _, err = enter("keys", "show")
    assert status == 2 and "checker keys new" in err
    assert enter("keys", "show", "none.pem")[0] == 2


def test_a_key_that_cannot_be_used_ends_a_run_before_anything_is_visited(place: Path) -> None:
    (place / "sites.csv").write_text("url\nhttp://127.0.0.1:9/\n")
    told = subprocess.run(
        [sys.executable, "-m", "checker", "run", "sites.csv", "--out", "archive"],
        env={**os.environ, "CHECKER_SIGNING_KEY": "none.pem"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (told.returncode, "none.pem cannot be read" in told.stderr) == (2, True), told.stderr
    assert not (place / "archive").exists()


def ask(place: Path, *words: str, answers: list[str]) -> str:
    """The command at a terminal of its own, with these lines typed in."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - another process
        os.execv(sys.executable, [sys.executable, "-m", "checker", *words])
    told = b""
    for answer in answers:
        while not told.endswith(b": "):
            told += os.read(terminal, 1024)
        os.write(terminal, f"{answer}\n".encode())
        told += b"\n"
    try:
        while more := os.read(terminal, 1024):
            told += more
    except OSError:  # so Linux tells that the other end is closed
        os.waitpid(child, 0)
    os.close(terminal)
    return told.decode()


def test_a_passphrase_is_asked_for_at_the_terminal_and_never_shown(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ask(place, "keys", "new", "--out", "key.pem", "--passphrase", answers=["yun ling", "yun ling"])
    assert "yun ling" not in told and (place / "key.pem").exists(), told
    monkeypatch.setenv("CHECKER_SIGNING_KEY", "key.pem")
    assert "BEGIN PUBLIC KEY" in ask(place, "keys", "show", answers=["yun ling"])
    assert "does not open it" in ask(place, "keys", "show", answers=["yun lin"])
    assert "the two passphrases differ" in ask(place, "keys", "new", "--out", "b.pem", "--passphrase", answers=["a", "b"]).lower()
    assert not (place / "b.pem").exists()
