(whole) => {
  // boxes that lie over the page and have something to close them with: modal notices, floating pictures. With `whole` all of
  // this document lies over the page. What is found is remembered for closer.js
  const words = /^(?:[×✕✖╳⨉xX]|关\s*闭|关闭窗口|关闭广告|关闭公告|点击关闭|close|知道了|我知道了|我已知晓|不再提示|不再显示|跳过|暂不|取消|以后再说|稍后再说)[\s\]）)】。！!>×]*$/i;
  const marks = /(?:^|[-_\s/.])(?:close|shut|dismiss|cha)\d*(?:[-_\s./(]|$)|closebtn|btnclose|guanbi|关闭/;
  const says = (name) => marks.test(name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase());
  const named = /close|guanbi|hide|remove/i;
  const rect = (e) => Element.prototype.getBoundingClientRect.call(e);
  const attribute = (e, name) => Element.prototype.getAttribute.call(e, name) || "";
  const visible = (e) => {
    const box = rect(e);
    return box.width >= 4 && box.height >= 4 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight &&
      getComputedStyle(e).visibility === "visible" && Element.prototype.checkVisibility.call(e, { opacityProperty: true });
  };
  const floats = (e) => {
    if (e.tagName === "DIALOG") return e.open;
    const style = getComputedStyle(e);
    return style.position === "fixed" || (style.position === "absolute" && (parseInt(style.zIndex, 10) || 0) >= 100);
  };
  const own = (root, selector) => (root === document ? Document : root.nodeType === 11 ? DocumentFragment : Element).prototype.querySelectorAll.call(root, selector);
  const everything = [];
  const shadowed = [];
  const gather = (root) => {
    for (const e of own(root, "*")) {
      everything.push(e);
      if (root !== document) shadowed.push(e);
      if (e.shadowRoot) gather(e.shadowRoot);
    }
  };
  gather(document);
  const root = Object.getOwnPropertyDescriptor(Document.prototype, "documentElement").get.call(document);
  // what holds most of the document is the page and lies over nothing
  const isPage = (e) => e.tagName !== "DIALOG" && everything.length > 40 && own(e, "*").length > 0.6 * everything.length;
  const overlays = whole ? [root] : everything.filter((e) => floats(e) && visible(e) && !isPage(e));
  const outer = overlays.filter((e) => !overlays.some((o) => o !== e && o.contains(e)));
  globalThis.checkerClosers = [];
  const found = [];
  let countsDown = false;
  for (const overlay of outer) {
    const area = rect(overlay);
    const closers = [overlay, ...own(overlay, "*"), ...shadowed.filter((e) => isBehind(e, overlay))].filter((e) => {
      const box = rect(e);
      if (box.width > 260 || box.height > 90 || !visible(e)) return false;
      const text = (e.textContent || "").trim();
      const called = [attribute(e, "id"), attribute(e, "class"), attribute(e, "title"), attribute(e, "aria-label"), attribute(e, "alt"),
        e.tagName === "IMG" ? attribute(e, "src").split("/").pop().split("?")[0] : ""].some((n) => n && says(n)) ||
        (attribute(e, "onclick") && named.test(attribute(e, "onclick")) && text.length <= 4);
      if (!(words.test(text || attribute(e, "value")) || (called && text.length <= 8))) return false;
      const link = Element.prototype.closest.call(e, "a[href]");
      const address = link ? attribute(link, "href").trim() : "";
      return !link || address === "" || address.startsWith("#") || /^javascript:/i.test(address);
    });
    // the innermost one is what a person clicks
    const closer = closers.find((e) => !closers.some((o) => o !== e && e.contains(o)));
    if (!closer) {
      const share = (area.width * area.height) / (innerWidth * innerHeight);
      const text = share > 0.05 ? (overlay.textContent || "").slice(0, 4000) : "";
      countsDown ||= /\d+\s*(?:秒|[sS](?![a-zA-Z]))/.test(text);
      continue;
    }
    const box = rect(closer);
    const hit = Document.prototype.elementFromPoint.call(document, box.left + box.width / 2, box.top + box.height / 2);
    found.push({
      number: checkerClosers.push(closer) - 1,
      onTop: !!hit && (closer.contains(hit) || isBehind(closer, hit) || hit === closer.getRootNode().host),
      x: box.left + box.width / 2, y: box.top + box.height / 2,
      text: ((closer.textContent || "").trim() || attribute(closer, "alt") || attribute(closer, "title") || attribute(closer, "id") || closer.tagName).slice(0, 20),
      overlay: (attribute(overlay, "id") ? "#" + attribute(overlay, "id") : overlay.tagName.toLowerCase()) + ` ${Math.round(area.width)}×${Math.round(area.height)}`,
      area: Math.round(area.width * area.height),
    });
  }
  return { closers: found.slice(0, 20), countsDown };

  function isBehind(e, overlay) {
    for (let host = e.getRootNode().host; host; host = host.getRootNode().host) if (overlay.contains(host)) return true;
    return false;
  }
}
