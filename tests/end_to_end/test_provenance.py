"""run.json says by what, where, when and under which rules; a proxy's password stands nowhere."""

import hashlib
import json
from pathlib import Path

import pytest

from checker.demo import serve_city
from checker.sample_city import SampleCity
from tests.end_to_end.calling import call, record_of

pytestmark = pytest.mark.long
KEYS = {
    "schema", "run_id", "started", "ended", "complete", "checker_version", "checker_sha256", "libraries", "browser", "browser_binary",
    "sandbox", "edition", "as_of", "circumstances", "own_network_failure", "options", "settings", "vantage", "machine", "clock", "roster",
    "shard", "sites_total", "refused_rows", "offline_count", "portals", "rules_not_built", "scenarios", "canary",
    "canary_pictures", "profile", "browser_hash", "browser_arguments",
}  # fmt: skip


def test_a_run_tells_how_it_was_made_and_no_password(tmp_path: Path) -> None:
    city = SampleCity()
    with serve_city(city):
        proxy = city.proxy.replace("http://", "http://clerk:Geheim42@")
        words = ("--trust-ca", city.authority, "--edition", "guideline-2017", "--run-id", "run", "--verbose")
        done = call(
            "inspect", "http://rsj.chenglan.gov.cn/", "--out", tmp_path, "--proxy", proxy, *words, env={"CHECKER_VANTAGE": "澄岚政务外网"}
        )
        assert done.returncode == 0, done.stderr
        other = call("inspect", "http://czj.chenglan.gov.cn/", "--out", tmp_path, f"--proxy={proxy}", *words, "--resume")
        assert other.returncode == 2 and "the roster was http://rsj.chenglan.gov.cn/" in other.stderr
    record = record_of(tmp_path / "run")
    assert record.keys() >= KEYS
    assert record["started"] <= record["ended"] and record["complete"] is True
    assert record["edition"]["id"] == "guideline-2017" and len(record["edition"]["sha256"]) == 64
    assert record["vantage"] == "澄岚政务外网（经代理服务器）"
    assert {rule["rule"] for rule in record["rules_not_built"]}.isdisjoint(finding for finding in ("mark-icp", "domain"))
    assert record["clock"]["zone"] == "Asia/Shanghai"
    assert record["roster"]["address"] == "http://rsj.chenglan.gov.cn/" and record["roster"]["file"] is None
    assert record["canary"]["verdict"] == "fail" and record["profile"]["fresh"] is True
    (picture,) = record["canary_pictures"]
    assert hashlib.sha256((tmp_path / "run" / picture["file"]).read_bytes()).hexdigest() == picture["sha256"]
    assert picture["file"] in json.loads((tmp_path / "run" / "manifest.json").read_text())["files"]
    binary = Path(record["browser_binary"])
    assert record["browser_hash"]["sha256"] == hashlib.sha256(binary.read_bytes()).hexdigest()
    assert "no time source is set" in record["clock"]["because"]
    assert record["machine"]["hosts_file"]["sha256"] == hashlib.sha256(Path("/etc/hosts").read_bytes()).hexdigest()
    assert "***@127.0.0.1" in str(record["options"]["command_line"]) and "***@127.0.0.1" in record["settings"]["proxy"]
    assert "Geheim42" not in done.stdout + done.stderr
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"Geheim42" not in file.read_bytes(), file
