// Hands on a phone: fingers, and the soft keyboard as an input method sees it, by the browser's own
// debugging protocol. And the ways to the fields that they write in.
export class Hands {
  static async on(phone) {
    const hands = new Hands();
    hands.phone = phone;
    hands.cdp = await phone.context.newCDPSession(phone.page);
    return hands;
  }

  // A word that is being composed, over what was composed before; or over a part of the text.
  async compose(text, from, to) {
    const over = from === undefined ? {} : { replacementStart: from, replacementEnd: to };
    await this.cdp.send('Input.imeSetComposition',
      { text, selectionStart: text.length, selectionEnd: text.length, ...over });
  }

  // Ends what is composed by this text.
  async insert(text) { await this.cdp.send('Input.insertText', { text }); }

  // Another window lies over the browser's: the page loses the focus, and its field keeps it.
  async cover() {
    const { windowId } = await this.cdp.send('Browser.getWindowForTarget');
    const set = (windowState) =>
      this.cdp.send('Browser.setWindowBounds', { windowId, bounds: { windowState } });
    await this.cdp.send('Emulation.setFocusEmulationEnabled', { enabled: false });
    await set('minimized');
    await this.phone.page.waitForFunction(() => !document.hasFocus());
    return async () => {
      await set('normal');
      await this.phone.page.waitForFunction(() => document.hasFocus());
    };
  }

  async touch(type, ...points) {
    const touchPoints = points.map(({ x, y }, id) => ({ x, y, id }));
    await this.cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  }

  // A finger goes its way in 150 ms by its own clock, however long this machine takes for it.
  async drag(from, to, steps = 6) {
    const began = Date.now() / 1000;
    const send = (type, step) => this.cdp.send('Input.dispatchTouchEvent', {
      type,
      timestamp: began + (0.15 * step) / steps,
      touchPoints: type === 'touchEnd' ? [] : [{
        x: from.x + ((to.x - from.x) * step) / steps,
        y: from.y + ((to.y - from.y) * step) / steps,
      }],
    });
    await send('touchStart', 0);
    for (let step = 1; step <= steps; ++step) await send('touchMove', step);
    await send('touchEnd', steps);
  }
}

export const field = (phone, name) => phone.page.getByRole('textbox', { name });

export async function startVisit(phone) {
  await phone.tap('Entreprises');
  await phone.tap('Koumba Fruits');
  await phone.tap('Nouvelle visite');
  await phone.tap('Oui', 'radio');
  await phone.sees('Enregistré sur ce téléphone');
}

// From question to question by this button until what is wanted is there, each screen seen before
// the next tap.
export async function walk(phone, button, wanted) {
  const question = phone.page.locator('#content h2');
  await question.first().waitFor();
  while (await wanted.count() === 0) {
    const before = await question.first().textContent();
    await phone.tap(button);
    await phone.page.waitForFunction((last) =>
      document.querySelector('#content h2').textContent !== last, before);
  }
}
export const goOnTo = (phone, name) => walk(phone, 'Suivant', field(phone, name));
export const goBackTo = (phone, name) => walk(phone, 'Précédent', field(phone, name));

// What was typed is saved, and not only what was there before.
export async function saved(phone) {
  const foot = phone.page.locator('#foot');
  await foot.getByText('Pas encore enregistré').waitFor();
  await foot.getByText('Enregistré sur ce téléphone').waitFor();
}

export const hasFocus = (phone, label) => phone.page.waitForFunction((wanted) =>
  (document.activeElement.getAttribute('aria-label') || '').startsWith(wanted), label);

// Where a node is, once it is: the mirror may write it anew between two questions.
export async function boxOf(locator) {
  for (;;) {
    await locator.waitFor();
    const box = await locator.boundingBox();
    if (box) return box;
  }
}

export async function middle(locator) {
  const { x, y, width, height } = await boxOf(locator);
  return { x: x + width / 2, y: y + height / 2 };
}

// The line goes and comes back: the app asks the server for news.
export async function exchange(phone) {
  await phone.setOffline(true);
  const answer = phone.page.waitForResponse((response) => response.url().endsWith('/v1/sync'));
  await phone.setOffline(false);
  await answer;
}
