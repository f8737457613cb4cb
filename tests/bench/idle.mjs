// Ten seconds in which nothing happens: frames of the app and draw calls to WebGL, online and not.
import { withPhone } from './filled_phone.mjs';
import { sleep } from './places.mjs';

const kIdleMs = 10_000;
const kSettleMs = 4_000;

async function count(phone) {
  await sleep(kSettleMs);
  const before = await phone.seen();
  await sleep(kIdleMs);
  const after = await phone.seen();
  return { frames: after.frames - before.frames, draws: after.drawCalls - before.drawCalls };
}

export async function idle() {
  return withPhone({ visits: 100 }, async (phone) => {
    const online = await count(phone);
    await phone.setOffline(true);
    const offline = await count(phone);
    const drawn = (await phone.seen()).frames;
    const sum = online.frames + offline.frames + online.draws + offline.draws;
    return [{
      what: 'idle, 10 s, on Aujourd\'hui', budget: '0 frames',
      measured: `${online.frames} frames online, ${offline.frames} offline`,
      met: sum === 0 && drawn > 0,
      detail: [`draw calls: ${online.draws} online, ${offline.draws} offline; `
        + `the watch had counted ${drawn} frames before and between`],
    }];
  });
}
