function (start, end, stretch) {
  // `this` is a text node: its characters from start to end, each with its box in px of its frame's viewport and the number of its
  // shape: the pixels that its ink should take, drawn alone on a canvas of ours in the same font. `stretch` is how much wider than
  // high it is drawn, null where it stands turned and has no shape. Whole characters are counted, as our own side does, while a
  // range counts UTF-16: a picture character before a number is one there and two here
  const range = this.ownerDocument.createRange();
  // blanks and characters that nobody sees are no part of what has to be seen; records/numbers.py leaves out the same
  const unseen = /[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0000}-\u{e0fff}]/u;
  const e = this.parentElement || this.getRootNode().host;
  const style = getComputedStyle(e);
  const transformed = { uppercase: (c) => c.toUpperCase(), lowercase: (c) => c.toLowerCase() }[style.textTransform] || ((c) => c);
  const pen = stretch === null || style.fontVariantCaps !== "normal" ? null : document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const size = parseFloat(style.fontSize) || 0;
  const font = (px) => `${style.fontStyle} ${style.fontWeight} ${px}px ${style.fontFamily}`;
  let line = 0;
  if (pen && size) {
    pen.font = font(size);
    const usual = pen.measureText("0");
    line = usual.fontBoundingBoxAscent + usual.fontBoundingBoxDescent;
  }
  const known = new Map();
  const shapes = [];
  const shapeOf = (character, box) => {
    const drawn = (size * box.height) / line;
    if (!line || !box.height || drawn < 4 || drawn > 72) return null;
    const name = `${character} ${drawn.toFixed(1)}`;
    if (!known.has(name)) known.set(name, draw(transformed(character), drawn));
    return known.get(name);
  };
  const draw = (text, px) => {
    pen.canvas.width = pen.canvas.height = 1;
    const place = () => {
      pen.font = font(px);
      pen.textBaseline = "alphabetic";
    };
    place();
    const ink = pen.measureText(text);
    const left = Math.floor(-ink.actualBoundingBoxLeft * stretch) - 1;
    const width = Math.ceil(ink.actualBoundingBoxRight * stretch) + 1 - left;
    const rise = Math.ceil(ink.actualBoundingBoxAscent) + 1;
    const height = rise + Math.ceil(ink.actualBoundingBoxDescent) + 1;
    if (!(width > 0 && height > 0 && width < 200 && height < 200)) return null;
    pen.canvas.width = width;
    pen.canvas.height = height;
    place();
    pen.setTransform(stretch, 0, 0, 1, -left, rise);
    pen.fillText(text, 0, 0);
    const pixels = pen.getImageData(0, 0, width, height).data;
    let most = 0;
    for (let i = 3; i < pixels.length; i += 4) most = Math.max(most, pixels[i]);
    if (most < 32) return null;
    let bits = "";
    for (let i = 3; i < pixels.length; i += 4) bits += pixels[i] * 2 > most ? "1" : "0";
    return shapes.push([left, ink.fontBoundingBoxAscent - rise, ink.width * stretch, width, bits]) - 1;
  };
  const boxes = [];
  let number = 0;
  let place = 0;
  for (const character of this.data) {
    if (number >= end) break;
    if (number >= start && !unseen.test(character)) {
      range.setStart(this, place);
      range.setEnd(this, place + character.length);
      const box = range.getClientRects()[0];
      boxes.push([character, box ? [box.left, box.top, box.width, box.height] : null, box && pen ? shapeOf(character, box) : null]);
    }
    number += 1;
    place += character.length;
  }
  return { boxes, shapes };
}
