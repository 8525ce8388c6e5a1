"""One Chromium for many sites: started with its sandbox, started again when it died or has served long enough."""

import asyncio
import os
import re
import tempfile
import time
from collections.abc import Collection
from pathlib import Path
from types import TracebackType

import structlog
from playwright.async_api import Browser as RawBrowser
from playwright.async_api import BrowserContext, Error, Playwright, async_playwright

from checker.faults import BrowserFault
from checker.rendering.chromium import Chromium, StartPlan, find_chromium, plan_start
from checker.rendering.heartbeat import Heartbeat
from checker.rendering.memory_watch import MemoryWatch
from checker.rendering.pictures import VIEWPORT
from checker.rendering.trust import build_trust_home
from checker.settings import Settings

_ARGUMENTS = [
    # all frames in one process: one snapshot and one session see the whole page; each site has a context of its own, without log-ins
    "--disable-site-isolation-trials",
    # names are the guard's business alone: Chromium itself looks up nothing, not even ahead of time
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--no-pings",
    "--disable-background-networking",
    "--disable-component-update",
]

# Playwright would switch this off: a page that floods its history, its address or its frames is slowed down, as in a person's browser
_UNWANTED = ["--disable-ipc-flooding-protection"]
_CLOSING = 15.0  # seconds
_PROMPT, _CALMING = 1.0, 60.0  # seconds: an answer that is none too late, and for how long it is waited for

log = structlog.get_logger()


class Browser:
    """Async context manager. `product`, `arguments` and `sandbox` tell what was started, for run.json."""

    def __init__(self, settings: Settings, ports: Collection[int] = ()) -> None:
        """`ports` are those of the roster's addresses: Chromium refuses some by itself, but the network shall answer, not Chromium."""
        self.arguments = [*_ARGUMENTS, *([f"--explicitly-allowed-ports={','.join(map(str, sorted(ports)))}"] if ports else [])]
        self._settings = settings
        self._lock = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._raw: RawBrowser | None = None
        self._old: list[RawBrowser] = []
        self._closing: set[asyncio.Task[None]] = set()
        self._served = 0
        self._folder = tempfile.TemporaryDirectory(prefix="checker-browser-")
        self.chromium: Chromium = find_chromium(settings)
        self.plan: StartPlan | None = None
        self.sandbox = False
        self.product = self.chromium.product
        self.restarts = 0
        self._environment: dict[str, str | float | bool] = {}
        self._memory = MemoryWatch(settings.page_memory)
        self._heart = Heartbeat(self._answer)

    async def __aenter__(self) -> "Browser":
        folder = Path(self._folder.name)
        await asyncio.to_thread(folder.chmod, 0o755)
        self.plan = plan_start(self.chromium, self._settings, folder)
        # LC_ALL too: Chromium takes fonts by the language of the environment, and a canvas of ours must take the page's
        self._environment = {**os.environ, "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8"}
        if self._settings.trust_ca is not None:
            self._environment["HOME"] = str(build_trust_home(folder, self._settings.trust_ca, self.plan.user))
        self._playwright = await async_playwright().start()
        try:
            self._raw = await self._launch()
        except BaseException:
            await self._playwright.stop()
            raise
        self._memory.__enter__()
        self._heart.begin()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._heart.end()
        await asyncio.to_thread(self._memory.__exit__)
        await asyncio.gather(*self._closing, *(_close(raw) for raw in [self._raw, *self._old] if raw is not None))
        if self._playwright is not None:
            await self._playwright.stop()
        self._folder.cleanup()

    async def _launch(self) -> RawBrowser:
        assert self._playwright is not None and self.plan is not None
        faults: list[str] = []
        for sandbox in (True, False) if self.plan.sandbox else (False,):
            try:
                raw = await self._playwright.chromium.launch(
                    executable_path=self.plan.command if sandbox else self.chromium.path,
                    chromium_sandbox=sandbox,
                    headless=not self._settings.headed,
                    args=self.arguments,
                    ignore_default_args=_UNWANTED,
                    env=self._environment,
                    timeout=60_000,
                )
            except Error as trouble:
                faults.append(trouble.message.splitlines()[0])
                continue
            if not sandbox:
                log.warning("Chromium runs without its sandbox", because=faults[0] if faults else self.plan.because)
            self.sandbox = sandbox
            self.product = f"{self.chromium.path.name} {raw.version}"
            return raw
        raise BrowserFault(f"Chromium ({self.chromium.path}) does not start: {'; '.join(faults)}. `checker doctor` says what is missing.")

    @property
    def is_alive(self) -> bool:
        return self._raw is not None and self._raw.is_connected()

    async def give_up(self) -> None:
        """The browser lives and does not answer: the next context gets another one, and this one is ended with its last site."""
        async with self._lock:
            self._served = self._settings.browser_sites

    def was_late_since(self, moment: float) -> bool:
        """Whether its driver kept all waiting since `moment` (`time.monotonic()`): what a visit then missed is no site's failing."""
        return self._heart.was_late_since(moment)

    async def wait_until_it_answers(self) -> None:
        """Until it answers promptly again, at most for a minute."""
        end = time.monotonic() + _CALMING
        while self.is_alive and (begun := time.monotonic()) < end:
            try:
                async with asyncio.timeout(end - begun):
                    await self._answer()
            except (Error, TimeoutError):
                return  # whoever visits next hears of it
            if time.monotonic() - begun < _PROMPT:
                return
            await asyncio.sleep(_PROMPT)

    async def _answer(self) -> None:
        """One small answer of the browser's. Raises Error."""
        if self._raw is not None:
            session = await self._raw.new_browser_cdp_session()
            await session.detach()

    async def new_context(self, proxy: str) -> BrowserContext:
        """A fresh context of its own for one site, whose every request goes through the guard at `proxy`."""
        async with self._lock:
            if not self.is_alive or self._served >= self._settings.browser_sites:
                await self._renew()
            self._served += 1
            raw = self._raw
        assert raw is not None
        return await raw.new_context(
            viewport={"width": VIEWPORT[0], "height": VIEWPORT[1]},
            device_scale_factor=1,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            user_agent=_user_agent(raw.version, self._settings.user_agent_suffix),
            accept_downloads=False,
            service_workers="block",
            proxy={"server": proxy, "bypass": "<-loopback>"},
        )

    async def _renew(self) -> None:
        """A new browser; an old one that still serves sites is closed when the last of them is done."""
        old = self._raw
        self._raw = await self._launch()
        self._served = 0
        self.restarts += 1
        log.info("browser renewed", restarts=self.restarts)
        if old is not None and old.is_connected():
            self._old.append(old)
        for raw in [raw for raw in self._old if not raw.contexts or not raw.is_connected()]:
            self._old.remove(raw)
            task = asyncio.create_task(_close(raw))  # nobody waits for it: it may be one that does not answer
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)


async def _close(raw: RawBrowser) -> None:
    """Within a time: Playwright itself ends the process of a browser that does not close, when it stops."""
    if raw.is_connected():
        try:
            async with asyncio.timeout(_CLOSING):
                await raw.close()
        except (Error, TimeoutError) as trouble:
            log.warning("a browser did not close", because=str(trouble).partition("\n")[0] or f"no answer in {_CLOSING:g} s")


def _user_agent(version: str, suffix: str) -> str:
    """A plain Chrome's name with ours behind it: sites shall see a browser, and who it is that looks."""
    major = re.match(r"\d+", version)
    return (
        f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{major[0] if major else '140'}.0.0.0 Safari/537.36 {suffix}".strip()
    )
