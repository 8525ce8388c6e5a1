"""Whether a column is one of the first level (一级栏目): named on the home page itself, open to be seen."""

from urllib.parse import urldefrag

from checker.records.column import ColumnSeen, How
from checker.records.observation import Observation

# what stands on the page without a menu that has to be opened, and without a script that knows the way
_OPEN: frozenset[How] = frozenset({"navigation", "block", "tab", "picture", "more"})


def is_first_level(seen: ColumnSeen, look: Observation) -> bool | None:
    """False for what another page leads to; None where the records do not say: an entry of a menu, the sitemap, an older observation.

    An entry of a menu may be a second-level column under its head, or a first-level one that a narrow page folded away.
    """
    home = urldefrag(look.reach.final_url or look.site.url).url
    pages = [urldefrag(page).url for page in seen.on_pages]
    if seen.how == "sitemap" or not pages:
        return None
    is_on_home_picture = look.settled is not None and seen.box_in == look.settled.file
    if home in pages or is_on_home_picture:
        return True if seen.how in _OPEN else None
    return False
