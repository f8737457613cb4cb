// Dear ImGui's backend asks for 14 pieces of WebGL state around every frame, to restore them; each
// question waits for the graphics process (87 of the 88 ms of a frame, measured in Chromium 156).
// Nobody else draws here: what was so before the first frame is so before every frame.
(() => {
  if (typeof WebGL2RenderingContext === 'undefined') return;
  const ask = WebGL2RenderingContext.prototype.getParameter;
  const known = new Map();
  WebGL2RenderingContext.prototype.getParameter = function getParameter(name) {
    if (!known.has(name)) known.set(name, ask.call(this, name));
    return known.get(name);
  };
  Module.canvas.addEventListener('webglcontextrestored', () => known.clear());
})();
