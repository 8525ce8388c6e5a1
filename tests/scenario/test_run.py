"""A whole run with scripts, as people call it: one is followed, one drifts, and nobody is accused for it."""

import asyncio
import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.calling import call, lines_of, record_of
from tests.rendering.servers import web_site
from tests.scenario.walking import FOOTER

ENTRANCE = "<h1>某某市统计局</h1><p>欢迎访问</p><a href=/index.html>走进本局</a><a href=/old.html>旧版</a>"
SCRIPT = '''"""Behind an entrance."""

from checker.scenario import Steps, scenario


@scenario("127.0.0.1:{port}")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.follow("text={words}", within=1)
'''


def _finding(line: dict[str, Any], rule: str) -> dict[str, Any]:
    [found] = [finding for finding in line["findings"] if finding["rule"] == rule]
    return dict(found)


@pytest.mark.long
async def test_a_run_with_scripts(tmp_path: Path) -> None:
    scripts, archive, roster = tmp_path / "scenarios", tmp_path / "archive", tmp_path / "roster.csv"
    scripts.mkdir()
    home = f"<h1>某某市统计局</h1>{FOOTER}"
    async with web_site({"/": ENTRANCE, "/index.html": home}) as first, web_site({"/": home}) as second:
        roster.write_text(f"网站标识码,首页网址\n5107000012,{first.url()}\n5107000013,{second.url()}\n", encoding="utf-8")
        followed = scripts / "first.py"
        followed.write_text(SCRIPT.format(port=first.port, words="走进本局"), encoding="utf-8")
        (scripts / "second.py").write_text(SCRIPT.format(port=second.port, words="走进本局"), encoding="utf-8")

        async def checker(*words: str | Path) -> subprocess.CompletedProcess[str]:
            return await asyncio.to_thread(call, *words)

        asked = (
            "run",
            roster,
            "--allow-private",
            "--out",
            archive,
            "--run-id",
            "night",
            "--scenarios",
            scripts,
            "--edition",
            "guideline-2017",
        )
        ran = await checker(*asked)
        assert ran.returncode == 0, ran.stderr
        followed.write_text(followed.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
        again = await checker(*asked, "--resume")
        (scripts / "second.py").write_text("from checker.judgment import judge\n", encoding="utf-8")
        refused = await checker(*asked[:6], "other", *asked[7:])

    run = archive / "night"
    lines = lines_of(run)
    assert [line["scenario"] for line in lines] == [
        {"file": "scenarios/first.py", "state": "followed", "step": None},
        {"file": "scenarios/second.py", "state": "drifted", "step": 'follow "text=走进本局"'},
    ]
    assert lines[0]["reach"]["final_url"].endswith("/index.html")
    assert [badge["state"] for badge in lines[0]["badges"][:2]] == ["shown", "missing"]
    assert _finding(lines[0], "mark-icp")["outcome"] == "fail", "a script that was followed takes nothing back"
    # the second site bears the code of the first: all of it would have failed
    assert not [finding for finding in lines[1]["findings"] if finding["outcome"] == "fail"]
    spared = _finding(lines[1], "mark-icp")
    assert spared["outcome"] == "cannot_tell" and "走进本局" in spared["because"] and lines[1]["verdict"] == "cannot_tell"

    for key, folder in (("5107000013", ""), ("5107000013", "again/")):  # both looks were steered
        seen = json.loads((run / "sites" / key / folder / "observation.json").read_bytes())
        assert [step["outcome"] for step in seen["steps"]] == ["done", "drifted"]
        for step in seen["steps"]:
            data = (run / step["picture"]["file"]).read_bytes()
            assert hashlib.sha256(data).hexdigest() == step["picture"]["sha256"]
    assert [(script["file"], len(script["sha256"])) for script in record_of(run)["scenarios"]] == [
        ("scenarios/first.py", 64), ("scenarios/second.py", 64),
    ]  # fmt: skip

    assert again.returncode == 2 and "scripts" in again.stderr
    assert refused.returncode == 2 and "second.py, line 1, imports checker.judgment" in refused.stderr and not (archive / "other").exists()
    assert call("verify", run).returncode == 0
    judged = call("judge", run)
    assert judged.returncode == 0 and judged.stdout == (run / "results.jsonl").read_text(encoding="utf-8")
