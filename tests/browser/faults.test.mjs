// The line under faults, in a real Chromium.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startVisit } from './hands.mjs';
import { Village } from './phone.mjs';

const village = new Village();
let awa;

before(async () => {
  await village.start();
  awa = village.phone('awa');
  await awa.enrol(village.server, 'Awa Diarra');
});

after(() => village.end());

test('a captive portal that says 200 is not believed', async () => {
  const portal = (route) => route.fulfill({ status: 200, contentType: 'text/html',
    body: '<html><body>Bienvenue ! Veuillez vous connecter.</body></html>' });
  await awa.context.route('**/v1/sync', portal);
  await startVisit(awa);
  await awa.page.getByRole('button', { name: /à envoyer/ }).waitFor();
  await awa.page.waitForTimeout(1000);
  assert.equal(await awa.page.getByText('Tout est envoyé').count(), 0);
  await awa.context.unroute('**/v1/sync', portal);
  await awa.go();
  await awa.sees('Tout est envoyé');
});

test('a server that ends and comes back gets the rest', async () => {
  await village.server.stop();
  await awa.go();
  await startVisit(awa);
  await awa.sees('Hors ligne');
  await village.server.start(village.server.data, new URL(village.server.base).port);
  await awa.go();
  await awa.sees('Tout est envoyé');
});

test('the back button goes up step by step and never out of the middle', async () => {
  await awa.go();
  await awa.tap('Entreprises');
  await awa.tap('Laiterie Diaby');
  await awa.tap('Nouvelle visite');
  await awa.sees('La personne accepte');
  await awa.page.goBack();
  await awa.page.getByRole('button', { name: 'Identité' }).waitFor();
  await awa.tap('Retour');  // the arrow is a step of the same history
  await awa.page.getByRole('heading', { level: 1, name: 'Laiterie Diaby' }).waitFor();
  // Today → Entreprises → the company: two steps, once the browser has gone the one back.
  await awa.page.waitForFunction(() => window.history.state.depth === 2);
  await awa.page.goBack();
  await awa.page.getByRole('heading', { level: 1, name: 'Entreprises' }).waitFor();
  await awa.page.goBack();
  await awa.page.getByRole('heading', { level: 1, name: 'Aujourd\'hui' }).waitFor();
});

test('nothing went wrong on any page', () => assert.deepEqual(village.errors(), []));
