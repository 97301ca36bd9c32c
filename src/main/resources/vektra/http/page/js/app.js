// One app: what it has, where its lines go, how it came to be so.

import { at, get, ifAllowed } from './api.js';
import { attach, createAddon, detach, promote, setVar, unsetVar } from './changes.js';
import { addonLink, appName, button, code, fresh, h, heading, link, muted, nothing, plural, section, state, table, time } from './dom.js';
import { releaseTable } from './releases.js';

export const page = 'apps';

export async function load([name]) {
  const [app, addons, attachments, releases, drains, notes] = await Promise.all([
    get(at`/apps/${name}`),
    get(at`/apps/${name}/addons`),
    get(at`/apps/${name}/addon-attachments`),
    get(at`/apps/${name}/releases`),
    ifAllowed(at`/apps/${name}/log-drains`, null),
    get(at`/apps/${name}/config-vars/notes`),
  ]);
  return { app, addons, attachments, releases, drains, notes };
}

export const title = (data) => data.app.name;

export const command = (data) => `vektra addons -a ${data.app.name}`;

export const pending = (data) => data.addons.some((addon) => /^(de)?provisioning$/.test(addon.state));

export function render(data, page) {
  const { app, addons } = data;
  return [
    heading(app.name, {
      name: true,
      above: [link('#/', 'Apps')],
      below: muted('created ', time(app.created_at), `, release v${app.release ?? data.releases.length}`),
      actions: page.can.write
        ? [
            button('Create add-on', () => createAddon(page, app.name), { class: 'solid', id: 'create' }),
            button('Attach add-on', () => attach(page, { app: app.name }), { id: 'attach' }),
          ]
        : [],
    }),
    section('Add-ons', [], addonTable(app, addons, page)),
    section('Attachments', [], attachmentTable(data, page)),
    section('Config vars', page.can.write ? button('Set a var', () => setVar(page, app.name), { id: 'set' }) : [], vars(data, page)),
    section('Log drains', [], drainTable(data.drains)),
    section('Releases', [], releaseTable(data.releases, `Releases of ${app.name}`)),
  ];
}

function addonTable(app, addons, page) {
  if (addons.length === 0) {
    return nothing('No add-ons.');
  }
  return table({
    caption: `Add-ons of ${app.name}`,
    className: 'cards',
    columns: [{ label: 'Add-on' }, { label: 'State' }, { label: 'Plan' }, { label: 'Price' }, { label: 'Owner' }, { label: 'Created' }],
    rows: addons.map((addon) => [
      addonLink(addon.name),
      state(addon),
      code(addon.plan.name),
      price(addon.plan.price),
      addon.app === null ? muted('none') : addon.app.name === app.name ? 'this app' : appName(addon.app.name, page),
      time(addon.created_at),
    ]),
  });
}

export const price = (value) => (!value || value.cents === 0 ? 'free' : `$${(value.cents / 100).toLocaleString('en')}/${value.unit}`);

function attachmentTable({ app, attachments }, page) {
  if (attachments.length === 0) {
    return nothing('No attachments.');
  }
  return table({
    caption: `Attachments of ${app.name}`,
    className: 'cards',
    columns: [{ label: 'Name' }, { label: 'Add-on' }, { label: 'Config vars' }, { label: 'Actions', hidden: true, class: 'end' }],
    rows: attachments.map((one) => [
      [h('span', { class: 'name' }, one.name), one.primary ? h('span', { class: 'mark-word' }, 'primary') : null],
      addonLink(one.addon.name),
      h('span', { class: 'vars' }, one.config_vars.length === 0 ? muted('none yet') : one.config_vars.map((name) => code(name))),
      page.can.write ? attachmentButtons(one, page) : null,
    ]),
  });
}

export function attachmentButtons(one, page) {
  return h('div', { class: 'buttons' },
    one.primary ? null : button('Promote', () => promote(page, one), named('Promote', one)),
    button('Detach', () => detach(page, one), named('Detach', one)));
}

const named = (word, one) => ({ id: `${word.toLowerCase()}-${one.id}`, 'aria-label': `${word} ${one.name} ${word === 'Detach' ? 'from' : 'of'} ${one.app.name}` });

const SOURCES = { user: 'user', addon: 'add-on', system: 'log drain' };

function vars({ app, notes }, page) {
  const names = Object.keys(notes);
  if (names.length === 0) {
    return nothing('No config vars.');
  }
  return [
    h('p', { class: 'lead' }, `${plural(names.length, 'variable')}. A value is fetched only when it is shown.`),
    table({
      caption: `Config vars of ${app.name}`,
      className: 'cards config',
      columns: [{ label: 'Name' }, { label: 'Set by' }, { label: 'Value' }, { label: 'Change', hidden: true, class: 'end' }],
      rows: names.map((name) => variable(app.name, name, notes[name], page)),
    }),
  ];
}

function variable(app, name, note, page) {
  const value = h('span', { class: 'value', id: fresh('value') });
  const source = note.addon ? addonLink(note.addon.name) : muted(SOURCES[note.type] ?? note.type);
  const show = button('Show', () => turn(), { id: `show-${name}`, 'aria-label': `Show the value of ${name}`, 'aria-controls': value.id, 'aria-expanded': 'false' });

  function hide() {
    value.replaceChildren();
    delete value.dataset.asked;
    show.textContent = 'Show';
    show.setAttribute('aria-label', `Show the value of ${name}`);
    show.setAttribute('aria-expanded', 'false');
  }

  async function turn() {
    if ('asked' in value.dataset) {
      hide();
      return;
    }
    try {
      const text = (await get(at`/apps/${app}/config-vars`))[name];
      value.dataset.asked = '';
      value.append(text === undefined ? muted('not set any more') : text === '' ? muted('empty') : code(text));
      show.textContent = 'Hide';
      show.setAttribute('aria-label', `Hide the value of ${name}`);
      show.setAttribute('aria-expanded', 'true');
    } catch (refusal) {
      page.announce(refusal.message);
    }
  }

  const edit = page.can.write && !note.read_only
    ? h('div', { class: 'buttons' },
        button('Set', () => setVar(page, app, name), { id: `set-${name}`, 'aria-label': `Set ${name}` }),
        button('Unset', () => unsetVar(page, app, name), { id: `unset-${name}`, 'aria-label': `Unset ${name}` }))
    : null;
  return [h('span', { class: 'name' }, name), source, page.can.read ? h('div', { class: 'shown' }, show, value) : muted('hidden'), edit];
}

function drainTable(drains) {
  if (drains === null) {
    return nothing('A token of scope read shows the drains.');
  }
  if (drains.length === 0) {
    return nothing('No drains of this app; drains of all apps receive its lines as well.');
  }
  return table({
    caption: 'Log drains',
    className: 'cards',
    columns: [{ label: 'Drain' }, { label: 'Created' }],
    rows: drains.map((drain) => [h('span', { class: 'name' }, drain.url ?? drain.token ?? drain.id), time(drain.created_at)]),
  });
}
