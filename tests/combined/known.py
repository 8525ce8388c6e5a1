"""Badges that the product cannot tell yet, by seed and kind, with the reason. The contract decides each of them: they are faults."""

from collections.abc import Mapping

_SUPPLIER = "a supplier's number without a link leaves a doubt where the roster names none"

KNOWN: Mapping[tuple[int, str], str] = {
    (3001, "icp"): _SUPPLIER,
}
