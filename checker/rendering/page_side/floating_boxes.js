() => {
  // the boxes [left, top, right, bottom] in px of the viewport that stay where they are while the page scrolls, and of what stands in
  // them: a helper's picture may reach out of its own box. Only such as somebody may see
  const boxes = [];
  const add = (e) => {
    const { left, top, right, bottom } = e.getBoundingClientRect();
    if (right - left > 1 && bottom - top > 1 && bottom > 0 && top < innerHeight) boxes.push([left, top, right, bottom]);
  };
  for (const e of Document.prototype.querySelectorAll.call(document, "body *")) {
    if (boxes.length > 400) break;
    if (!/fixed|sticky/.test(getComputedStyle(e).position) || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    add(e);
    Array.from(e.querySelectorAll("*")).slice(0, 60).forEach(add);
  }
  return boxes;
}
