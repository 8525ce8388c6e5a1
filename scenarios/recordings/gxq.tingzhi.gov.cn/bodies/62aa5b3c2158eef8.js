(function () {
  var place = document.getElementById("_ideConac");
  if (!place) { return; }
  place.innerHTML = '<a href="https://bszs.conac.cn/sitename?method=show&id=0F10450DD26933E09957D5D8A194D726" target="_blank">' +
    '<img id="imgConac" vspace="0" hspace="0" border="0" src="https://dcs.conac.cn/image/red.png"></a>';
})();