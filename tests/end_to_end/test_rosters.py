"""Rosters as they are: ports, bare addresses, refused rows, remarks; parts of one roster; a network that is down."""

import json
from pathlib import Path

import pytest

from tests.end_to_end.calling import call, lines_of, record_of
from tests.end_to_end.town import Town, closed_port, code_of

pytestmark = pytest.mark.long
WORDS = ("--allow-private", "--edition", "2015-15")


def test_one_host_on_two_ports_refused_rows_and_remarks(tmp_path: Path) -> None:
    with Town() as one, Town() as two:
        rows = [
            "网站名称,首页地址,网站标识码,网站类型,运行状态",
            f"甲,127.0.0.1:{one.port}/5100000001/,,,",
            f"乙,http://127.0.0.1:{two.port}/5100000002/,,星级门户,",
            f"丙,http://127.0.0.1:{two.port}/5100000003/,,,",
            "丁,,,,",
            "戊,ftp://127.0.0.1/,,,",
            f"己,http://127.0.0.1:{two.port}/5100000004/,51,,",
            f"庚,http://[::1]:{closed_port()}/,,,",
            "辛,http://市政府.政务.invalid/,,,",
            f"壬,http://127.0.0.1:{closed_port()}/,,,永久下线",
            # enough sound sites that two failures are not held to be our own network's
            *(f"癸{number},http://127.0.0.1:{two.port}/510000000{number}/,,," for number in (5, 6, 7)),
        ]
        roster = tmp_path / "roster.csv"
        roster.write_text("\n".join(rows), encoding="gb18030")
        done = call("run", roster, "--out", tmp_path, "--run-id", "run", *WORDS, "--jobs", "6")
    assert done.returncode == 0, done.stderr
    lines = lines_of(tmp_path / "run")
    keys = [f"127.0.0.1_{one.port}", f"127.0.0.1_{two.port}", f"127.0.0.1_{two.port}-2"]
    assert [line["key"] for line in lines][:3] == keys
    assert len({line["key"] for line in lines}) == len(lines) == 9
    assert all((tmp_path / "run" / "sites" / line["key"] / "observation.json").is_file() for line in lines)
    assert [line["reach"]["state"] for line in lines] == ["reached"] * 3 + ["refused", "dns", "refused"] + ["reached"] * 3
    assert [finding["outcome"] for finding in lines[5]["findings"]] == ["pass"]

    record = record_of(tmp_path / "run")
    assert [row["row"] for row in record["refused_rows"]] == [5, 6, 7]
    assert record["sites_total"] == 9 and record["offline_count"] == 1
    assert [remark["row"] for remark in record["roster"]["remarks"]] == [3]
    assert "3 of 12 rows were refused" in done.stderr and "row 3: the level" in done.stderr
    page = (tmp_path / "run" / "report" / "index.html").read_text(encoding="utf-8")
    assert all(row["because"] in page for row in record["refused_rows"])


def test_shards_are_disjoint_complete_and_of_one_city(tmp_path: Path) -> None:
    with Town() as town:
        roster = town.write_roster(tmp_path / "roster.csv", 3)
        text = roster.read_text(encoding="utf-8").splitlines()
        portal = ["5199999999,市政府,http://www.yunling.gov.cn/"]
        levels = ["网站类型", *["市级部门网站"] * 3, "市级门户网站"]
        roster.write_text("\n".join(f"{a},{b}" for a, b in zip([*text, *portal], levels, strict=True)), encoding="utf-8")
        parts = []
        for k in (1, 2):
            done = call("run", roster, "--out", tmp_path, "--run-id", f"part{k}", "--shard", f"{k}/2", *WORDS)
            assert done.returncode == 0, done.stderr
            parts.append([line["key"] for line in lines_of(tmp_path / f"part{k}")])
            record = record_of(tmp_path / f"part{k}")
            assert record["portals"] == ["www.yunling.gov.cn"] and record["shard"] == f"{k}/2"
            assert record["sites_total"] == 2 and record["roster"]["sites"] == 4
    assert parts == [[code_of(1), code_of(3)], [code_of(2), "5199999999"]]


def test_a_network_that_fails_too_often_is_ours(tmp_path: Path) -> None:
    """Three of five sites refuse: the run is complete, says so aloud, and accuses none of them."""
    with Town() as town:
        roster = town.write_roster(tmp_path / "roster.csv", 2)
        with roster.open("a", encoding="utf-8") as stream:
            stream.writelines(f"51999999{n:02},关停的网站,http://127.0.0.1:{closed_port()}/\n" for n in range(3))
        done = call("run", roster, "--out", tmp_path, "--run-id", "run", *WORDS, "--fail-on", "fail")
    assert done.returncode == 0, done.stderr
    assert "level=warning" in done.stderr and "the fault is held to be ours" in done.stderr
    lines = lines_of(tmp_path / "run")
    assert [line["reach"]["state"] for line in lines] == ["reached"] * 2 + ["our_fault"] * 3
    assert all(line["problems"] == "" and line["verdict"] != "fail" for line in lines)
    assert record_of(tmp_path / "run")["own_network_failure"] is True
    assert call("judge", tmp_path / "run").stdout == (tmp_path / "run" / "results.jsonl").read_text(encoding="utf-8")


def test_inspect_prints_one_line_and_nothing_else_also_when_the_site_is_down(tmp_path: Path) -> None:
    with Town() as town:
        up = call("inspect", town.address(1), "--json", "--out", tmp_path, *WORDS)
        shown = call("inspect", town.address(1), "--out", tmp_path, "--allow-private", "--edition", "guideline-2017", "--fail-on", "fail")
    down = call("inspect", f"http://127.0.0.1:{closed_port()}/", "--json", "--out", tmp_path, *WORDS)
    for done, state in ((up, "reached"), (down, "refused")):
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("\n") == 1
        line = json.loads(done.stdout)
        assert line["reach"]["state"] == state and len(line["badges"]) == 5
    assert shown.returncode == 1  # an address of digits is no regular domain
    assert "verdict: fail" in shown.stdout and "domain: fail" in shown.stdout


def test_a_private_address_is_refused_unless_it_is_permitted(tmp_path: Path) -> None:
    with Town() as town:
        done = call("inspect", town.address(1), "--json", "--out", tmp_path, "--edition", "2015-15")
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["reach"]["state"] == "not_allowed"
        assert not town.visits
