"""The replay answers for the recorded hosts as they answered, over http and https, and for nobody else; a negative changes it."""

import re
from pathlib import Path

import httpx
import pytest

from checker.faults import UsageFault
from checker.recordings.changes import Changed, changes_something
from checker.recordings.expectation import Expectation, Negative, write_expectation
from checker.recordings.recording import digest_of, read_recording
from checker.recordings.replay import Replay
from tests.recordings.serving import client, taken, write

HOME = '<html><body><a href="/b">公告</a><div id="foot">蜀ICP备39000212号-1</div></body></html>'
ANSWERS = (
    taken("http://a.gov.cn/", "<p>稍候</p>"),
    taken("http://a.gov.cn/", HOME),
    taken("https://b.gov.cn/x.js?_=1700000000123", "var x = 1", "application/javascript"),
    taken("http://a.gov.cn/old", "", status=302, headers=[("location", "/b")]),
    taken("http://a.gov.cn/list", "<p>第2页", method="POST", asked=digest_of(b"page=2")),
    taken("http://a.gov.cn/list", "<p>第3页", method="POST", asked=digest_of(b"page=3")),
)
WITHOUT = Negative(badge="icp", state="missing", without="蜀ICP备39000212号-1")
HIDDEN = Negative(badge="icp", state="hidden", hide="#foot")


async def test_recorded_questions_get_their_answers(tmp_path: Path) -> None:
    async with Replay(tmp_path, write(tmp_path, *ANSWERS)) as replay, client(replay.address, replay.authority) as http:
        assert [(await http.get("http://a.gov.cn/")).text for _ in range(3)] == ["<p>稍候</p>", HOME, HOME]
        script = await http.get("https://b.gov.cn/x.js?_=1800000000999")
        assert (script.text, script.headers["content-type"]) == ("var x = 1", "application/javascript")
        assert (await http.get("http://a.gov.cn/old")).headers["location"] == "/b"
        assert (await http.head("http://a.gov.cn/")).status_code == 200
        assert (await http.post("http://a.gov.cn/list", content=b"page=3")).text == "<p>第3页"
        assert replay.unknown == []


async def test_what_nobody_recorded_is_not_made_up(tmp_path: Path) -> None:
    async with Replay(tmp_path, write(tmp_path, *ANSWERS)) as replay, client(replay.address, replay.authority) as http:
        assert (await http.get("http://a.gov.cn/none")).status_code == 404
        assert (await http.post("http://a.gov.cn/list", content=b"page=9")).status_code == 404
        assert replay.unknown == ["GET http://a.gov.cn/none", "POST http://a.gov.cn/list"]
        elsewhere = await http.get("http://elsewhere.gov.cn/")
        assert "dns_error" in elsewhere.headers["proxy-status"]
        with pytest.raises(httpx.ProxyError):
            await http.get("https://elsewhere.gov.cn/")


@pytest.mark.parametrize(
    ("negative", "expected"),
    [(WITHOUT, HOME.replace("蜀ICP备39000212号-1", "")), (HIDDEN, HOME + "<style>#foot { display: none !important }</style>")],
)
async def test_a_negative_changes_what_is_answered(tmp_path: Path, negative: Negative, expected: str) -> None:
    recording = write(tmp_path, taken("http://a.gov.cn/", HOME, headers=[("content-security-policy", "style-src 'none'")]))
    assert changes_something(tmp_path, recording, negative)
    async with Replay(tmp_path, recording, Changed(tmp_path, negative)) as replay, client(replay.address, replay.authority) as http:
        answer = await http.get("http://a.gov.cn/")
    assert answer.text == expected
    assert ("content-security-policy" in answer.headers) == (negative is WITHOUT)


async def test_another_file_may_answer(tmp_path: Path) -> None:
    recording = write(tmp_path, *ANSWERS)
    (tmp_path / "without.js").write_text("// nothing")
    negative = Negative(badge="icp", state="missing", replace={"https://b.gov.cn/x.js?_=0.1": "without.js"})
    async with Replay(tmp_path, recording, Changed(tmp_path, negative)) as replay, client(replay.address, replay.authority) as http:
        assert (await http.get("https://b.gov.cn/x.js?_=0.77")).text == "// nothing"


@pytest.mark.parametrize("name", ["none.js", "../../etc/passwd"])
def test_a_file_that_is_not_in_the_folder_is_told(tmp_path: Path, name: str) -> None:
    negative = Negative(badge="icp", state="missing", replace={"http://a.gov.cn/": name})
    write_expectation(tmp_path, Expectation(negative=[negative]))
    with pytest.raises(UsageFault, match=rf"expected.toml, line 7, .* {re.escape(name)}, which is no file of that folder"):
        Changed(tmp_path, negative)


def test_a_negative_that_changes_nothing_is_known(tmp_path: Path) -> None:
    recording = write(tmp_path, *ANSWERS)
    assert not changes_something(tmp_path, recording, Negative(badge="icp", state="missing", without="京ICP备1号"))


def test_a_recording_that_is_not_whole_is_refused(tmp_path: Path) -> None:
    recording = write(tmp_path, *ANSWERS)
    (tmp_path / (recording.answers[0].body or "")).unlink()
    with pytest.raises(UsageFault, match="is missing"):
        read_recording(tmp_path)
