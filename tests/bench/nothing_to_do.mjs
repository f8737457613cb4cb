// A sync with nothing to say: requests that go out, and bytes of the bodies as they are sent.
import { withPhone } from './filled_phone.mjs';
import { sleep } from './places.mjs';

export async function nothingToDo() {
  return withPhone({ visits: 20 }, async (phone) => {
    const requests = [];
    phone.page.on('requestfinished', (request) => requests.push(request));
    // What the browser says when the person comes back to the app.
    await phone.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await sleep(5000);
    let up = 0;
    let down = 0;
    for (const request of requests) {
      const sizes = await request.sizes();
      up += sizes.requestBodySize || request.postDataBuffer()?.length || 0;
      down += sizes.responseBodySize;
    }
    const one = requests.length === 1;
    return [{
      what: 'nothing-to-do sync', budget: '1 request, ≤ 400 B of body',
      measured: `${requests.length} request${one ? '' : 's'}, ${up + down} B`,
      met: one && up > 0 && down > 0 && up + down <= 400,
      beside: 'PouchDB (measured before, notes): 10 requests, 6.4 KB',
      detail: [`bodies as sent: ${up} B up, ${down} B down`,
        ...requests.map((request) => `${request.method()} ${new URL(request.url()).pathname}`)],
    }];
  });
}
