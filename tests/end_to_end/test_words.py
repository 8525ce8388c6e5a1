"""`--words` as an office gives it: what is found stands in the results, in the report and in what is judged again."""

import json
from pathlib import Path

import pytest

from tests.end_to_end.calling import call, lines_of, record_of
from tests.end_to_end.town import Town, code_of

pytestmark = pytest.mark.long


def test_a_run_with_the_office_s_own_words(tmp_path: Path) -> None:
    words = tmp_path / "词表.txt"
    words.write_bytes("# 常见错词\n以经\t已经\n布署\t部署\n".encode("gb18030"))
    with Town() as town:
        town.titles[code_of(1)] = "全面布 署各项工作"
        roster = town.write_roster(tmp_path / "roster.csv", 2)
        archive = tmp_path / "a"
        done = call("run", roster, "--out", archive, "--run-id", "r", "--allow-private", "--edition", "2015-15", "--words", words)
    assert done.returncode == 0, done.stderr
    run = archive / "r"
    first, second = ({finding["rule"]: finding for finding in line["findings"]}["words-found"] for line in lines_of(run))
    assert (first["outcome"], first["needs"], second["outcome"]) == ("cannot_tell", "person", "pass")
    assert "“布署”（应为“部署”）见于首页，“…全面布署各项工作…”" in first["because"]
    assert [file.split("/")[-1] for file in first["evidence"]] == ["word-1.png"] and (run / first["evidence"][0]).exists()
    assert {line["verdict"] for line in lines_of(run)} == {"pass"}, "a suspicion holds nothing back"
    assert record_of(run)["words"]["words"] == 2
    assert "全面布署各项工作" in (run / "report" / "index.html").read_text(encoding="utf-8")
    assert call("judge", run).stdout == (run / "results.jsonl").read_text(encoding="utf-8")
    assert call("verify", run).returncode == 0
    seen = json.loads((run / "sites" / code_of(1) / "observation.json").read_text(encoding="utf-8"))["words"]
    assert seen["hits"][0]["is_seen"] is True and "以经" not in json.dumps(seen, ensure_ascii=False), "the list itself is the office's"


def test_a_wrong_list_is_refused_before_anything_is_visited(tmp_path: Path) -> None:
    words = tmp_path / "词表.txt"
    words.write_text("以经\n\t已经\n", encoding="utf-8")
    done = call("inspect", "http://127.0.0.1:9/", "--allow-private", "--out", tmp_path / "a", "--words", words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "line 2: there is no word" in done.stderr
    assert not (tmp_path / "a").exists()
