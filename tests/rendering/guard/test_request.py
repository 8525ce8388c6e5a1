"""Request heads: what is carried on, what is taken out, and what is not a request."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.rendering.guard.request import BadRequestError, Request, read_request, split_authority


def read(text: str) -> Request:
    return read_request(text.replace("\n", "\r\n").encode("latin-1"))


def test_a_page_request_in_the_form_for_its_server() -> None:
    request = read("GET http://www.my.gov.cn:8080/a?b=c#d HTTP/1.1\nHost: other.cn\nCookie: ä=1\nProxy-Connection: keep-alive\n\n")
    assert (request.host, request.port, request.path, request.body, request.is_tunnel) == ("www.my.gov.cn", 8080, "/a?b=c", 0, False)
    assert request.head(request.path, "www.my.gov.cn:8080") == (
        "GET /a?b=c HTTP/1.1\r\nHost: www.my.gov.cn:8080\r\nCookie: ä=1\r\nConnection: close\r\n\r\n"
    ).encode("latin-1")


def test_hop_by_hop_headers_and_our_own_names_are_taken_out() -> None:
    request = read(
        "GET http://a.cn/ HTTP/1.1\nConnection: keep-alive, X-Private, Content-Length\nX-Private: 1\nKeep-Alive: 5\nTE: trailers\n"
        "Proxy-Authorization: Basic x\nX-Checker-Token: stolen\nContent-Length: 3\nAccept: */*\n\n"
    )
    assert request.headers == (("Content-Length", "3"), ("Accept", "*/*"))
    assert request.body == 3


def test_a_host_header_is_added_where_none_stands() -> None:
    assert b"\r\nHost: a.cn\r\n" in read("GET http://a.cn HTTP/1.0\n\n").head("/", "a.cn")


def test_a_web_socket_keeps_its_upgrade() -> None:
    request = read("GET ws://a.cn/s HTTP/1.1\nHost: a.cn\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\n\n")
    head = request.head(request.path, "a.cn")
    assert b"\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n" in head and b"close" not in head


def test_a_tunnel() -> None:
    request = read("CONNECT [2600::1]:443 HTTP/1.1\nHost: [2600::1]:443\n\n")
    assert (request.host, request.port, request.is_tunnel) == ("[2600::1]", 443, True)


@pytest.mark.parametrize(
    ("target", "host", "port", "path"),
    [
        ("http://user:pw@a.cn/x", "a.cn", 80, "/x"),
        ("HTTP://A.cn", "A.cn", 80, "/"),
        ("http://a.cn:/x", "a.cn", 80, "/x"),
        ("http://a.cn?q", "a.cn", 80, "/?q"),
        ("http://[::1]/x", "[::1]", 80, "/x"),
        ("http://[::1]:81/x", "[::1]", 81, "/x"),
        ("http://a.cn\\@127.0.0.1/", "a.cn", 80, "/\\@127.0.0.1/"),  # a browser's reading: a backslash ends the host
    ],
)
def test_targets(target: str, host: str, port: int, path: str) -> None:
    request = read(f"GET {target} HTTP/1.1\n\n")
    assert (request.host, request.port, request.path) == (host, port, path)


@pytest.mark.parametrize(
    "head",
    [
        "GET / HTTP/1.1\nHost: a.cn\n\n", "GET https://a.cn/ HTTP/1.1\n\n", "GET ftp://a.cn/ HTTP/1.1\n\n", "GET http:// HTTP/1.1\n\n",
        "GET http://a.cn/\n\n", "GET  http://a.cn/ HTTP/1.1\n\n", "GET http://a.cn/ HTTP/2\n\n", "G(T http://a.cn/ HTTP/1.1\n\n",
        "CONNECT a.cn HTTP/1.1\n\n", "CONNECT a.cn:0 HTTP/1.1\n\n", "CONNECT a.cn:65536 HTTP/1.1\n\n", "CONNECT a.cn:4４3 HTTP/1.1\n\n",
        "GET http://a.cn:x/ HTTP/1.1\n\n", "GET http://a.cn/ HTTP/1.1\nno colon\n\n", "GET http://a.cn/ HTTP/1.1\nA: 1\n folded\n\n",
        "GET http://a.cn/ HTTP/1.1\nName : 1\n\n", "GET http://a.cn/ HTTP/1.1\nHost: a\nHost: b\n\n",
        "POST http://a.cn/ HTTP/1.1\nContent-Length: 1\nContent-Length: 2\n\n", "POST http://a.cn/ HTTP/1.1\nContent-Length: -1\n\n",
        "POST http://a.cn/ HTTP/1.1\nContent-Length: 1\nTransfer-Encoding: chunked\n\n",
        "POST http://a.cn/ HTTP/1.1\nTransfer-Encoding: gzip, chunked\n\n", "\n\n",
    ],
)  # fmt: skip
def test_no_requests(head: str) -> None:
    with pytest.raises(BadRequestError):
        read_request(head.replace("\n", "\r\n").encode())


def test_a_chunked_body() -> None:
    assert read("POST http://a.cn/ HTTP/1.1\nTransfer-Encoding: Chunked\n\n").body is None


@given(st.binary(max_size=300))
def test_any_bytes_are_a_request_or_refused(head: bytes) -> None:
    try:
        request = read_request(head)
    except BadRequestError:
        return
    assert 0 < request.port < 65_536


@given(
    st.lists(
        st.tuples(st.from_regex(r"\A[A-Za-z-]{1,12}\Z"), st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)),
        max_size=8,
    )
)
def test_other_headers_pass_unaltered_and_in_order(headers: list[tuple[str, str]]) -> None:
    headers = [("Z" + name, value.strip()) for name, value in headers]
    text = "".join(f"{name}: {value}\r\n" for name, value in headers)
    request = read_request(f"GET http://a.cn/ HTTP/1.1\r\nHost: a.cn\r\n{text}\r\n".encode())
    assert request.head("/", "a.cn") == f"GET / HTTP/1.1\r\nHost: a.cn\r\n{text}Connection: close\r\n\r\n".encode()


@pytest.mark.parametrize(("authority", "default", "host", "port"), [("a:1", None, "a", 1), ("[::1]", 80, "[::1]", 80), ("a", 80, "a", 80)])
def test_authorities(authority: str, default: int | None, host: str, port: int) -> None:
    assert split_authority(authority, default) == (host, port)
