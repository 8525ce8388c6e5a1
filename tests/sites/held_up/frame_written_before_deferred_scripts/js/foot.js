document.getElementById("mark").innerHTML = `<a href="https://beian.miit.gov.cn/">蜀ICP备38018847号</a>`;
