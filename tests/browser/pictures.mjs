// Screenshots as numbers, decoded by the browser itself.
function pixels(page, png) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(90, 160);  // small: antialiasing does not count
    const context = canvas.getContext('2d');
    context.drawImage(bitmap, 0, 0, 90, 160);
    const { data } = context.getImageData(0, 0, 90, 160);
    const grey = [];
    for (let i = 0; i < data.length; i += 4) grey.push((data[i] + data[i + 1] + data[i + 2]) / 3);
    return grey;
  }, png.toString('base64'));
}

// Of the brightness: a blank screen has 0.
export async function variance(page, png) {
  const grey = await pixels(page, png);
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  return grey.reduce((sum, value) => sum + (value - mean) ** 2, 0) / grey.length;
}

// How far apart two pictures are, of 255.
export async function apart(page, a, b) {
  const [first, second] = [await pixels(page, a), await pixels(page, b)];
  return first.reduce((sum, value, i) => sum + Math.abs(value - second[i]), 0) / first.length;
}

export async function looksAlike(page, a, b) {
  const [first, second] = [await pixels(page, a), await pixels(page, b)];
  const different = first.filter((value, i) => Math.abs(value - second[i]) > 24).length;
  return different < first.length / 200;
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
