() => {
  // what a person can scroll in this document: the page itself first, then each box that was not known before
  const own = (name) => Object.getOwnPropertyDescriptor(Document.prototype, name).get.call(document);
  const root = own("scrollingElement") || own("documentElement");
  const body = own("body");
  const known = (globalThis.checkerScrollers ||= []);
  const style = (e) => getComputedStyle(e);
  const scrolls = (e) => /auto|scroll|overlay/.test(style(e).overflowY) && e.scrollHeight > e.clientHeight + 16;
  const clips = (e) => !!e && /hidden|clip/.test(style(e).overflowY);
  // a root that is clipped cannot be scrolled by a person; the body's word counts for the page only where the root says nothing
  const clipped = !root || clips(own("documentElement")) || (clips(body) && style(own("documentElement")).overflowY === "visible");
  if (!known.length) known.push({ box: clipped ? null : root, top: 0, place: 0, isPage: true });
  for (const e of Document.prototype.querySelectorAll.call(document, "*")) {
    if (known.length > 12) break;
    if (e === root || (e === body && style(own("documentElement")).overflowY === "visible") || e.clientHeight <= 80 || e.clientWidth <= 80 || !scrolls(e)) continue;
    if (!known.some((k) => k.box === e)) known.push({ box: e, top: e.scrollTop, place: e.scrollTop, isPage: false });
  }
  return { count: known.length };
}
