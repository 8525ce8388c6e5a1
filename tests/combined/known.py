"""Badges that the product cannot tell yet, by seed and kind, with the reason. The contract decides each of them: they are faults."""

from collections.abc import Mapping

_PIXELS = (
    "a picture or canvas with the number is not read where the full-page picture does not show it: in a box or frame that scrolls, sticky"
)
_FIELD = "a number in a field is found by reading pixels alone: pale letters or a field in a frame are lost"
_TWIN = "a right number that is hidden takes the place of the wrong one that is seen beside it"
_PSEUDO = "a pseudo element in a srcdoc frame within an inner scroller is out of reach"
_TOO_FEW = "a police number of 13 digits in a shadow root is not taken for a malformed one"
_NO_SIZE = "a number in its own link, in a box of no height, is called missing instead of hidden"
_SUPPLIER = "a supplier's number without a link leaves a doubt where the roster names none"

KNOWN: Mapping[tuple[int, str], str] = {
    (1008, "public_security"): _PIXELS,
    (1014, "icp"): _FIELD,
    (1014, "public_security"): _TWIN,
    (1016, "public_security"): _FIELD,
    (1022, "site_code"): _PIXELS,
    (1027, "public_security"): _PIXELS,
    (1028, "public_security"): _PSEUDO,
    (1030, "public_security"): _PIXELS,
    (1031, "icp"): _TWIN,
    (1034, "public_security"): _TOO_FEW,
    (1042, "site_code"): _PIXELS,
    (1053, "site_code"): _PIXELS,
    (2031, "site_code"): _PIXELS,
    (2035, "icp"): _FIELD,
    (2035, "public_security"): _NO_SIZE,
    (3001, "icp"): _SUPPLIER,
    (3020, "public_security"): _FIELD,
    (3024, "public_security"): _FIELD,
    (3035, "site_code"): _FIELD,
}
