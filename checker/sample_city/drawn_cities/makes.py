"""The makes that drawn sites are put together from; each is a template in `pages/`, in the manner of real sites."""

from pathlib import Path

PAGES = Path(__file__).with_name("pages")


def _in(folder: str) -> tuple[str, ...]:
    return tuple(sorted(file.stem for file in (PAGES / folder).glob("*.html")))


HOMES = _in("_homes")
FOOTERS = _in("_footers")
LISTS = _in("_lists")
LETTERS = _in("_letters")
SURVEYS = _in("_surveys")
SILENT_SURVEYS = {"plain", "states"}  # lists without a place for results: what was not published cannot be told there
INTERVIEWS = _in("_interviews")
BLANKS = _in("_blank")
FRAMES = {"old_tables": "old", "side_menu": "bare", "menus": "dark"}  # of inner pages, by the home page's make; else the plain one

UNDATED_ADDRESS = "{path}show_{serial}.html"
_WITH_DAY = "{path}{day:%Y%m}/t{day:%Y%m%d}_{serial}.html"
_ADDRESSES = (_WITH_DAY, "/art/{day:%Y}/{day.month}/{day.day}/art_{serial}.html", "{path}content_{serial}.html", "{path}{serial}.html")
_NEED_A_YEAR = {"month_and_day"}  # lists that print none: their articles' addresses tell it, as on real sites


def addresses_for(make: str) -> tuple[str, ...]:
    """How a site with such lists may name its articles."""
    return (_WITH_DAY,) if make in _NEED_A_YEAR else _ADDRESSES
