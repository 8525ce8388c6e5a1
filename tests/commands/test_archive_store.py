"""Stores as people and nightly jobs use them: push, fetch, verify, export by command."""

import json
from pathlib import Path

import pytest

from tests.archive.store.nights import bytes_of, keep_night, probe
from tests.archive.store.s3_server import KEY, SECRET, s3_server
from tests.commands.conftest import Enter


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("os.fsync", lambda _: None)
    folder = tmp_path / "archive"
    folder.mkdir()
    keep_night(folder, "n1")
    keep_night(folder, "n2")
    probe(folder, 1, 1)
    return folder


def test_there_and_back(archive: Path, enter: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, back = tmp_path / "store", tmp_path / "back"
    status, out, _ = enter("archive", "push", "--all", "--out", archive, "--to", store)
    lines = [line.split() for line in out.splitlines()]
    assert status == 0 and [line[:2] for line in lines] == [
        [name, f"pushes/0000000{n}.json"] for n, name in enumerate(("n1", "n2", "visits"), 1)
    ]
    monkeypatch.setenv("CHECKER_STORE", str(store))
    status, out, _ = enter("archive", "push", archive / "n2", "--out", archive)
    assert status == 0 and "nothing new" in out
    assert enter("archive", "push", "--visits", "--out", archive)[1] == "visits  nothing new\n"
    status, out, err = enter("archive", "fetch", store, "--out", back)
    assert (status, out.splitlines()) == (0, [str(back / "n1"), str(back / "n2")]) and "1 days of visits" in err
    assert bytes_of(back) == bytes_of(archive)
    status, _, err = enter("archive", "fetch", store, "n2", "--out", back)
    assert status == 0 and "n2 was there already" in err
    status, out, _ = enter("archive", "export", f"{store}/n1", "--to", tmp_path / "usb")
    assert (status, out.strip()) == (0, str(tmp_path / "usb" / "n1"))
    assert bytes_of(tmp_path / "usb" / "n1") == bytes_of(archive / "n1")
    assert enter("archive", "export", f"{store}/n1", "--to", tmp_path / "usb")[0] == 2


def test_a_store_is_verified_where_it_lies(archive: Path, enter: Enter, tmp_path: Path) -> None:
    store = tmp_path / "store"
    enter("archive", "push", "--all", "--out", archive, "--to", store)
    status, out, _ = enter("verify", "--all", f"file://{store}", "--json")
    told = json.loads(out)
    assert status == 0 and told["state"] == "whole" and [run["run"] for run in told["runs"]] == ["n1", "n2"]
    assert {each["id"]: each["state"] for each in told["assertions"]}.items() >= {"objects": "passed", "pushes": "passed"}.items()
    status, out, _ = enter("verify", f"{store}/n1", "--lang", "zh")
    assert status == 0 and "存储库中各对象的内容均与其名称一致" in out and "未封存" not in out
    blob = max((path for path in store.glob("blobs/*/*")), key=lambda path: path.stat().st_size)
    blob.write_bytes(blob.read_bytes()[:-1])
    name = str(blob.relative_to(store))
    for words in (("--all", store), (f"{store}/n1",)):
        status, out, _ = enter("verify", *words)
        assert status == 4 and name in out and "home.jpg" in out, out
    status, _, err = enter("archive", "fetch", store, "--out", tmp_path / "back")
    assert status == 3 and name in err and "home.jpg" in err


def test_wrong_usage(archive: Path, enter: Enter, tmp_path: Path) -> None:
    for words, why in (
        (("push", "--out", archive, "--to", tmp_path / "s"), "name runs"),
        (("push", "n1", "--all", "--out", archive), "name runs"),
        (("push", "n1", "--out", archive), "setting `store`"),
        (("push", "n9", "--out", archive, "--to", tmp_path / "s"), "not a run folder"),
        (("push", "n1", "--out", archive, "--to", archive), "choose an empty place"),
        (("fetch", tmp_path / "s"), "no store"),
        (("fetch", tmp_path / "s", "n1", "--newest", "1"), "one of the two"),
        (("push", "n1", "--out", archive, "--to", "ftp://host/x"), "no place for a store"),
    ):
        status, _, err = enter("archive", *words)
        assert status == 2 and why in err, (words, err)
    assert enter("verify", "--all", archive)[0] == 2
    assert enter("verify", "s3://")[0] == 2


@pytest.mark.long
def test_on_s3_with_keys_that_nobody_reads(
    archive: Path, enter: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with s3_server(tmp_path_factory.mktemp("s3")) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", KEY)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
        store = "s3://office/checker"
        status, _, err = enter("archive", "push", "n1", "--out", archive, "--to", store)
        assert status == 3 and "a private address, which --allow-private permits" in err
        told = [enter("archive", "push", "--all", "--out", archive, "--to", store, "--allow-private")]
        told.append(enter("archive", "fetch", store, "--out", tmp_path / "back", "--allow-private"))
        told.append(enter("verify", "--all", store, "--allow-private"))
        assert [status for status, *_ in told] == [0, 0, 0], told
        assert bytes_of(tmp_path / "back") == bytes_of(archive)
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", f"{SECRET}-not")
        told.append(enter("archive", "fetch", store, "--out", tmp_path / "no", "--allow-private"))
        assert told[-1][0] == 3 and "Check the address, the keys" in told[-1][2]
        assert SECRET not in "".join(out + err for _, out, err in told)
