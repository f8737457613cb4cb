// Where things are, and the native half of the bench.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
export const repository = resolve(here, '../..');
export const peers = join(here, 'peers');
export const serverProgram = join(repository, 'build/native/server/hub-iit-server');

export function isMain(url) {
  return process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(url);
}

// Runs a part of build/native/tests/bench; resolves with the JSON it printed.
export async function native(part, options = {}) {
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const program = join(repository, 'build/native/tests/bench');
  const { stdout } = await run(program, [part, ...words], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
}

// Works in a folder of its own that is gone afterwards.
export async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const sleep = (ms) => new Promise((resolve_) => { setTimeout(resolve_, ms); });
