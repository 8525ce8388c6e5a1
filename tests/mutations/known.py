"""Changes whose result the product cannot tell yet, by name, with the reason. The contract decides each of them: they are faults."""

from collections.abc import Mapping

KNOWN: Mapping[str, str] = {}
