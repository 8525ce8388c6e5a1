"""One run on several machines: the K-th of N equal parts of a roster."""

import re
from collections.abc import Sequence

from checker.faults import UsageFault
from checker.records.site import Site

_SHARD = re.compile(r"\s*(\d{1,6})\s*/\s*(\d{1,6})\s*", re.ASCII)


def parse_shard(text: str) -> tuple[int, int]:
    """(K, N) of "K/N" with 1 ≤ K ≤ N; raises UsageFault."""
    match = _SHARD.fullmatch(text)
    if match and 1 <= int(match[1]) <= int(match[2]):
        return int(match[1]), int(match[2])
    raise UsageFault(f'The shard "{text}" is not K/N with K from 1 to N: write --shard 2/5 for the second of five parts.')


def take_shard(sites: Sequence[Site], k: int, n: int) -> tuple[Site, ...]:
    """Every N-th site from the K-th on, so that neighbours in the roster, often alike, are spread over the machines.

    The N parts differ in size by at most one and hold every site once.
    """
    if not 1 <= k <= n:
        raise UsageFault(f"There is no part {k} of {n}: K goes from 1 to N.")
    return tuple(sites[k - 1 :: n])
