"""The checker's own Chromium behind the guard: its log of the network says that it asked for no name and spoke to the guard alone."""

import asyncio
import json
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from checker.rendering.browser import Browser
from checker.rendering.guard import Guard
from checker.settings import Settings
from tests.rendering.guard.servers import Peer, page, serving

pytestmark = pytest.mark.long
# every spelling that leads to this machine, the networks beside it, or the machine's own metadata
_SPELLINGS = (
    "127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "0x7f.1", "127.0.0.1.", "0.0.0.0", "0", "localhost", "localhost.",
    "a.localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]",
    "[fc00::1]", "[fd00:ec2::254]", "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "169.254.169.254", "168.63.129.16",
    "metadata.google.internal", "①②⑦.⓪.⓪.①", "127。0。0。1", "%31%32%37.0.0.1",
)  # fmt: skip
_PAGE = """<!doctype html><meta charset=utf-8>
<link rel=dns-prefetch href=//looked-up-1.example.gov.cn><link rel=preconnect href=http://looked-up-2.example.gov.cn>
<link rel=prefetch href=http://127.0.0.1:INSIDE/><link rel=prerender href=http://127.0.0.1:INSIDE/>
<link rel=preload as=image href=http://[::1]:INSIDE/><link rel=modulepreload href=http://127.1:INSIDE/>
<script type=speculationrules>{"prerender": [{"urls": ["http://127.0.0.1:INSIDE/"], "eagerness": "immediate"}],
 "prefetch": [{"urls": ["http://127.0.0.1:INSIDE/", "http://looked-up-3.example.gov.cn/"], "eagerness": "immediate"}]}</script>
<a href=# ping=http://127.0.0.1:INSIDE/ id=ping></a><form id=form target=inner method=post action=http://127.0.0.1:INSIDE/></form>
<iframe name=inner></iframe><style>@import "http://127.0.0.1:INSIDE/css"; body { background: url(http://127.0.0.1:INSIDE/bg) }</style>
<svg><image href=http://127.0.0.1:INSIDE/svg /></svg><embed src=http://127.0.0.1:INSIDE/embed>
<script>
const inside = INSIDE, datagrams = DATAGRAMS, ended = [];
const end = (promise) => ended.push(Promise.race([promise, new Promise((done) => setTimeout(done, 4000))]).catch(() => 0));
for (const host of SPELLINGS) {
  end(fetch(`http://${host}:${inside}/`, { mode: "no-cors" }));
  end(fetch(`https://${host}:${inside}/`, { mode: "no-cors" }));
  try { const s = new WebSocket(`ws://${host}:${inside}/`); end(new Promise((done) => { s.onerror = done; })); } catch {}
  new Image().src = `http://${host}:${inside}/`;
}
window.candidates = [];
const ice = [`stun:127.0.0.1:${datagrams}`, "stun:looked-up-4.example.gov.cn:3478"].map((urls) => ({ urls }));
const turns = [`turn:127.0.0.1:${datagrams}`, `turn:127.0.0.1:${inside}?transport=tcp`, `turns:127.0.0.1:${inside}`];
ice.push({ urls: turns, username: "a", credential: "b" });
if (window.RTCPeerConnection) {
  const peer = new RTCPeerConnection({ iceServers: ice });
  peer.createDataChannel("x");
  peer.onicecandidate = (told) => { if (told.candidate) candidates.push(told.candidate.candidate); };
  end(new Promise((done) => { peer.onicegatheringstatechange = () => { if (peer.iceGatheringState === "complete") done(); }; }));
  peer.createOffer().then((offer) => peer.setLocalDescription(offer));
}
if (window.WebTransport) try { end(new WebTransport(`https://127.0.0.1:${datagrams}/`).ready); } catch {}
ping.click(); form.submit(); navigator.sendBeacon(`http://127.0.0.1:${inside}/`, "x");
const shared = `fetch('http://127.0.0.1:${inside}/').catch(() => 0)`;
try { new SharedWorker(URL.createObjectURL(new Blob([shared]))); } catch {}
const register = (u) => ServiceWorkerContainer.prototype.register.call(navigator.serviceWorker, u);
if (navigator.serviceWorker) end(register("/worker.js").then(() => new Promise((done) => setTimeout(done, 1500))));
window.tried = Promise.all(ended);
</script>"""
_WORKER = "oninstall = (e) => e.waitUntil(fetch('http://127.0.0.1:INSIDE/', {mode: 'no-cors'}).catch(() => 0))"


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """The browser runs as another user, and writes its log here."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        yield Path(folder)


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.heard = 0

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.heard += 1


@asynccontextmanager
async def _datagrams() -> AsyncIterator[tuple[int, _Datagrams]]:
    transport, protocol = await asyncio.get_running_loop().create_datagram_endpoint(_Datagrams, local_addr=("127.0.0.1", 0))
    yield transport.get_extra_info("sockname")[1], protocol
    transport.close()


async def _browse(log: Path, proxy: Guard, home: str) -> list[str]:
    """Opens the page and lets it try; gives the addresses of itself that WebRTC told it."""
    browser = Browser(Settings())
    browser.arguments += [f"--log-net-log={log}", "--unsafely-treat-insecure-origin-as-secure=" + home.rstrip("/")]
    async with browser:
        context = await browser.new_context(proxy.address)
        tab = await context.new_page()
        await tab.goto(home)
        await tab.evaluate("window.tried.then(() => 0)")
        told: list[str] = await tab.evaluate("window.candidates")
        await context.close()
    return told


def _events(log: Path) -> list[tuple[str, dict[str, Any]]]:
    """Of Chromium's log: the name of each event, and what it says."""
    read = json.loads(log.read_text())
    names = {number: name for name, number in read["constants"]["logEventTypes"].items()}
    return [(names[event["type"]], event.get("params", {})) for event in read["events"]]


async def test_whatever_a_page_tries(open_folder: Path) -> None:
    async def treasure(peer: Peer) -> None:
        await peer.send(page("secret", "Access-Control-Allow-Origin: *\r\n"))

    async with serving(treasure) as inside, _datagrams() as (port, datagrams):

        async def site(peer: Peer) -> None:
            target = (await peer.read_head()).split(b" ")[1]
            text = _WORKER if target.endswith(b"/worker.js") else _PAGE
            text = text.replace("INSIDE", str(inside.port)).replace("DATAGRAMS", str(port)).replace("SPELLINGS", json.dumps(_SPELLINGS))
            answer = page(text)
            await peer.send(answer.replace(b"text/html", b"text/javascript") if target.endswith(b"/worker.js") else answer)

        async with (
            serving(site) as outside,
            Guard(allow_private=True, resolver=lambda _: ["127.0.0.1"]) as office,  # another proxy, which resolves the site's name
            Guard(upstream=office.address) as guard,
        ):
            log = open_folder / "net.json"
            told = await _browse(log, guard, f"http://www.my.gov.cn:{outside.port}/")
            own = {guard.address.removeprefix("http://")}
            refused = {refusal.host for refusal in guard.refused}
    events = _events(log)
    assert inside.connections == 0
    assert datagrams.heard == 0
    assert told == [], "WebRTC told the page addresses of this machine"
    assert {"127.0.0.1", "localhost", "::1", "169.254.169.254", "metadata.google.internal", "::ffff:7f00:1", "64:ff9b::7f00:1"} <= refused
    assert {said["address"] for name, said in events if name == "TCP_CONNECT_ATTEMPT" and "address" in said} == own
    assert not [said for name, said in events if name in ("UDP_BYTES_SENT", "HOST_RESOLVER_SYSTEM_TASK", "HOST_RESOLVER_DNS_TASK")]
    assert not [said for name, said in events if "looked-up" in json.dumps(said) and name.startswith("HOST_RESOLVER_MANAGER_JOB")]
