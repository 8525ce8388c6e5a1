"""Mutations of the whole page that must change no state and no value, and one that hides everything."""

import json
import re
from pathlib import Path

from checker.records.sighting import BadgeKind
from tests.mutations.digits import is_written, own_number
from tests.mutations.marks import has_pictures_of_its_own, is_told
from tests.mutations.mutation import Change, is_seen_completely, unchanged
from tests.mutations.source import put_first, put_last, read
from tests.sites.page import HOME, Expected, ExpectedBadge, SitePage

_INNER = "inner-page.html"
_AFTER = 400  # ms until a delayed page writes itself; the shortest `late_content` of a fixture is 1 s
_SEEN = ("shown", "mismatched", "malformed")
_NOTICE = """<script>(function (lay) {
  addEventListener("DOMContentLoaded", lay);
  setTimeout(lay, 1000);  // where a silent script keeps the page from being read to its end
})(function () {
  if (window.noticeLies) return;
  window.noticeLies = true;
  var notice = document.createElement("div");
  notice.style.cssText = "position:fixed;left:0;top:0;right:0;bottom:0;z-index:2147483000;padding:240px;" +
    "background:#345;color:#cde;font:28px/40px sans-serif";
  notice.textContent = "\\u7f51\\u7ad9\\u7ef4\\u62a4\\u4e2d";
  CLOSER
  document.documentElement.appendChild(notice);
})</script>"""
_CLOSER = """var button = document.createElement("button");
  button.textContent = "\\u5173\\u95ed";
  button.style.cssText = "font-size:20px;padding:6px 20px";
  button.onclick = function () { notice.remove(); };
  notice.appendChild(button);"""


def into_frame(page: SitePage) -> Change:
    """The page in a same-site frame that fills the viewport: its own viewport stays what it was."""

    def make(folder: Path, _: str) -> Expected:
        (folder / HOME).rename(folder / _INNER)
        frame = f'<iframe src="/{_INNER}" style="display:block;width:100vw;height:100vh;border:0"></iframe>'
        (folder / HOME).write_text(f'<!doctype html><meta charset="utf-8"><body style="margin:0">{frame}', encoding="utf-8")
        return _answered_by_inner(page)

    return Change("into_frame", page, None, make, unchanged(page))


def written_late(page: SitePage) -> Change | None:
    """The page's own text, written by a script after a moment. A page that comes late by itself is left as it is: the sum of two
    delays is no longer known to be in time; one in another encoding too, since its text no longer names the right one; and one that is
    not drawn for want of a style sheet in its head: what is written into a page that is drawn already does not wait for it."""
    text, encoding = read(page.folder / HOME)
    head = re.split(r"<body\b", text, flags=re.IGNORECASE)[0]
    if any(rule.trouble == "silent" and rule.url.endswith(".css") and rule.url in head for rule in page.expected.answers):
        return None
    if encoding != "utf-8" or page.expected.late_content != 1.0 or _is_home_ruled(page) or "http-equiv" in text.lower():
        return None

    def make(folder: Path, _: str) -> None:
        words = json.dumps(read(folder / HOME)[0]).replace("</", "<\\/").replace("<!--", "<\\!--")
        script = f"setTimeout(function(){{document.open();document.write({words});document.close()}},{_AFTER})"
        (folder / HOME).write_text(f'<!doctype html><meta charset="utf-8"><script>{script}</script>', encoding="utf-8")

    return Change("written_late", page, None, make, unchanged(page))


def into_scroller(page: SitePage) -> Change | None:
    """The body's content in a box that scrolls. Not where a style or script speaks of the root's or the body's own scrolling or
    height, or stands on them: the box would change what it says."""
    text = read(page.folder / HOME)[0]
    body = re.search(r"<body\b[^>]*>", text, re.IGNORECASE)
    styled = re.search(r"<(?:html|body)\b[^>]*(?:overflow|height|position|transform|zoom|scroll)", text, re.IGNORECASE)
    ruled = re.search(r"(?:html|body)[^{}<>]*\{[^}]*(?:overflow|height|position|transform|zoom|scroll|display)", text, re.IGNORECASE)
    scripted = re.search(r"wheel|scroll|documentElement|document\.body|position:\s*(?:absolute|sticky)", text, re.IGNORECASE)
    if body is None or styled or ruled or scripted:
        return None

    def make(folder: Path, _: str) -> None:
        written, encoding = read(folder / HOME)
        start = written.lower().index("<body")
        start = written.index(">", start) + 1
        opened = written[:start] + '<div style="height:90vh;overflow-y:auto">' + written[start:]
        (folder / HOME).write_bytes(put_last(opened, "</div>").encode(encoding))

    return Change("into_scroller", page, None, make, unchanged(page))


def behind_popup(page: SitePage) -> Change | None:
    return _over_all(page, "behind_popup", _NOTICE.replace("CLOSER", _CLOSER), hides=False)


def behind_curtain(page: SitePage) -> Change | None:
    """An opaque notice over the whole screen that cannot be closed. Not asked of what only the pixels of a picture tell."""
    return _over_all(page, "behind_curtain", _NOTICE.replace("CLOSER", ""), hides=True)


def _over_all(page: SitePage, name: str, snippet: str, *, hides: bool) -> Change | None:
    if "<frameset" in read(page.folder / HOME)[0].lower() or _goes_on(page):
        return None

    def make(folder: Path, _: str) -> None:
        text, encoding = read(folder / HOME)
        (folder / HOME).write_bytes(put_first(text, snippet).encode(encoding))

    badges = unchanged(page)
    if hides and not is_seen_completely(page):
        return None
    if hides:
        # a doubt may have been about the page or about a number that was seen, and what is no number is nothing of the kind where nobody
        # sees it: they are not asked
        known = {
            kind: badge
            for kind, badge in badges.items()
            if badge.state not in ("undetermined", "malformed") and _is_told_unseen(page, kind)
        }
        badges = {kind: ExpectedBadge(state="hidden") if badge.state in _SEEN else badge for kind, badge in known.items()}
        if not any(badge.state == "hidden" for badge in badges.values()):
            return None
    return Change(name, page, None, make, badges)


def _is_told_unseen(page: SitePage, kind: BadgeKind) -> bool:
    """Whether the document tells of the badge where nobody sees it. What only the pixels of a picture tell can be hidden or missing."""
    badge = page.expected.badges[kind]
    if badge.state not in _SEEN:
        return True
    if kind in ("party_gov", "error_report"):
        return is_told(page, kind) and not _has_dead_loader(page)  # of its kind: before what is hidden counts what did not load
    number = own_number(page, kind)
    return is_written(page.folder, number) if number else badge.source != "picture" and not has_pictures_of_its_own(page)


def _has_dead_loader(page: SitePage) -> bool:
    return any(rule.status >= 400 and rule.url.endswith(".js") for rule in page.expected.answers)


def _goes_on(page: SitePage) -> bool:
    """The home page leads to another one, on which nothing was laid."""
    return re.search(r"http-equiv=.?refresh|location\s*[.=]", read(page.folder / HOME)[0], re.IGNORECASE) is not None


def _is_home_ruled(page: SitePage) -> bool:
    return any(rule.url == "/" for rule in page.expected.answers)


def _answered_by_inner(page: SitePage) -> Expected:
    """The server's rule for the home page now holds for the inner one."""
    answers = tuple(rule.model_copy(update={"url": f"/{_INNER}"}) if rule.url == "/" else rule for rule in page.expected.answers)
    return page.expected.model_copy(update={"answers": answers})
