// What Linux says of a process: memory and CPU.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

// RSS now and its peak, in KB.
export function memoryOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const kb = (name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)[1]);
  return { nowKb: kb('VmRSS'), peakKb: kb('VmHWM') };
}

// CPU seconds used so far (clock ticks are 10 ms on Linux).
export function cpuOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

// Starts a program and resolves when its output matches; `stop` ends it.
export function startUntil(program, words, pattern, options = {}) {
  const child = spawn(program, words, options);
  const stop = () => new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.on('exit', resolve);
    return child.kill('SIGTERM');
  });
  return new Promise((resolve, reject) => {
    let log = '';
    const read = (bytes) => {
      log = (log + bytes).slice(-4000);
      const found = pattern.exec(log);
      if (found) resolve({ pid: child.pid, found, stop });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${log}`)));
  });
}
