(function () {
  var place = document.getElementById("_ideConac");
  if (!place) { return; }
  place.innerHTML = '<a href="https://bszs.conac.cn/sitename?method=show&id=A4C84EF7F13B0FA76390015DA1EF396D" target="_blank">' +
    '<img id="imgConac" vspace="0" hspace="0" border="0" src="https://dcs.conac.cn/image/red.png"></a>';
})();