// A form of forty questions as ODK's XForms, and a page that shows it by @getodk/web-forms.
export const kQuestions = 40;
const kChoices = ['oui', 'non', 'so'];
const numbers = Array.from({ length: kQuestions }, (_, i) => i + 1);
const kind = (n) => ['string', 'int', 'date', 'select'][n % 4];
const label = (n) => `Question ${n} de la visite de l'entreprise`;
export const lastLabel = label(kQuestions);

const bind = (n) => `<bind nodeset="/data/q${n}" `
  + `type="${kind(n) === 'select' ? 'string' : kind(n)}"/>`;
const items = kChoices
  .map((name) => `<item><label>${name}</label><value>${name}</value></item>`).join('');
const control = (n) => (kind(n) === 'select'
  ? `<select1 ref="/data/q${n}"><label>${label(n)}</label>${items}</select1>`
  : `<input ref="/data/q${n}"><label>${label(n)}</label></input>`);

export const formXml = `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:orx="http://openrosa.org/xforms">
<h:head><h:title>Visite</h:title><model>
<instance><data id="visite" version="1">${numbers.map((n) => `<q${n}/>`).join('')}
<orx:meta><orx:instanceID/></orx:meta></data></instance>
${numbers.map(bind).join('\n')}
<bind nodeset="/data/orx:meta/orx:instanceID" type="string" readonly="true()" jr:preload="uid"
 xmlns:jr="http://openrosa.org/javarosa"/>
</model></h:head>
<h:body>${numbers.map(control).join('\n')}</h:body></h:html>`;

export const page = `<!doctype html><html lang="fr"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="importmap">{"imports": {
 "vue": "/vue/dist/vue.runtime.esm-browser.prod.js",
 "@getodk/web-forms": "/@getodk/web-forms/dist/index.js"}}</script>
<div id="app"></div>
<script type="module">
import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';
const formXml = await (await fetch('/form.xml')).text();
const none = async () => new Response('', { status: 404 });
createApp({ render: () => h(OdkWebForm, { formXml, fetchFormAttachment: none,
 missingResourceBehavior: 'BLANK' }) }).use(webFormsPlugin).mount('#app');
</script></html>`;
