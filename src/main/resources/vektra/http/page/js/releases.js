// Releases as a table.

import { appLink, button, h, muted, nothing, table, time } from './dom.js';

const AT_FIRST = 15;

/** The newest first; with apps, each with the app it is of. */
export function releaseTable(releases, caption, { apps = false } = {}) {
  if (releases.length === 0) {
    return nothing('No releases.');
  }
  const sorted = [...releases].sort((a, b) => new Date(b.created_at) - new Date(a.created_at) || b.version - a.version);
  const make = (some) =>
    table({
      caption,
      className: 'cards',
      columns: [{ label: 'Release' }, ...(apps ? [{ label: 'App' }] : []), { label: 'Change' }, { label: 'By' }, { label: 'When' }],
      rows: some.map((release) => [
        [h('span', { class: 'name' }, `v${release.version}`), release.current ? h('span', { class: 'mark-word' }, 'current') : null],
        ...(apps ? [appLink(release.app.name)] : []),
        release.description,
        muted(release.user?.email ?? ''),
        time(release.created_at),
      ]),
    });
  if (sorted.length <= AT_FIRST) {
    return make(sorted);
  }
  const holder = h('div', {}, make(sorted.slice(0, AT_FIRST)));
  const more = button(`Show all ${sorted.length} releases`, () => {
    holder.replaceChildren(make(sorted));
    holder.querySelector(`tbody tr:nth-child(${AT_FIRST + 1}) th`)?.setAttribute('tabindex', '-1');
    holder.querySelector(`tbody tr:nth-child(${AT_FIRST + 1}) th`)?.focus();
  }, { id: 'all-releases' });
  holder.append(more);
  return holder;
}
