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
