// How long this machine's disk takes to make 64 KB durable: what every commit and every saved row
// waits for, here.
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from './places.mjs';

export function diskFlush() {
  const path = join(tmpdir(), `hub-bench-flush-${process.pid}`);
  const file = openSync(path, 'w');
  const block = Buffer.alloc(64 * 1024, 1);
  const times = Array.from({ length: 60 }, () => {
    writeSync(file, block);
    const begin = performance.now();
    fdatasyncSync(file);
    return performance.now() - begin;
  });
  closeSync(file);
  rmSync(path);
  return `fdatasync of 64 KB: p50 ${quantile(times, 0.5).toFixed(1)} ms, `
    + `p95 ${quantile(times, 0.95).toFixed(1)} ms`;
}
