"""A folder of scripts is read by path, each file once; whatever is wrong with one is said with its name and line."""

import hashlib
from pathlib import Path

import pytest

from checker.faults import ScenarioFault
from checker.scenario.register import host_in, read_scripts

STEER = "async def steer(steps):\n    await steps.open()\n"
HEAD = "from checker.scenario import Column, scenario\n"


def _write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_each_host_finds_its_script(tmp_path: Path) -> None:
    folder = tmp_path / "scenarios"
    folder.mkdir()
    file = _write(folder, "rsj.py", f"{HEAD}@scenario('RSJ.my.gov.cn', '127.0.0.1:8080')\n{STEER}")
    _write(folder, "tjj.py", HEAD + "scenario('tjj.my.gov.cn', columns=[Column('统计公报', category='notice', url='/gb/')])\n")
    _write(folder, "_draft.py", "this is no Python at all")
    _write(folder, "test_rsj.py", "import nothing_that_there_is\n")
    scripts = read_scripts(folder)
    assert [script.file for script in scripts.all] == ["scenarios/rsj.py", "scenarios/tjj.py"]
    found = scripts.of("https://rsj.my.gov.cn:443/index.html")
    assert found is not None and found.steer is not None and found is scripts.of("http://127.0.0.1:8080/")
    assert scripts.of("http://rsj.my.gov.cn:8080/") is None and scripts.of("http://my.gov.cn/") is None
    data_only = scripts.of("http://tjj.my.gov.cn")
    assert data_only is not None and data_only.steer is None and data_only.columns[0].url == "/gb/"
    assert scripts.describe()[0] == {
        "file": "scenarios/rsj.py", "hosts": ["rsj.my.gov.cn", "127.0.0.1:8080"], "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }  # fmt: skip


def test_a_folder_without_scripts_is_an_empty_register(tmp_path: Path) -> None:
    assert read_scripts(tmp_path).all == []


def test_one_change_in_a_script_is_another_script(tmp_path: Path) -> None:
    """What runs is what was hashed, whatever copy Python keeps of an earlier reading."""
    for word in ("统计公报", "统计年鉴"):
        _write(tmp_path, "tjj.py", HEAD + f"scenario('tjj.my.gov.cn', columns=[Column('{word}', category='notice', url='/')])\n")
        assert read_scripts(tmp_path).all[0].columns[0].name == word


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("def steer(:\n", "line 1 is no Python"),
        ("\n\nimport nothing_that_there_is\n", "line 3, cannot be used: ModuleNotFoundError"),
        (f"{HEAD}{STEER}", "names no host"),
        (f"{HEAD}scenario('a.gov.cn')\n", "does nothing for a.gov.cn"),
        (f"{HEAD}@scenario('http://a.gov.cn/')\n{STEER}", "line 2, cannot be used: ValueError: 'http://a.gov.cn/' is no host"),
        (f"{HEAD}@scenario()\n{STEER}", "wants the host"),
        (f"{HEAD}@scenario('a.gov.cn', 'A.gov.cn')\n{STEER}", "names it twice"),
        (f"{HEAD}scenario('a.gov.cn', columns=[Column('公告', category='news!', url='/')])\n", "known are news, notice"),
        (f"{HEAD}scenario('a.gov.cn', columns=[Column('公告', category='news', url='/', date='.d')])\n", "give `items` too"),
        (f"{HEAD}from checker.judgment import judge\n@scenario('a.gov.cn')\n{STEER}", "line 2, imports checker.judgment"),
        (f"{HEAD}@scenario('a.gov.cn')\n{STEER.removeprefix('async ')}", "line 4, cannot be used: SyntaxError: 'await' outside"),
        (f"{HEAD}@scenario('a.gov.cn')\ndef steer(steps):\n    steps.open()\n", "line 2, cannot be used: what stands under scenario()"),
        (f"from checker import scenario, settings\n@scenario('a.gov.cn')\n{STEER}", "line 1, imports checker.settings"),
    ],
)
def test_what_cannot_be_used_is_said_with_file_and_line(tmp_path: Path, text: str, said: str) -> None:
    _write(tmp_path, "rsj.py", text)
    with pytest.raises(ScenarioFault) as fault:
        read_scripts(tmp_path)
    assert said in str(fault.value) and "rsj.py" in str(fault.value)
    assert fault.value.status == 2


def test_two_scripts_for_one_host_are_named_both(tmp_path: Path) -> None:
    for name in ("a.py", "b.py"):
        _write(tmp_path, name, f"{HEAD}@scenario('rsj.my.gov.cn')\n{STEER}")
    with pytest.raises(ScenarioFault, match=r"host rsj\.my\.gov\.cn .*a\.py and .*b\.py"):
        read_scripts(tmp_path)


def test_an_address_is_known_by_host_and_port() -> None:
    assert host_in("http://RSJ.my.gov.cn:80/a?b") == "rsj.my.gov.cn"
    assert host_in("https://rsj.my.gov.cn:80/") == "rsj.my.gov.cn:80"
