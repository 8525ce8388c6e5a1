"""What the network gave for the home page, as a dossier tells it: answers with their headers, names, certificates, refusals."""

from dataclasses import dataclass

from checker.records.kept import UnreadableError, read_kept
from checker.records.network import CertificateChain, MainAnswer, Network
from checker.reports.dossier.exhibits import Exhibits
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.moments import beijing

_HEADERS = 40  # of one answer; network.json has all of them
_SOURCES = {"browser": "浏览器校验过的证书链", "handshake": "检查程序另行握手取得，未经校验"}


@dataclass(frozen=True)
class AnswerCard:
    """`headers` as they came; `body` is the number of the exhibit that holds the body, None where none was kept."""

    status: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: int | None


@dataclass(frozen=True)
class NetworkCard:
    """One look's network.json. `note` says in Chinese that it could not be read; then there is nothing else."""

    look: str
    facts: tuple[tuple[str, str], ...] = ()
    answers: tuple[AnswerCard, ...] = ()
    note: str = ""


def network_cards(run: KeptRun, site: KeptSite, exhibits: Exhibits) -> list[NetworkCard]:
    """One for each look of which a network.json was kept; none for runs from before it was."""
    cards = []
    for folder, look in ((f"sites/{site.judgment.key}", "首次检查"), (f"sites/{site.judgment.key}/again", "复查")):
        file = f"{folder}/network.json"
        if not run.has(file):
            continue
        exhibits.cite(file, f"{look}网络记录")
        try:
            record = read_kept(run.folder / file, Network)
        except UnreadableError:
            cards.append(NetworkCard(look, note=f"{file} 无法读取。"))
            continue
        cards.append(_card(look, record, exhibits))
        if run.has(f"{folder}/page.json"):
            exhibits.cite(f"{folder}/page.json", f"{look}网页存档目录")
    return cards


def _card(look: str, record: Network, exhibits: Exhibits) -> NetworkCard:
    proxy = "经代理服务器访问，域名由代理服务器解析" if record.through_proxy else "没有解析记录"
    names = "；".join(f"{host}：{'、'.join(found)}" for host, found in record.addresses.items()) or proxy
    facts = [("域名解析结果", names), ("访问前浏览器已有的Cookie", f"{record.cookies_before}个")]
    facts += [("接收字节数", str(record.bytes_received)), ("请求数", str(record.requests))]
    facts += [(f"证书（{chain.origin}）", _chain_words(chain, look, exhibits)) for chain in record.certificates]
    if record.without_certificate:
        facts.append(("证书", record.without_certificate))
    facts += [(f"未能连接：{each.host}:{each.port}", each.because) for each in record.unreached]
    facts += [
        (f"拒绝访问：{each.host}:{each.port}", f"{each.because}{f'（{each.address}）' if each.address else ''}") for each in record.refused
    ]
    return NetworkCard(look, tuple(facts), tuple(_answer(each, look, exhibits) for each in record.answers))


def _answer(answer: MainAnswer, look: str, exhibits: Exhibits) -> AnswerCard:
    body = exhibits.cite(answer.body.file, f"{look}应答正文") if answer.body else None
    status = " ".join(filter(None, (answer.protocol, str(answer.status), answer.words)))
    return AnswerCard(status, answer.url, tuple(answer.headers[:_HEADERS]), body.number if body else None)


def _chain_words(chain: CertificateChain, look: str, exhibits: Exhibits) -> str:
    exhibits.cite(chain.file, f"{look}证书")
    told = "；".join(
        f"{each.subject}，由{each.issuer}签发，有效期{beijing(each.valid_from)}至{beijing(each.valid_until)}，SHA-256 {each.sha256}"
        for each in chain.certificates
    )
    return f"{_SOURCES.get(chain.source, chain.source)}：{told}"
