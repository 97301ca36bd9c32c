// All apps by their add-ons at a glance.

import { get, health as read } from './api.js';
import { addonLink, appLink, code, h, health, heading, muted, nothing, plural, row, state, stateOf, unseen } from './dom.js';

export const page = 'apps';

// what was last filtered by outlives a visit of another page
let wanted = '';
let wantedState = null;

export async function load() {
  const [apps, addons, attachments, states] = await Promise.all([get('/apps'), get('/addons'), get('/addon-attachments'), read()]);
  return { apps: apps.map(({ name }) => ({ name })), addons: addons.map(slim), attachments: attachments.map(seat), states };
}

// only what is shown, so that nothing else makes the page look changed
const slim = (addon) => ({
  id: addon.id,
  name: addon.name,
  app: addon.app?.name ?? null,
  service: addon.addon_service.name,
  plan: addon.plan.name.split(':').pop(),
  state: addon.state,
});

const seat = (attachment) => ({ app: attachment.app.name, addon: attachment.addon.id });

export const title = () => 'Apps';

export const command = () => 'vektra addons --all';

export const pending = (data) => data.addons.some((addon) => /^(de)?provisioning$/.test(addon.state));

export function render(data) {
  if (data.apps.length === 0 && data.addons.length === 0) {
    return [
      heading('Apps'),
      nothing('No apps yet. ', code('vektra addons:bind SERVICE -a myapp'), ' creates the first one, with an add-on.'),
    ];
  }
  const lines = arrange(data);
  const services = columnsOf(data.addons);
  const columns = [{ label: 'App' }, ...services.map((label) => ({ label }))];
  const body = h('tbody', { role: 'rowgroup' });
  const count = h('p', { class: 'count', role: 'status', id: 'count' });
  const table = h(
    'table',
    { class: 'board cards', role: 'table', id: 'board' },
    h('caption', { class: 'unseen' }, 'Apps and their add-ons by service'),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      columns.map((column) => h('th', { scope: 'col', role: 'columnheader' }, column.label)))),
    body,
  );
  for (const line of lines) {
    line.row = row(columns, [
      line.app === null ? h('span', { class: 'muted' }, 'no app') : appLink(line.app),
      ...services.map((service) => cell(line.addons.filter((addon) => addon.service === service), line.app, data.states)),
    ]);
    body.append(line.row);
  }
  const none = nothing('No app or add-on matches. ', h('button', { type: 'button', class: 'link', click: () => forget() }, 'Show all'));
  const search = h('input', { id: 'filter', type: 'search', autocomplete: 'off', spellcheck: 'false',
    autocapitalize: 'off', input: () => { wanted = search.value; sift(); } });
  search.value = wanted;
  const chips = states(data.addons).map(([word, label]) =>
    h('button', { type: 'button', class: 'chip', id: `state-${word ?? 'any'}`, click: () => { wantedState = word; sift(); } }, label));
  const chipWords = states(data.addons).map(([word]) => word);
  if (!chipWords.includes(wantedState)) {
    wantedState = null;
  }

  function sift() {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    let visible = 0;
    for (const line of lines) {
      const fits = words.every((word) => line.text.includes(word))
        && (wantedState === null || line.addons.some((addon) => stateOf(addon) === wantedState));
      line.row.hidden = !fits;
      visible += fits ? 1 : 0;
    }
    chips.forEach((chip, i) => chip.setAttribute('aria-pressed', String(chipWords[i] === wantedState)));
    table.hidden = visible === 0;
    none.hidden = visible > 0;
    count.textContent = visible === lines.length ? `all ${visible} shown` : `${visible} of ${lines.length} shown`;
  }

  function forget() {
    wanted = '';
    wantedState = null;
    search.value = '';
    sift();
    search.focus();
  }

  sift();
  return [
    heading('Apps', { beside: muted(`${plural(data.apps.length, 'app')}, ${plural(data.addons.length, 'add-on')}`) }),
    h('div', { class: 'sieve', role: 'search' },
      h('div', { class: 'field' }, h('label', { for: 'filter' }, 'Filter by app, add-on or plan'), search),
      h('div', { class: 'chips', role: 'group', 'aria-label': 'Filter by state' }, chips),
      count),
    table,
    none,
  ];
}

/** One line for each app, with its own add-ons and those of others that it has attached; the last for those of no app. */
function arrange({ apps, addons, attachments }) {
  const byId = new Map(addons.map((addon) => [addon.id, addon]));
  const lines = new Map(apps.map(({ name }) => [name, { app: name, addons: [] }]));
  for (const addon of addons) {
    if (addon.app === null && !lines.has(null)) {
      lines.set(null, { app: null, addons: [] });
    }
    // an app that the token does not reach has no line
    lines.get(addon.app)?.addons.push(addon);
  }
  for (const { app, addon } of attachments) {
    const shared = byId.get(addon);
    const line = lines.get(app);
    if (shared && line && !line.addons.includes(shared)) {
      line.addons.push(shared);
    }
  }
  const sorted = [...lines.values()].sort((a, b) => (a.app === null) - (b.app === null) || (a.app < b.app ? -1 : 1));
  for (const line of sorted) {
    line.text = [line.app ?? 'no app', ...line.addons.flatMap((addon) => [addon.name, `${addon.service}:${addon.plan}`])]
      .join(' ')
      .toLowerCase();
  }
  return sorted;
}

/** The services that are in use, those with most add-ons first. */
function columnsOf(addons) {
  const counts = new Map();
  addons.forEach((addon) => counts.set(addon.service, (counts.get(addon.service) ?? 0) + 1));
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
}

function states(addons) {
  const counts = new Map();
  addons.forEach((addon) => counts.set(stateOf(addon), (counts.get(stateOf(addon)) ?? 0) + 1));
  const order = ['failed', 'provisioning', 'deprovisioning', 'provisioned'];
  return [[null, 'Any state'], ...order.filter((word) => counts.has(word)).map((word) => [word, `${counts.get(word)} ${word}`])];
}

function cell(addons, app, states) {
  if (addons.length === 0) {
    return h('span', { class: 'none' }, h('span', { 'aria-hidden': 'true' }, '–'), unseen('none'));
  }
  return h('ul', { class: 'addons' }, addons.map((addon) => h('li', {},
    addonLink(addon.name),
    h('span', { class: 'under' }, stateOf(addon) === 'provisioned' ? health(addon, states) : null, state(addon), muted(addon.plan), addon.app !== app && addon.app !== null ? muted(`from ${addon.app}`) : null))));
}
