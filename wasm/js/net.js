// Requests to the server. A phone on 2G is slow: given up only after a minute without an answer.
const net = (() => {
  const kGiveUpMs = 60000;

  let busy = 0;
  const tellIdle = [];

  async function post(path, headers, body) {
    busy += 1;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), kGiveUpMs);
    try {
      const response = await fetch(path, {
        method: 'POST', headers, body, signal: abort.signal, cache: 'no-store', redirect: 'error',
      });
      return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
    } catch (error) {
      return { status: 0, body: new Uint8Array() };
    } finally {
      clearTimeout(timer);
      busy -= 1;
      if (busy === 0) tellIdle.splice(0).forEach((resolve) => resolve());
    }
  }

  async function packed(body) {
    if (typeof CompressionStream === 'undefined') return null;
    const stream = new Blob([body]).stream().pipeThrough(new CompressionStream('deflate'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  function errorIn(body) {
    try {
      const json = JSON.parse(new TextDecoder().decode(body));
      return { code: String(json.error || ''), sentence: String(json.sentence || '') };
    } catch (error) {
      return { code: '', sentence: '' };  // a proxy's own page
    }
  }

  return {
    errorIn,

    // Resolves when no text is on the line: photos wait for it.
    idle: () => new Promise((resolve) => {
      if (busy === 0) resolve();
      else tellIdle.push(resolve);
    }),

    async sync(token, body) {
      const headers = {
        Authorization: `Bearer ${token}`, 'Content-Type': 'application/octet-stream',
      };
      const small = await packed(body).catch(() => null);  // then as it is
      if (small) headers['Content-Encoding'] = 'deflate';
      const answer = await post('/v1/sync', headers, small || body);
      if (answer.status === 200) {
        callWithBytes('hub_sync_answered', [], answer.body);
      } else {
        call('hub_sync_failed', ['number', 'string'], [answer.status, errorIn(answer.body).code]);
      }
    },

    async enrol(code, token) {
      const headers = { 'Content-Type': 'application/json' };
      const answer = await post('/v1/enrol', headers, JSON.stringify({ code, token }));
      if (answer.status === 200) {
        call('hub_enrolled', ['string'], [new TextDecoder().decode(answer.body)]);
      } else {
        const { code: error, sentence } = errorIn(answer.body);
        call('hub_enrol_failed', ['number', 'string', 'string'],
          [answer.status, error, sentence]);
      }
    },
  };
})();
