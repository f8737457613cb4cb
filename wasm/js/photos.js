// Photos between the share button, the phone's store and the server (server/blobs/blobs.h). Shrunk
// by the browser: a photo of a phone's camera has three megabytes, and a line of 40 kbit/s.
const photos = (() => {
  // [longest side, JPEG quality], one after the other until it is small enough; the last counts.
  const kFull = {
    most: 130000, tries: [[1600, 0.8], [1600, 0.6], [1280, 0.6], [1280, 0.4], [960, 0.4]],
  };
  const kSmall = { most: 12000, tries: [[320, 0.7], [320, 0.5], [240, 0.4]] };
  const kPiece = 64 * 1024;
  const kGiveUpMs = 60000;
  const kMostTurns = 3;  // of a photo whose offset the server corrects

  let sending = false;
  let refusal = '';  // why the server takes none at all

  function tellHeld(error) {
    const [fault, detail] = error ? refusalOf(error) : ['', ''];
    const held = [...photoStore.facts].map(([name, fact]) => ({
      name, size: fact.size, state: fact.state, small: fact.small, here: fact.here,
      reason: fact.reason,
    }));
    const report = { photos: held, sending, refusal, fault, detail };
    callWithBytes('hub_photos', [], new TextEncoder().encode(JSON.stringify(report)));
  }

  // ---- taking

  async function decoded(url) {
    const image = new Image();
    image.src = url;
    await image.decode().catch(() => { throw new Error('unreadable-photo'); });
    return image;
  }

  async function drawn(image, longest, quality) {
    const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight, 1));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    const brush = canvas.getContext('2d');
    brush.fillStyle = '#fff';  // behind what is transparent
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', quality); });
    canvas.width = 0;  // gives its memory back at once
    if (!blob) throw new Error('unreadable-photo');
    return new Uint8Array(await blob.arrayBuffer());
  }

  async function shrunk(image, { most, tries }) {
    let bytes = null;
    await inOrder(tries, async ([longest, quality]) => {
      bytes = await drawn(image, longest, quality);
      return bytes.length > most;
    });
    return bytes;
  }

  async function takeOne(file, share) {
    const url = URL.createObjectURL(file);
    try {
      const image = await decoded(url);
      const small = await shrunk(image, kSmall);
      const full = await shrunk(image, kFull);
      return {
        full: await photoStore.keep(full, { state: 'new', small: false, share }),
        small: await photoStore.keep(small, { state: 'new', small: true, share }),
      };
    } finally {
      URL.revokeObjectURL(url);
    }
  }

  // ---- sending

  const headersOf = (token) => ({ Authorization: `Bearer ${token}` });

  async function ask(name, options) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), kGiveUpMs);
    try {
      return await fetch(`/v1/blob/${name}`, Object.assign(
        { cache: 'no-store', redirect: 'error', signal: abort.signal }, options));
    } finally {
      clearTimeout(timer);
    }
  }

  const offsetIn = (answer) => {
    const offset = Number(answer.headers.get('Upload-Offset'));
    if (!answer.headers.has('Upload-Offset') || !Number.isInteger(offset) || offset < 0)
      throw new Error('not our server');  // a portal's page
    return offset;
  };

  // What the server says of this photo only, for the person; "" of anything that may pass.
  async function refusedFor(answer) {
    if (![413, 415, 422, 400].includes(answer.status)) return '';
    const { sentence } = await answer.json().catch(() => ({}));
    return sentence || String(answer.status);
  }

  // The server takes none for now: said on État, and tried again after its next answer.
  async function turnedAway(answer) {
    const { sentence } = await answer.json().catch(() => ({}));
    if (answer.status === 507) refusal = sentence || '507';
    throw new Error(`turned away: ${answer.status}`);
  }

  async function startOf(token, name) {
    const answer = await ask(name, { method: 'HEAD', headers: headersOf(token) });
    if (answer.status === 404) return 0;
    if (answer.status !== 204) throw new Error(`turned away: ${answer.status}`);
    return offsetIn(answer);
  }

  async function sendPieces(token, name, bytes) {
    let offset = await startOf(token, name);
    let corrected = 0;
    while (offset < bytes.length) {
      await net.idle();  // a text goes first
      const answer = await ask(name, {
        method: 'PATCH', body: bytes.subarray(offset, offset + kPiece),
        headers: Object.assign(headersOf(token), {
          'Content-Type': 'application/offset+octet-stream',
          'Upload-Offset': String(offset), 'Upload-Length': String(bytes.length),
        }),
      });
      const refused = await refusedFor(answer);
      if (refused) return photoStore.set(name, 'refused', refused);
      if (answer.status === 409) corrected += 1;
      else if (answer.status !== 204) await turnedAway(answer);
      if (corrected > kMostTurns) throw new Error('no end of it');
      offset = offsetIn(answer);
    }
    return photoStore.set(name, 'sent');
  }

  async function sendOne(token, name) {
    const bytes = await photoStore.bytes(name);
    if (!bytes || await photoStore.sha256(bytes) !== name)
      return photoStore.set(name, 'refused', 'SHA-256');
    return sendPieces(token, name, bytes);
  }

  // Small pictures first: they tell most, and are through in a moment.
  const waiting = () => [...photoStore.facts].filter(([, fact]) => fact.state === 'waiting')
    .sort(([, a], [, b]) => b.small - a.small || a.at - b.at).map(([name]) => name);

  async function bringOne(token, name) {
    const answer = await ask(name, { headers: headersOf(token) });
    if (answer.status !== 200) return answer.status;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    // Damaged on its way, or a portal's page.
    if (await photoStore.sha256(bytes) !== name) return 0;
    const small = bytes.length <= kSmall.most;
    await photoStore.keep(bytes, { state: 'sent', small, share: 0 });
    return 200;
  }

  return {
    // What is here, once this page may write.
    start() { photoStore.opened().then(() => tellHeld(), tellHeld); },

    // Those that were shared under this key.
    async take(key) {
      const report = { photos: [], fault: '', detail: '' };
      try {
        await inOrder(await shared.files(key), async (file) => {
          report.photos.push(await takeOne(file, key));
        });
      } catch (error) {
        [report.fault, report.detail] = refusalOf(error);
        if (error.message === 'unreadable-photo') report.fault = error.message;
      }
      tellHeld();
      callWithBytes('hub_photos_taken', [key], new TextEncoder().encode(JSON.stringify(report)));
    },

    async mark(names) {
      // All at once: what is still new is dropped with its share (photoStore.forget).
      await Promise.all(names.map((name) => photoStore.set(name, 'waiting').catch(() => {})));
      tellHeld();
    },

    async send(token) {
      if (sending) return;
      sending = true;
      refusal = '';
      try {
        for (let next = waiting(); next.length > 0; next = waiting()) {
          await sendOne(token, next[0]);
          tellHeld();
        }
      } catch (error) {
        // The line was cut, or the phone is full: C++ asks again.
      }
      sending = false;
      tellHeld();
    },

    async bring(token, names) {
      await inOrder(names, async (name) => {
        const status = await bringOne(token, name).catch(() => 0);
        if (status === 200) tellHeld();
        else call('hub_photo_absent', ['string', 'number'], [name, status]);
      });
    },
  };
})();
