function () {
  // `this` is an <img>: where its ink stands, in fractions of the picture, drawn once more alone on a canvas of ours, since a drawing
  // (SVG) has no pixels of its own. Null where it is no such picture or another host's, which the browser lets nobody read
  if (this.tagName !== "IMG" || !this.complete || !this.width || !this.height) return null;
  const clear = 32; // of 255: what is drawn more faintly is margin
  const width = Math.min(this.width, 400);
  const height = Math.min(this.height, 400);
  const pen = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", { willReadFrequently: true });
  let pixels;
  try {
    pen.drawImage(this, 0, 0, width, height);
    pixels = pen.getImageData(0, 0, width, height).data;
  } catch {
    return null;
  }
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, at = 3; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, at += 4) {
      if (pixels[at] <= clear) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  }
  return right > left ? [left / width, top / height, (right - left) / width, (bottom - top) / height] : null;
}
