() => {
  // boxes that lie over the page and have something to close them with: modal notices, floating pictures
  const words = /^(?:[×✕✖╳⨉xX]|关\s*闭|关闭窗口|关闭广告|close|知道了|我知道了|我已知晓|不再提示|不再显示|跳过|暂不|取消|以后再说|稍后再说)[\s\]）)】。！!>]*$/i;
  const marks = /(?:^|[-_\s/])(?:close|closed|closebtn|btnclose|guanbi|gb|shut|dismiss|layui-layer-close\d?|cha)(?:[-_\s\d./]|$)|close|guanbi|关闭/i;
  const visible = (e) => {
    const box = e.getBoundingClientRect();
    const style = getComputedStyle(e);
    return box.width >= 4 && box.height >= 4 && style.visibility === "visible" && style.display !== "none" && +style.opacity > 0.05 &&
      box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  };
  const floats = (e) => {
    const style = getComputedStyle(e);
    return style.position === "fixed" || (style.position === "absolute" && (parseInt(style.zIndex, 10) || 0) >= 100);
  };
  const everything = [];
  const gather = (root) => {
    for (const e of root.querySelectorAll("*")) {
      everything.push(e);
      if (e.shadowRoot) gather(e.shadowRoot);
    }
  };
  gather(document);
  const overlays = everything.filter((e) => (e.tagName === "DIALOG" && e.open ? true : floats(e)) && visible(e));
  const outer = overlays.filter((e) => !overlays.some((o) => o !== e && o.contains(e)));
  const found = [];
  for (const overlay of outer) {
    const closers = [overlay, ...overlay.querySelectorAll("*")].filter((e) => {
      if (!visible(e)) return false;
      const box = e.getBoundingClientRect();
      if (box.width > 260 || box.height > 90) return false;
      const text = (e.textContent || "").trim();
      const named = [e.id, typeof e.className === "string" ? e.className : "", e.title, e.getAttribute("aria-label"), e.alt,
        e.getAttribute("onclick"), e.tagName === "IMG" ? (e.getAttribute("src") || "").split("/").pop() : ""].some((n) => n && marks.test(n));
      if (!(words.test(text) || (named && text.length <= 8))) return false;
      const link = e.closest("a[href]");
      const address = link ? link.getAttribute("href").trim() : "";
      return !link || address === "" || address.startsWith("#") || /^javascript:/i.test(address);
    });
    // the innermost one is what a person clicks
    const closer = closers.find((e) => !closers.some((o) => o !== e && e.contains(o)));
    if (!closer) continue;
    const area = overlay.getBoundingClientRect();
    const box = closer.getBoundingClientRect();
    found.push({
      x: box.left + box.width / 2, y: box.top + box.height / 2,
      text: (closer.textContent || closer.alt || closer.title || closer.id || closer.tagName).trim().slice(0, 20),
      overlay: (overlay.id ? "#" + overlay.id : overlay.tagName.toLowerCase()) + ` ${Math.round(area.width)}×${Math.round(area.height)}`,
      area: Math.round(area.width * area.height),
    });
  }
  return found.sort((a, b) => b.area - a.area).slice(0, 8);
}
