// What a page does is counted from inside: frames and timers it asks for, WebGL's draw calls and
// textures; and the app's module is caught on its way in. The app itself is untouched.
function watch() {
  // timers: how many of how long; objects: those of WebGL that were made and not deleted
  const seen = { frames: 0, timers: {}, draws: 0, texels: 0, objects: 0 };
  window.inside = seen;
  let factory;
  // app.js declares `var HubApp`: with this accessor in place it assigns here instead.
  Object.defineProperty(window, 'HubApp', {
    set(value) { factory = value; },
    get: () => async (...args) => {
      const module = await factory(...args);
      seen.module = module;
      return module;
    },
  });

  const around = (owner, name, before) => {
    const inner = owner[name];
    owner[name] = function counted(...args) {
      before(...args);
      return inner.apply(this, args);
    };
  };
  around(window, 'requestAnimationFrame', () => { ++seen.frames; });
  ['setTimeout', 'setInterval'].forEach((name) => {
    around(window, name, (work, ms) => {
      const wait = Math.round(Number(ms) || 0);
      seen.timers[wait] = (seen.timers[wait] || 0) + 1;
    });
  });
  const gl = WebGL2RenderingContext.prototype;
  around(gl, 'drawElements', () => { ++seen.draws; });
  around(gl, 'texImage2D', (target, level, format, width, height) => {
    seen.texels = Math.max(seen.texels, width * height);
  });
  ['Texture', 'Buffer', 'Program', 'Shader', 'VertexArray', 'Framebuffer'].forEach((kind) => {
    around(gl, `create${kind}`, () => { ++seen.objects; });
    around(gl, `delete${kind}`, (object) => { if (object) --seen.objects; });
  });
}

// Before the phone's next page is loaded.
export function watchInside(phone) { return phone.context.addInitScript(watch); }

// As if the browser asked for a picture at once, however busy the screen is.
export function hurry(phone) {
  return phone.context.addInitScript(() => {
    const { port1, port2 } = new MessageChannel();
    const waiting = [];
    port1.onmessage = () => waiting.shift()(performance.now());
    window.requestAnimationFrame = (work) => {
      port2.postMessage(0);
      return waiting.push(work);
    };
  });
}

export function insides(phone) {
  return phone.page.evaluate(() => ({ ...window.inside, module: undefined }));
}
