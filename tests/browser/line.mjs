// The line between one phone and the server: a port of our own that carries bytes until it is cut.
// Cut is cut: for the page, for its service worker and for what the browser fetches by itself.
import { connect, createServer } from 'node:net';

export class Line {
  constructor(server) {
    this.far = Number(new URL(server).port);
    this.near = 0;  // any free port, and then always the same
    this.sockets = new Set();
  }

  // Known once it was mended for the first time.
  get base() { return `http://localhost:${this.near}`; }

  // Every connection ends at once and no new one is taken.
  async cut() {
    if (!this.listener) return;
    const closed = new Promise((resolve) => { this.listener.close(resolve); });
    this.listener = undefined;
    this.sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  async mend() {
    if (this.listener) return;
    this.listener = createServer((near) => this.carry(near));
    await new Promise((resolve, reject) => {
      this.listener.once('error', reject);
      this.listener.listen(this.near, '127.0.0.1', resolve);
    });
    this.near = this.listener.address().port;
  }

  carry(near) {
    const far = connect(this.far, '127.0.0.1');
    for (const [socket, other] of [[near, far], [far, near]]) {
      this.sockets.add(socket);
      socket.on('error', () => {});  // then it closes
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
