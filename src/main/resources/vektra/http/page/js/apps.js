// All apps by their add-ons at a glance.

import { get, health as read } from './api.js';
import { createApp } from './changes.js';
import { addonLink, appLink, button, code, count, h, health, heading, isPending, link, muted, nothing, plural, row, state, stateOf, unseen } from './dom.js';

export const page = 'apps';

// more rows than that make phones slow, and are not read
const ROWS = 50;

// what was last looked for outlives a visit of another page
let wanted = '';
let wantedState = null;
let first = 0;

export async function load(names, page) {
  const [{ apps, ownerless }, states] = await Promise.all([get('/overview'), read()]);
  const empty = apps.length === 0 && ownerless.length === 0;
  return { apps, ownerless, states, enabled: empty ? (await get('/addon-services')).filter((one) => one.enabled).map(({ name }) => name) : null };
}

export const title = () => 'Apps';

export const command = () => 'vektra addons --all';

export const pending = ({ apps }) => apps.some(({ addons }) => addons.some(isPending));

const creator = (page) => (page.can.write && page.all ? [button('Create app', () => createApp(page), { class: 'solid', id: 'create-app' })] : []);

export function render(data, page) {
  if (data.enabled) {
    return [heading('Apps', { actions: creator(page) }), firstSteps(data.enabled, page)];
  }
  const lines = arrange(data);
  const services = columnsOf(lines);
  const columns = [{ label: 'App' }, ...services.map((label) => ({ label }))];
  const body = h('tbody', { role: 'rowgroup' });
  const counted = h('p', { class: 'count', role: 'status', id: 'count' });
  const table = h(
    'table',
    { class: 'board cards', role: 'table', id: 'board' },
    h('caption', { class: 'unseen' }, 'Apps and their add-ons by service'),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' },
      columns.map((column) => h('th', { scope: 'col', role: 'columnheader' }, column.label)))),
    body,
  );
  const none = nothing('No app or add-on matches. ', h('button', { type: 'button', class: 'link', click: () => forget() }, 'Show all'));
  const search = h('input', { id: 'filter', type: 'search', autocomplete: 'off', spellcheck: 'false',
    autocapitalize: 'off', input: () => look(() => { wanted = search.value; }) });
  search.value = wanted;
  const known = states(lines);
  const chipWords = known.map(([word]) => word);
  const chips = known.map(([word, label]) =>
    h('button', { type: 'button', class: 'chip', id: `state-${word ?? 'any'}`, click: () => look(() => { wantedState = word; }) }, label));
  if (!chipWords.includes(wantedState)) {
    wantedState = null;
  }
  const place = h('p', { class: 'muted', id: 'place' });
  const back = button('Previous', () => turn(-ROWS), { id: 'previous' });
  const on = button('Next', () => turn(ROWS), { id: 'next' });
  const pager = h('nav', { class: 'pager', 'aria-label': 'Pages of apps' }, back, place, on);

  /** A row is made when it is first shown. */
  const rowOf = (line) => (line.row ??= row(columns, [
    line.app === null ? h('span', { class: 'muted' }, 'no app') : appLink(line.app),
    ...services.map((service) => cell(line.addons.filter((addon) => addon.service === service), data.states)),
  ]));

  function look(change) {
    change();
    first = 0;
    sift();
  }

  function turn(by) {
    first += by;
    sift();
    table.scrollIntoView({ block: 'nearest' });
    const [there, other] = by > 0 ? [on, back] : [back, on];
    (there.disabled ? other : there).focus({ preventScroll: true });
    scrollTo(0, 0);
  }

  function sift() {
    const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
    const found = lines.filter((line) => words.every((word) => line.text.includes(word))
      && (wantedState === null || line.addons.some((addon) => stateOf(addon) === wantedState)));
    first = Math.max(0, Math.min(first, Math.floor((found.length - 1) / ROWS) * ROWS));
    const end = Math.min(first + ROWS, found.length);
    body.replaceChildren(...found.slice(first, end).map(rowOf));
    chips.forEach((chip, i) => chip.setAttribute('aria-pressed', String(chipWords[i] === wantedState)));
    table.hidden = found.length === 0;
    none.hidden = found.length > 0;
    counted.textContent = found.length === lines.length ? `all ${count(lines.length)}` : `${count(found.length)} of ${count(lines.length)}`;
    pager.hidden = found.length <= ROWS;
    place.textContent = `${count(first + 1)}–${count(end)} of ${count(found.length)}`;
    back.disabled = first === 0;
    on.disabled = end === found.length;
  }

  function forget() {
    search.value = '';
    look(() => {
      wanted = '';
      wantedState = null;
    });
    search.focus();
  }

  sift();
  const addons = lines.reduce((sum, line) => sum + line.addons.filter(({ owner }) => !owner).length, 0);
  return [
    heading('Apps', { beside: muted(`${plural(data.apps.length, 'app')}, ${plural(addons, 'add-on')}`), actions: creator(page) }),
    h('div', { class: 'sieve', role: 'search' },
      h('div', { class: 'field' }, h('label', { for: 'filter' }, 'Filter by app, add-on or plan'), search),
      h('div', { class: 'chips', role: 'group', 'aria-label': 'Filter by state' }, chips),
      counted),
    table,
    pager,
    none,
  ];
}

/** What to do in a home that has nothing yet. */
function firstSteps(enabled, page) {
  if (!page.can.write || !page.all) {
    return nothing('No apps yet.');
  }
  const services = link('#/services', 'Services');
  return h('ol', { class: 'steps' },
    h('li', {}, h('h2', {}, 'Enable a service'),
      enabled.length > 0
        ? h('p', {}, 'Enabled: ', enabled.join(', '), '. More under ', services, '.')
        : h('p', {}, page.can.admin ? 'Choose one under ' : 'An admin does it under ', services, ', or with ', code('vektra addons:enable SERVICE'), '.')),
    h('li', {}, h('h2', {}, 'Create an app'), h('p', {}, 'A name under which your program finds its config vars.')),
    h('li', {}, h('h2', {}, 'Create an add-on'), h('p', {}, 'The app gets its address and password as config vars.')));
}

/** One line for each app, with its own add-ons and those of others that it has attached; the last for those of no app. */
function arrange({ apps, ownerless }) {
  const lines = apps.map(({ name, addons }) => ({ app: name, addons }));
  lines.sort((a, b) => (a.app < b.app ? -1 : 1));
  if (ownerless.length > 0) {
    lines.push({ app: null, addons: ownerless });
  }
  for (const line of lines) {
    line.text = [line.app ?? 'no app', ...line.addons.flatMap((addon) => [addon.name, `${addon.service}:${addon.plan}`])]
      .join(' ')
      .toLowerCase();
  }
  return lines;
}

/** The services that are in use, those with most add-ons first. */
function columnsOf(lines) {
  const counts = new Map();
  lines.forEach((line) => line.addons.forEach(({ service }) => counts.set(service, (counts.get(service) ?? 0) + 1)));
  return [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
}

function states(lines) {
  const counts = new Map();
  const own = lines.flatMap((line) => line.addons.filter(({ owner }) => !owner));
  own.forEach((addon) => counts.set(stateOf(addon), (counts.get(stateOf(addon)) ?? 0) + 1));
  const order = ['failed', 'provisioning', 'deprovisioning', 'provisioned'];
  return [[null, 'Any state'], ...order.filter((word) => counts.has(word)).map((word) => [word, `${count(counts.get(word))} ${word}`])];
}

function cell(addons, states) {
  if (addons.length === 0) {
    return h('span', { class: 'none' }, h('span', { 'aria-hidden': 'true' }, '–'), unseen('none'));
  }
  return h('ul', { class: 'addons' }, addons.map((addon) => h('li', {},
    addonLink(addon.name),
    h('span', { class: 'under' }, state(addon), muted(addon.plan), addon.owner ? muted(`from ${addon.owner}`) : null, health(addon, states, { known: true })))));
}
