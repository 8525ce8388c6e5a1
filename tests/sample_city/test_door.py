"""What the city's proxy answers: pages, tunnels, and the reasons why a host cannot be reached."""

import asyncio
from urllib.parse import urlsplit

import httpx
import pytest

from checker.sample_city import SampleCity


async def say(city: SampleCity, raw: bytes) -> bytes:
    """Sends bytes to the door and reads all that comes back."""
    door = urlsplit(city.proxy)
    reader, writer = await asyncio.open_connection(door.hostname, door.port)
    writer.write(raw)
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return answer


async def test_a_page_comes_over_http(client: httpx.AsyncClient) -> None:
    answer = await client.get("http://rsj.chenglan.gov.cn/")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "澄岚市人力资源和社会保障局" in answer.text


async def test_a_page_comes_over_https_with_a_certificate_of_the_city(client: httpx.AsyncClient) -> None:
    answer = await client.get("https://www.chenglan.gov.cn/")
    assert answer.status_code == 200
    assert "澄岚市人民政府" in answer.text


async def test_the_certificate_is_not_trusted_without_the_citys_authority(city: SampleCity) -> None:
    async with httpx.AsyncClient(proxy=city.proxy, trust_env=False) as stranger:
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await stranger.get("https://www.chenglan.gov.cn/")


async def test_one_connection_carries_many_requests(city: SampleCity, client: httpx.AsyncClient) -> None:
    for path in ("/", "/style/lists_and_slides.css", "/images/emblem.png"):
        assert (await client.get(f"https://www.chenglan.gov.cn{path}")).status_code == 200
    assert len({visit.client for visit in city.visits}) == 1


async def test_a_tunnel_to_port_80_is_plain(city: SampleCity) -> None:
    answer = await say(
        city,
        b"CONNECT jyj.chenglan.gov.cn:80 HTTP/1.1\r\nHost: jyj.chenglan.gov.cn:80\r\n\r\n"
        b"GET /public/foot.html HTTP/1.1\r\nHost: jyj.chenglan.gov.cn\r\nConnection: close\r\n\r\n",
    )
    assert answer.startswith(b"HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200 OK\r\n")
    assert b"5139000008" in answer


async def test_head_has_the_length_and_no_body(client: httpx.AsyncClient) -> None:
    answer = await client.head("https://dcs.conac.cn/image/red.png")
    assert answer.status_code == 200
    assert int(answer.headers["content-length"]) > 500
    assert answer.content == b""


async def test_a_posted_body_does_not_disturb_the_next_request(client: httpx.AsyncClient) -> None:
    await client.post("https://zfwzgl.www.gov.cn/exposure/jiucuo.html", content=b"x" * 3000)
    assert (await client.get("https://zfwzgl.www.gov.cn/exposure/jiucuo.html")).status_code == 200


@pytest.mark.parametrize(
    ("url", "error"),
    [
        ("http://nobody.chenglan.gov.cn/", "dns_error"),
        ("http://lyfw.chenglan.gov.cn/", "dns_error"),
        ("http://slj.chenglan.gov.cn/", "connection_refused"),
        ("http://rsj.chenglan.gov.cn:8080/", "connection_refused"),
    ],
)
async def test_what_cannot_be_reached_says_why(client: httpx.AsyncClient, url: str, error: str) -> None:
    answer = await client.get(url)
    assert answer.status_code == 502
    assert answer.headers["proxy-status"] == f"city; error={error}"


@pytest.mark.parametrize(
    ("authority", "error"),
    [
        (b"nobody.chenglan.gov.cn:443", b"dns_error"),
        (b"slj.chenglan.gov.cn:443", b"connection_refused"),
        (b"rsj.chenglan.gov.cn:443", b"connection_refused"),
    ],
)
async def test_a_tunnel_that_cannot_be_opened_says_why(city: SampleCity, authority: bytes, error: bytes) -> None:
    answer = await say(city, b"CONNECT " + authority + b" HTTP/1.1\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 502 ")
    assert b"Proxy-Status: city; error=" + error in answer
    assert city.visits[-1].path == ""


async def test_the_silent_site_never_answers(client: httpx.AsyncClient) -> None:
    with pytest.raises(httpx.ReadTimeout):
        await client.get("http://tjj.chenglan.gov.cn/", timeout=0.5)


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\nHost: rsj.chenglan.gov.cn\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"CONNECT rsj.chenglan.gov.cn:notaport HTTP/1.1\r\n\r\n",
        b"GET http://rsj.chenglan.gov.cn/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"CONNECT jyj.chenglan.gov.cn:80 HTTP/1.1\r\n\r\nGET http://[x/ HTTP/1.1\r\n\r\n",
        b"GET http:///x HTTP/1.1\r\n\r\n",
        b"GET http://rsj.chenglan.gov.cn/ HTTP/1.1\r\nContent-Length: much\r\n\r\n",
        b"GET http://rsj.chenglan.gov.cn/ HTTP/1.1\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
    ],
)
async def test_what_is_not_a_proxy_request_gets_400(city: SampleCity, raw: bytes) -> None:
    assert b"HTTP/1.1 400 " in await say(city, raw)


async def test_leaving_ends_connections_and_tasks_and_removes_the_folder() -> None:
    before = asyncio.all_tasks()
    async with SampleCity() as city:
        door = urlsplit(city.proxy)
        _, writer = await asyncio.open_connection(door.hostname, door.port)
        writer.write(b"GET http://tjj.chenglan.gov.cn/ HTTP/1.1\r\n\r\n")
        await asyncio.sleep(0.05)
    assert asyncio.all_tasks() == before
    assert not city.roster.exists()
    writer.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(door.hostname, door.port)


async def test_the_log_knows_who_asked_for_what(city: SampleCity, client: httpx.AsyncClient) -> None:
    await client.get("https://bszs.conac.cn/sitename?method=show&id=none", headers={"User-Agent": "test/1"})
    visit = city.visits[-1]
    assert (visit.host, visit.path, visit.agent) == ("bszs.conac.cn", "/sitename?method=show&id=none", "test/1")
    assert visit.client.startswith("127.0.0.1:")


async def test_delay_makes_every_answer_late() -> None:
    async with SampleCity(delay=30) as city, httpx.AsyncClient(proxy=city.proxy, timeout=0.5, trust_env=False) as hasty:
        with pytest.raises(httpx.ReadTimeout):
            await hasty.get("http://rsj.chenglan.gov.cn/")
