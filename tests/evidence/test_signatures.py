"""Who signed a run: with openssl as a stranger would check it, and with whatever is done to signature, key or manifest."""

import shutil
import subprocess
from pathlib import Path

import pytest

from checker.evidence.json_lines import json_page
from checker.evidence.manifest import Manifest, read_manifest
from checker.evidence.plain_files import seal
from checker.evidence.run_folder import RunFolder
from checker.evidence.signatures import SIGNATURE, SIGNATURE_RECORD, check_signature, sign_manifest
from checker.evidence.signing_key import SigningKey, make_key, needs_passphrase, read_public_key, read_signing_key
from checker.faults import UsageFault
from tests.evidence.runs import KEYS, keep_site


def openssl(*words: str | Path, text: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["openssl", *map(str, words)], input=text, capture_output=True, check=False)


def write_signed(archive: Path, run_id: str, key: SigningKey | None) -> Path:
    with RunFolder.create(archive, run_id, key=key) as run:
        run.write_run({"schema": 1, "run_id": run.run_id})
        for site in KEYS:
            keep_site(run, site)
        run.close(KEYS)
    return run.path


@pytest.fixture(scope="module")
def signed(pairs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_signed(tmp_path_factory.mktemp("archive"), "night", read_signing_key(pairs / "own.pem", None))


@pytest.fixture
def run(signed: Path, tmp_path: Path) -> Path:
    shutil.copytree(signed, tmp_path / "night")
    return tmp_path / "night"


def found(run: Path, key: Path | None = None) -> list[tuple[str, str]]:
    check = check_signature(run, [key] if key else [])
    assert (check.state == "failed") == bool(check.blames)
    return [(blame.kind, blame.file) for blame in check.blames]


def forge(run: Path, key: SigningKey, *, as_own: bool) -> None:
    """Alters a file, writes the manifest anew and signs that; `as_own`: the forger names the own key in the manifest."""
    (run / "run.json").write_text("{}")
    manifest, _ = read_manifest((run / "manifest.json").read_bytes(), Manifest)
    content = manifest.model_dump(mode="json", by_alias=True, exclude={"self_sha256"})
    content["files"]["run.json"] = seal(b"{}").model_dump()
    content["signer"] = manifest.signer if as_own else key.public.fingerprint
    raw = json_page(content | {"self_sha256": seal(json_page(content)).sha256})
    (run / "manifest.json").write_bytes(raw)
    for name, data in sign_manifest(raw, key).items():
        (run / name).write_bytes(data)


def test_a_signed_run_is_checked_by_openssl_with_nothing_of_ours(signed: Path, pairs: Path) -> None:
    words = ("pkeyutl", "-verify", "-pubin", "-inkey", pairs / "own.pub.pem", "-rawin", "-in", signed / "manifest.json")
    assert openssl(*words, "-sigfile", signed / SIGNATURE).returncode == 0
    other = ("pkeyutl", "-verify", "-pubin", "-inkey", pairs / "foreign.pub.pem", "-rawin", "-in", signed / "manifest.json")
    assert openssl(*other, "-sigfile", signed / SIGNATURE).returncode != 0


def test_the_fingerprint_is_what_openssl_makes_of_the_key(pairs: Path) -> None:
    der = openssl("pkey", "-pubin", "-in", pairs / "own.pub.pem", "-outform", "DER").stdout
    assert read_public_key(pairs / "own.pub.pem").fingerprint == seal(der).sha256
    assert openssl("pkey", "-in", pairs / "own.pem", "-pubout").stdout == (pairs / "own.pub.pem").read_bytes()


def test_a_signature_is_vouched_for_only_by_a_key_that_was_asked_for(signed: Path, pairs: Path) -> None:
    fingerprint = read_public_key(pairs / "own.pub.pem").fingerprint
    alone, asked = check_signature(signed), check_signature(signed, [pairs / "own.pub.pem"])
    assert (alone.state, alone.key, alone.is_vouched) == ("passed", fingerprint, False)
    assert (asked.state, asked.key, asked.is_vouched) == ("passed", fingerprint, True)
    assert found(signed, pairs / "foreign.pub.pem") == [("mismatched", SIGNATURE)]


def test_of_several_keys_any_may_have_signed(signed: Path, run: Path, pairs: Path) -> None:
    own, foreign = pairs / "own.pub.pem", pairs / "foreign.pub.pem"
    for keys in ([own, foreign], [foreign, own]):
        check = check_signature(signed, keys)
        assert (check.state, check.key, check.is_vouched) == ("passed", read_public_key(own).fingerprint, True)
    second = read_signing_key(pairs / "foreign.pem", None)
    forge(run, second, as_own=True)
    assert check_signature(run, [own, foreign]).state == "failed", "the manifest says that another key signs it"
    forge(run, second, as_own=False)
    assert check_signature(run, [own, foreign]).key == second.public.fingerprint


@pytest.mark.parametrize("name", [SIGNATURE, SIGNATURE_RECORD])
def test_every_byte_of_it_counts(run: Path, pairs: Path, name: str) -> None:
    whole = (run / name).read_bytes()
    for key in (None, pairs / "own.pub.pem"):
        for place in range(0, len(whole), 5):
            (run / name).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert found(run, key) == [("altered", name)], place
        for harmed in (whole[:-1], whole + b"\n", b""):
            (run / name).write_bytes(harmed)
            assert found(run, key) == [("altered", name)]
    (run / name).unlink()
    assert found(run) == [("missing", name)]
    (run / name).symlink_to("run.json")
    assert found(run) == [("unreadable", name)]


def test_a_signature_that_was_taken_away_is_missed(run: Path, pairs: Path) -> None:
    (run / SIGNATURE).unlink()
    (run / SIGNATURE_RECORD).unlink()
    assert found(run) == [("missing", SIGNATURE), ("missing", SIGNATURE_RECORD)], "the manifest knows who signed it"
    assert found(run, pairs / "own.pub.pem") == found(run)


def test_an_edited_manifest_that_nobody_signed_again(run: Path, pairs: Path) -> None:
    before = {name: (run / name).read_bytes() for name in (SIGNATURE, SIGNATURE_RECORD)}
    forge(run, read_signing_key(pairs / "foreign.pem", None), as_own=True)
    for name, data in before.items():
        (run / name).write_bytes(data)
    assert found(run) == found(run, pairs / "own.pub.pem") == [("mismatched", SIGNATURE)]


def test_a_run_signed_again_with_another_key(run: Path, pairs: Path) -> None:
    foreign = read_signing_key(pairs / "foreign.pem", None)
    forge(run, foreign, as_own=True)
    assert found(run) == [("mismatched", SIGNATURE)], "the manifest names another signer"
    forge(run, foreign, as_own=False)
    assert check_signature(run).is_vouched is False
    check = check_signature(run, [pairs / "own.pub.pem"])
    assert check.state == "failed" and foreign.public.fingerprint[:16] in (check.blames[0].english or "")


def test_the_signature_of_another_night(signed: Path, run: Path, pairs: Path, tmp_path: Path) -> None:
    other = write_signed(tmp_path / "other", "second", read_signing_key(pairs / "own.pem", None))
    shutil.copy(other / SIGNATURE, run / SIGNATURE)
    assert found(run, pairs / "own.pub.pem") == [("altered", SIGNATURE)]
    shutil.copy(other / SIGNATURE_RECORD, run / SIGNATURE_RECORD)
    assert found(run, pairs / "own.pub.pem") == [("mismatched", SIGNATURE)]
    shutil.copy(signed / SIGNATURE, run / SIGNATURE)
    assert found(run, pairs / "own.pub.pem") == [("altered", SIGNATURE_RECORD)]


def test_a_run_without_a_key_is_unsigned_and_fails_only_who_asks_for_a_key(tmp_path: Path, pairs: Path) -> None:
    run = write_signed(tmp_path, "plain", None)
    assert check_signature(run).state == "not_applicable"
    assert found(run, pairs / "own.pub.pem") == [("missing", SIGNATURE), ("missing", SIGNATURE_RECORD)]
    (run / "manifest.json").unlink()
    assert check_signature(run).state == "not_applicable"


def test_a_key_is_for_its_owner_alone_and_is_never_overwritten(tmp_path: Path) -> None:
    key = make_key(tmp_path / "new" / "key.pem", None)
    assert (tmp_path / "new" / "key.pem").stat().st_mode & 0o777 == 0o600
    assert read_signing_key(tmp_path / "new" / "key.pem", None).public.fingerprint == key.public.fingerprint
    with pytest.raises(UsageFault, match="no key is ever overwritten"):
        make_key(tmp_path / "new" / "key.pem", None)
    (tmp_path / "new" / "key.pem").chmod(0o640)
    with pytest.raises(UsageFault, match="can be read by others"):
        read_signing_key(tmp_path / "new" / "key.pem", None)


def test_a_passphrase_locks_the_key(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    key = make_key(file, "云岭 2026")
    assert needs_passphrase(file) and openssl("pkey", "-in", file, "-passin", "pass:云岭 2026", "-noout").returncode == 0
    assert read_signing_key(file, "云岭 2026").public.fingerprint == key.public.fingerprint
    for wrong, told in ((None, "has a passphrase"), ("云岭", "does not open it")):
        with pytest.raises(UsageFault, match=told):
            read_signing_key(file, wrong)


def test_what_is_no_key_is_told(tmp_path: Path, pairs: Path) -> None:
    other = tmp_path / "rsa.pem"
    other.write_bytes(openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048").stdout)
    (tmp_path / "text.pem").write_text("云岭")
    for file in tmp_path.iterdir():
        file.chmod(0o600)
    for file, told in ((other, "no Ed25519 key"), (tmp_path / "text.pem", "no secret key"), (tmp_path / "none", "cannot be read")):
        with pytest.raises(UsageFault, match=told):
            read_signing_key(file, None)
    with pytest.raises(UsageFault, match="It is a secret key: keep it to yourself"):
        read_public_key(pairs / "own.pem")
    other.write_bytes(openssl("pkey", "-in", other, "-pubout").stdout)
    for file in (other, tmp_path / "text.pem"):
        with pytest.raises(UsageFault, match="no public Ed25519 key"):
            read_public_key(file)
