"""Playwright's page as a script is given it: it may look and point as a person does; what may do more is told, each by its name."""

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, cast

from playwright.async_api import Page

# what only reads, waits, moves the pointer or presses with it, or goes where a person could type an address
_LOOKS = frozenset(
    """
all all_inner_texts all_text_contents and_ aria_snapshot bounding_box bring_to_front child_frames click content content_frame
count dblclick description drag_and_drop drag_to element_handle element_handles filter first frame frame_element frame_locator
frames get_attribute get_by_alt_text get_by_label get_by_placeholder get_by_role get_by_test_id get_by_text get_by_title go_back
go_forward goto headers hover inner_html inner_text input_value is_checked is_closed is_detached is_disabled is_editable
is_enabled is_hidden is_visible keyboard last locator main_frame mouse name nth ok opener or_ owner_frame page parent_frame
query_selector query_selector_all reload screenshot scroll_into_view_if_needed set_default_navigation_timeout set_default_timeout
status tap text_content title touchscreen url viewport_size wait_for wait_for_element_state wait_for_load_state wait_for_selector
wait_for_timeout wait_for_url wheel
""".split()  # noqa: SIM905 - a list
)
_WEB = ("http://", "https://")
_POINTERS = ("Mouse", "Touchscreen")  # what they do a hand does
_SENDS = "it would send or answer requests past the page"
_TYPES = "a script types into no form"
_KEPT_BACK = {
    **dict.fromkeys(("context", "request", "route", "route_from_har", "route_web_socket", "close", "pause"), _SENDS),
    **dict.fromkeys(("fill", "type", "press_sequentially", "insert_text", "clear", "set_input_files"), _TYPES),
    **dict.fromkeys(("check", "uncheck", "set_checked", "select_option"), _TYPES),
}


Heed = Callable[[str, bool], Awaitable[None]]


class KeptBack(Exception):  # noqa: N818 - a mistake in the script
    """The script asked Playwright's page for what no script may do."""


class Lent:
    """Something of Playwright's, and whatever comes out of it likewise."""

    def __init__(self, target: object, heed: Heed) -> None:
        self._target, self._heed = target, heed

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        words = f"{type(self._target).__name__.lower()}.{name}"
        if name in _KEPT_BACK:
            raise KeptBack(f"{words} is not handed out: {_KEPT_BACK[name]}")
        is_look = name in _LOOKS or type(self._target).__name__ in _POINTERS
        found = getattr(self._target, name)
        if inspect.iscoroutinefunction(found):

            async def call(*arguments: Any, **named: Any) -> Any:
                if name == "goto":
                    _require_web(words, arguments[0] if arguments else named.get("url"))
                await self._heed(words, is_look)
                return self._lend(await found(*_own(arguments), **_own(named)))

            return call
        if not is_look:
            raise KeptBack(f"{words} is not handed out: what comes of it later could not be told")
        if callable(found) and not _is_playwright(found):
            return lambda *arguments, **named: self._lend(found(*_own(arguments), **_own(named)))
        return self._lend(found)

    def _lend(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._lend(each) for each in value]
        return Lent(value, self._heed) if _is_playwright(value) else value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lent) and bool(self._target == other._target)

    def __hash__(self) -> int:
        return hash(self._target)

    def __repr__(self) -> str:
        return repr(self._target)


def lend(page: Page, heed: Heed) -> Page:
    """`heed` is awaited ahead of each call, with its name (`page.evaluate`) and whether it only looks or points; it may raise."""
    return cast(Page, Lent(page, heed))


def _require_web(words: str, address: object) -> None:
    """`javascript:` runs in the page that stands there, and `view-source:` shows what nobody comes to see. Raises KeptBack."""
    if not isinstance(address, str) or not address.lower().startswith(_WEB):
        raise KeptBack(f"{words} goes to addresses that begin with http:// or https:// alone")


def _is_playwright(value: object) -> bool:
    return type(value).__module__.startswith("playwright.")


def _own(given: Any) -> Any:
    """Arguments as Playwright knows them."""
    if isinstance(given, Lent):
        return given._target
    if isinstance(given, dict):
        return {key: _own(value) for key, value in given.items()}
    return type(given)(_own(value) for value in given) if type(given) in (list, tuple) else given
