"""A city whose pages live: a clock that ticks, a counter of visitors that differs at every call, a carousel on each home page.

Nothing else changes from one night to the next, so that it tells what such a night adds to an archive.
"""

import itertools
import re
from collections.abc import Mapping
from datetime import date

from checker.sample_city import SampleCity
from checker.sample_city.site import SampleSite
from checker.sample_city.wire import Answer, Request

SLIDES = 4
_BODY = re.compile(rb"<body[^>]*>", re.IGNORECASE)
_CLOCK = """
<div style="height:26px;line-height:26px;padding:0 12px;background:#f4f4f4;color:#555;font-size:13px;overflow:hidden">
<span id="living-clock"></span><span style="float:right">{visitors}</span></div>
<script>(function () {{
  var place = document.getElementById("living-clock");
  function two(number) {{ return (number < 10 ? "0" : "") + number; }}
  function tick() {{
    var now = new Date();
    place.textContent = now.getFullYear() + "/" + two(now.getMonth() + 1) + "/" + two(now.getDate()) + " "
      + two(now.getHours()) + ":" + two(now.getMinutes()) + ":" + two(now.getSeconds());
  }}
  tick(); setInterval(tick, 1000);
}})();</script>
"""
_CAROUSEL = """
<div id="living-slides" style="width:1000px;height:260px;margin:0 auto;overflow:hidden">{pictures}</div>
<script>(function () {{
  var pictures = document.getElementById("living-slides").children, now = Math.floor(Math.random() * pictures.length);
  function turn() {{
    now = (now + 1) % pictures.length;
    for (var i = 0; i < pictures.length; i++) pictures[i].style.display = i === now ? "block" : "none";
  }}
  turn(); setInterval(turn, 4000);
}})();</script>
"""


class LivingCity(SampleCity):
    """`calls` is how many pages were asked for before: the counters go on from there."""

    def __init__(self, sites: Mapping[str, SampleSite], today: date, calls: int = 0) -> None:
        super().__init__(sites=sites, today=today)
        self._order = {host: order for order, host in enumerate(sorted(sites), start=1)}
        self._calls = itertools.count(calls)

    async def _answer(self, request: Request) -> Answer:
        answer = await super()._answer(request)
        if request.host not in self.sites or answer.status != 200 or not answer.content_type.startswith("text/html"):
            return answer
        is_home = request.path == "/"
        return Answer(self._enliven(request.host, answer.body, is_home=is_home), answer.content_type, answer.status, answer.headers)

    def _enliven(self, host: str, body: bytes, *, is_home: bool) -> bytes:
        text = _CLOCK.format(visitors=f"您是第{1_000_000 + 7919 * self._order[host] + next(self._calls)}位访客")
        if is_home:
            named = [f"/images/photo-{1000 + SLIDES * self._order[host] + number}-1000x260.jpg" for number in range(SLIDES)]
            text += _CAROUSEL.format(pictures="".join(f'<img src="{name}" width="1000" height="260" alt="">' for name in named))
        added = text.encode(self._charset(host))
        return _BODY.sub(lambda found: found.group() + added, body, count=1)
