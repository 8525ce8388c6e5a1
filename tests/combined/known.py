"""Badges that the product cannot tell yet, by seed and kind, with the reason. The contract decides each of them: they are faults."""

from collections.abc import Mapping

KNOWN: Mapping[tuple[int, str], str] = {}
