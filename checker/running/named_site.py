"""The site of a run that a person means: by its key, code, host, address or name, as long as only one is meant."""

import difflib
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from checker.evidence.names import shown
from checker.faults import UsageFault
from checker.records.judgment import Judgment

_TOLD = 5  # names in a refusal


def find_site(judgments: Sequence[Judgment], text: str) -> Judgment:
    """Raises UsageFault where no site, or more than one, is called that, and names what there is."""
    wanted = _fold(text)
    for names in _WAYS:
        found = [judgment for judgment in judgments if wanted and wanted in {_fold(name) for name in names(judgment) if name}]
        if len(found) == 1:
            return found[0]
        if found:
            keys = ", ".join(_describe(judgment) for judgment in found[:_TOLD])
            raise UsageFault(f"{len(found)} sites of this run are called {shown(text)!r}: {keys}. Give the key of the one you mean.")
    raise UsageFault(f"No site of this run is called {shown(text)!r}. {_offer(judgments, wanted)}")


def _hosts(judgment: Judgment) -> list[str | None]:
    """Host, host with port, and the whole address, of the roster's address and of the final one."""
    names: list[str | None] = []
    for address in filter(None, (judgment.site.url, judgment.reach.final_url)):
        parts = urlsplit(address)
        names += [parts.hostname, parts.netloc.rpartition("@")[2], address]
    return names


# in the order in which they are tried: what is unique by its making comes first
_WAYS: tuple[Callable[[Judgment], list[str | None]], ...] = (
    lambda judgment: [judgment.key],
    lambda judgment: [judgment.site.site_code],
    _hosts,
    lambda judgment: [judgment.site.name],
    lambda judgment: [judgment.site.unit],
)


def _fold(text: str) -> str:
    return text.strip().rstrip("/").casefold()


def _describe(judgment: Judgment) -> str:
    return shown(f"{judgment.key} ({judgment.site.name or judgment.site.url})")


def _offer(judgments: Sequence[Judgment], wanted: str) -> str:
    by_name = {_fold(name): judgment for judgment in judgments for names in _WAYS for name in names(judgment) if name}
    near = list({by_name[name].key: by_name[name] for name in difflib.get_close_matches(wanted, by_name, n=_TOLD, cutoff=0.6)}.values())
    offered = near or list(judgments[:_TOLD])
    more = "" if near or len(judgments) <= _TOLD else f" and {len(judgments) - _TOLD} more"
    return f"{'Near' if near else 'There are'}: {', '.join(map(_describe, offered))}{more}."
