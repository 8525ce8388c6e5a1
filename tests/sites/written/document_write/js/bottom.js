document.write('<div style="background:#004b8d;color:#dbe9f6;text-align:center;padding:20px;line-height:28px">');
document.write('主办：绵山市教育和体育局　网站标识码：5199020011<br>');
document.write('<a style="color:#fff" href="https://beian.miit.gov.cn/">蜀ICP备38002201号</a>　');
document.write('<a style="color:#fff" href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=51990202000201">川公网安备51990202000201号</a><br>');
document.write('<a href="https://bszs.conac.cn/sitename?method=show&id=1F2E3D4C5B6A79880716253443526170"><img src="/images/red.png" height="50"></a>');
document.write('<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=5199020011&url=x"><img src="/images/jiucuo.png"></a></div>');
