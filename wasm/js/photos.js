// Photos between the share button, the phone's store and the server (server/blobs/blobs.h). Shrunk
// by the browser: a photo of a phone's camera has three megabytes, and a line of 40 kbit/s.
const photos = (() => {
  // [longest side, JPEG quality], one after the other until it is small enough; the last counts.
  const kFull = {
    most: 130000, tries: [[1600, 0.8], [1600, 0.6], [1280, 0.6], [1280, 0.4], [960, 0.4]],
  };
  const kSmall = { most: 12000, tries: [[320, 0.7], [320, 0.5], [240, 0.4]] };
  const kMostPiece = 64 * 1024, kLeastPiece = 8 * 1024;  // adapts to the line, as sync does
  const kGiveUpMs = 60000;
  const kMostTurns = 3;  // of a photo whose offset the server corrects

  const kUnreadable = 'unreadable-photo';

  const taking = new Set();  // keys of shares
  let piece = kMostPiece;
  let sending = false;
  let refusal = '';        // why the server takes none at all
  let trouble = ['', ''];  // why the store cannot be read

  function tellHeld() {
    const held = [...photoStore.facts].map(([name, fact]) => ({
      name, size: fact.size, state: fact.state, small: fact.small, here: fact.here,
      reason: fact.reason,
    }));
    const report = { photos: held, sending, refusal, fault: trouble[0], detail: trouble[1] };
    callWithBytes('hub_photos', [], new TextEncoder().encode(JSON.stringify(report)));
  }

  // ---- taking

  async function decoded(url) {
    const image = new Image();
    image.src = url;
    await image.decode().catch(() => { throw new Error(kUnreadable); });
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
    if (!blob) throw new Error(kUnreadable);
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

  // With its whole body, within a minute: a line may die after the headers.
  async function ask(name, options) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), kGiveUpMs);
    try {
      const answer = await fetch(`/v1/blob/${name}`, Object.assign(
        { cache: 'no-store', redirect: 'error', signal: abort.signal }, options));
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return { status: answer.status, headers: answer.headers, bytes };
    } finally {
      clearTimeout(timer);
    }
  }

  function offsetIn({ headers }) {
    const offset = Number(headers.get('Upload-Offset'));
    if (!headers.has('Upload-Offset') || !Number.isInteger(offset) || offset < 0)
      throw new Error('not our server');  // a portal's page
    return offset;
  }

  // This photo does not go for now; the ones behind it may.
  function notNow(words) {
    const error = new Error(words);
    error.goesOn = true;
    return error;
  }

  // An answer that takes nothing: what becomes of this photo, and of the others.
  function turnedAway({ status, bytes }) {
    const { code, sentence } = net.errorIn(bytes);
    if (status === 507) refusal = sentence || '507';
    const forAll = [401, 429, 507].includes(status);
    if (!forAll && code !== '') throw notNow(code);
    throw new Error(`turned away: ${status}`);
  }

  async function startOf(token, name) {
    const answer = await ask(name, { method: 'HEAD', headers: headersOf(token) });
    if (answer.status === 404) return 0;
    if (answer.status !== 204) turnedAway(answer);
    return offsetIn(answer);
  }

  async function sendPiece(token, name, bytes, offset) {
    await net.idle();  // a text goes first
    const part = bytes.subarray(offset, offset + piece);
    try {
      const answer = await ask(name, {
        method: 'PATCH', body: part,
        headers: Object.assign(headersOf(token), {
          'Content-Type': 'application/offset+octet-stream',
          'Upload-Offset': String(offset), 'Upload-Length': String(bytes.length),
        }),
      });
      piece = Math.min(kMostPiece, piece * 2);
      return answer;
    } catch (error) {
      piece = Math.max(kLeastPiece, piece / 2);
      throw error;
    }
  }

  async function sendPieces(token, name, bytes) {
    let offset = await startOf(token, name);
    let corrected = 0;
    while (offset < bytes.length) {
      const answer = await sendPiece(token, name, bytes, offset);
      const { code, sentence } = net.errorIn(answer.bytes);
      if (code === 'too-large') return photoStore.set(name, 'refused', sentence);
      // Another offset than we thought; or what arrived was damaged, and all of it begins anew.
      if (code === 'wrong-offset' || code === 'wrong-hash') corrected += 1;
      else if (answer.status !== 204) turnedAway(answer);
      if (corrected > kMostTurns) throw notNow(code);
      offset = code === 'wrong-hash' ? 0 : offsetIn(answer);
    }
    return photoStore.set(name, 'sent');
  }

  async function sendOne(token, name) {
    const bytes = await photoStore.bytes(name).catch((error) => { throw notNow(error.message); });
    return bytes ? sendPieces(token, name, bytes) : photoStore.set(name, 'lost');
  }

  // Small pictures first: they tell most, and are through in a moment.
  const waiting = (tried) => [...photoStore.facts]
    .filter(([name, fact]) => fact.state === 'waiting' && !tried.has(name))
    .sort(([, a], [, b]) => b.small - a.small || a.at - b.at).map(([name]) => name);

  async function sendAll(token) {
    const tried = new Set();
    for (let next = waiting(tried); next.length > 0; next = waiting(tried)) {
      tried.add(next[0]);
      await sendOne(token, next[0]).catch((error) => { if (!error.goesOn) throw error; });
      tellHeld();
    }
  }

  // Resolves with 200, 404 when our server does not have it, or 0.
  async function bringOne(token, name) {
    const answer = await ask(name, { headers: headersOf(token) });
    if (net.errorIn(answer.bytes).code === 'unknown-blob') return 404;
    // Damaged on its way, or a portal's page.
    if (answer.status !== 200 || await photoStore.sha256(answer.bytes) !== name) return 0;
    const small = answer.bytes.length <= kSmall.most;
    await photoStore.keep(answer.bytes, { state: 'sent', small, share: 0 });
    return 200;
  }

  async function takeAll(key) {
    const report = { photos: [], unreadable: 0, fault: '', detail: '' };
    try {
      await inOrder(await shared.files(key), async (file) => {
        const taken = await takeOne(file, key).catch((error) => {
          if (error.message !== kUnreadable) throw error;
          return null;
        });
        if (taken) report.photos.push(taken);
        else report.unreadable += 1;
      });
    } catch (error) {
      [report.fault, report.detail] = refusalOf(error);
    }
    taking.delete(key);
    tellHeld();
    callWithBytes('hub_photos_taken', [key], new TextEncoder().encode(JSON.stringify(report)));
  }

  return {
    // What is here, once this page may write.
    start() {
      photoStore.known().then(() => { trouble = ['', '']; }, (error) => {
        trouble = refusalOf(error);
      }).then(tellHeld);
    },

    // Those that were shared under this key; asked twice, they are taken once.
    take(key) {
      if (taking.has(key)) return;
      taking.add(key);
      takeAll(key);
    },

    // All at once in this page. Where it cannot be written, the next start asks the records.
    async mark(names) {
      await Promise.all(names.map((name) => photoStore.set(name, 'waiting').catch(() => {})));
      tellHeld();
    },

    // The person does not want what was shared under this key.
    forget(key) { photoStore.forget(key).catch(() => {}).then(tellHeld); },

    async send(token) {
      if (sending) return;
      sending = true;
      refusal = '';
      // The line was cut, or the server takes none: C++ asks again.
      await sendAll(token).catch(() => {});
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
