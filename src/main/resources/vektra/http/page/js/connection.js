// How to reach an add-on: its config vars and what is in them, each to be copied. Nothing is fetched before it is asked for.

import { at, get } from './api.js';
import { button, code, copier, fresh, h, muted, nothing, section, table } from './dom.js';

const PARTS = [['Host', (url) => url.hostname], ['Port', (url) => url.port], ['User', (url) => decoded(url.username)],
  ['Password', (url) => decoded(url.password)], ['Database', (url) => decoded(url.pathname.slice(1))]];

export function connection(addon, attachments, page) {
  const app = attachments.find((one) => one.app.name === addon.app?.name && page.reaches(one.app.name))
    ?? attachments.find((one) => page.reaches(one.app.name));
  const names = app ? [...new Set(attachments.filter((one) => one.app.name === app.app.name).flatMap((one) => one.config_vars))].sort() : [];
  if (names.length === 0) {
    return section('Connection', [], nothing(addon.state === 'provisioned'
      ? 'Attach it to an app to get credentials.' : 'Its config vars are set when it is provisioned.'));
  }
  const holder = h('div', { id: fresh('connection') });
  const values = () => get(at`/apps/${app.app.name}/config-vars`);
  const toggle = button('Show', () => turn(), { id: 'show-connection', 'aria-label': 'Show the connection', 'aria-expanded': 'false', 'aria-controls': holder.id });

  const list = (rows) => table({
    caption: `Connection of ${addon.name}`,
    className: 'cards connection',
    columns: [{ label: 'Name' }, { label: 'Value' }, { label: 'Copy', hidden: true, class: 'end' }],
    rows,
  });

  const hidden = () => list(names.map((name) => [
    h('span', { class: 'name' }, name),
    muted(page.can.read ? '••••••••' : 'A token of scope read shows it.'),
    page.can.read ? copier(name, async () => (await values())[name], page) : null,
  ]));

  async function turn() {
    if ('asked' in holder.dataset) {
      delete holder.dataset.asked;
      holder.replaceChildren(hidden());
    } else {
      try {
        const all = await values();
        holder.dataset.asked = '';
        holder.replaceChildren(list([
          ...names.filter((name) => name in all).map((name) => entry(name, all[name], page)),
          ...parts(names.map((name) => all[name])).map(([label, value]) => entry(label, value, page)),
        ]));
      } catch (refusal) {
        page.announce(refusal.message);
      }
    }
    const open = 'asked' in holder.dataset;
    toggle.textContent = open ? 'Hide' : 'Show';
    toggle.setAttribute('aria-label', open ? 'Hide the connection' : 'Show the connection');
    toggle.setAttribute('aria-expanded', String(open));
  }

  holder.append(hidden());
  return section('Connection', page.can.read ? toggle : [],
    h('p', { class: 'lead' }, `What ${app.app.name} has. Keep it secret.`), holder);
}

const entry = (name, value, page) => [h('span', { class: 'name' }, name), code(value), copier(name, async () => value, page)];

/** Of the first address that has a user in it. */
function parts(values) {
  for (const value of values) {
    try {
      const url = new URL(value);
      if (url.hostname !== '') {
        return PARTS.map(([label, of]) => [label, of(url)]).filter(([, part]) => part !== '');
      }
    } catch {
      // no address
    }
  }
  return [];
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
