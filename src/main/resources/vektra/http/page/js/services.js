// The available services.

import { services } from './api.js';
import { price } from './app.js';
import { code, h, heading, limit, muted, nothing, plural, section, table } from './dom.js';
import { sentence } from './changes.js';

export const page = 'services';

export async function load() {
  return { services: await services() };
}

export const title = () => 'Services';

export const command = () => 'vektra addons:plans';

export function render({ services }) {
  const drains = services.filter(shipsLogs);
  return [
    heading('Services', { beside: muted(plural(services.length, 'service')) }),
    services.filter((one) => !shipsLogs(one)).map(service),
    drains.length > 0 && section('Log drains', [], drainTable(drains)),
  ].flat().filter(Boolean);
}

/** A drain gets the lines of all apps, so no app has several of the service. */
const shipsLogs = (service) => !service.supports_multiple_installations;

function service(one) {
  return section([one.human_name, ' ', code(one.name)], h('span', { class: 'mark-word' }, enabled(one)),
    h('p', { class: 'lead' }, sentence(one.description), one.enabled ? null : [' To enable it: ', code(`vektra addons:enable ${one.name}`)]),
    (one.plans ?? []).length === 0
      ? nothing('No plans.')
      : table({
          caption: `Plans of ${one.human_name}`,
          className: 'cards plans',
          columns: [{ label: 'Plan' }, { label: 'Description' }, { label: 'Limits' }, { label: 'Price' }, { label: 'State' }],
          rows: one.plans.map((plan) => [
            [h('span', { class: 'name' }, plan.name), plan.default ? h('span', { class: 'mark-word' }, 'default') : null],
            plan.description,
            h('span', { class: 'vars' }, limits(plan)),
            price(plan.price),
            stage(plan.state),
          ]),
        }));
}

function drainTable(drains) {
  return table({
    caption: 'Log drains',
    className: 'cards plans',
    columns: [{ label: 'Service' }, { label: 'Description' }, { label: 'Price' }, { label: 'State' }],
    rows: drains.map((one) => [h('span', { class: 'name' }, one.name), sentence(one.description), price(one.plans?.[0]?.price), enabled(one)]),
  });
}

function limits(plan) {
  const known = Object.entries(plan.attributes?.limits ?? {});
  return known.length === 0 ? muted('none') : known.map(limit);
}

const enabled = (service) => (service.enabled ? 'enabled' : 'not enabled');

const stage = (word) => ({ ga: 'available', shutdown: 'no longer available' })[word] ?? word;
