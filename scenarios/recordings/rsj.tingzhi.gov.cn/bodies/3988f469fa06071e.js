(function () {
  var place = document.getElementById("_ideConac");
  if (!place) { return; }
  place.innerHTML = '<a href="https://bszs.conac.cn/sitename?method=show&id=801B9920971C60B6AF22E36B2921D885" target="_blank">' +
    '<img id="imgConac" vspace="0" hspace="0" border="0" src="https://dcs.conac.cn/image/red.png"></a>';
})();