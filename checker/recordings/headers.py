"""Headers that let somebody in: a visit that is looked at while a script is written keeps their names and not their values."""

from pathlib import Path

from checker.records.network import MainAnswer, Network
from checker.rendering.network_record import NETWORK

_SECRET = {
    "set-cookie", "set-cookie2", "cookie", "authorization", "proxy-authorization", "authentication-info", "proxy-authentication-info",
    "x-auth-token", "x-csrf-token", "x-xsrf-token",
}  # fmt: skip
NOT_KEPT = "(not kept)"


def forget_secrets(visit: Path) -> None:
    """Writes each network.json of a visit again without them."""
    for file in sorted(visit.rglob(NETWORK)):
        network = Network.model_validate_json(file.read_bytes())
        answers = [_without_secrets(answer) for answer in network.answers]
        if answers != network.answers:
            file.write_text(network.model_copy(update={"answers": answers}).model_dump_json(by_alias=True, indent=1), encoding="utf-8")


def _without_secrets(answer: MainAnswer) -> MainAnswer:
    return answer.model_copy(update={"asked": _known(answer.asked), "headers": _known(answer.headers)})


def _known(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, NOT_KEPT if name.lower() in _SECRET else value) for name, value in headers]
