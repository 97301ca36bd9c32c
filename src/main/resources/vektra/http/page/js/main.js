// Starts the page: who is logged in, which page the address means, what has changed since.

import { logout, session } from './api.js';
import { advice, age, button, h, heading } from './dom.js';
import { loginPage } from './login.js';
import * as addon from './addon.js';
import * as app from './app.js';
import * as apps from './apps.js';
import * as audit from './audit.js';
import * as logs from './logs.js';
import * as monitors from './monitors.js';
import * as services from './services.js';
import * as tokens from './tokens.js';

const ROUTES = [
  [/^#\/$/, apps],
  [/^#\/apps\/([^/]+)$/, app],
  [/^#\/apps\/([^/]+)\/logs$/, logs],
  [/^#\/addons\/([^/]+)$/, addon],
  [/^#\/monitors$/, monitors],
  [/^#\/services$/, services],
  [/^#\/tokens$/, tokens],
  [/^#\/audit$/, audit],
];
const FIRST_LOOK = 2000;
const LAST_LOOK = 15_000;
/** What others change is seen so soon on a page that stays open. */
const IDLE_LOOK = 30_000;
const NOTICE_TIME = 12_000;
/** After that a login brings the page itself anew, since the server may be another one. */
const OLD = 3_600_000;

const main = document.getElementById('main');
const notice = document.getElementById('notice');
let who = null;
let turn = 0;
let timer = 0;
let silence = 0;
let shown = { key: '', text: '' };
let parting = '';
let left = [];
let seen = 0;

const page = {
  name: '',
  can: { read: false, write: false, admin: false },
  /** Whether the token is for that app; one that is limited sees the names of others, where it has their add-ons. */
  reaches: (app) => who !== null && (who.apps.length === 0 || who.apps.includes(app)),
  /** Reads the page anew, after a change; the focus stays where it was. */
  reload: () => show({ fresh: false }),
  /** Whether the token is for all apps. */
  all: false,
  announce,
  /** Calls it when the page is left, or made again. */
  leaving: (end) => left.push(end),
  /** Goes to another page and announces something there. */
  go(hash, text) {
    parting = text;
    location.hash = hash;
  },
};

function announce(text) {
  // the same words again are said again
  notice.textContent = '';
  clearTimeout(silence);
  requestAnimationFrame(() => {
    notice.textContent = text;
  });
  silence = setTimeout(() => notice.replaceChildren(), NOTICE_TIME);
}

function route() {
  const front = location.pathname === '/monitors' ? '#/monitors' : '#/';
  const hash = location.hash === '' || location.hash === '#' ? front : location.hash;
  for (const [pattern, view] of ROUTES) {
    const match = pattern.exec(hash);
    if (match) {
      try {
        return { key: hash, view, names: match.slice(1).map(decodeURIComponent) };
      } catch {
        return { key: hash, view: null, names: [] };
      }
    }
  }
  return { key: hash, view: null, names: [] };
}

async function show({ fresh, delay = FIRST_LOOK }) {
  const mine = ++turn;
  clearTimeout(timer);
  const { key, view, names } = route();
  if (fresh) {
    leave();
    main.setAttribute('aria-busy', 'true');
    main.replaceChildren(h('p', { class: 'loading' }, 'Loading…'));
    marks(view);
  }
  let data;
  let content;
  let title;
  try {
    if (!view) {
      throw Object.assign(new Error('Page not found.'), { status: 404 });
    }
    data = await view.load(names, page);
    title = view.title(data);
    content = () => view.render(data, page);
  } catch (refusal) {
    if (refusal.status === 401 || mine !== turn) {
      return;
    }
    if (!fresh && key === shown.key && (refusal.status === 0 || refusal.status >= 500)) {
      // what was read before stays: the server may be about to come back
      announce(refusal.message);
      timer = setTimeout(() => look(LAST_LOOK), LAST_LOOK);
      return;
    }
    data = null;
    title = refusal.status === 404 ? 'Not found' : 'Request failed';
    content = () => problem(title, refusal);
  }
  if (mine !== turn) {
    return;
  }
  seen = Date.now();
  const text = JSON.stringify([title, data]);
  if (fresh || text !== shown.text || key !== shown.key) {
    put(content(), fresh);
    document.getElementById('command').textContent = (data !== null && view.command?.(data)) || 'vektra --help';
    document.title = key === '#/' ? 'Apps · Vektra' : `${title} · Vektra`;
    shown = { key, text };
  }
  main.removeAttribute('aria-busy');
  if (data !== null && view.pending?.(data)) {
    timer = setTimeout(() => look(Math.min(delay * 1.5, LAST_LOOK)), delay);
  } else if (data !== null && view !== logs) {
    timer = setTimeout(() => look(FIRST_LOOK), IDLE_LOOK);
  }
}

/** Looks whether something has come to its end, but changes nothing while the user is busy with the page. */
function look(delay) {
  if (document.hidden || document.querySelector('dialog[open], [data-asked]')) {
    timer = setTimeout(() => look(delay), delay);
  } else {
    show({ fresh: false, delay });
  }
}

/** A window that was hidden shows what is true now. */
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && who !== null && route().view !== logs && Date.now() - seen > FIRST_LOOK) {
    clearTimeout(timer);
    look(FIRST_LOOK);
  }
});
setInterval(() => age(main), IDLE_LOOK);

function leave() {
  left.forEach((end) => end());
  left = [];
}

function put(content, fresh) {
  const active = document.activeElement;
  const focused = active && main.contains(active) ? active.id : null;
  const caret = active?.selectionStart;
  main.replaceChildren(...[content].flat());
  const heading = main.querySelector('h1');
  if (fresh) {
    scrollTo(0, 0);
    heading?.focus({ preventScroll: true });
  } else if (focused !== null) {
    const again = document.getElementById(focused) ?? heading;
    again?.focus({ preventScroll: true });
    if (Number.isInteger(caret) && again?.setSelectionRange) {
      again.setSelectionRange(caret, caret);
    }
  }
}

function problem(title, refusal) {
  return [
    heading(title, { above: [h('a', { href: '#/' }, 'Apps')] }),
    h('div', { class: 'problem', role: 'alert' },
      h('p', {}, refusal.message),
      advice(refusal)),
    h('div', { class: 'buttons' }, button('Try again', () => show({ fresh: true }), { id: 'again' })),
  ];
}

function marks(view) {
  for (const link of document.querySelectorAll('nav a[data-page]')) {
    if (view && link.dataset.page === view.page) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
}

function frame(on) {
  document.getElementById('top').hidden = !on;
  document.getElementById('foot').hidden = !on;
  document.getElementById('tokens-link').hidden = !(on && page.can.admin);
  document.getElementById('audit-link').hidden = !(on && page.can.admin);
  // monitors are of all apps
  document.getElementById('monitors-link').hidden = !(on && who.apps.length === 0);
  document.getElementById('who').textContent = who?.name ?? '';
  document.getElementById('scope').textContent = who?.scope ?? '';
  document.getElementById('command').textContent = '';
}

async function start() {
  who = await session();
  page.name = who?.name ?? '';
  const scope = ['monitors', 'view', 'read', 'write', 'admin'].indexOf(who?.scope);
  page.all = who !== null && who.apps.length === 0;
  page.can = { read: scope >= 2, write: scope >= 3, admin: scope >= 4 };
  if (who === null) {
    askForToken(null);
  } else {
    frame(true);
    await show({ fresh: true });
  }
}

function askForToken(said) {
  turn++;
  clearTimeout(timer);
  who = null;
  document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
  frame(false);
  document.title = 'Log in · Vektra';
  shown = { key: '', text: '' };
  main.removeAttribute('aria-busy');
  leave();
  main.replaceChildren(loginPage(said, () => (performance.now() > OLD ? location.reload() : start())));
  document.getElementById('token').focus();
}

addEventListener('hashchange', () => {
  if (who !== null) {
    document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
    announce(parting);
    parting = '';
    show({ fresh: true });
  }
});
addEventListener('signed-out', () => who !== null && askForToken('Your session has expired. Log in again.'));
document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
document.getElementById('logout').addEventListener('click', async () => {
  try {
    await logout();
    askForToken(null);
    announce('Logged out.');
  } catch (refusal) {
    announce(refusal.message);
  }
});
start().catch((refusal) => main.replaceChildren(...problem('Request failed', refusal)));
