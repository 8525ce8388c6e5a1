document.getElementById("foot").innerHTML = `<p>网站标识码：5199880046　<a href="https://beian.miit.gov.cn/">蜀ICP备38018846号</a></p>`;
