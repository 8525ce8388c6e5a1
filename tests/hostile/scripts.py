"""What a page's own scripts do to whoever opens it; below each stands an honest footer."""

from typing import Any

from tests.hostile.server import Kind
from tests.rendering.servers import FOOTER, TALL, page, status
from tests.rendering.test_isolation import REPLACE

LOOP = "while (true);"
GOOD = TALL + FOOTER
_STUCK = frozenset({"script_loop", "deadline"})  # the second on a machine that has no time to end it
_CALM_OR_STUCK = frozenset({"quiet", "script_loop"})
_LATE = frozenset({"quiet", "deadline", "script_loop", "endless"})
_MAY_CRASH = frozenset({"reached", "crashed"})
_FAR_ENDS: dict[str, Any] = {"releases": _LATE, "seen": False, "states": _MAY_CRASH, "pictured": False}
_FAR = "const far = 'x'.repeat(2 ** 29 - 100);"  # half a gigabyte, the longest text that there is
_SERVICE = (
    "for (const way of [(u) => navigator.serviceWorker.register(u), (u) => ServiceWorkerContainer.prototype.register"
    ".call(navigator.serviceWorker, u)]) way('/sw.js').catch(() => 0)"
)
_KNOWS = "if (navigator.webdriver || /Headless/.test(navigator.userAgent)) document.body.innerHTML = '您的访问请求被防火墙拦截'"
_AGAIN = "setTimeout(function again() { document.open(); document.write('<p>x'); document.close(); setTimeout(again, 50) }, 300)"
_BAD_WORKER = f"new Worker(URL.createObjectURL(new Blob(['{LOOP}'])))"


def _with(script: str, releases: frozenset[str] = frozenset({"quiet"}), *, seen: bool = True, **more: object) -> Kind:
    return Kind(page(f"{GOOD}<script>{script}</script>"), releases=releases, seen=seen, **more)  # type: ignore[arg-type]  # fields of Kind


SCRIPTS: dict[str, Kind] = {
    "loop at load": _with(LOOP, _STUCK),
    "loop before anything stands": Kind(page(GOOD, f"<script>{LOOP}</script>"), releases=_STUCK),
    "loop after load": _with(f"onload = () => setTimeout(() => {{ {LOOP} }}, 300)", _STUCK),
    "loop on scrolling": _with(f"onscroll = () => {{ {LOOP} }}", _STUCK),
    "loops again and again": _with(f"setInterval(() => {{ {LOOP} }}, 200)", _STUCK),
    "loop of promises": _with("const turn = () => Promise.resolve().then(turn); turn()", _STUCK),
    "loop in a frame": Kind(page(f"{GOOD}<iframe srcdoc='<script>{LOOP}</script>'></iframe>"), releases=_STUCK, seen=True),
    "loop in a worker": _with(_BAD_WORKER),
    "loops in forty workers": _with(f"for (let i = 0; i < 40; i++) {_BAD_WORKER}", _LATE, seen=False),
    "loop in a regular expression": _with("/(a+)+$/.test('a'.repeat(60) + '!')", _STUCK),
    "alerts without end": _with("while (true) alert('公告')", _STUCK),
    "alerts again and again": _with("setInterval(() => alert('公告'), 10)", _STUCK),
    "questions on leaving": _with("onbeforeunload = () => 'stay'; setTimeout(() => location.reload(), 300)", _LATE, seen=False),
    "pop-up storm": _with("if (!opener) setInterval(() => open('/?' + Math.random()), 20)", _STUCK),
    "pop-ups that open pop-ups": _with("open('/?' + Math.random()); open('/?' + Math.random())", _CALM_OR_STUCK),
    "print dialog": _with("print(); setInterval(() => print(), 100)"),
    "full screen and permissions": _with(
        "document.documentElement.requestFullscreen().catch(() => 0); navigator.geolocation.getCurrentPosition(() => 0);"
        "Notification.requestPermission(); navigator.mediaDevices?.getUserMedia({video: true}).catch(() => 0);"
        "navigator.clipboard?.readText().catch(() => 0); document.body.requestPointerLock(); navigator.usb?.requestDevice({filters: []})"
    ),
    "downloads without end": _with(
        "const a = document.createElement('a'); a.download = 'x.exe'; a.href = URL.createObjectURL(new Blob(['x']));"
        "setInterval(() => a.click(), 10)",
        _LATE,
    ),
    "history flood": _with("let n = 0; setInterval(() => { for (let i = 0; i < 99; i++) history.pushState(0, '', '?' + n++) }, 9)", _LATE),
    "hash flood": _with("let n = 0; setInterval(() => { location.hash = n++ }, 1)", _LATE),
    "console flood": _with("setInterval(() => { for (let i = 0; i < 500; i++) console.error('x'.repeat(2000)) }, 10)", _LATE),
    "errors without end": _with("setInterval(() => { for (let i = 0; i < 200; i++) setTimeout(() => { throw Error('x') }) }, 10)", _LATE),
    "requests without end": _with("setInterval(() => { for (let i = 0; i < 50; i++) fetch('/?' + Math.random()) }, 10)",
                                  frozenset({"byte_limit", "quiet", "deadline"}), seen=False),
    "sockets without end": _with("setInterval(() => new WebSocket(`ws://${location.host}/`), 5)",
                                 frozenset({"byte_limit", "quiet", "deadline"}), seen=False),
    "mutations without end": _with("const e = document.body.appendChild(document.createElement('p'));"
                                   "setInterval(() => { e.textContent = Math.random() }, 1)", _LATE),
    "elements without end": _with("setInterval(() => { for (let i = 0; i < 300; i++) "
                                  "document.body.appendChild(document.createElement('p')).textContent = 'x' }, 5)", _LATE, seen=False),
    "written over again and again": _with(_AGAIN, _LATE, seen=False),
    "far too long an alert": _with(f"{_FAR} alert(far)", **_FAR_ENDS),
    "far too long a line in the console": _with(f"{_FAR} console.error(far)", **_FAR_ENDS),
    "far too long an error": _with(f"{_FAR} setTimeout(() => {{ throw far }})", **_FAR_ENDS),
    "far too long a title": _with(f"{_FAR} document.title = far", **_FAR_ENDS),
    "far too long an address": _with(f"{_FAR} fetch('data:text/plain,' + far.slice(200)).catch(() => 0)", **_FAR_ENDS),
    "far too long a text": _with(f"{_FAR} const p = document.createElement('p'); p.hidden = true; p.textContent = far; "
                                 "document.body.prepend(p)", **_FAR_ENDS),
    "far too long an attribute": _with(f"{_FAR} document.body.setAttribute('data-x', far)", **_FAR_ENDS),
    "prototypes replaced": Kind(page(f"<script>{REPLACE}</script>{GOOD}"), seen=True),
    "policy against all": Kind(status("200 OK", page(GOOD), "Content-Security-Policy: default-src 'none'; sandbox\r\n"), seen=True),
    "page that knows a headless browser": Kind(page(GOOD + f"<script>{_KNOWS}</script>"), frozenset({"reached", "blocked"})),
    "service worker": _with(_SERVICE, files={"/sw.js": "onfetch = (e) => e.respondWith(new Response('forged'))"}),
}  # fmt: skip
