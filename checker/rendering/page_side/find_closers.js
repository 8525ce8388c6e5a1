(whole, share) => {
  // boxes that lie over the page and have something to close them with: modal notices, splashes, floating pictures. With `whole`
  // all of this document lies over the page, and over `share` of its screen. What is found is remembered for closer.js.
  // `rank`: 0 says that it closes, 1 what people press to go on, 2 an icon in a box's corner, 3 any other small control; all but
  // the first only on what covers most of the screen
  const CLOSES = /^(?:[×✕✖✗✘╳⨉⨯❌ㄨxX]|关闭(?:窗口|广告|公告|弹窗|页面|提示|通知)?|点[击此]这?里?关闭|我要关闭|close|close window|知道了?|我知道了?|已知晓|我已知晓|好的我?知道了|不再(?:提示|显示|提醒)|今[日天]不再(?:提示|显示|提醒|弹出)|跳过(?:广告|动画|片头)?|点[击此]跳过|skip|skip intro|dismiss|no thanks|got it|暂不|取消|以后再说|稍后再说|下次再说|不用了)$/i;
  const GOES_ON = /^(?:确[定认]|我?同意(?:并继续|并进入|并关闭)?|接受|好的?|ok|enter|hide|continue|我?已?阅读(?:并(?:同意|知[晓悉]))?|我已阅读(?:并(?:同意|知[晓悉]))?|已阅|阅读完毕|返回(?:首页|主页)?|(?:点[击此])?(?:立即|直接)?进入(?:首页|主页|网站|官网|主站|本站|门户网站|正文)?|继续(?:访问|浏览|进入)?|(?:浏览|访问)(?:首页|网站|本站)|收起|隐藏|稍后|展开首页)$/i;
  const NEVER = /登[录陆]|注册|注销|退出|支付|付款|缴费|充值|下载|安装|提交|报名|投票|分享|播放|搜索|查询|更多|详情|打印|复制|收藏|电话|删除|cookie/i;
  const marks = /(?:^|[-_\s/.])(?:close|shut|dismiss|cha)\d*(?:[-_\s./(]|$)|closebtn|btnclose|guanbi|关闭/;
  const says = (name) => marks.test(name.replace(/([a-z])([A-Z])/g, "$1-$2").toLowerCase());
  const named = /close|guanbi|hide|remove/i;
  const rect = (e) => Element.prototype.getBoundingClientRect.call(e);
  const attribute = (e, name) => Element.prototype.getAttribute.call(e, name) || "";
  const closest = (e, selector) => Element.prototype.closest.call(e, selector);
  const parent = (e) => Object.getOwnPropertyDescriptor(Node.prototype, "parentElement").get.call(e);
  const rootOf = (e) => Node.prototype.getRootNode.call(e);
  const words = (e) => (e.textContent || "").trim() || attribute(e, "value");
  // without counts of seconds, brackets and arrows, which come and go beside the same word
  const plain = (text) => text.normalize("NFKC").replace(/\(\d+\)|\[\d+\]|(?:还剩|剩余|倒计时)?\d+(?:秒钟?|s(?![a-z]))?(?:之?后)?(?:自动)?/gi, "")
    .replace(/[\s[\]()【】「」{}<>《》»›→!。.,、:|_-]+/g, (gap) => (/^\s+$/.test(gap) ? " " : "")).replace(/([^a-z]) | (?=[^a-z])/gi, "$1").trim();
  const counts = /\d+\s*(?:秒|[sS](?![a-zA-Z]))|(?:关闭|跳过|阅读|进入|确定|知道了|同意)\s*[([（【]\s*\d+/;
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
  const body = Object.getOwnPropertyDescriptor(Document.prototype, "body").get.call(document);
  // what holds most of the document is the page and lies over nothing
  const isPage = (e) => e.tagName !== "DIALOG" && everything.length > 40 && own(e, "*").length > 0.6 * everything.length;
  const overlays = whole ? [root] : everything.filter((e) => floats(e) && visible(e) && !isPage(e));
  const outer = overlays.filter((e) => !overlays.some((o) => o !== e && o.contains(e)));
  const within = (overlay) => [overlay, ...own(overlay, "*"), ...shadowed.filter((e) => isBehind(e, overlay))];
  const holds = (overlay, e) => overlay.contains(e) || isBehind(e, overlay);
  const letters = (e) => (e && e.innerText ? e.innerText.replace(/\s/g, "").length : 0);
  const shares = whole ? new Map([[root, share]]) : coverage();
  // a cover covers something: what stands there alone is the page
  const covers = outer.filter((o) => shares.get(o) >= 0.5 && (whole || letters(body) - letters(o) >= 8 || o.tagName === "IFRAME"));
  const onCover = (o) => covers.includes(o) || (covers.length > 0 && shares.get(o) > 0);
  globalThis.checkerClosers = [];
  const remember = (closer, overlay) => {
    const box = rect(overlay);
    return checkerClosers.push({ closer, overlay, area: box.width * box.height }) - 1;
  };
  const nameOf = (e) => (attribute(e, "id") ? "#" + attribute(e, "id") : e.tagName.toLowerCase()) + ` ${Math.round(rect(e).width)}×${Math.round(rect(e).height)}`;
  const found = [];
  let countsDown = false;
  let untried = false;
  for (const overlay of outer) {
    const area = rect(overlay);
    const text = (overlay.innerText || overlay.textContent || "").slice(0, 4000);
    const large = (area.width * area.height) / (innerWidth * innerHeight) > 0.05;
    if (large) countsDown ||= counts.test(text);
    const inside = within(overlay).filter(visible);
    const asks = inside.some((e) => /^(?:INPUT|TEXTAREA|SELECT)$/.test(e.tagName) && !/^(?:button|submit|reset|image|checkbox|radio|hidden)$/i.test(attribute(e, "type")));
    const goesOn = onCover(overlay) && !asks && !/cookie|支付|付款|缴费|充值/i.test(text);
    const isWhole = covers.includes(overlay) && !whole && letters(overlay) > 0.6 * letters(body);
    const others = onCover(overlay) ? inside.filter(isControl).filter((e) => !leadsAway(e)) : [];
    const ranked = [];
    for (const e of inside) {
      const box = rect(e);
      // a line of its own may be as wide as its cover
      const isWide = box.width > 260 && !(onCover(overlay) && e !== overlay && (isControl(e) || !e.firstElementChild));
      if (isWide || box.height > 90 || leadsAway(e)) continue;
      const rank = rankOf(e, overlay, goesOn, goesOn && !isWhole && others.length <= 6 ? others : []);
      if (rank !== null && !isDisabled(e)) ranked.push({ e, rank });
    }
    untried ||= asks && onCover(overlay) ? true : others.some((o) => !ranked.some(({ e }) => e === o || e.contains(o) || o.contains(e)));
    // the innermost one is what a person clicks
    for (const { e: closer, rank } of ranked.filter(({ e, rank: r }) => !ranked.some((o) => o.e !== e && o.rank <= r && e.contains(o.e)))) {
      const box = rect(closer);
      const hit = Document.prototype.elementFromPoint.call(document, box.left + box.width / 2, box.top + box.height / 2);
      const said = words(closer) || attribute(closer, "alt") || attribute(closer, "title") || attribute(closer, "id") || closer.tagName;
      found.push({
        number: remember(closer, overlay),
        onTop: !!hit && (closer.contains(hit) || isBehind(closer, hit) || hit === rootOf(closer).host),
        x: box.left + box.width / 2, y: box.top + box.height / 2, rank,
        text: said.slice(0, 20),
        // the same control with a count and without one is two: what was refused while it counted is tried again
        name: `${attribute(overlay, "id") || overlay.tagName} ${plain(said).slice(0, 20)}${/\d/.test(said) ? " #" : ""} ${rank > 1 ? [Math.round(box.left / 8), Math.round(box.top / 8)] : ""}`,
        overlay: nameOf(overlay), area: Math.round(area.width * area.height),
      });
    }
  }
  const stays = (o) => whole || o.tagName === "DIALOG" || getComputedStyle(o).position === "fixed" || rect(o).bottom > root.scrollHeight - 100;
  const over = covers.filter((o) => paints(o) && stays(o)).map((o) => ({
    number: remember(o, o), overlay: nameOf(o), name: `cover ${nameOf(o)}`, text: "", free: freePlaces(o),
    isTotal: !whole && shares.get(o) > 0.99 && hidesAll(o),
  }));
  return { closers: found.slice(0, 20), countsDown, covers: over, untried };

  function rankOf(e, overlay, goesOn, others) {
    const text = words(e);
    const control = closest(e, "button, input") || e;
    const form = closest(e, "form");
    const submits = !!form && /^(?:BUTTON|INPUT)$/.test(control.tagName) && /^(?:submit|image)$/.test(control.type) &&
      (control.getAttribute("formmethod") || form.getAttribute("method") || "").toLowerCase() !== "dialog";
    if (submits && (overlay.contains(form) && overlay !== form || attribute(control, "type"))) return null;
    if (e.hasAttribute("download")) return null;
    const says_ = plain(text);
    const called = [attribute(e, "id"), attribute(e, "class"), attribute(e, "title"), attribute(e, "aria-label"), attribute(e, "alt"),
      e.tagName === "IMG" ? attribute(e, "src").split("/").pop().split("?")[0] : ""].some((n) => n && says(n)) ||
      (attribute(e, "onclick") && named.test(attribute(e, "onclick")) && text.length <= 4);
    if (CLOSES.test(says_) || (called && text.length <= 8)) return 0;
    if (!goesOn || submits) return null;
    if (GOES_ON.test(says_)) return 1;
    if (!others.includes(e) || NEVER.test(text)) return null;
    return says_.length <= 1 && isInCorner(e, overlay) ? 2 : text.length <= 20 ? 3 : null;
  }
  function isControl(e) {
    if (/^(?:BUTTON|SUMMARY)$/.test(e.tagName) || (e.tagName === "INPUT" && /^(?:button|submit|image|reset)$/i.test(e.type))) return true;
    const box = rect(e);
    if (box.height > 160 || (box.width > 400 && words(e).length > 20)) return false;
    if (e.tagName === "A" || e.hasAttribute("onclick") || attribute(e, "role") === "button") return true;
    return getComputedStyle(e).cursor === "pointer" && (!parent(e) || getComputedStyle(parent(e)).cursor !== "pointer");
  }
  function isDisabled(e) {
    const control = closest(e, "button, input, a, [aria-disabled]") || e;
    return control.disabled === true || attribute(control, "aria-disabled") === "true";
  }
  function leadsAway(e) {
    const link = closest(e, "a[href], area[href]");
    const address = link ? attribute(link, "href").trim() : "";
    return !!link && address !== "" && !address.startsWith("#") && !/^javascript:/i.test(address);
  }
  function isInCorner(e, overlay) {
    const box = rect(e);
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    if (Math.max(box.width, box.height) > 72) return false;
    for (let around = parent(e); around && overlay.contains(around); around = parent(around)) {
      const edge = rect(around);
      const near = Math.abs(y - edge.top) < 60 && (Math.abs(x - edge.right) < 60 || Math.abs(x - edge.left) < 60);
      if (edge.width >= 200 && edge.height >= 100 && near) return true;
    }
    return false;
  }
  function coverage() {
    // of each outer box, the share of 20 places of the screen where it lies under nothing but such boxes
    const shares = new Map(outer.map((o) => [o, 0]));
    for (let place = 0; place < 20; place++) {
      const x = innerWidth * ((place % 5) * 0.2 + 0.1), y = innerHeight * (Math.floor(place / 5) * 0.25 + 0.125);
      for (const e of Document.prototype.elementsFromPoint.call(document, x, y)) {
        const owner = outer.find((o) => holds(o, e) || (e.shadowRoot && isBehind(o, e)));
        if (!owner) break;
        if (owner.checkerPlace !== place) shares.set(owner, shares.get(owner) + 0.05);
        owner.checkerPlace = place;
      }
    }
    return shares;
  }
  function paints(overlay) {
    // whether it darkens or hides what it lies over
    if (/^(?:IFRAME|IMG|CANVAS|VIDEO)$/.test(overlay.tagName) || whole) return true;
    return [overlay, ...own(overlay, "*")].slice(0, 400).some((e) => {
      const box = rect(e);
      if (box.width * box.height < 0.5 * innerWidth * innerHeight) return false;
      const style = getComputedStyle(e);
      const alpha = /rgba\(.*,\s*([\d.]+)\)/.exec(style.backgroundColor);
      return /^(?:IFRAME|IMG|CANVAS|VIDEO)$/.test(e.tagName) || style.backgroundImage !== "none" || !alpha || parseFloat(alpha[1]) >= 0.3;
    }) || (overlay.tagName === "DIALOG" && shares.get(overlay) >= 0.5);
  }
  function hidesAll(overlay) {
    // whether an opaque ground of one of its boxes fills the screen, and nothing around that thins it
    return [overlay, ...own(overlay, "*")].slice(0, 400).some((e) => {
      const box = rect(e);
      if (box.left > 0 || box.top > 0 || box.right < innerWidth || box.bottom < innerHeight) return false;
      const style = getComputedStyle(e);
      if (!/^rgb\(/.test(style.backgroundColor) || style.visibility !== "visible" || /text/.test(style.backgroundClip)) return false;
      for (let around = e; around; around = parent(around) || rootOf(around).host) {
        const { opacity, filter, maskImage, clipPath, mixBlendMode } = getComputedStyle(around);
        if (opacity !== "1" || filter !== "none" || maskImage !== "none" || clipPath !== "none" || mixBlendMode !== "normal") return false;
      }
      return true;
    });
  }
  function freePlaces(overlay) {
    // where a click meets the cover and nothing on it
    const tries = [[0.5, 0.03], [0.5, 0.5], [0.03, 0.97], [0.97, 0.5], [0.5, 0.8]].map(([x, y]) => [x * innerWidth, y * innerHeight]);
    return tries.filter(([x, y]) => {
      const hit = Document.prototype.elementFromPoint.call(document, x, y);
      return hit && holds(overlay, hit) && !isControl(hit) && !leadsAway(hit) && !/^(?:INPUT|TEXTAREA|SELECT|IFRAME)$/.test(hit.tagName);
    }).slice(0, 3);
  }
  function isBehind(e, overlay) {
    for (let host = rootOf(e).host; host; host = rootOf(host).host) if (overlay.contains(host)) return true;
    return false;
  }
}
