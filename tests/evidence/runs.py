"""Small runs for the tests of this room, written through the room's own doors."""

import json
from pathlib import Path

from checker.evidence.manifest import seal_report
from checker.evidence.run_folder import RunFolder

KEYS = ["5107000012", "www.example.gov.cn_8443", "bm00000001"]


def line_of(key: str) -> str:
    return json.dumps({"schema": 1, "key": key, "site": {"name": "市人社局\u2028"}, "verdict": "pass"}, ensure_ascii=False)


def keep_site(run: RunFolder, key: str) -> None:
    """What a visit leaves: two looks, a note, a line."""
    first = run.site(key)
    first.keep("home.jpg", f"pixels of {key}".encode() * 50, "settled full-page picture")
    first.keep("badge-icp.png", b"crop of " + key.encode(), "crop of a badge")
    first.note("dialog", text="欢迎光临\n")
    first.keep("observation.json", json.dumps({"key": key}).encode(), "observation")
    run.site(key, look=2).keep("home.jpg", b"second look " + key.encode(), "settled full-page picture")
    run.append(line_of(key))


def write_run(archive: Path, run_id: str | None = None, *, report: bool = True) -> Path:
    """A closed run of three sites that finished in another order than the roster's."""
    with RunFolder.create(archive, run_id) as run:
        run.write_run({"schema": 1, "run_id": run.run_id})
        for key in reversed(KEYS):
            keep_site(run, key)
        run.close(KEYS)
    if report:
        (run.path / "report").mkdir()
        (run.path / "report" / "index.html").write_text("<!doctype html><title>报告</title>")
        seal_report(run.path)
    return run.path
