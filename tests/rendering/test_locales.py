"""A nightly job has often no language in its environment, or C: what is seen must not depend on it."""

import pytest

from checker.rendering.browser import Browser
from checker.running.canary import ask_canary
from checker.settings import Settings


@pytest.mark.parametrize("given", [{}, {"LC_ALL": "C"}, {"LC_CTYPE": "C.UTF-8"}], ids=["none", "C", "UTF-8 alone"])
async def test_the_checker_reads_its_own_page_in_any_locale(given: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = Settings(allow_private=True)
    async with Browser(settings) as browser:
        assert (await ask_canary(browser, settings)).states["site_code"] == "shown"
