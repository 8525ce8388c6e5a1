"""Which addresses are those of an engine, what is said where none can be used, and what a visit needs on another machine."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from checker.faults import CheckerFault, UsageFault
from checker.records.word_list import ListedWord, WordList
from checker.running import engine
from checker.running.engine import require_engine, scheduler_of
from checker.running.errand import Errand, pack, unpack
from checker.scenario.register import read_scripts
from checker.settings import Settings
from checker.timings import REST, Timings, phase
from tests.end_to_end.calling import call
from tests.end_to_end.town import closed_port


def test_addresses_of_schedulers() -> None:
    assert scheduler_of("dask://scheduler:8786") == "tcp://scheduler:8786"
    assert scheduler_of("dask+tls://[::1]:8786") == "tls://[::1]:8786"


@pytest.mark.parametrize("wrong", ["dask://scheduler", "tcp://a:1", "dask://a:99999", "dask://u:secret@a:1", "dask://a:1/x", "dask://[a:1"])
def test_what_is_no_address_of_a_scheduler(wrong: str) -> None:
    with pytest.raises(UsageFault, match="dask://host:8786") as refused:
        scheduler_of(wrong)
    assert "secret" not in str(refused.value)


@given(st.text())
def test_any_text_is_an_address_or_is_refused(text: str) -> None:
    try:
        assert scheduler_of(text).startswith(("tcp://", "tls://"))
    except CheckerFault as fault:
        assert isinstance(fault, UsageFault)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    require_engine(None)
    with pytest.raises(UsageFault, match=r"checker\[dask\]"):
        require_engine("dask://scheduler:8786")


def test_nobody_at_the_address(tmp_path: Path) -> None:
    """A sentence within the time that was set, status 3, and no folder left behind."""
    roster = tmp_path / "roster.csv"
    roster.write_text("url\nhttp://rsj.example.gov.cn/\n")
    address = f"dask://127.0.0.1:{closed_port()}"
    ended = call("run", roster, "--out", tmp_path / "a", "--engine", address, env={"CHECKER_ENGINE_WAIT": "0.5"}, seconds=60)
    assert ended.returncode == 3
    assert "No Dask scheduler answers at tcp://127.0.0.1:" in ended.stderr and "Traceback" not in ended.stderr
    assert not any((tmp_path / "a").iterdir())


def test_an_errand_travels_whole_and_without_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there, scripts, authority = tmp_path / "there", tmp_path / "scenarios", tmp_path / "ca.pem"
    there.mkdir()
    scripts.mkdir()
    (scripts / "rsj.py").write_text(
        'from checker.scenario import Column, scenario\nscenario("a.gov.cn", columns=[Column("x", "news", "/")])\n'
    )
    authority.write_bytes(b"an authority")
    settings = Settings(
        out=tmp_path,
        late_content=1.5,
        trust_ca=authority,
        browser=Path("/here/chromium"),
        signing_passphrase=SecretStr("hidden"),
        store_secret=SecretStr("hidden"),
    )
    words = WordList(file="w.csv", sha256="0" * 64, words=(ListedWord(word="错字", instead="对字"),))
    errand = Errand(settings, frozenset({8080}), date(2026, 3, 1), ("survey",), True, words, read_scripts(scripts))
    packed = pack(errand)
    assert "hidden" not in repr(packed)
    monkeypatch.setenv("CHECKER_BROWSER", "/there/chromium")
    monkeypatch.setenv("CHECKER_LATE_CONTENT", "9")  # what was set there has no say
    again = unpack(packed, there)
    assert (again.ports, again.day, again.required, again.asks_links, again.words) == (errand.ports, errand.day, ("survey",), True, words)
    assert again.settings.late_content == 1.5 and again.settings.browser == Path("/there/chromium")
    assert again.settings.trust_ca is not None and again.settings.trust_ca.read_bytes() == b"an authority"
    assert again.scripts.describe() == errand.scripts.describe()


def test_visits_that_were_timed_elsewhere_count_as_those_here() -> None:
    there, here = Timings(), Timings()
    with there.visit(1), phase("goto"):
        pass
    seconds = there.seconds_of(1)
    assert set(seconds) == {"goto", REST}
    for _ in range(2):
        here.add_visit(1, seconds)
    first = here.describe()["looks"]["first"]
    assert first["times"] == first["phases"]["goto"]["times"] == 2
    assert first["seconds"] == pytest.approx(2 * sum(seconds.values()), abs=0.001)


def test_settings_that_a_worker_cannot_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = pack(Errand(Settings(), frozenset(), date(2026, 3, 1), (), False))
    monkeypatch.setenv("CHECKER_JOBS", "many")
    with pytest.raises(UsageFault, match="settings of this machine"):
        unpack(packed, tmp_path)


def test_who_has_no_engine_reads_no_library_of_it() -> None:
    code = "import sys, checker.running.front; assert 'distributed' not in sys.modules and 'dask' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
