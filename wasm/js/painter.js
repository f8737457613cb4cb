// Dear ImGui's triangles, drawn by WebGL 2. Every question to WebGL waits for the graphics process:
// 87 of the 88 ms of a frame were spent so by Dear ImGui's own backend (Chromium 156). None is
// asked on the way to a picture: places of attributes are fixed, the size of the display is one of
// them, and whether the program could be made is looked at afterwards.
const painter = (() => {
  let gl = null;
  const kVertexBytes = 20;  // ImDrawVert: two floats for the place, two for the atlas, four bytes
  const kPlace = 0, kSpot = 1, kInk = 2, kScale = 3;
  const kVertexShader = `#version 300 es
    layout(location = ${kPlace}) in vec2 place;
    layout(location = ${kSpot}) in vec2 spot;
    layout(location = ${kInk}) in vec4 ink;
    layout(location = ${kScale}) in vec2 scale;
    out highp vec2 at;
    out mediump vec4 colour;
    void main() {
      at = spot;
      colour = ink;
      gl_Position = vec4(place * scale + vec2(-1.0, 1.0), 0.0, 1.0);
    }`;
  const kFragmentShader = `#version 300 es
    precision mediump float;
    uniform sampler2D atlas;
    in highp vec2 at;
    in vec4 colour;
    out vec4 ink;
    void main() { ink = vec4(colour.rgb, colour.a * texture(atlas, at).r); }`;

  // Phones take the graphics away from pages in the background. When they do not come back to one
  // that is looked at, only a new page has a picture again.
  const kGiveUpMs = 3000;

  const textures = new Map();  // by Dear ImGui's number
  let linked = null;
  let used = false;
  let tellPainted = () => {};
  const painted = new Promise((resolve) => { tellPainted = resolve; });
  let giveUp = 0;

  function shader(kind, source) {
    const made = gl.createShader(kind);
    gl.shaderSource(made, source);
    gl.compileShader(made);
    return made;
  }

  // The graphics process compiles it beside everything else that is done at the start.
  function link() {
    linked = gl.createProgram();
    gl.attachShader(linked, shader(gl.VERTEX_SHADER, kVertexShader));
    gl.attachShader(linked, shader(gl.FRAGMENT_SHADER, kFragmentShader));
    gl.linkProgram(linked);
    used = false;
  }

  function use() {
    if (used) return;
    used = true;
    gl.useProgram(linked);  // asks whether it is linked
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    [[kPlace, 2, gl.FLOAT, 0], [kSpot, 2, gl.FLOAT, 8], [kInk, 4, gl.UNSIGNED_BYTE, 16]]
      .forEach(([place, count, type, offset]) => {
        gl.enableVertexAttribArray(place);
        gl.vertexAttribPointer(place, count, type, place === kInk, kVertexBytes, offset);
      });
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    // Looked at when there is time to wait for the answer.
    setTimeout(guarded(() => {
      tellPainted();
      if (gl.isContextLost() || gl.getProgramParameter(linked, gl.LINK_STATUS)) return;
      throw new Error(`WebGL 2 : ${gl.getProgramInfoLog(linked)}`);
    }));
  }

  function waitForContext() {
    clearTimeout(giveUp);
    if (!gl.isContextLost() || document.hidden) return;
    giveUp = setTimeout(() => tell(kEvent.pictureLost), kGiveUpMs);
  }

  function watch() {
    Module.canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();  // we will restore
      waitForContext();
    });
    Module.canvas.addEventListener('webglcontextrestored', () => {
      waitForContext();
      textures.clear();
      link();
      call('hub_picture_gone', [], []);
    });
    document.addEventListener('visibilitychange', waitForContext);
  }

  function bind(number) { gl.bindTexture(gl.TEXTURE_2D, textures.get(number)); }

  return {
    painted,  // there was a picture

    // While other things are on their way. support.js made the context, and saw that there is one.
    open() {
      gl = Module.canvas.getContext('webgl2');
      link();
      watch();
    },

    // One byte per pixel: how much ink.
    makeTexture(number, width, height, pixels) {
      textures.set(number, gl.createTexture());
      bind(number);
      [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T].forEach((axis) => {
        gl.texParameteri(gl.TEXTURE_2D, axis, gl.CLAMP_TO_EDGE);
      });
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, width, height, 0, gl.RED, gl.UNSIGNED_BYTE,
        HEAPU8, pixels);
    },

    // A part of it anew; `pixels` are those of the whole texture.
    updateTexture(number, stride, [x, y, width, height], pixels) {
      bind(number);
      gl.pixelStorei(gl.UNPACK_ROW_LENGTH, stride);
      gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl.RED, gl.UNSIGNED_BYTE,
        HEAPU8, pixels + y * stride + x);
      gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
    },

    dropTexture(number) {
      gl.deleteTexture(textures.get(number));
      textures.delete(number);
    },

    // `scale`: from CSS pixels to those of WebGL, -1 to 1. The ground is cleared, not drawn: that
    // was three quarters of a picture's time without a graphics chip.
    begin(width, height, ground) {
      use();
      gl.viewport(0, 0, gl.canvas.width, gl.canvas.height);
      gl.disable(gl.SCISSOR_TEST);
      gl.clearColor(...ground, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.enable(gl.SCISSOR_TEST);
      gl.vertexAttrib2f(kScale, 2 / width, -2 / height);
    },

    // `commands`: of each seven integers: x, y, width and height of what is drawn on, in the
    // canvas's pixels from below; the texture; how many indices from which on.
    paint(vertices, indices, commands) {
      if (gl.isContextLost()) return;
      gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STREAM_DRAW);
      gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STREAM_DRAW);
      for (let i = 0; i < commands.length; i += 7) {
        gl.scissor(commands[i], commands[i + 1], commands[i + 2], commands[i + 3]);
        bind(commands[i + 4]);
        gl.drawElements(gl.TRIANGLES, commands[i + 5], gl.UNSIGNED_INT, 4 * commands[i + 6]);
      }
    },
  };
})();
