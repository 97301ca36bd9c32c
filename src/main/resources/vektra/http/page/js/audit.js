// Who changed what, for an admin.

import { get } from './api.js';
import { appLink, button, code, focusRow, h, heading, muted, nothing, table, time } from './dom.js';

export const page = 'audit';

const EACH = 50;
const NAMES = ['apps', 'services', 'addons', 'drains', 'spaces'];

// the app that was last looked for outlives a visit of another page
let wanted = '';

const some = (app, before) => {
  const query = new URLSearchParams({ max: EACH });
  if (app !== '') query.set('app', app);
  if (before) query.set('before', before);
  return get(`/audit?${query}`);
};

export async function load() {
  const [changes, { apps }] = await Promise.all([some(wanted), get('/overview')]);
  return { changes, apps: apps.map(({ name }) => name) };
}

export const title = () => 'Audit';

export const command = () => (wanted === '' ? 'vektra audit' : `vektra audit -a ${wanted}`);

export function render({ changes, apps }, page) {
  const choose = h('select', { id: 'audit-app', change: () => {
    wanted = choose.value;
    page.reload();
  } }, ['', ...apps].map((name) => h('option', { value: name, selected: name === wanted }, name === '' ? 'All apps' : name)));
  const holder = h('div', { id: 'audit' });
  let shown = changes;
  let more = changes.length === EACH;

  async function further() {
    try {
      const next = await some(wanted, shown[shown.length - 1].change);
      more = next.length === EACH;
      const from = shown.length;
      shown = [...shown, ...next];
      put();
      focusRow(holder, from);
      // what was fetched stays until the page is left
      holder.dataset.asked = '';
    } catch (refusal) {
      page.announce(refusal.message);
    }
  }

  function put() {
    holder.replaceChildren(...[
      shown.length === 0 ? nothing('No changes.') : changeTable(shown),
      more ? h('div', { class: 'pager' }, button('Show older changes', further, { id: 'older' })) : null,
    ].filter(Boolean));
  }

  put();
  return [
    heading('Audit'),
    h('div', { class: 'sieve', role: 'search' }, h('div', { class: 'field' }, h('label', { for: 'audit-app' }, 'App'), choose)),
    holder,
  ];
}

const changeTable = (changes) => table({
  caption: 'Changes, the newest first',
  className: 'cards audit',
  columns: [{ label: 'When' }, { label: 'By' }, { label: 'Command' }, { label: 'What' }],
  rows: changes.map((change) => [time(change.time), muted(change.user), code(change.command), what(change)]),
});

/** What it changed: first the names of things, then the rest, as the command line has it. */
function what(change) {
  const pieces = [];
  for (const [name, value] of Object.entries(change)) {
    if (!['time', 'user', 'command', 'change'].includes(name) && words(value) !== '') {
      pieces.push({ name, value });
    }
  }
  pieces.sort((a, b) => NAMES.includes(b.name) - NAMES.includes(a.name));
  return h('span', { class: 'vars' }, pieces.map(({ name, value }) =>
    name === 'apps' ? h('span', {}, value.flatMap((app, i) => [i > 0 ? ', ' : '', appLink(app)]))
      : NAMES.includes(name) ? h('span', { class: 'name' }, words(value))
        : h('span', {}, muted(`${name.replaceAll('_', ' ')} `), words(value))));
}

function words(value) {
  if (Array.isArray(value)) return value.join(', ');
  if (value !== null && typeof value === 'object') return Object.entries(value).map(([key, text]) => `${key}=${text}`).join(', ');
  return String(value ?? '');
}
