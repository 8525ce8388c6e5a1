// each tab's part is asked for when somebody clicks on it
(function () {
  var tabs = document.querySelectorAll("#tabs b"), panel = document.getElementById("panel");
  function open(tab) {
    for (var i = 0; i < tabs.length; i += 1) { tabs[i].className = tabs[i] === tab ? "on" : ""; }
    var ask = new XMLHttpRequest();
    ask.open("GET", "/parts/" + tab.getAttribute("data-part") + ".html");
    ask.onload = function () { panel.innerHTML = ask.responseText; };
    ask.send();
  }
  Array.prototype.forEach.call(tabs, function (tab) { tab.onclick = function () { open(tab); }; });
  open(tabs[0]);
})();