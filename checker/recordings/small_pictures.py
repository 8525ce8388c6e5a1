"""Pictures of a recording: as large on the screen as they were, and with few bytes."""

import io

from PIL import Image

LARGE = 24_000  # bytes, from which a picture is drawn again
_STILL_LARGE = 60_000  # bytes, above which only its size is kept
_GREY = (200, 200, 200)
_KINDS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def make_small(body: bytes) -> tuple[bytes, str] | None:
    """The picture in fewer bytes, with its media type; null where it is none that can be read, or already small."""
    if len(body) <= LARGE:
        return None
    try:
        with Image.open(io.BytesIO(body)) as picture:
            picture.load()
            is_clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
            plain = picture.convert("RGBA" if is_clear else "RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    kind = "WEBP" if is_clear else "JPEG"
    small = _written(plain, kind, 25)
    if len(small) > _STILL_LARGE:
        kind = "PNG"
        small = _written(Image.new("RGB", plain.size, _GREY), kind, None)
    return (small, _KINDS[kind]) if len(small) < len(body) else None


def _written(picture: Image.Image, kind: str, quality: int | None) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **({} if quality is None else {"quality": quality}))
    return file.getvalue()
