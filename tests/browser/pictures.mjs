// Screenshots as numbers, decoded by the browser itself.

// The brightness of each pixel of a small copy: antialiasing does not count.
function greys(page, picture, width = 90, height = 160) {
  return page.evaluate(async ([base64, w, h]) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(w || bitmap.width, h || bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const grey = [];
    for (let i = 0; i < data.length; i += 4) grey.push((data[i] + data[i + 1] + data[i + 2]) / 3);
    return grey;
  }, [picture.toString('base64'), width, height]);
}

// Of the brightness: a blank screen has 0.
export async function variance(page, png) {
  const grey = await greys(page, png);
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  return grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length;
}

// How far apart two pictures are, of 255.
export async function apart(page, a, b) {
  const [first, second] = [await greys(page, a), await greys(page, b)];
  return first.reduce((sum, value, i) => sum + Math.abs(value - second[i]), 0) / first.length;
}

export async function looksAlike(page, a, b) {
  const [first, second] = [await greys(page, a), await greys(page, b)];
  const different = first.filter((value, i) => Math.abs(value - second[i]) > 24).length;
  return different < first.length / 200;
}

const kColumns = 6;
const kDifferent = 40;       // of 255: more than the edge of a letter that moved by a pixel
const kMostDifferent = 0.06;  // of a screen: a line of text that reads otherwise, not a lost card

// All screens of a look on one sheet, small; `size` is that of one screen on it.
export async function contactSheet(page, shots, size) {
  const base64 = await page.evaluate(async ([pictures, [w, h], columns]) => {
    const rows = Math.ceil(pictures.length / columns);
    const canvas = new OffscreenCanvas(columns * w, rows * h);
    const context = canvas.getContext('2d');
    for (let i = 0; i < pictures.length; ++i) {
      const bytes = Uint8Array.from(atob(pictures[i]), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]),
        { resizeWidth: w, resizeHeight: h, resizeQuality: 'high' });
      context.drawImage(bitmap, (i % columns) * w, Math.floor(i / columns) * h);
    }
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.6 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));
  }, [shots.map((png) => png.toString('base64')), size, kColumns]);
  return Buffer.from(base64, 'base64');
}

// The places on the sheet whose screens differ by more than a line of text. Compared where the
// pictures are decoded: a sheet has millions of dots.
export function differences(page, sheet, approved, count, size) {
  return page.evaluate(async ([pictures, most, [w, h], columns, [different, mostDifferent]]) => {
    const [now, then] = await Promise.all(pictures.map(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
    }));
    if (now.length !== then.length) return ['another number of screens'];
    const apart = (at) => Math.abs(now[at] + now[at + 1] + now[at + 2] -
      then[at] - then[at + 1] - then[at + 2]) / 3;
    const places = [];
    for (let place = 0; place < most; ++place) {
      const first = Math.floor(place / columns) * h * columns * w + (place % columns) * w;
      let dots = 0;
      for (let y = 0; y < h; ++y)
        for (let x = 0; x < w; ++x)
          if (apart(4 * (first + y * columns * w + x)) > different) ++dots;
      if (dots > mostDifferent * w * h) places.push(place);
    }
    return places;
  }, [[sheet, approved].map((picture) => picture.toString('base64')), count, size, kColumns,
    [kDifferent, kMostDifferent]]);
}

// Of a screenshot in CSS pixels: where in each of the strips [left, top, right, bottom], which may
// end too early, the last dark column is.
export function inkEnds(page, png, strips) {
  return page.evaluate(async ([base64, wanted]) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const scale = bitmap.width / window.innerWidth;
    return wanted.map(([left, top, , bottom]) => {
      const [x, y] = [Math.floor(left * scale), Math.floor(top * scale)];
      const [width, height] = [bitmap.width - x, Math.floor((bottom - top) * scale)];
      const { data } = context.getImageData(x, y, width, height);
      let last = 0;
      for (let at = 0; at < data.length; at += 4)
        if (data[at] < 110) last = Math.max(last, (at / 4) % width);
      return (x + last) / scale;
    });
  }, [png.toString('base64'), strips]);
}
