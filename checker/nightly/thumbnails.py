"""One picture with the home pages of the failing sites, each small and with its name."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from checker.evidence.chinese_font import find_chinese_font
from checker.reports.annex.thumbnails import Thumbnails
from checker.reports.kept_run import KeptRun, KeptSite

_ACROSS = 6
_WIDE, _HIGH, _CAPTION, _LETTER = 176, 92, 22, 12  # px of a place, of its caption, of its letters


def draw_sheet(run: KeptRun, most: int) -> bytes | None:
    """A JPEG; null where no site fails, or none of those has a picture."""
    thumbnails = Thumbnails(run)
    failing = [site for site in run.sites if site.final.verdict == "fail"]
    shown = [(site, made.data) for site in failing if (made := thumbnails.of(_whole_page(site)))][:most]
    if not shown:
        return None
    rows = -(-len(shown) // _ACROSS)
    sheet = Image.new("RGB", (_WIDE * min(_ACROSS, len(shown)), (_HIGH + _CAPTION) * rows), "white")
    draw = ImageDraw.Draw(sheet)
    font = find_chinese_font(_LETTER)
    for number, (site, data) in enumerate(shown):
        left, top = number % _ACROSS * _WIDE, number // _ACROSS * (_HIGH + _CAPTION)
        with Image.open(BytesIO(data)) as picture:
            sheet.paste(picture, (left + 4, top + 4))
        name = (site.judgment.site.name or site.judgment.key)[:13] if font else site.judgment.key[:24]
        draw.text((left + 4, top + _HIGH), name, fill="black", font=font or ImageFont.load_default(_LETTER))
    out = BytesIO()
    sheet.save(out, "JPEG", quality=80)
    return out.getvalue()


def _whole_page(site: KeptSite) -> list[str]:
    looks = [look for look in (site.first, site.again) if look is not None]
    return [picture.file for look in looks for picture in (look.settled, look.untouched) if picture is not None]
