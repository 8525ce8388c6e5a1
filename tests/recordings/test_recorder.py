"""The recorder passes everything on as it came, and remembers it; behind it stands the guard."""

from pathlib import Path

import pytest

from checker.recordings.recorder import Recorder
from checker.sample_city import SampleCity
from checker.settings import Settings
from tests.recordings.serving import client


async def test_a_site_is_seen_through_the_recorder_as_it_is(tmp_path: Path) -> None:
    async with SampleCity() as city, Recorder(Settings(proxy=city.proxy)) as recorder, client(recorder.address, recorder.authority) as http:
        page = await http.get("http://rsj.chenglan.gov.cn/")
        script = await http.get("https://zfwzgl.www.gov.cn/exposure/jiucuo.js")
        assert page.status_code == script.status_code == 200
        with pytest.raises(Exception, match=r"disconnected|closed|reset"):
            await http.get("http://nobody.gov.cn/")
    assert [(answer.method, answer.url, answer.body) for answer in recorder.taken] == [
        ("GET", "http://rsj.chenglan.gov.cn/", page.content),
        ("GET", "https://zfwzgl.www.gov.cn/exposure/jiucuo.js", script.content),
    ]
    assert [entry.url for entry in recorder.failed] == ["http://nobody.gov.cn/"]
    assert recorder.failed[0].because.startswith("no answer: dns")


async def test_a_recording_reaches_no_further_than_a_visit() -> None:
    async with Recorder(Settings()) as recorder, client(recorder.address, recorder.authority) as http:
        with pytest.raises(Exception, match=r"disconnected|closed|reset"):
            await http.get("http://127.0.0.1:9/")
    assert recorder.taken == []
    assert recorder.failed[0].because.startswith("no answer: not_allowed")
