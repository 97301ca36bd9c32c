// The status page, as it is served to those without this page; it has no script.

import { html } from './api.js';
import { h, heading } from './dom.js';

export const page = 'monitors';

// what was opened stays open while the page is read anew
const opened = new Set();

export async function load() {
  return { text: await html('/monitors/page') };
}

export const title = () => 'Monitors';

export const command = () => 'vektra monitors:dashboard --port 8080';

export const pending = () => true;

export function render({ text }) {
  const host = h('div', { class: 'status', id: 'status' });
  const root = host.attachShadow({ mode: 'open' });
  const style = /<style>([^]*?)<\/style>/.exec(text)[1];
  const sheet = new CSSStyleSheet();
  // in a shadow there is no root and no body
  sheet.replaceSync(style.replaceAll(':root', ':host'));
  root.adoptedStyleSheets = [sheet];
  const parsed = new DOMParser().parseFromString(text.replace(/<style>[^]*?<\/style>/, ''), 'text/html');
  root.append(...document.importNode(parsed.body, true).childNodes);
  for (const details of root.querySelectorAll('details')) {
    const { id } = details.closest('article');
    details.open ||= opened.has(id);
    details.addEventListener('toggle', () => (details.open ? opened.add(id) : opened.delete(id)));
  }
  root.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#m"]');
    if (link) {
      // the address of this page says which page it is
      event.preventDefault();
      root.getElementById(link.getAttribute('href').slice(1)).scrollIntoView({ block: 'center' });
    }
  });
  return [heading('Monitors'), host];
}
