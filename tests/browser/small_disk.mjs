// A disk of 200 MB in memory that can be filled to the last byte. Mounting needs root or sudo, as
// ./run and ./check do anyway.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

function asRoot(...words) {
  const [program, ...rest] = process.getuid() === 0 ? words : ['sudo', '-n', ...words];
  execFileSync(program, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
}

export class SmallDisk {
  constructor(folder) {
    this.folder = folder;
    this.ballast = join(folder, 'ballast');
    mkdirSync(folder, { recursive: true });
    const options = `size=200m,uid=${process.getuid()},mode=700`;
    asRoot('mount', '-t', 'tmpfs', '-o', options, 'hub-small-disk', folder);
  }

  // Full until free(): what the browser gives back meanwhile is taken, too.
  fill() {
    const file = openSync(this.ballast, 'a');
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      const part = Buffer.alloc(size);
      try {
        while (writeSync(file, part) === size);
      } catch (error) {
        if (error.code !== 'ENOSPC') throw error;  // full: on with smaller parts
      }
    }
    closeSync(file);
    this.again = setTimeout(() => this.fill(), 20);
  }

  free() {
    clearTimeout(this.again);
    rmSync(this.ballast, { force: true });
  }

  end() {
    this.free();
    asRoot('umount', '-l', this.folder);
  }
}
