// What the browser does with the manifest's share_target: it posts a form.

// A photo as a phone's camera makes it, too large to be sent as it is: noise, which shrinks badly,
// with a red half so that it can be told from its mirror image. Within the page, as a File.
function makePhotos(count, [width, height]) {
  const paint = async (number) => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const brush = canvas.getContext('2d');
    const pixels = brush.createImageData(width, height);
    let random = 12345 + number;
    for (let i = 0; i < pixels.data.length; i += 4) {
      random = (Math.imul(random, 1103515245) + 12345) & 0x7fffffff;
      const left = (i / 4) % width < width / 2;
      pixels.data.set(left ? [200, random & 63, 40, 255] : [30, 110, random >> 8 & 127, 255], i);
    }
    brush.putImageData(pixels, 0, 0);
    const blob = await new Promise((done) => { canvas.toBlob(done, 'image/jpeg', 0.9); });
    return new File([blob], `IMG_${number}.jpg`, { type: 'image/jpeg' });
  };
  return Promise.all(Array.from({ length: count }, (unused, number) => paint(number)));
}

// `fields` by name; of `photos` so many, of this size in pixels; `files` as texts that say that
// they are images. From an empty page: the app's own may not send forms (Content-Security-Policy),
// and the share button is none of its own.
export async function share(phone, fields, { photos = 0, size = [2400, 1800], files = [] } = {}) {
  await phone.page.goto('about:blank');
  const posted = phone.page.waitForNavigation();
  await phone.page.evaluate(async ([action, given, count, pixels, texts, source]) => {
    const form = document.createElement('form');
    Object.assign(form, { action, method: 'POST', enctype: 'multipart/form-data' });
    for (const [name, value] of Object.entries(given)) {
      const field = document.createElement('textarea');
      Object.assign(field, { name, value });
      form.append(field);
    }
    const chosen = new DataTransfer();
    const made = await new Function(`return (${source})`)()(count, pixels);
    for (const text of texts) made.push(new File([text], 'x.jpg', { type: 'image/jpeg' }));
    made.forEach((file) => chosen.items.add(file));
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', name: 'photos', multiple: true });
    input.files = chosen.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, [`${phone.base}/partage`, fields, photos, size, files, String(makePhotos)]);
  await posted;
}

export const chooses = (phone) =>
  phone.page.getByRole('heading', { level: 1, name: 'Quelle entreprise ?' }).waitFor();
