// The backups of an add-on: when they are made, whether they can be restored, and each of them.

import { at, get, post, remove } from './api.js';
import { change, sentence } from './changes.js';
import { beginning, button, bytes, code, facts, h, moment, section, table, time } from './dom.js';

const AT_FIRST = 10;

/** Those of an add-on that has an owner whose app the token reaches. */
export async function transfers(addon, page) {
  return addon.backups && addon.app !== null && page.reaches(addon.app.name)
    ? (await get(at`/client/v11/apps/${addon.app.name}/transfers`)).filter((one) => one.from_name === addon.name)
    : [];
}

export function backups(addon, made, attachments, page, changes) {
  const { schedule } = addon.backups;
  return section('Backups',
    changes
      ? [
          button('Back up now', () => now(page, addon), { id: 'backup' }),
          made.length > 0 ? button('Test the newest', () => drill(page, addon), { id: 'drill' }) : null,
          button(schedule ? 'Change schedule' : 'Schedule', () => plan(page, addon), { id: 'schedule' }),
          schedule ? button('End schedule', () => end(page, addon, attachments), { id: 'unschedule' }) : null,
        ].filter(Boolean)
      : [],
    state(addon, changes),
    list(addon, made, page, changes));
}

/** Its newest backup, whether one was ever restored, and what makes the next. */
function state({ name, backups: { count, newest, drill: last, schedule, damage } }, changes) {
  const missing = (word, command) => (changes ? word : [`${word}: `, code(command)]);
  const failed = damage ?? schedule?.problem ?? (newest?.tried === 'failed' ? last?.problem : null);
  return [
    facts([
      ['Newest', newest
        ? [time(newest.created_at), ` (${bytes(newest.bytes)}, ${newest.holds})`]
        : missing('none', `vektra backups:now ${name}`)],
      ['Kept', count > 1 ? `${count} backups` : null],
      ['Last drill', last
        ? [time(last.at), last.problem ? ': failed' : ` (restored in ${last.seconds.toFixed(1)} s)`]
        : newest?.tried === 'restored' ? 'none, but the newest was restored' : missing('never', `vektra backups:drill ${name}`)],
      ['Schedule', schedule
        ? [schedule.at, ', keep ', schedule.keep, schedule.drill === 'off' ? ', no drills' : ', drilled monthly']
        : missing('none', `vektra backups:schedule ${name} --at 02:00`)],
      ['Copied to', schedule?.to],
      ['Next', schedule ? moment(schedule.next_at) : null],
    ]),
    failed ? h('div', { class: 'problem' }, h('p', {}, sentence(failed))) : null,
  ].filter(Boolean);
}

function list(addon, made, page, changes) {
  if (made.length === 0) {
    return [];
  }
  const sorted = [...made].sort((a, b) => new Date(b.created_at) - new Date(a.created_at));
  const make = (some) => table({
    caption: `Backups of ${addon.name}`,
    className: 'cards',
    columns: [{ label: 'Backup' }, { label: 'Created' }, { label: 'Size' }, { label: 'Change', hidden: true, class: 'end' }],
    rows: some.map((one) => [
      h('span', { class: 'name' }, one.to_url?.split(':').pop() ?? String(one.num)),
      time(one.created_at),
      bytes(one.processed_bytes),
      h('div', { class: 'buttons' },
        page.can.read ? button('Download', () => download(page, addon, one), { id: `download-${one.uuid}`, 'aria-label': `Download backup ${one.num}` }) : null,
        changes ? button('Restore', () => restore(page, addon, one), { id: `restore-${one.uuid}`, 'aria-label': `Restore backup ${one.num}` }) : null,
        changes ? button('Delete', () => forget(page, addon, one), { id: `delete-${one.uuid}`, 'aria-label': `Delete backup ${one.num}` }) : null),
    ]),
  });
  return beginning(sorted, AT_FIRST, { of: 'backups', id: 'all-backups', make, className: 'backups' });
}

const now = (page, addon) =>
  change(page, (one) => `Backup ${one.num} of ${addon.name} is there.`, {
    title: `Back up ${addon.name}`,
    text: 'The backup is verified by loading it into a place that is deleted afterwards. With much data it takes a while.',
    submit: 'Back up',
    act: () => post(at`/client/v11/databases/${addon.name}/backups`, {}),
  });

const drill = (page, addon) =>
  change(page, ({ drill: done }) => (done.problem ? `The drill failed: ${done.problem}` : `It was restored in ${done.seconds.toFixed(1)} s.`), {
    title: `Test the newest backup of ${addon.name}`,
    text: 'It is restored into a place that is deleted afterwards, and compared with what was recorded when it was made. The data of the add-on is not touched.',
    submit: 'Test',
    act: () => post(at`/addons/${addon.name}/drills`, {}),
  });

function plan(page, addon) {
  const [, planned, zone] = /^(\d\d:\d\d) (\S+)$/.exec(addon.backups.schedule?.at ?? '') ?? [];
  return change(page, (one) => `Backups of ${addon.name} are made each day at ${clock(one.hour)} ${one.timezone}.`, {
    title: `Back up ${addon.name} each day`,
    text: 'Those of the last days, weeks and months are kept.',
    fields: [
      { name: 'time', label: 'At', kind: 'time', required: true, value: planned ?? '02:00' },
      { name: 'timezone', label: 'Time zone', required: true, value: zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone },
    ],
    submit: 'Schedule',
    act: ({ time: wanted, timezone }) => {
      const [hour, minute] = wanted.split(':');
      return post(at`/client/v11/databases/${addon.name}/transfer-schedules`, { hour, minute, timezone: timezone.trim() });
    },
  });
}

/** The API gives the hour alone where the minute is 0. */
const clock = (hour) => (hour.includes(':') ? hour : `${hour.padStart(2, '0')}:00`);

const end = (page, addon, attachments) =>
  change(page, `No more backups of ${addon.name} are scheduled.`, {
    title: `End the schedule of ${addon.name}`,
    text: 'The backups that were made are kept.',
    submit: 'End schedule',
    danger: true,
    act: async () => {
      const names = attachments.filter((one) => one.app.name === addon.app.name).map((one) => `${one.name}_URL`);
      const all = await get(at`/client/v11/databases/${addon.name}/transfer-schedules`);
      const mine = all.find(({ name }) => names.includes(name) || name === addon.name);
      return mine && remove(at`/client/v11/databases/${addon.name}/transfer-schedules/${mine.uuid}`);
    },
  });

const restore = (page, addon, one) =>
  change(page, `${addon.name} holds the data of backup ${one.num}.`, {
    title: `Restore ${addon.name}`,
    text: ['The backup of ', new Date(one.created_at).toLocaleString(), ' replaces the current data.'].join(''),
    typed: addon.name,
    submit: 'Restore',
    danger: true,
    act: () => post(at`/client/v11/databases/${addon.name}/restores`, { backup_url: one.to_url }),
  });

/** The browser saves it: the address is good once, and holds no token. */
const download = (page, addon, one) =>
  change(page, `Backup ${one.num} of ${addon.name} is downloaded.`, {
    title: `Download backup ${one.num} of ${addon.name}`,
    text: `All data of ${addon.name} at ${new Date(one.created_at).toLocaleString()}, ${bytes(one.processed_bytes)}, unencrypted.`,
    submit: 'Download',
    act: async () => {
      const { url } = await post(at`/client/v11/apps/${addon.app.name}/transfers/${one.uuid}/actions/download`, {});
      h('a', { href: url, download: '' }).click();
    },
  });

const forget = (page, addon, one) =>
  change(page, `Backup ${one.num} of ${addon.name} is deleted.`, {
    title: `Delete backup ${one.num} of ${addon.name}`,
    text: `It is of ${new Date(one.created_at).toLocaleString()}.`,
    submit: 'Delete',
    danger: true,
    act: () => remove(at`/client/v11/apps/${addon.app.name}/transfers/${one.uuid}`),
  });
