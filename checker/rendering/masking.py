"""Personal places on a picture: to come."""

from collections.abc import Sequence

from checker.records.base import Box


def mask_picture(data: bytes, boxes: Sequence[Box]) -> bytes:
    return data
