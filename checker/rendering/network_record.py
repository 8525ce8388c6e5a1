"""network.json of one visit: what the network gave for the home page, and what it refused."""

import hashlib
from collections.abc import Awaitable, Callable

from playwright.async_api import BrowserContext

from checker.records.network import CertificateChain, KeptBody, MainAnswer, Network, RefusedAddress, Unreached
from checker.rendering.certificates import ChainWatch, NoCertificate, ask_certificates, origin_of, read_certificate, write_pem
from checker.rendering.console import Console
from checker.rendering.guard import Guard
from checker.rendering.main_answers import MainAnswers
from checker.rendering.open_page import OpenPage
from checker.settings import Settings

NETWORK = "network.json"
_CERTIFICATE = "certificate.pem"

KeepFile = Callable[[str, bytes, str], Awaitable[str]]


class NetworkRecord:
    """Listens to the home page from before its first request."""

    def __init__(self, home: OpenPage, guard: Guard, settings: Settings, chains: ChainWatch, cookies_before: int) -> None:
        self._home = home
        self._guard = guard
        self._settings = settings
        self._cookies_before = cookies_before
        self._chains = chains
        self._answers = MainAnswers(chains, settings.body_bytes, 2 * settings.navigation_limit)
        self._console = Console(home.page, settings.console_lines)
        home.traffic.heed_main = self._answers.heed

    @classmethod
    async def over(cls, home: OpenPage, context: BrowserContext, guard: Guard, settings: Settings, address: str) -> "NetworkRecord":
        """Before `address` or anything is opened: a fresh context has no cookies, and that is asked and not believed."""
        chains = ChainWatch(home.session)
        await chains.expect(address)
        return cls(home, guard, settings, chains, len(await context.cookies()))

    async def stop(self) -> None:
        await self._answers.stop()

    async def keep(self, keep_file: KeepFile, look: int, *, is_tls_refused: bool) -> None:
        """Writes bodies, certificates and network.json; to be called while the home page still stands there."""
        answers = [await _with_body(keep_file, number, *taken) for number, taken in enumerate(await self._answers.finish(), start=1)]
        chains, without = await self._certificates(keep_file, is_tls_refused=is_tls_refused)
        guard = self._guard
        record = Network(
            look=look,
            through_proxy=self._settings.proxy is not None,
            cookies_before=self._cookies_before,
            answers=answers,
            answers_left_out=self._answers.left_out,
            addresses={name: list(found) for name, found in guard.addresses.items()},
            certificates=chains,
            without_certificate=without,
            failures=self._home.failures(),
            unreached=[Unreached(host=h, port=p, kind=f.kind, because=f.detail) for (h, p), f in guard.failures.items()],
            refused=[RefusedAddress(host=r.host, port=r.port, address=r.address, because=r.reason) for r in guard.refused],
            console=self._console.lines,
            console_ended=self._console.ended,
            bytes_received=guard.bytes_received,
            requests=guard.requests,
            limit_reached=guard.limit_reached,
        )
        await keep_file(NETWORK, record.model_dump_json(by_alias=True, indent=1).encode(), "what the network gave for the home page")

    async def _certificates(self, keep_file: KeepFile, *, is_tls_refused: bool) -> tuple[list[CertificateChain], str | None]:
        """The chain, or why there is none; neither for a page that came in the clear."""
        address = self._home.traffic.main_asked if is_tls_refused else self._home.page.url
        if not address.startswith("https://"):
            return [], None
        origin = origin_of(address)
        chain = self._chains.chains.get(origin)
        source = "browser" if chain else "handshake"
        try:
            chain = chain or await ask_certificates(self._guard.address, address)
        except NoCertificate as trouble:
            return [], str(trouble)
        pem = write_pem(chain)
        file = await keep_file(_CERTIFICATE, pem, "the site's certificates")
        read = [read_certificate(der) for der in chain]
        sha256 = hashlib.sha256(pem).hexdigest()
        return [CertificateChain(origin=origin, source=source, file=file, sha256=sha256, certificates=read)], None


async def _with_body(keep_file: KeepFile, number: int, answer: MainAnswer, body: bytes | None) -> MainAnswer:
    if body is None:
        return answer
    file = await keep_file(f"answer-{number}.body", body, "body of an answer to the home page's address")
    kept = KeptBody(file=file, sha256=hashlib.sha256(body).hexdigest(), size=len(body))
    return answer.model_copy(update={"body": kept})
