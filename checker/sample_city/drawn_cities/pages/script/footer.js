{% import "_marks.html" as m with context %}
{# tojson writes < as \u003c, so that no closing tag ends the script that writes it #}
{% set foot %}<style>.sfoot { clear: both; margin-top: 20px; border-top: 3px solid #888; padding: 20px 0; text-align: center; line-height: 30px; font-size: 14px; } .sfoot img { vertical-align: middle; }</style><div class="sfoot"><p>主办单位：{{ row.name | e }}　　地址：{{ printed.address }}　　电话：{{ printed.phone }}</p><p>{{ m.code() }}　　{{ m.icp() }}　　{{ m.police() }}</p><p>{{ m.conac() }}　{{ m.jiucuo() }}</p></div>{% endset %}
document.write({{ foot | string | tojson }});
