const h=(t,a,...c)=>{const e=document.createElement(t);for(const k in a||{})e.setAttribute(k,a[k]);c.flat().forEach(x=>e.append(x));return e};
const render=d=>document.querySelector("#app").replaceChildren(h("header",{style:"background:#1677ff;color:#fff;padding:20px"},d.name),h("main",{style:"height:900px"},d.items.map(i=>h("p",{},i))),h("footer",{style:"background:#f0f2f5;color:#555;text-align:center;padding:24px"},h("div",{},"网站标识码：",d.code),h("div",{},h("a",{href:"https://beian.miit.gov.cn/"},d.icp)," ",d.police),h("a",{href:"https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code="+d.code},h("img",{src:"/images/jiucuo.png"}))));
if(!location.hash)location.hash="#/home";
const d=await (await fetch("/api/config")).json();
setTimeout(()=>render(d),200);
