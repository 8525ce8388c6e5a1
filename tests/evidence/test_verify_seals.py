"""What a checklist says of signatures and stamps, and of whom whoever verifies trusts."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.commands import cli
from checker.evidence.after_folder import AfterFolder
from checker.evidence.seal_assertions import Trusted
from checker.evidence.stamp_reply import make_query, read_authorities, read_reply
from checker.evidence.stamps import keep_stamp
from checker.evidence.verify import verify
from tests.evidence.attacked import LAST, files_of, forge
from tests.evidence.stamp_authority import LocalAuthority


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    return LocalAuthority(tmp_path_factory.mktemp("tsa") / "own")


@pytest.fixture(scope="module")
def night(three_nights: Path, authority: LocalAuthority, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last night, stamped."""
    archive = tmp_path_factory.mktemp("stamped") / "archive"
    shutil.copytree(three_nights, archive)
    raw = (archive / LAST / "manifest.json").read_bytes()
    with AfterFolder(archive / LAST) as after:
        reply = read_reply(authority.stamp(make_query(raw).der))
        keep_stamp(after, "http://tsa.example/tsr", raw, reply, read_authorities(authority.root))
    return archive / LAST


def test_a_stamp_seals_where_its_authority_is_known(night: Path, authority: LocalAuthority) -> None:
    unknown, known = verify(night), verify(night, trusted=Trusted(authorities=[authority.root]))
    assert (unknown.state, known.state, known.sealed_by) == ("whole", "sealed", ["time_stamp"])
    told = {each.id: each for each in known.assertions}
    assert told["stamped"].english.startswith("Every time-stamp is of this manifest, and holds: http://tsa.example/tsr 20")
    assert told["stamped_by_known"].state == "passed"
    assert {each.id: each.state for each in unknown.assertions}["stamped_by_known"] == "not_applicable"


def test_each_file_edited_with_all_papers_made_anew_is_found_by_a_stamp(night: Path, tmp_path: Path) -> None:
    for name in [name for name in files_of(night) if name.startswith("sites/") and not name.endswith("log.jsonl")]:
        shutil.copytree(night.parent, tmp_path / "archive")
        run = tmp_path / "archive" / LAST
        raw = (run / name).read_bytes()
        (run / name).unlink()
        (run / name).write_bytes(raw + b" ")
        forge(run, None)
        found = verify(run)
        assert [each.id for each in found.assertions if each.state == "failed"] == ["stamped"] and "manifest.json" in found.files, name
        shutil.rmtree(tmp_path / "archive")


def test_the_command_takes_key_and_authority(night: Path, authority: LocalAuthority, own: Path, pairs: Path) -> None:
    words = ["verify", str(night), "--json"]
    held = CliRunner().invoke(cli, [*words, "--key", str(own), "--stamp-ca", str(authority.root)])
    assert held.exit_code == 0, held.output
    said = json.loads(held.stdout)
    assert (said["state"], said["sealed_by"]) == ("sealed", ["signature", "time_stamp"])
    foreign = CliRunner().invoke(cli, [*words, "--key", str(pairs / "foreign.pub.pem")])
    assert foreign.exit_code == 4
    assert {"signed_by"} == {each["id"] for each in json.loads(foreign.stdout)["assertions"] if each["state"] == "failed"}
    alone = json.loads(CliRunner().invoke(cli, words).stdout)
    assert (alone["state"], alone["sealed_by"]) == ("whole", [])
