// carousels, tabs and a clock, as the content systems of such sites bring them
function eachOf(selector, act, root) { Array.prototype.forEach.call((root || document).querySelectorAll(selector), act); }

function startSlides(box) {
  var slides = box.querySelectorAll("a"), dots = box.querySelectorAll("ol i"), now = 0;
  function show(next) {
    now = next % slides.length;
    eachOf("a", function (slide, i) { slide.className = i === now ? "on" : ""; }, box);
    eachOf("ol i", function (dot, i) { dot.className = i === now ? "on" : ""; }, box);
  }
  Array.prototype.forEach.call(dots, function (dot, i) { dot.onmouseover = function () { show(i); }; });
  show(0);
  setInterval(function () { show(now + 1); }, 3500);
}

function startTabs(box) {
  var heads = box.querySelectorAll("[data-tab]"), bodies = box.querySelectorAll("[data-body]");
  function show(name) {
    Array.prototype.forEach.call(heads, function (head) { head.classList.toggle("on", head.getAttribute("data-tab") === name); });
    Array.prototype.forEach.call(bodies, function (body) { body.style.display = body.getAttribute("data-body") === name ? "" : "none"; });
  }
  Array.prototype.forEach.call(heads, function (head) { head.onmouseover = function () { show(head.getAttribute("data-tab")); }; });
  if (heads.length) { show(heads[0].getAttribute("data-tab")); }
}

document.addEventListener("DOMContentLoaded", function () {
  eachOf(".slides", startSlides);
  eachOf(".tabs", startTabs);
  eachOf(".clock", function (clock) {
    function tick() {
      var now = new Date(), days = "日一二三四五六";
      clock.textContent = now.getFullYear() + "年" + (now.getMonth() + 1) + "月" + now.getDate() + "日 星期" + days.charAt(now.getDay());
    }
    tick();
    setInterval(tick, 60000);
  });
});