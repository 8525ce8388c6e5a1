document.write("<div align=center>绵山市地方志办公室 主办<br>网站标识码：5199010143<br>蜀ICP备38001223号</div>");
