document.getElementById('foot').innerHTML = `<p>网站标识码：5199880010　<a href="https://beian.miit.gov.cn/">蜀ICP备38018810号-1</a>　川公网安备51998802001810号</p>`;
