"""Changes whose result the product cannot tell yet, by name, with the reason. The contract decides each of them: they are faults."""

from collections.abc import Mapping

KNOWN: Mapping[str, str] = {
    "into_frame-covers/escape_key": "a cover inside a frame that Escape closes is taken for one that lasts",
    "into_frame-failing/banners_of_others": "a failed banner at the top of a page in a frame leaves a doubt about the footer",
}
