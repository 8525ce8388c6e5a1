"""Changes whose result the product cannot tell yet, by name, with the reason. The contract decides each of them: they are faults."""

from collections.abc import Mapping

_WRITTEN_OVER = "a document that a script writes over the first is held to be complete while its parser or its deferred scripts wait"

KNOWN: Mapping[str, str] = {
    "into_frame-covers/escape_key": "a cover inside a frame that Escape closes is taken for one that lasts",
    "into_frame-failing/banners_of_others": "a failed banner at the top of a page in a frame leaves a doubt about the footer",
    "written_late-held_up/deferred_loader_hangs_before_footer_script": _WRITTEN_OVER,
    "written_late-held_up/style_sheet_before_footer_hangs": _WRITTEN_OVER,
}
