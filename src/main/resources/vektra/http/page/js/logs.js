// The log lines of an app as they come.

import { at, lines as more, post } from './api.js';
import { appName, button, h, heading, link } from './dom.js';

export const page = 'apps';

const FIRST = 200;
const MOST = 2000;
const SOON = 1000;

export async function load([name]) {
  return { app: name, ...(await open(name, FIRST)) };
}

/** The address of the lines; the host in it is that by which others reach the server. */
async function open(app, lines) {
  const { logplex_url: url } = await post(at`/apps/${app}/log-sessions`, { lines, tail: true });
  return { path: new URL(url).pathname };
}

export const title = (data) => `Logs of ${data.app}`;

export const command = (data) => `vektra logs --tail -a ${data.app}`;

export function render(data, page) {
  const { app } = data;
  let { path } = data;
  let paused = false;
  let timer = 0;
  let asking = false;
  const list = h('ol', { class: 'lines', id: 'lines' });
  const box = h('div', { class: 'log', id: 'log', role: 'log', 'aria-live': 'off', 'aria-label': `Log lines of ${app}`, tabindex: '0' }, list);
  const said = h('p', { class: 'muted', id: 'log-state', role: 'status' }, 'Waiting for lines…');
  const filter = h('input', { id: 'log-filter', type: 'search', autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off', input: () => [...list.children].forEach(sift) });
  const pause = button('Pause', () => {
    paused = !paused;
    pause.textContent = paused ? 'Continue' : 'Pause';
    report();
    clearTimeout(timer);
    if (!paused) {
      look();
    }
  }, { id: 'pause' });

  const report = () => {
    said.textContent = paused ? 'Paused.' : list.children.length === 0 ? 'No lines yet. What the app prints under vektra run appears here.' : 'Live.';
  };
  const sift = (line) => {
    line.hidden = !line.textContent.toLowerCase().includes(filter.value.trim().toLowerCase());
  };

  async function look() {
    if (asking || paused || !box.isConnected) {
      return;
    }
    asking = true;
    try {
      if (!document.hidden) {
        add(await read());
        report();
      }
    } catch (refusal) {
      said.textContent = refusal.message;
    } finally {
      asking = false;
    }
    timer = setTimeout(look, SOON);
  }

  /** One that was away for a minute, as a window that was hidden, begins again. */
  async function read() {
    try {
      return await more(path);
    } catch (refusal) {
      if (refusal.status !== 404) {
        throw refusal;
      }
      path = (await open(app, FIRST)).path;
      list.replaceChildren();
      return more(path);
    }
  }

  function add(lines) {
    if (lines.length === 0) {
      return;
    }
    const end = box.scrollHeight - box.scrollTop - box.clientHeight < 40;
    list.append(...lines.slice(-MOST).map((text) => {
      const [, when, from, rest] = /^(\S+) app\[([^\]]*)\]: ([^]*)$/.exec(text) ?? [null, '', '', text];
      const moment = new Date(when);
      const line = h('li', {},
        when ? h('time', { datetime: when, title: moment.toLocaleString() }, moment.toLocaleTimeString('en-GB')) : null,
        ' ', h('span', { class: 'from' }, from), ' ', h('span', {}, rest));
      sift(line);
      return line;
    }));
    while (list.children.length > MOST) {
      list.firstChild.remove();
    }
    if (end) {
      box.scrollTop = box.scrollHeight;
    }
  }

  page.leaving(() => {
    paused = true;
    clearTimeout(timer);
  });
  requestAnimationFrame(look);
  return [
    heading('Logs', { above: [link('#/', 'Apps'), appName(app, page)], actions: [pause] }),
    h('div', { class: 'sieve', role: 'search' },
      h('div', { class: 'field' }, h('label', { for: 'log-filter' }, 'Filter'), filter),
      said),
    box,
  ];
}
