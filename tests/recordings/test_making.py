"""`checker scenario new` on a site over https: what is recorded is kept until something better takes its place."""

import asyncio
import subprocess
from pathlib import Path

import pytest
import trustme

from tests.end_to_end.calling import command, environment
from tests.rendering.servers import Answer, status, web_site
from tests.rendering.test_tls import certified

FOOT = "<footer style='padding:20px;font:16px sans-serif'>网站标识码：5107000012 蜀ICP备39000212号-1</footer>"
HOME = f"<h1>某某市统计局</h1><p>首页</p>{FOOT}"
SCRIPT = '''"""Behind an entrance."""

from checker.scenario import Steps, scenario


@scenario("127.0.0.1:{port}")
async def steer(steps: Steps) -> None:
    await steps.open()
    await steps.follow("text=走进本局", within=1)
'''


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _door(words: str) -> Answer:
    return status("200 OK", f"<h1>某某市统计局</h1><a href=/index.html>{words}</a>", headers="Set-Cookie: JSESSIONID=nobody-may-know\r\n")


@pytest.mark.long
async def test_a_script_that_drifts_costs_no_recording(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    scripts = tmp_path / "scenarios"
    scripts.mkdir()
    pages: dict[str, Answer] = {"/": _door("走进本局"), "/index.html": HOME}

    async def checker(*words: str) -> subprocess.CompletedProcess[str]:
        return await asyncio.to_thread(
            subprocess.run, command("scenario", *words), cwd=tmp_path, env=environment(None, fast=True), capture_output=True, text=True,
            timeout=200, check=False,
        )  # fmt: skip

    async with web_site(pages, tls=certified(authority, "127.0.0.1")) as site:
        script, url = scripts / "site.py", site.url(scheme="https")
        script.write_text(SCRIPT.format(port=site.port), encoding="utf-8")
        kept_out = await checker("new", url, "--trust-ca", "ca.pem")
        assert kept_out.returncode == 3 and not (scripts / "recordings").exists()
        assert "was not reached (not_allowed): nothing is recorded. An address of this machine" in kept_out.stderr
        assert "--allow-private" in kept_out.stderr and "later" not in kept_out.stderr
        asked = ("new", url, "--allow-private", "--trust-ca", "ca.pem", "--as-of", "2018-08-01")
        made = await checker(*asked)
        folder = scripts / "recordings" / f"127.0.0.1_{site.port}"
        recorded = _files(folder)
        site.pages["/"] = _door("由此进入")
        drifted = await checker(*asked)
    assert made.returncode == 0, made.stdout + made.stderr
    assert f"next: correct {Path('scenarios/recordings', folder.name, 'expected.toml')}" in made.stdout
    assert "good: the script was followed" in made.stdout and f"`checker scenario test 127.0.0.1:{site.port}`" in made.stdout
    assert b'icp = "shown"' in recorded["expected.toml"] and b"[[negative]]" in recorded["expected.toml"]
    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "test-results").rglob("network.json")]
    assert not [text for text in written if "nobody-may-know" in text]
    assert "(not kept)" in "".join(written)

    assert drifted.returncode == 3
    assert f'{url} is not recorded: the script drifted: follow "text=走进本局"' in drifted.stderr
    assert "The recording of 2018-08-01 stays as it was." in drifted.stderr
    assert "icp: expected shown, seen undetermined" in drifted.stdout and "site_code: expected shown" in drifted.stdout
    assert f"`checker scenario new {url} --as-of 2018-08-01 --trust-ca ca.pem --allow-private`" in drifted.stdout
    assert _files(folder) == recorded
