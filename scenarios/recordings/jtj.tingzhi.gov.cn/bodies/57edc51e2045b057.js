(function () {
  var place = document.getElementById("_ideConac");
  if (!place) { return; }
  place.innerHTML = '<a href="https://bszs.conac.cn/sitename?method=show&id=9FAFCCD3CFA3CC163864F105006979F5" target="_blank">' +
    '<img id="imgConac" vspace="0" hspace="0" border="0" src="https://dcs.conac.cn/image/red.png"></a>';
})();