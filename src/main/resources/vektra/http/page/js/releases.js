// Releases as a table; what each changed, and the way back.

import { at, get, post } from './api.js';
import { change } from './changes.js';
import { display } from './dialog.js';
import { appLink, beginning, button, code, h, muted, nothing, table, time } from './dom.js';

const AT_FIRST = 15;

/** The newest first; with apps, each with the app it is of. */
export function releaseTable(releases, caption, page, { apps = false } = {}) {
  if (releases.length === 0) {
    return nothing('No releases.');
  }
  const sorted = [...releases].sort((a, b) => new Date(b.created_at) - new Date(a.created_at) || b.version - a.version);
  const make = (some) =>
    table({
      caption,
      className: 'cards',
      columns: [{ label: 'Release' }, ...(apps ? [{ label: 'App' }] : []), { label: 'Change' }, { label: 'By' }, { label: 'When' },
        ...(apps ? [] : [{ label: 'Actions', hidden: true, class: 'end' }])],
      rows: some.map((release) => [
        [h('span', { class: 'name' }, `v${release.version}`), release.current ? h('span', { class: 'mark-word' }, 'current') : null],
        ...(apps ? [appLink(release.app.name)] : []),
        release.description,
        muted(release.user?.email ?? ''),
        time(release.created_at),
        ...(apps ? [] : [buttons(release, sorted, page)]),
      ]),
    });
  return beginning(sorted, AT_FIRST, { of: 'releases', id: 'all-releases', make });
}

function buttons(release, all, page) {
  const known = release.eligible_for_rollback;
  return h('div', { class: 'buttons' },
    page.can.read && known
      ? button('Compare', () => compare(page, release, all), { id: `compare-${release.version}`, 'aria-label': `Compare v${release.version}` })
      : null,
    page.can.write && known && !release.current
      ? button('Roll back', () => rollBack(page, release, all), { id: `rollback-${release.version}`, 'aria-label': `Roll back to v${release.version}` })
      : null);
}

/** The user's own config vars of a release; null where they are no longer kept. */
async function config(release) {
  if (release === undefined) {
    return {};
  }
  try {
    return await get(at`/apps/${release.app.name}/releases/${release.version}/config-vars`);
  } catch (refusal) {
    if (refusal.status === 404) {
      return null;
    }
    throw refusal;
  }
}

/** What differs between two releases: the config vars with both values, and what is attached. */
async function difference(from, to) {
  const [before, after] = await Promise.all([config(from), config(to)]);
  if (before === null || after === null) {
    return null;
  }
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const attached = (release) => release?.attachments ?? [];
  return [
    ...names.filter((name) => before[name] !== after[name]).map((name) => ({
      name, kind: !(name in before) ? 'added' : !(name in after) ? 'removed' : 'changed', before: before[name], after: after[name] })),
    ...attached(to).filter((one) => !attached(from).includes(one)).map((name) => ({ name, kind: 'attached' })),
    ...attached(from).filter((one) => !attached(to).includes(one)).map((name) => ({ name, kind: 'detached' })),
  ];
}

const SIGNS = { added: '+', attached: '+', removed: '−', detached: '−', changed: '±' };

async function compare(page, release, all) {
  const before = all.find((one) => one.version === release.version - 1);
  const current = all.find((one) => one.current);
  try {
    const since = await difference(before, release);
    const until = release.current || current === undefined ? undefined : await difference(release, current);
    let values = false;
    const content = () => [
      h('h3', {}, before ? `From v${before.version} to v${release.version}` : `In v${release.version}`),
      differences(since, values),
      ...(until === undefined ? [] : [h('h3', {}, `From v${release.version} to v${current.version}, the current one`), differences(until, values)]),
    ];
    const holder = h('div', { class: 'diff', id: 'diff' }, content());
    const toggle = button('Show values', () => {
      values = !values;
      toggle.textContent = values ? 'Hide values' : 'Show values';
      holder.replaceChildren(...content());
    }, { id: 'values' });
    const valued = [...(since ?? []), ...(until ?? [])].some(({ kind }) => ['added', 'removed', 'changed'].includes(kind));
    display({ title: `v${release.version} of ${release.app.name}`, text: release.description, content: holder, buttons: valued ? [toggle] : [] });
  } catch (refusal) {
    page.announce(refusal.message);
  }
}

function differences(all, values) {
  if (all === null) {
    return nothing('The config vars of the release before are no longer kept.');
  }
  if (all.length === 0) {
    return nothing('The config vars of the app itself and its attachments are the same.');
  }
  return h('ul', {}, all.map(({ name, kind, before, after }) => h('li', { class: kind },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[kind]), code(name), muted(kind),
    values && before !== undefined ? h('span', { class: 'old' }, h('span', { class: 'unseen' }, 'before: '), code(before)) : null,
    values && after !== undefined ? h('span', { class: 'new' }, h('span', { class: 'unseen' }, 'after: '), code(after)) : null)));
}

async function rollBack(page, release, all) {
  const app = release.app.name;
  let says = null;
  try {
    says = page.can.read ? (await difference(all.find((one) => one.current), release))?.filter(({ kind }) => !/tached/.test(kind)) : null;
  } catch (refusal) {
    return page.announce(refusal.message);
  }
  return change(page, (made) => `${app} is at v${made.version}, with the config vars of v${release.version}.`, {
    title: `Roll ${app} back to v${release.version}`,
    text: [
      'Its own config vars become what they were, as a new release. Add-ons and what they hold stay as they are.',
      says === null || says === undefined ? '' : says.length === 0 ? 'Nothing differs.' : `Config vars: ${says.map(({ name, kind }) => `${name} ${kind}`).join(', ')}.`,
    ].filter(Boolean),
    submit: 'Roll back',
    act: () => post(at`/apps/${app}/releases`, { release: String(release.version) }),
  });
}
