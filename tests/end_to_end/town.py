"""A town of small sites on one port of loopback, each in order and each as slow as wanted, with the server's own log."""

import socket
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

_PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>
<body style="margin:0;font:16px sans-serif"><h1>{title}</h1><p>要闻动态</p>
<footer style="background:#1f5fa8;color:#fff;padding:20px">
<p>网站标识码：{code}</p>
<p><a style="color:#fff" href="https://beian.miit.gov.cn/">蜀ICP备05003648号-1</a></p>
<p><a style="color:#fff"
 href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=51070302110030">川公网安备 51070302110030号</a></p>
<a href="https://bszs.conac.cn/sitename?method=show&amp;id=0123456789ABCDEF0123456789ABCDEF"><img id="imgConac" width="50" height="50"
 src="mark.svg"></a>
<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}"><img width="100" height="40" src="jiucuo.svg"
 alt="政府网站找错"></a></footer></body></html>"""
_WORDS = '<path d="M20 15h60v6H20zM30 28h40v8H30z" fill="#fff"/>'
_DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="100" height="50" fill="#c8102e"/>{_WORDS}</svg>'


def code_of(number: int) -> str:
    return f"51{number:08d}"


def closed_port() -> int:
    """A port of loopback on which nobody answers."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


class Town:
    """Sites at `/<site code>/`; every home page comes `delay` seconds late. `titles` changes what stands on one of them."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.titles: dict[str, str] = {}
        self.visits: list[str] = []  # paths of home pages, in order
        town = self

        class Door(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                town._answer(self)

            def log_message(self, *_: object) -> None:
                return

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                return  # a client that was killed

        self._server = Server(("127.0.0.1", 0), Door)
        self.port = self._server.server_port

    def __enter__(self) -> "Town":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def address(self, number: int) -> str:
        return f"http://127.0.0.1:{self.port}/{code_of(number)}/"

    def write_roster(self, file: Path, sites: int) -> Path:
        rows = [f"{code_of(n)},第{n}网站,{self.address(n)}" for n in range(1, sites + 1)]
        file.write_text("\n".join(["网站标识码,网站名称,首页地址", *rows, ""]), encoding="utf-8")
        return file

    def count_visits(self) -> Counter[str]:
        """Visits of home pages by site code."""
        return Counter(path.strip("/") for path in self.visits)

    def _answer(self, door: BaseHTTPRequestHandler) -> None:
        code = door.path.strip("/").split("/")[0]
        if door.path == "/favicon.ico":
            body, kind = b"", "image/x-icon"
        elif door.path.endswith(".svg"):
            body, kind = _DRAWING.encode(), "image/svg+xml"
        else:
            self.visits.append(door.path)
            time.sleep(self.delay)
            title = self.titles.get(code, f"网站 {code}")
            body, kind = _PAGE.format(code=code, title=title).encode(), "text/html; charset=utf-8"
        door.send_response(200)
        door.send_header("Content-Type", kind)
        door.send_header("Content-Length", str(len(body)))
        door.end_headers()
        door.wfile.write(body)
