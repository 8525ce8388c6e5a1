"""An additional authority for the browser: in a store of its own, owned by whom Chromium runs as."""

import pwd
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest
import trustme

from checker.faults import BrowserFault, UsageFault
from checker.rendering.trust import build_trust_home, read_authority


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    file = tmp_path / "ca.pem"
    trustme.CA(organization_name="Office Proxy").cert_pem.write_to_path(str(file))
    return file


@pytest.mark.skipif(shutil.which("certutil") is None, reason="certutil is not installed")
def test_the_store_trusts_the_authority_for_servers_alone(tmp_path: Path, authority: Path) -> None:
    user = pwd.getpwuid(Path(tmp_path).stat().st_uid).pw_name
    home = build_trust_home(tmp_path / "browser", authority, user)
    listed = subprocess.run(["certutil", "-L", "-d", f"sql:{home}/.pki/nssdb"], capture_output=True, text=True, check=True).stdout
    assert any(line.split()[:2] == ["checker", "trust-ca"] and line.split()[-1] == "C,," for line in listed.splitlines())
    assert {path.owner() for path in home.rglob("*")} == {user}


def test_a_context_of_ours_trusts_it_too(authority: Path) -> None:
    subjects = [certificate["subject"] for certificate in read_authority(authority).get_ca_certs()]
    assert any("Office Proxy" in str(subject) for subject in subjects)
    assert read_authority(authority).verify_mode == ssl.CERT_REQUIRED


@pytest.mark.parametrize("content", ["no certificate", "", "-----BEGIN CERTIFICATE-----\nxx\n-----END CERTIFICATE-----\n"])
def test_a_file_that_is_no_certificate_is_refused_by_name(tmp_path: Path, content: str) -> None:
    file = tmp_path / "wrong.pem"
    file.write_text(content)
    with pytest.raises(UsageFault, match=r"wrong\.pem"):
        build_trust_home(tmp_path, file, None)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UsageFault, match=r"gone\.pem"):
        read_authority(tmp_path / "gone.pem")


def test_a_machine_without_certutil_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, authority: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BrowserFault, match="libnss3-tools"):
        build_trust_home(tmp_path, authority, None)
