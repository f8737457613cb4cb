// A screen that nobody sees: Firefox has no WebGL without one, and WebKitGTK does not start.
import { spawn } from 'node:child_process';

export class Display {
  // Xvfb takes a number that is free, and says which.
  async start() {
    const words = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
    this.process = spawn('Xvfb', words, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    this.name = await new Promise((resolve, reject) => {
      this.process.stdio[3].once('data', (bytes) => resolve(`:${String(bytes).trim()}`));
      this.process.once('error', reject);
      this.process.once('exit', () => reject(new Error('Xvfb ended')));
    });
  }

  stop() { this.process?.kill(); }
}
