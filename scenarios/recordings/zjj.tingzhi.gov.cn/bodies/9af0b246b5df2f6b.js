(function () {
  var place = document.getElementById("_ideConac");
  if (!place) { return; }
  place.innerHTML = '<a href="https://bszs.conac.cn/sitename?method=show&id=1CFCA5CDAE8105B64401C6950457DCC9" target="_blank">' +
    '<img id="imgConac" vspace="0" hspace="0" border="0" src="https://dcs.conac.cn/image/red.png"></a>';
})();