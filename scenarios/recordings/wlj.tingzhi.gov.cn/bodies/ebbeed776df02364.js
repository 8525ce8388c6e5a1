(function () {
  var own = document.getElementById("_jiucuo_");
  if (!own) { return; }
  var code = own.getAttribute("sitecode");
  var home = "https://zfwzgl.www.gov.cn/exposure";
  window.Link = function (siteCode) {
    window.open(home + "/jiucuo.html?site_code=" + siteCode + "&url=" + encodeURIComponent(location.href));
  };
  own.insertAdjacentHTML("afterend", '<span id="_span_jiucuo"><img onclick="Link(\'' + code + '\')" style="cursor:pointer" src="' +
    home + '/images/jiucuo.png?v=' + code + '"></span>');
})();