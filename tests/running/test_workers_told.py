"""What workers say of themselves comes together in run.json; one of another checker is refused. With no scheduler."""

import json
from datetime import date
from typing import Any

import pytest

from checker.faults import RunFault
from checker.running.dask_engine import Dask
from checker.running.errand import Errand
from checker.running.provenance import hash_package
from checker.settings import Settings
from checker.timings import Timings


def told(name: str, down: list[str], sha256: str | None = None) -> dict[str, Any]:
    browser = {"product": "chromium 156", "binary": "/b", "arguments": [], "sandbox": True}
    canary = {"states": {"verdict": "fail"}, "profile": {"fresh": True}, "picture": b"jpeg"}
    return {
        "start": {"browser": browser, "canary": canary, "clock": {}, "browser_hash": {"sha256": "0"}, "hosts_down": down},
        "worker": {
            "id": f"Worker-{name}", "name": name, "vantage": f"{name}机房", "checker_version": "0.1.0",
            "checker_sha256": sha256 or hash_package(), "machine": {"host": f"{name}.example"},
        },
    }  # fmt: skip


def engine() -> Dask:
    return Dask("tcp://scheduler:8786", Errand(Settings(), frozenset(), date(2026, 3, 1), (), False), Settings(), Timings())


def test_each_worker_once_and_what_was_down_for_one_is_down() -> None:
    dask = engine()
    for each in (told("甲", ["zfwzgl.www.gov.cn"]), told("乙", ["dcs.conac.cn"]), told("甲", [])):
        dask._meet(each)
    record = json.loads(json.dumps(dask.describe()))
    assert [worker["name"] for worker in record["engine"]["workers"]] == ["甲", "乙"]
    assert (record["vantage"], record["browser"]) == ("甲机房、乙机房", "chromium 156")
    assert dask.hosts_down() == ["zfwzgl.www.gov.cn", "dcs.conac.cn"]


def test_a_worker_of_another_checker_is_refused_by_name() -> None:
    with pytest.raises(RunFault, match=r"worker 丙 on 丙\.example runs another checker"):
        engine()._meet(told("丙", [], "f" * 64))
