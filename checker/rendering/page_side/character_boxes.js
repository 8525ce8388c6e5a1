function (start, end) {
  // `this` is a text node: the boxes of its characters from start to end, in px of its frame's viewport. Whole characters are
  // counted, as our own side does, while a range counts UTF-16: a picture character before a number is one there and two here
  const range = this.ownerDocument.createRange();
  // blanks and characters that nobody sees are no part of what has to be seen; records/numbers.py leaves out the same
  const unseen = /[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0000}-\u{e0fff}]/u;
  const boxes = [];
  let number = 0;
  let place = 0;
  for (const character of this.data) {
    if (number >= end) break;
    if (number >= start && !unseen.test(character)) {
      range.setStart(this, place);
      range.setEnd(this, place + character.length);
      const box = range.getClientRects()[0];
      boxes.push([character, box ? [box.left, box.top, box.width, box.height] : null]);
    }
    number += 1;
    place += character.length;
  }
  return boxes;
}
