"""`checker stamp`: real authorities on loopback, asked through the guard; what fails is told, and tried again."""

import json
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker.evidence.run_folder import RunFolder
from checker.evidence.stamps import check_stamps
from checker.running.stamping import stamp_when_closed
from checker.settings import Settings
from tests.commands.conftest import Enter
from tests.evidence.stamp_authority import LocalAuthority
from tests.running.kept import keep_run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHECKER_STAMP_AUTHORITIES", raising=False)
    (tmp_path / "archive").mkdir()
    return keep_run(tmp_path / "archive")


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[LocalAuthority]:
    with LocalAuthority(tmp_path / "tsa") as open_for_all:
        yield open_for_all


@pytest.fixture
def configured(authority: LocalAuthority, monkeypatch: pytest.MonkeyPatch) -> LocalAuthority:
    monkeypatch.setenv("CHECKER_STAMP_AUTHORITIES", json.dumps([{"url": authority.url, "ca": str(authority.root)}]))
    return authority


def test_a_run_is_stamped_once(enter: Enter, run: Path, configured: LocalAuthority) -> None:
    before = (run / "manifest.json").read_bytes()
    status, out, _ = enter("stamp", run, "--allow-private")
    assert status == 0 and out.startswith(f"{configured.url}  stamped 20")
    status, again, _ = enter("stamp", "night", "--out", run.parent, "--allow-private")
    assert status == 0 and "stamped already" in again and configured.asked == 1
    assert [each.is_vouched for each in check_stamps(run, [configured.root]).stamps] == [True]
    assert (run / "manifest.json").read_bytes() == before and enter("verify", run)[0] == 0


def test_the_guard_lets_nobody_into_the_own_network(enter: Enter, run: Path, configured: LocalAuthority) -> None:
    status, out, _ = enter("stamp", run)
    assert status == 3 and "--allow-private" in out and configured.asked == 0
    assert not (run / "after" / "stamps.jsonl").exists()


def test_of_several_authorities_each_is_told_and_only_the_missing_are_asked_again(
    enter: Enter, run: Path, authority: LocalAuthority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        closed = f"http://127.0.0.1:{free.getsockname()[1]}/"
    with LocalAuthority(tmp_path / "second", "second") as second:
        second.answer = b"<html>busy</html>"
        given = [{"url": each.url, "ca": str(each.root)} for each in (authority, second)] + [closed]
        monkeypatch.setenv("CHECKER_STAMP_AUTHORITIES", json.dumps(given))
        status, out, _ = enter("stamp", run, "--allow-private")
        assert status == 3
        first, other, none = out.splitlines()
        assert " stamped 20" in first and "no stamp: the answer is no time-stamp reply" in other and "(refused)" in none
        second.answer = None
        second.status = 503
        assert "the status 503" in enter("stamp", run, "--allow-private")[1]
        second.status = 200
        status, out, _ = enter("stamp", run, "--allow-private")
        assert status == 3 and out.splitlines()[1].startswith(f"{second.url}  stamped 20") and authority.asked == 1
    assert [each.authority for each in check_stamps(run).stamps] == [authority.url, second.url]
    assert enter("verify", run)[0] == 0


def test_the_answer_to_another_question_is_refused(enter: Enter, run: Path, configured: LocalAuthority) -> None:
    """A reply that was recorded once, and a very long one."""
    from checker.evidence.stamp_reply import make_query

    configured.answer = configured.stamp(make_query((run / "manifest.json").read_bytes()).der)
    assert "no stamp: it does not hold: Nonce mismatch" in enter("stamp", run, "--allow-private")[1]
    configured.answer = b"0" * (3 << 20)
    assert "no stamp: the answer is no time-stamp reply" in enter("stamp", run, "--allow-private")[1]


def test_an_authority_that_nobody_knows_is_refused(
    enter: Enter, run: Path, authority: LocalAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKER_STAMP_AUTHORITIES", authority.url)
    status, out, _ = enter("stamp", run, "--allow-private")
    assert status == 3 and "no authority that is trusted here" in out and "name it as `ca`" in out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "set CHECKER_STAMP_AUTHORITIES"), ("tsa.example", "is no http:// or https:// address"),
        ("[{]", "`stamp_authorities` is wrong"),
        ('[{"url": "http://tsa.example/", "ca": "none.pem"}]', "none.pem cannot be read"),
    ],
)  # fmt: skip
def test_wrong_settings_are_a_wrong_use(enter: Enter, run: Path, given: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_STAMP_AUTHORITIES", given)
    status, _, err = enter("stamp", run)
    assert (status, told in err) == (2, True), err


def test_an_altered_or_unfinished_run_is_not_stamped(enter: Enter, run: Path, configured: LocalAuthority) -> None:
    shutil.copytree(run, run.parent / "open")
    (run.parent / "open" / "manifest.json").unlink()
    assert enter("stamp", run.parent / "open", "--allow-private")[0] == 2
    (run / "results.jsonl").write_text("")
    status, _, err = enter("stamp", run, "--allow-private")
    assert status == 3 and "was altered" in err and configured.asked == 0


def test_a_run_that_closes_is_stamped_or_tried_again_later(
    run: Path, configured: LocalAuthority, capsys: pytest.CaptureFixture[str]
) -> None:
    configured.status = 500
    settings = Settings(allow_private=True)
    stamp_when_closed(RunFolder.open(run), settings)
    assert check_stamps(run).state == "not_applicable"
    configured.status = 200
    stamp_when_closed(RunFolder.open(run), settings)
    assert check_stamps(run).state == "passed"
    stamp_when_closed(RunFolder.open(run), settings.model_copy(update={"stamp_authorities": ()}))
    assert configured.asked == 2


def test_a_name_and_password_in_an_address_are_written_nowhere(
    enter: Enter, run: Path, authority: LocalAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = authority.url.replace("//", "//office:p%40ss@")
    monkeypatch.setenv("CHECKER_STAMP_AUTHORITIES", json.dumps([{"url": secret, "ca": str(authority.root)}]))
    status, out, err = enter("stamp", run, "--allow-private")
    assert status == 0 and "office" not in out + err + (run / "after" / "stamps.jsonl").read_text()
