// One app: what it has, where its lines go, how it came to be so.

import { at, get } from './api.js';
import { addDrain, attach, createAddon, destroyApp, detach, promote, removeDrain, renameApp, setVar, unsetVar } from './changes.js';
import { addonLink, appName, button, code, copier, fresh, h, heading, isPending, link, muted, nothing, plural, section, state, table, time } from './dom.js';
import { releaseTable } from './releases.js';

export const page = 'apps';

export async function load([name], page) {
  const [app, addons, attachments, releases, drains, notes] = await Promise.all([
    get(at`/apps/${name}`),
    get(at`/apps/${name}/addons`),
    get(at`/apps/${name}/addon-attachments`),
    get(at`/apps/${name}/releases`),
    page.can.read ? get(at`/apps/${name}/log-drains`) : null,
    get(at`/apps/${name}/config-vars/notes`),
  ]);
  return { app, addons, attachments, releases, drains, notes };
}

export const title = (data) => data.app.name;

export const command = (data) => `vektra addons -a ${data.app.name}`;

export const pending = (data) => data.addons.some(isPending);

export function render(data, page) {
  const { app, addons } = data;
  return [
    heading(app.name, {
      name: true,
      above: [link('#/', 'Apps')],
      below: muted('created ', time(app.created_at), `, release v${app.release ?? data.releases.length}`),
      actions: [
        page.can.write ? button('Create add-on', () => createAddon(page, app.name), { class: 'solid', id: 'create' }) : null,
        page.can.write ? button('Attach add-on', () => attach(page, { app: app.name }), { id: 'attach' }) : null,
        page.can.read ? link(`#/apps/${encodeURIComponent(app.name)}/logs`, 'Logs', { class: 'button', id: 'logs' }) : null,
      ],
    }),
    section('Add-ons', [], addonTable(data, page)),
    section('Config vars', page.can.write ? button('Set a var', () => setVar(page, app.name), { id: 'set' }) : [], vars(data, page)),
    section('Releases', [], releaseTable(data.releases, `Releases of ${app.name}`, page)),
    section('Log drains', page.can.write ? button('Add drain', () => addDrain(page, app.name), { id: 'add-drain' }) : [], drainTable(data, page)),
    page.can.write
      ? section('Rename or destroy', [], h('div', { class: 'buttons' },
          button('Rename app', () => renameApp(page, app.name), { id: 'rename-app' }),
          button('Destroy app', () => destroyApp(page, app.name, addons), { id: 'destroy-app', class: 'danger' })))
      : [],
  ];
}

/** One row for each name under which the app finds an add-on; those that it has under no name come last. */
function addonTable({ app, addons, attachments }, page) {
  if (addons.length === 0) {
    return nothing('No add-ons. An add-on gives the app a database, a cache or a queue, and the config vars to reach it.');
  }
  const rows = addons.flatMap((addon) => {
    const own = attachments.filter((one) => one.addon.name === addon.name);
    return (own.length > 0 ? own : [null]).map((attachment) => ({ addon, attachment }));
  });
  return table({
    caption: `Add-ons of ${app.name}`,
    className: 'cards',
    columns: [{ label: 'Add-on' }, { label: 'State' }, { label: 'Plan' }, { label: 'Attached as' }, { label: 'Config vars' }, { label: 'Actions', hidden: true, class: 'end' }],
    rows: rows.map(({ addon, attachment }) => [
      [addonLink(addon.name), addon.app !== null && addon.app.name !== app.name ? h('span', { class: 'mark-word' }, 'of ', appName(addon.app.name, page)) : null],
      state(addon),
      code(addon.plan.name),
      attachment ? [h('span', { class: 'name' }, attachment.name), attachment.primary ? h('span', { class: 'mark-word' }, 'primary') : null] : muted('none'),
      h('span', { class: 'vars' }, !attachment || attachment.config_vars.length === 0 ? muted('none yet') : attachment.config_vars.map((name) => code(name))),
      attachment && page.can.write ? attachmentButtons(attachment, page) : null,
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
    h('p', { class: 'lead' }, `${plural(names.length, 'variable')}. A value is fetched only when it is shown or copied.`),
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
  const read = async () => (await get(at`/apps/${app}/config-vars`))[name];

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
      const text = await read();
      value.dataset.asked = '';
      value.append(text === undefined ? muted('not set any more') : text === '' ? muted('empty') : code(text));
      show.textContent = 'Hide';
      show.setAttribute('aria-label', `Hide the value of ${name}`);
      show.setAttribute('aria-expanded', 'true');
    } catch (refusal) {
      page.announce(refusal.message);
    }
  }

  const buttons = copier(name, read, page);
  if (page.can.write && !note.read_only) {
    buttons.append(
      button('Set', () => setVar(page, app, name), { id: `set-${name}`, 'aria-label': `Set ${name}` }),
      button('Unset', () => unsetVar(page, app, name), { id: `unset-${name}`, 'aria-label': `Unset ${name}` }));
  }
  return [h('span', { class: 'name' }, name), source, page.can.read ? h('div', { class: 'shown' }, show, value) : muted('hidden'), page.can.read ? buttons : null];
}

function drainTable({ app, drains }, page) {
  if (drains === null) {
    return nothing('A token of scope read shows the drains.');
  }
  if (drains.length === 0) {
    return nothing('No drains of this app; drains of all apps receive its lines as well.');
  }
  return table({
    caption: 'Log drains',
    className: 'cards',
    columns: [{ label: 'Drain' }, { label: 'Of' }, { label: 'Created' }, { label: 'Change', hidden: true, class: 'end' }],
    rows: drains.map((drain) => [
      h('span', { class: 'name' }, drain.url ?? drain.token ?? drain.id),
      drain.app === null ? 'all apps' : 'this app',
      time(drain.created_at),
      page.can.write && drain.app !== null
        ? h('div', { class: 'buttons' }, button('Remove', () => removeDrain(page, app.name, drain), { id: `remove-${drain.id}`, 'aria-label': `Remove ${drain.url ?? drain.name}` }))
        : null,
    ]),
  });
}
