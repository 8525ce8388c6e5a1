() => {
  // how far everything stands in this document: what scrolls, and slides that are moved instead; turned carousels change nothing here
  const root = document.scrollingElement || document.documentElement;
  if (!root) return [];
  const body = document.body || root;
  const found = [root.scrollTop, root.scrollHeight, body.getElementsByTagName("*").length];
  const blocks = [...body.children, ...[...body.children].flatMap((e) => [...e.children]).slice(0, 200)];
  for (const e of blocks.slice(0, 300)) {
    const height = e.clientHeight;
    if (height < 200) continue;
    found.push(e.scrollTop, e.scrollHeight, Math.round(e.getBoundingClientRect().top));
  }
  for (const e of body.querySelectorAll("*")) {
    if (e.scrollTop > 0 && found.length < 1500) found.push(e.scrollTop, e.scrollHeight);
  }
  return found;
}
