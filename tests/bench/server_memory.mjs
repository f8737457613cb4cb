// Memory of the real server: at rest, per idle connection, and under thousands of slow uploads.
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { withServer } from './filled_phone.mjs';
import { inFolder, native, sleep } from './places.mjs';
import { startPouch, send } from './pouch.mjs';
import { memoryOf } from './processes.mjs';

const kIdle = 2000;
const kUploads = 5000;
const kUploadBytes = 16 * 1024;
const kBytesPerSecond = 2048;
const kDevices = 20;      // in turn: one may ask 600 times at once
const kPerAddress = 150;  // the server allows 200 connections from one address

// The loopback network is large: each address stands for another phone's.
const addressOf = (i) => `127.0.${1 + Math.floor(i / kPerAddress)}.1`;

function open(port, i) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress: addressOf(i) });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
  });
}

const firstAnswer = (socket) => new Promise((resolve) => {
  socket.once('data', (bytes) => resolve(bytes.toString('latin1', 0, 12)));
  socket.once('close', () => resolve('closed'));
  socket.once('error', () => resolve('error'));
});

async function idleConnections(server) {
  const { pid } = server.process;
  const port = Number(new URL(server.base).port);
  const before = memoryOf(pid).nowKb;
  const sockets = [];
  let answered = 0;
  for (let i = 0; i < kIdle; ++i) {
    const socket = await open(port, i);
    sockets.push(socket);
    const answer = firstAnswer(socket);
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    if ((await answer).includes('200')) ++answered;
  }
  await sleep(1000);
  const each = (memoryOf(pid).nowKb - before) / kIdle;
  sockets.forEach((socket) => socket.destroy());
  await sleep(1000);
  return { before, each, answered, after: memoryOf(pid).nowKb };
}

function readBodies(file) {
  const bytes = readFileSync(file);
  const bodies = [];
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt32LE(at);
    bodies.push(bytes.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return bodies;
}

// Every upload gets 2 KB a second, all at once, in ten groups a tenth of a second apart.
async function slowUploads(server, bodies, tokens) {
  const { pid } = server.process;
  const port = Number(new URL(server.base).port);
  const uploads = [];
  for (let i = 0; i < bodies.length; ++i) {
    const socket = await open(port, i).catch(() => null);
    if (!socket) continue;
    const token = tokens[i % tokens.length];
    socket.write(`POST /v1/sync HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n`
      + `Content-Encoding: deflate\r\nContent-Length: ${bodies[i].length}\r\n\r\n`);
    uploads.push({ socket, body: bodies[i], at: 0, answer: firstAnswer(socket) });
  }
  const open_ = uploads.length;
  const begin = Date.now();
  let group = 0;
  let peakKb = 0;
  const timer = setInterval(() => {
    for (let i = group; i < uploads.length; i += 10) {
      const upload = uploads[i];
      if (upload.at >= upload.body.length || upload.socket.destroyed) continue;
      upload.socket.write(upload.body.subarray(upload.at, upload.at + kBytesPerSecond));
      upload.at += kBytesPerSecond;
    }
    group = (group + 1) % 10;
    peakKb = Math.max(peakKb, memoryOf(pid).nowKb);
  }, 100);
  const answers = await Promise.all(uploads.map(({ answer }) => answer));
  clearInterval(timer);
  uploads.forEach(({ socket }) => socket.destroy());
  return {
    opened: open_, succeeded: answers.filter((answer) => answer.includes(' 200')).length,
    peakKb: Math.max(peakKb, memoryOf(pid).nowKb), seconds: (Date.now() - begin) / 1000,
  };
}

async function pouchAtRest() {
  return inFolder(async (folder) => {
    const pouch = await startPouch(folder);
    await send(pouch.port, undefined, 'PUT', '/visits', '');
    await sleep(1000);
    const found = memoryOf(pouch.pid).nowKb;
    await pouch.stop();
    return `express-pouchdb at rest: ${(found / 1024).toFixed(0)} MB`;
  }).catch((error) => `express-pouchdb not measured: ${error.message}`);
}

async function measure(server, { folder, devices }) {
  const kept = join(folder, 'devices.json');
  writeFileSync(kept, JSON.stringify(devices));
  const out = join(folder, 'bodies');
  const made = await native('uploads', {
    count: kUploads, bytes: kUploadBytes, devices: kept, out,
  });
  await sleep(1000);
  const idle = await idleConnections(server);
  const uploads = await slowUploads(server, readBodies(out), devices.map(({ token }) => token));
  return { idle, uploads, made };
}

export async function serverMemory() {
  const { idle, uploads, made } = await withServer({ devices: kDevices }, measure);
  const mb = (kb) => `${(kb / 1024).toFixed(1)} MB`;
  const all = uploads.succeeded === kUploads;
  return [{
    what: 'server memory at rest', budget: '≤ 40 MB', measured: mb(idle.before),
    met: idle.before <= 40 * 1024, beside: await pouchAtRest(),
  }, {
    what: `server memory per idle connection, ${kIdle} of them`, budget: '≤ 20 KB',
    measured: `${idle.each.toFixed(1)} KB`, met: idle.each <= 20 && idle.answered === kIdle,
    detail: [`${idle.answered} answered; after they closed: ${mb(idle.after)}`],
  }, {
    what: `${kUploads} uploads at once at 2 KB/s`, budget: 'all succeed',
    measured: `${uploads.succeeded} of ${uploads.opened} opened`, met: all,
    detail: [`${made.bytes_each} B each, ${uploads.seconds.toFixed(1)} s, RSS peak `
      + `${mb(uploads.peakKb)}`],
  }];
}
