// ten letters more whenever the box is near its end
(function () {
  var box = document.getElementById("list"), body = box.querySelector("tbody"), next = 0, busy = false;
  function load() {
    if (busy || next < 0) { return; }
    busy = true;
    var ask = new XMLHttpRequest();
    ask.open("GET", "/data/letters_" + next + ".json");
    ask.onload = function () {
      var rows = ask.status === 200 ? JSON.parse(ask.responseText) : [];
      rows.forEach(function (row) {
        var line = body.insertRow();
        row.forEach(function (words, i) {
          var cell = line.insertCell();
          cell.textContent = words;
          if (i === 1) { cell.className = "subject"; }
        });
      });
      next = rows.length ? next + 1 : -1;
      setTimeout(function () { busy = false; }, 400);
    };
    ask.send();
  }
  box.onscroll = function () { if (box.scrollTop + box.clientHeight > box.scrollHeight - 60) { load(); } };
  load();
})();