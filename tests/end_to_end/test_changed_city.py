"""A change of a page that should change what is said of the site changes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from checker.demo import serve_city
from checker.sample_city import SampleCity
from tests.end_to_end.calling import call, lines_of

pytestmark = pytest.mark.long
Lines = dict[str, dict[str, Any]]


def change(city: SampleCity, host: str, old: str, new: str, path: str = "/") -> None:
    page = city.page(host, path)
    assert old in page, f"{host}{path} has no {old!r}"
    city.replace(host, path, page.replace(old, new))


@contextmanager
def judged(city: SampleCity, archive: Path, *hosts: str) -> Iterator[Lines]:
    """The lines of these hosts, in one run over the city as it now is."""
    with serve_city(city):
        header, *rows = city.roster.read_text(encoding="utf-8-sig").splitlines()
        some = archive / "some.csv"
        some.write_text("\n".join([header, *(row for row in rows if any(f"//{host}" in row for host in hosts))]), encoding="utf-8")
        words = ("--proxy", city.proxy, "--trust-ca", city.authority, "--edition", "guideline-2017", "--jobs", "6")
        done = call("run", some, "--out", archive, "--run-id", "run", *words)
    assert done.returncode == 0, done.stderr
    codes = {site.file.roster.site_code: host for host, site in city.sites.items()}
    yield {codes[line["key"]].split(".")[0]: line for line in lines_of(archive / "run")}


def states(line: dict[str, Any]) -> dict[str, str]:
    return {badge["kind"]: badge["state"] for badge in line["badges"]}


def test_what_is_done_to_a_page_is_said_of_its_site(tmp_path: Path) -> None:
    city = SampleCity()
    assert {city.sites[f"{name}.chenglan.gov.cn"].truth.verdict for name in ("czj", "wjw", "rsj", "jyj", "gxq", "www")} == {"pass"}
    assert {city.sites[f"{name}.chenglan.gov.cn"].truth.verdict for name in ("zjj", "nyj")} == {"fail"}
    # taken away
    change(city, "czj.chenglan.gov.cn", "蜀icp备39000411号", "")
    # hidden
    change(city, "wjw.chenglan.gov.cn", "<p>网站标识码：", '<p style="opacity:0">网站标识码：')
    # another last digit, in a footer that a script writes
    change(city, "rsj.chenglan.gov.cn", "蜀ICP备39000212号", "蜀ICP备39000213号", "/script/footer.js")
    # the frame that held the footer is gone
    city.replace("jyj.chenglan.gov.cn", "/", city.page("jyj.chenglan.gov.cn", "/").replace("<iframe", "<!--").replace("</iframe>", "-->"))
    # covered by something that no click would meet
    cover = '<div style="position:relative"><div style="position:absolute;left:0;right:0;bottom:0;height:240px;background:#fff;'
    change(city, "gxq.chenglan.gov.cn", "</body>", f'{cover}pointer-events:none;z-index:9999"></div></div></body>')
    # put into a comment
    change(city, "www.chenglan.gov.cn", '<div class="foot">', '<!-- <div class="foot">')
    change(city, "www.chenglan.gov.cn", "</body>", "--></body>")
    # mended
    police = '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=51390002000015">川公网安备 51390002000015号</a>'
    change(city, "zjj.chenglan.gov.cn", "　版权所有", f"　{police}")
    change(city, "nyj.chenglan.gov.cn", "39000981", "39000918")

    hosts = [f"{name}.chenglan.gov.cn" for name in ("czj", "wjw", "rsj", "jyj", "gxq", "www", "zjj", "nyj")]
    with judged(city, tmp_path, *hosts) as lines:
        assert states(lines["czj"])["icp"] == "missing" and "ICP备案号" in lines["czj"]["problems"]
        assert {states(lines["wjw"])[kind] for kind in ("site_code", "icp", "public_security")} == {"hidden"}
        assert states(lines["rsj"])["icp"] == "mismatched" and "39000213" in lines["rsj"]["problems"]
        assert set(states(lines["jyj"]).values()) == {"missing"}
        assert {states(lines["gxq"])[kind] for kind in ("site_code", "icp", "public_security")} == {"hidden"}
        assert set(states(lines["www"]).values()) == {"missing"}
        for name in ("czj", "wjw", "rsj", "jyj", "gxq", "www"):
            assert lines[name]["verdict"] == "fail", name
        for name in ("zjj", "nyj"):
            assert lines[name]["verdict"] == "pass" and lines[name]["problems"] == "", name
            assert set(states(lines[name]).values()) == {"shown"}, name


def test_an_official_host_that_is_down_is_no_site_s_fault(tmp_path: Path) -> None:
    city = SampleCity()
    city.fail("dcs.conac.cn", "refused")
    with judged(city, tmp_path, "www.chenglan.gov.cn", "wjw.chenglan.gov.cn") as lines:
        assert states(lines["wjw"]) == {
            "site_code": "shown", "icp": "shown", "public_security": "shown", "party_gov": "broken", "error_report": "shown",
        }  # fmt: skip
        finding = next(finding for finding in lines["wjw"]["findings"] if finding["rule"] == "mark-party_gov")
        assert (finding["outcome"], finding["needs"]) == ("cannot_tell", "history")
        assert lines["wjw"]["verdict"] == "pass" and lines["wjw"]["problems"] == ""


def test_a_site_that_should_be_off_line_and_answers_is_named(tmp_path: Path) -> None:
    city = SampleCity()
    city.fail("lyfw.chenglan.gov.cn", None)
    city.replace("lyfw.chenglan.gov.cn", "/", "<!doctype html><meta charset=utf-8><title>旅游</title><h1>澄岚旅游服务网</h1>")
    with judged(city, tmp_path, "lyfw.chenglan.gov.cn") as lines:
        line = lines["lyfw"]
        assert [(f["rule"], f["outcome"], f["weight"]) for f in line["findings"]] == [("site-offline", "fail", "note")]
        assert line["verdict"] == "pass" and "永久下线" in line["problems"]
        assert set(states(line).values()) == {"undetermined"}
