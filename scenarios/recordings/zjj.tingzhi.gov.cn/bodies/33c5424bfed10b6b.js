// each menu is asked for when the mouse first comes over its name
Array.prototype.forEach.call(document.querySelectorAll("[data-menu]"), function (name) {
  var list = null;
  name.onmouseenter = function () {
    if (list) { list.style.display = "block"; return; }
    list = document.createElement("ul");
    var ask = new XMLHttpRequest();
    ask.open("GET", "/data/menu_" + name.getAttribute("data-menu") + ".json");
    ask.onload = function () {
      JSON.parse(ask.responseText).forEach(function (entry) {
        var line = document.createElement("li"), link = document.createElement("a");
        link.href = entry.url; link.textContent = entry.name;
        line.appendChild(link); list.appendChild(line);
      });
      name.appendChild(list);
    };
    ask.send();
  };
  name.onmouseleave = function () { if (list) { list.style.display = "none"; } };
});