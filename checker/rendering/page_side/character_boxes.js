function (start, end) {
  // `this` is a text node: the boxes of its characters from start to end (UTF-16), in px of its frame's viewport
  const range = this.ownerDocument.createRange();
  const boxes = [];
  const most = Math.min(end, this.data.length);
  for (let i = start; i < most; i += 1) {
    // blanks and characters that nobody sees are no part of what has to be seen
    if (/[\s\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]/.test(this.data[i])) continue;
    range.setStart(this, i);
    range.setEnd(this, i + 1);
    const box = range.getClientRects()[0];
    boxes.push([this.data[i], box ? [box.left, box.top, box.width, box.height] : null]);
  }
  return boxes;
}
