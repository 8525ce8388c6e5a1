"""Set-up on machines that lack something: each says what, and what to do; each finds its way where there is one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from setup import browser, environment, system_packages
from setup.words import SetupFault
from tests.house.tree import ROOT


def _program(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text("#!/bin/sh\n" + text)
    program.chmod(0o755)
    return program


def _find_python(path: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", ROOT / "setup" / "find_python.sh"], env={"PATH": path, **more}, capture_output=True, text=True, check=False
    )


def test_an_old_python_is_passed_over_for_a_newer_one(tmp_path: Path) -> None:
    _program(tmp_path, "python3", "exit 1\n")  # as Python 3.9 would answer
    newer = _program(tmp_path, "python3.12", "exit 0\n")
    assert _find_python(str(tmp_path)).stdout.strip() == str(newer)


def test_a_named_python_goes_first(tmp_path: Path) -> None:
    _program(tmp_path, "python3", "exit 0\n")
    named = _program(tmp_path, "mine", "exit 0\n")
    assert _find_python(str(tmp_path), PYTHON=str(named)).stdout.strip() == str(named)


def test_no_python_is_told_with_the_version_that_is_there(tmp_path: Path) -> None:
    _program(tmp_path, "python3", '[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    found = _find_python(str(tmp_path))
    assert found.returncode == 1
    assert found.stdout == ""
    assert "3.11 or newer" in found.stderr
    assert "Python 3.9.2" in found.stderr
    assert "PYTHON=" in found.stderr


def test_an_unknown_extra_is_named_with_those_that_are_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SetupFault, match=r"no-such\.txt; EXTRAS knows: dask, ocr"):
        environment.lay_environment(tmp_path / "venv", ["no-such"])


@pytest.mark.long
def test_the_environment_is_laid_once_and_again_when_a_lock_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With real venv and pip, over a small package of the test's own and empty locks, so that no index is asked."""
    (tmp_path / "requirements").mkdir()
    lock = tmp_path / "requirements" / "dev.txt"
    lock.write_text("# nothing\n")
    (tmp_path / "backend").mkdir()
    (tmp_path / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "small"\nbackend-path = ["backend"]\n[project]\nname = "small"\nversion = "1"\n'
    )
    (tmp_path / "backend" / "small.py").write_text(
        "import zipfile\n"
        "def build_editable(folder, config_settings=None, metadata_directory=None):\n"
        "    with zipfile.ZipFile(f'{folder}/small-1-py3-none-any.whl', 'w') as wheel:\n"
        "        wheel.writestr('small.pth', '')\n"
        "        wheel.writestr('small-1.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: small\\nVersion: 1\\n')\n"
        "        wheel.writestr('small-1.dist-info/WHEEL', 'Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')\n"
        "        wheel.writestr('small-1.dist-info/RECORD', '')\n"
        "    return 'small-1-py3-none-any.whl'\n"
    )
    monkeypatch.chdir(tmp_path)
    place = Path(".venv")
    assert environment.lay_environment(place, []) is True
    assert environment.lay_environment(place, []) is False
    lock.write_text("# nothing, but otherwise\n")
    assert environment.lay_environment(place, []) is True
    # a virtual environment whose Python is gone is made anew
    (place / "bin" / "python").unlink()
    assert environment.lay_environment(place, []) is True
    assert subprocess.run([place / "bin" / "python", "-c", ""], check=False).returncode == 0


def test_a_lock_that_pip_refuses_ends_with_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "dev.txt").write_text("click==8\n")  # no hash: pip refuses before it asks anybody
    (tmp_path / "pyproject.toml").write_text("")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SetupFault, match="pip could not install"):
        environment.lay_environment(Path(".venv"), [])
    assert not Path(".venv/.setup/packages").exists()


@pytest.fixture
def lonely(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose only programs are those that the test puts into the folder."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    return programs


def test_a_system_without_a_package_manager(lonely: Path) -> None:
    assert not list(lonely.iterdir())
    with pytest.raises(SetupFault, match=r"missing: Chromium; Chinese fonts\. .* by the system's own means"):
        system_packages.install_wants([system_packages.CHROMIUM, system_packages.FONTS])


def test_the_first_package_that_the_system_knows_is_installed(lonely: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = lonely.parent / "said"
    _program(lonely, "apt-get", f'echo "$@" >> {said}\n')
    _program(lonely, "apt-cache", '[ "$3" = chromium ]\n')
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system_packages.install_wants([system_packages.CHROMIUM, system_packages.FONTS])
    update, install = said.read_text().splitlines()
    assert update.endswith("update")
    assert install.endswith("install --no-install-recommends chromium fontconfig fonts-noto-cjk")


def test_fedora_is_asked_in_its_own_words(lonely: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = lonely.parent / "said"
    _program(lonely, "dnf", f'[ "$2" = info ] && exit 0\necho "$@" >> {said}\n')
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system_packages.install_wants([system_packages.CERTUTIL])
    assert said.read_text().split()[-1] == "nss-tools"


def test_a_system_that_knows_no_chromium(lonely: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(lonely, "apt-get", "exit 0\n")
    _program(lonely, "apt-cache", "exit 100\n")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(SetupFault, match=r"know none of chromium-headless-shell, chromium.*CHECKER_BROWSER"):
        system_packages.install_wants([system_packages.CHROMIUM])


def test_an_account_without_rights_is_given_the_words_for_an_administrator(lonely: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(lonely, "apt-get", "exit 0\n")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SetupFault, match=r"ask an administrator to run `apt-get -y .*install --no-install-recommends fonts"):
        system_packages.install(["fonts-noto-cjk"], "Chinese fonts")


def test_a_package_manager_that_fails_is_quoted(lonely: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _program(lonely, "apt-get", "echo E: Unable to fetch some archives >&2\nexit 100\n")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(SetupFault, match="Unable to fetch some archives"):
        system_packages.refresh("Chinese fonts")


def test_a_refused_download_is_not_tried_twice(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The environment is a folder whose programs are small scripts: Playwright's refuses, the checker finds a system's browser."""
    place = tmp_path / "venv"
    (place / ".setup").mkdir(parents=True)
    count = tmp_path / "tries"
    _program(
        place / "bin",
        "playwright",
        f"[ \"$1\" = --version ] && exit 0\necho x >> {count}\necho 'Error: getaddrinfo ENOTFOUND' >&2\nexit 1\n",
    )
    _program(place / "bin", "python", f"echo system {sys.executable}\n")
    first, second = browser.provide_browser(place), browser.provide_browser(place)
    assert (first, second) == (True, False)
    assert count.read_text() == "x\n"
    assert "ENOTFOUND" in capfd.readouterr().err


def test_a_slim_system_gets_what_the_driver_lacks(lonely: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Playwright's driver does not start until apt has brought libatomic1 (a plain Debian has none)."""
    place, said = lonely.parent / "venv", lonely.parent / "said"
    (place / ".setup").mkdir(parents=True)
    _program(place / "bin", "playwright", f'[ -f {said} ] || {{ echo "libatomic.so.1 not found" >&2; exit 127; }}\n')
    _program(place / "bin", "python", f"echo playwright {sys.executable}\n")
    _program(lonely, "apt-get", f'echo "$@" >> {said}\n')
    _program(lonely, "fc-list", "echo Noto Sans CJK SC\n")
    _program(lonely, "certutil", "exit 0\n")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert browser.provide_browser(place) is True
    assert said.read_text().split()[-1] == "libatomic1"
    assert browser.provide_browser(place) is False
