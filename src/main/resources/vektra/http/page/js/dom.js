// Builds elements. What comes from the server only ever becomes text or an attribute, never markup.

const SVG = 'http://www.w3.org/2000/svg';
let ids = 0;

/** An id that nothing else on the page has. */
export const fresh = (word) => `${word}-${++ids}`;

/** An element; props that are functions listen, `true` and `false` set and leave out, children may nest. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const code = (text) => h('code', {}, text);

/** What can be done about a refusal; requests and commands in it read as such. Null when there is nothing to say. */
export function advice(refusal) {
  if (!refusal.hint) {
    return null;
  }
  const pieces = [];
  let rest = refusal.hint;
  for (const next of refusal.next) {
    const typed = next.command ?? `${next.method} ${next.path}`;
    const start = rest.indexOf(typed);
    if (start >= 0) {
      pieces.push(rest.slice(0, start), code(typed));
      rest = rest.slice(start + typed.length);
    }
  }
  return h('p', { class: 'hint' }, ...pieces, rest);
}

const SIZES = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** A number of bytes as people read it: the same words as the command line's. */
export function bytes(value) {
  const step = Math.min(value < 1024 ? 0 : Math.floor(Math.log2(value) / 10), SIZES.length - 1);
  const number = value / 1024 ** step;
  return `${number.toFixed(step === 0 || number >= 100 ? 0 : 1)} ${SIZES[step]}`;
}

export const count = (number) => number.toLocaleString('en');

/** A button that copies something, which is only asked for then. */
export function copier(label, text, page) {
  return h('div', { class: 'buttons' }, button('Copy', async () => {
    try {
      await copy(await text() ?? '');
      page.announce(`${label} is copied.`);
    } catch (refusal) {
      page.announce(refusal.message || 'The browser does not let this page copy.');
    }
  }, { class: 'copy', 'aria-label': `Copy ${label}` }));
}

/** Where the connection is not encrypted browsers have no clipboard but the old one. */
async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = h('textarea', { class: 'unseen', readonly: true, 'aria-label': 'Copied text' });
  const focused = document.activeElement;
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  focused?.focus();
  if (!done) {
    throw new Error('The browser does not let this page copy.');
  }
}

export const muted = (...children) => h('span', { class: 'muted' }, ...children);

export const unseen = (text) => h('span', { class: 'unseen' }, text);

export function link(hash, text, props = {}) {
  return h('a', { href: hash, ...props }, text);
}

export const appLink = (name) => link(`#/apps/${encodeURIComponent(name)}`, name, { class: 'name' });

/** The name of an app, which leads to its page where the token may see it. */
export const appName = (name, page) => (page.reaches(name) ? appLink(name) : h('span', { class: 'name' }, name));

export const addonLink = (name, props = {}) =>
  link(`#/addons/${encodeURIComponent(name)}`, name, { class: 'name', ...props });

export function button(text, onClick, props = {}) {
  return h('button', { type: 'button', click: onClick, ...props }, text);
}

export function shape(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'shape');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#shape-${name}`);
  svg.append(use);
  return svg;
}

const STATES = ['provisioning', 'provisioned', 'deprovisioning'];

/** The word of an add-on's state; what the API calls deprovisioned is an add-on that could not be made. */
export const stateOf = (addon) => (STATES.includes(addon.state) ? addon.state : 'failed');

/** Whether its state is about to become another one. */
export const isPending = (addon) => /^(de)?provisioning$/.test(addon.state);

/** A state as a word and a shape. */
export function state(addon) {
  const word = stateOf(addon);
  return h('span', { class: `state state-${word}` }, shape(word), word);
}

/** What the monitor of an add-on says; one without a monitor, or without news, is unknown, or nothing where only news count. */
export function health(addon, states, { known: only = false } = {}) {
  const known = states[`addon.${addon.name.replace(/-/g, '_')}`];
  if (only && !['up', 'down'].includes(known?.state)) {
    return null;
  }
  const word = known && ['up', 'down'].includes(known.state) ? known.state : 'unknown';
  return h('span', { class: `state health-${word}`, title: known ? `monitored: ${known.state}` : 'no monitor has looked at it' },
    shape(word), word, known?.since && word !== 'unknown' ? h('span', { class: 'muted' }, lasting(known.since)) : null);
}

const AGO = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const STEPS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

function ago(date) {
  const seconds = Math.round((date - Date.now()) / 1000);
  const step = STEPS.find(([, length]) => Math.abs(seconds) >= length);
  return step ? AGO.format(Math.round(seconds / step[1]), step[0]) : 'just now';
}

/** A moment as a date and a time of day. */
export function moment(text) {
  const date = new Date(text);
  return h('time', { datetime: date.toISOString() }, date.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' }));
}

/** How long something has lasted, such as "for 11 minutes", and exactly since when on hover. */
function lasting(text) {
  const date = new Date(text);
  const seconds = Math.max(0, Math.round((Date.now() - date) / 1000));
  const [unit, length] = STEPS.find(([, each]) => seconds >= each) ?? ['second', 1];
  const span = new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(Math.floor(seconds / length));
  return h('time', { datetime: date.toISOString(), title: date.toLocaleString() }, `for ${span}`);
}

/** A moment as people say it, and exactly on hover. */
export function time(text) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) {
    return String(text ?? '');
  }
  return h('time', { datetime: date.toISOString(), title: date.toLocaleString(), 'data-ago': '' }, ago(date));
}

/** What is said of times that are over in words becomes true again. */
export function age(root) {
  for (const element of root.querySelectorAll('time[data-ago]')) {
    const text = ago(new Date(element.dateTime));
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }
}

/**
 * A table that becomes a list of cards where there is no room; the roles stay what they are then.
 * columns: [{ label, class?, hidden? }], rows: arrays of cells, the first of which heads its row.
 */
export function table({ caption, columns, rows, className = '' }) {
  const head = columns.map((column) =>
    h('th', { scope: 'col', role: 'columnheader', class: column.class }, column.hidden ? unseen(column.label) : column.label));
  return h(
    'table',
    { class: className, role: 'table' },
    h('caption', { class: 'unseen' }, caption),
    h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, head)),
    h('tbody', { role: 'rowgroup' }, rows.map((cells) => row(columns, cells))),
  );
}

export function row(columns, cells) {
  return h(
    'tr',
    { role: 'row' },
    cells.map((cell, i) =>
      i === 0
        ? h('th', { scope: 'row', role: 'rowheader', class: columns[i].class }, cell)
        : h('td', { role: 'cell', class: columns[i].class, 'data-label': columns[i].hidden ? null : columns[i].label },
            // beside its label it is one thing
            Array.isArray(cell) && !columns[i].hidden ? h('span', {}, cell) : cell)),
  );
}

/** A table of which the first rows are shown until the others are asked for; `make` makes it of some of them. */
export function beginning(rows, most, { of, id, make, className = null }) {
  const holder = h('div', { class: className }, make(rows.slice(0, most)));
  if (rows.length > most) {
    holder.append(button(`Show all ${rows.length} ${of}`, () => {
      holder.replaceChildren(make(rows));
      focusRow(holder, most);
    }, { id }));
  }
  return holder;
}

/** Moves the focus to a row, counted from 0. */
export function focusRow(root, index) {
  const head = root.querySelector(`tbody tr:nth-child(${index + 1}) th`) ?? root.querySelector('tbody tr:last-child th');
  head.setAttribute('tabindex', '-1');
  head.focus();
}

/** A part of a page with its heading and, at its side, what can be done. */
export function section(title, actions, ...content) {
  const id = fresh('section');
  return h(
    'section',
    { 'aria-labelledby': id },
    h('div', { class: 'section-head' }, h('h2', { id }, title), h('div', { class: 'buttons' }, actions)),
    content,
  );
}

/** The head of a page: where it is, what it is called, what can be done. */
export function heading(title, { above = [], beside = [], below = [], actions = [], name = false } = {}) {
  const crumbs = above.length > 0
    && h('nav', { 'aria-label': 'Breadcrumb', class: 'crumbs' }, h('ol', {}, above.map((crumb) => h('li', {}, crumb))));
  return h(
    'div',
    { class: 'page-head' },
    crumbs,
    h('div', { class: 'title' }, h('h1', { tabindex: '-1', class: name ? 'name' : null }, title), beside),
    h('div', { class: 'below' }, below),
    h('div', { class: 'buttons' }, actions),
  );
}

/** An option that bounds something, with its value; a dash stands for none. */
export const limit = ([name, value]) => code(`${name} ${value === '-' ? 'unlimited' : value}`);

export const nothing = (...children) => h('p', { class: 'nothing' }, ...children);

/** Name and value pairs; those without a value are left out. */
export function facts(pairs) {
  return h(
    'dl',
    { class: 'facts' },
    pairs.filter(([, value]) => value !== null && value !== undefined && value !== '').map(([name, value]) =>
      h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );
}

export const plural = (number, one, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export const free = (value) => !value || value.cents === 0;

export const price = (value) => (free(value) ? 'free' : `$${count(value.cents / 100)}/${value.unit}`);
