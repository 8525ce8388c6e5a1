// 全站统一页脚
document.write('<style>.rsfoot{background:#17497f;color:#fff;padding:24px 0 28px;margin-top:20px;font-size:13px;line-height:28px}.rsfoot table{margin:0 auto}.rsfoot td{vertical-align:middle;text-align:center}.rsfoot img#imgConac{height:56px}</style>');
document.write('<div class="rsfoot"><table width="1100" align="center" cellspacing="0" cellpadding="0"><tr>');
document.write('<td width="110"><span id="_ideConac"></span></td><td>');
document.write('版权所有：{{ row.name }}　　地址：{{ printed.address }}　　电话：{{ printed.phone }}<br>');
document.write('政府网站标识码：{{ printed.site_code }}　　备案序号：<a href="http://beian.miit.gov.cn/" target="_blank">{{ printed.icp }}</a><br>');
document.write('<a target="_blank" href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode={{ digits(printed.public_security) }}"><img src="/images/ga.png" width="18"> {{ printed.public_security }}</a>');
document.write('</td><td width="150"><script id="_jiucuo_" sitecode="{{ printed.site_code }}" src="https://zfwzgl.www.gov.cn/exposure/jiucuo.js"><\/script></td>');
document.write('</tr></table></div>');
document.write('<script src="https://dcs.conac.cn/js/25/000/0000/{{ printed.conac }}/CA250000000{{ printed.conac }}0001.js" type="text/javascript"><\/script>');
