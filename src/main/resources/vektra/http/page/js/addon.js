// One add-on: what it is, who has it, what can be done with it.

import { at, get, health as read } from './api.js';
import { attachmentButtons } from './app.js';
import { attach, changePlan, destroy, forgetFormer, rename, run, sentence } from './changes.js';
import { backups, transfers } from './backups.js';
import { connection } from './connection.js';
import { advice, appName, button, bytes, code, facts, h, free, heading, health, isPending, limit, link, moment, muted, nothing, price, section, shape, state, table, time, unseen } from './dom.js';
import { plots } from './plots.js';
import { releaseTable } from './releases.js';

export const page = 'apps';

export async function load([name], page) {
  const [addon, states] = await Promise.all([get(at`/addons/${name}`), read()]);
  const [attachments, figures, made] = await Promise.all([
    get(at`/addons/${addon.name}/addon-attachments`), get(at`/addons/${addon.name}/figures`), transfers(addon, page)]);
  const apps = [...new Set([addon.app?.name, ...attachments.map((one) => one.app.name)].filter(Boolean))].filter(page.reaches);
  const releases = await Promise.all(apps.map(async (app) =>
    (await get(at`/apps/${app}/releases`)).map((release) => ({ ...release, app: { name: app } }))));
  return { addon, states, attachments, figures, made, releases: releases.flat().filter((release) => mentions(release, addon.name)) };
}

/** Whether a release names the add-on itself, and not another whose name is longer. */
function mentions(release, name) {
  const text = ` ${release.description} `;
  let from = text.indexOf(name);
  while (from >= 0) {
    if (!/[a-z0-9-]/.test(text[from - 1]) && !/[a-z0-9-]/.test(text[from + name.length])) {
      return true;
    }
    from = text.indexOf(name, from + 1);
  }
  return false;
}

export const title = (data) => data.addon.name;

export const command = (data) => `vektra addons:info ${data.addon.name}`;

export const pending = (data) => isPending(data.addon);

export function render({ addon, states, attachments, figures, made, releases }, page) {
  const owned = addon.app !== null;
  const changes = mayChange(addon, page);
  const others = [...new Set(attachments.map((one) => one.app.name))].filter((name) => name !== addon.app?.name);
  const result = h('div', { class: 'result', id: 'result' });
  return [
    heading(addon.name, {
      name: true,
      above: [link('#/', 'Apps'), ...(owned ? [appName(addon.app.name, page)] : [])],
      beside: state(addon),
      below: addon.state_description ? h('p', {}, addon.state_description) : [],
      actions: changes
        ? [
            button('Attach to an app', () => attach(page, { addon: addon.name }), { id: 'attach' }),
            button('Change plan', () => changePlan(page, addon), { id: 'plan' }),
            button('Rename', () => rename(page, addon), { id: 'rename' }),
            button('Destroy', () => destroy(page, addon, others), { id: 'destroy', class: 'danger' }),
          ]
        : [],
    }),
    facts([
      ['Monitor', health(addon, states, { known: true })],
      ['Service', addon.addon_service.human_name ?? addon.addon_service.name],
      ['Plan', code(addon.plan.name)],
      ['Price', free(addon.plan.price) ? null : price(addon.plan.price)],
      ['Owner', owned ? appName(addon.app.name, page) : 'none: its app was destroyed, its data is kept'],
      ['Limits', limits(addon)],
      ['Created', time(addon.created_at)],
      ['Expires', addon.expires_at ? [time(addon.expires_at), ', with its data'] : null],
      ['Id', h('span', { class: 'name' }, addon.id)],
    ]),
    former(addon, page),
    connection(addon, attachments, page),
    plots(figures),
    section('Attachments', [], attachmentTable(addon, attachments, page)),
    addon.backups ? backups(addon, made, attachments, page, changes) : [],
    section('Actions', [], actions(addon, page, result), result),
    section('Related releases', [], releaseTable(releases, `Releases related to ${addon.name}`, page, { apps: true })),
  ];
}

/** Only a token for the app that owns it changes an add-on; where others have it attached, they look. */
const mayChange = (addon, page) => page.can.write && addon.app !== null && page.reaches(addon.app.name);

function limits(addon) {
  const known = Object.entries(addon.limits ?? {});
  return known.length === 0 ? 'none' : h('span', { class: 'vars' }, known.map(limit));
}

function former(addon, page) {
  if (!addon.former) {
    return [];
  }
  return h('aside', { class: 'note', 'aria-label': 'Previous copy' },
    shape('former'),
    h('p', {}, 'The previous copy (', code(`${addon.addon_service.name}:${addon.former.plan}`), ') is kept until ', moment(addon.former.until),
      '; it accepts no logins.'),
    mayChange(addon, page)
      ? button('Delete it now', () => forgetFormer(page, addon), { class: 'danger', id: 'forget' })
      : null);
}

function attachmentTable(addon, attachments, page) {
  if (attachments.length === 0) {
    return nothing('It is not attached to any app.');
  }
  return table({
    caption: `Attachments of ${addon.name}`,
    className: 'cards',
    columns: [{ label: 'App' }, { label: 'As' }, { label: 'Config vars' }, { label: 'Change', hidden: true, class: 'end' }],
    rows: attachments.map((one) => [
      [appName(one.app.name, page), one.app.name === addon.app?.name ? h('span', { class: 'mark-word' }, 'owner') : null],
      [h('span', { class: 'name' }, one.name), one.primary ? h('span', { class: 'mark-word' }, 'primary') : null],
      h('span', { class: 'vars' }, one.config_vars.length === 0 ? muted('none yet') : one.config_vars.map((name) => code(name))),
      page.can.write && page.reaches(one.app.name) ? attachmentButtons(one, page) : null,
    ]),
  });
}

/** What the list of backups does. */
const ELSEWHERE = ['backup', 'backups', 'restore'];

function actions(addon, page, result) {
  const offered = (addon.actions ?? []).filter(({ name }) => !addon.backups || !ELSEWHERE.includes(name));
  if (offered.length === 0 || addon.app === null) {
    return nothing('This service has no actions.');
  }
  return h('ul', { class: 'actions' }, offered.map((action) => h('li', {},
    h('div', {},
      h('span', { class: 'name' }, action.name),
      h('span', { class: 'mark-word' }, action.read_only ? 'read-only' : action.destructive ? 'destructive' : 'write'),
      h('p', {}, sentence(action.description))),
    (action.method === 'GET' ? page.can.read : mayChange(addon, page))
      ? button(action.read_only ? 'View' : 'Run', () => perform(addon, action, page, result), {
          id: `action-${action.name}`,
          class: action.destructive ? 'danger' : null,
          'aria-label': `${action.read_only ? 'View' : 'Run'}: ${action.name}`,
        })
      : null)));
}

async function perform(addon, action, page, result) {
  const opener = document.getElementById(`action-${action.name}`);
  opener?.setAttribute('aria-disabled', 'true');
  let content;
  try {
    const done = await run(addon, action);
    if (done === null) {
      return;
    }
    if (!action.read_only) {
      await page.reload();
    }
    content = outcome(action, done);
  } catch (refusal) {
    content = [
      h('h3', { tabindex: '-1' }, `${action.name} failed`),
      h('div', { class: 'problem', role: 'alert' }, h('p', {}, refusal.message), advice(refusal)),
    ];
  } finally {
    opener?.removeAttribute('aria-disabled');
  }
  // a change may have put another page in the place of this one
  const place = document.getElementById('result') ?? result;
  place.replaceChildren(...content, button('Close', () => {
    place.replaceChildren();
    delete place.dataset.asked;
    document.getElementById(`action-${action.name}`)?.focus();
  }));
  place.dataset.asked = '';
  place.querySelector('h3').focus();
}

/** A cell as people read it: the same words as the command line's. */
function shown(value, unit) {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === null || value === undefined) return unseen('none');
  if (typeof value !== 'number') return String(value);
  if (unit === 'seconds') return `${value} s`;
  if (unit === 'percent') return `${value} %`;
  if (unit !== 'bytes') return String(value);
  return bytes(value);
}

function outcome(action, { message, rows = [] }) {
  const columns = rows.length === 0 ? [] : Object.keys(rows[0]).filter((name) => name !== 'unit');
  return [
    h('h3', { tabindex: '-1' }, action.name),
    h('p', {}, sentence(message)),
    columns.length === 0
      ? null
      : h('div', { class: 'wide', role: 'region', tabindex: '0', 'aria-label': `Result of ${action.name}` },
          table({ caption: `Result of ${action.name}`, columns: columns.map((label) => ({ label })), rows: rows.map((one) => columns.map((name) => shown(one[name], one.unit))) })),
  ].filter(Boolean);
}
