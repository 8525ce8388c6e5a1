// the footer's words come from the interface, its pictures when they come into view
(function () {
  function showPicture(picture) {
    var address = picture.getAttribute("data-src");
    if (address) { picture.removeAttribute("data-src"); picture.src = address; }
  }
  var watcher = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) { if (entry.isIntersecting) { watcher.unobserve(entry.target); showPicture(entry.target); } });
  });
  function watchPictures(root) { Array.prototype.forEach.call(root.querySelectorAll("img[data-src]"), function (picture) { watcher.observe(picture); }); }
  function build(facts) {
    var foot = document.getElementById("site-foot");
    foot.innerHTML = '<div class="in"><a href="' + facts.registry + '" target="_blank"><img id="imgConac" data-src="/images/red.png" width="50" height="60" alt="党政机关"></a>' +
      "<p>" + facts.lines.join("<br>") + "</p>" +
      '<a href="' + facts.report + '" target="_blank"><img data-src="/images/jiucuo.png" width="112" height="48" alt="我为政府网站找错"></a></div>';
    watchPictures(foot);
  }
  window.addEventListener("load", function () {
    watchPictures(document);
    setTimeout(function () {
      fetch("/data/footer.json").then(function (answer) { return answer.json(); }).then(build);
    }, 1500);
  });
})();
