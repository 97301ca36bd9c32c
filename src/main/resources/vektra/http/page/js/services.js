// The available services.

import { get, services } from './api.js';
import { button, code, free, h, heading, limit, muted, nothing, plural, price, section, shape, table } from './dom.js';
import { disable, enable, sentence } from './changes.js';

export const page = 'services';

const PATIENCE = 2000;

export async function load() {
  const [all, states] = await Promise.all([services(), standing()]);
  return { services: all, states: states && Object.fromEntries(states.map((one) => [one.name, one])) };
}

/** Servers are asked, and one that hangs takes its time: the page does not wait for it. */
function standing() {
  return Promise.race([
    get('/server-states').catch(() => []),
    new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE)),
  ]);
}

export const title = () => 'Services';

export const command = () => 'vektra addons:services';

export const pending = ({ states }) => states === null;

export function render({ services, states }, page) {
  const drains = services.filter(shipsLogs);
  return [
    heading('Services', { beside: muted(plural(services.length, 'service')) }),
    services.filter((one) => !shipsLogs(one)).sort((a, b) => b.enabled - a.enabled).map((one) => service(one, states, page)),
    drains.length > 0 && section('Log drains', [], drainTable(drains)),
  ].flat().filter(Boolean);
}

/** A drain gets the lines of all apps, so no app has several of the service. */
const shipsLogs = (service) => !service.supports_multiple_installations;

function service(one, states, page) {
  const enabler = !one.enabled && page.can.admin
    ? button('Enable', () => enable(page, one), { id: `enable-${one.name}`, 'aria-label': `Enable ${one.human_name}` })
    : null;
  const disabler = one.enabled && page.can.admin
    ? button('Disable', () => disable(page, one), { id: `disable-${one.name}`, 'aria-label': `Disable ${one.human_name}` })
    : null;
  const priced = (one.plans ?? []).some((plan) => !free(plan.price));
  return section([one.human_name, ' ', code(one.name)], [server(one, states), enabler, disabler],
    h('p', { class: 'lead' }, sentence(one.description), one.enabled || enabler ? null : [' To enable it: ', code(`vektra addons:enable ${one.name}`)]),
    (one.plans ?? []).length === 0
      ? nothing('No plans.')
      : table({
          caption: `Plans of ${one.human_name}`,
          className: 'cards plans',
          columns: [{ label: 'Plan' }, { label: 'Description' }, { label: 'Limits' }, ...(priced ? [{ label: 'Price' }] : []), { label: 'State' }],
          rows: one.plans.map((plan) => [
            [h('span', { class: 'name' }, plan.name), plan.default ? h('span', { class: 'mark-word' }, 'default') : null],
            plan.description,
            h('span', { class: 'vars' }, limits(plan)),
            ...(priced ? [price(plan.price)] : []),
            stage(plan.state),
          ]),
        }));
}

const SHAPES = { running: 'up', external: 'up', stopped: 'down', hung: 'down', unreachable: 'down' };

/** Whether its server runs, which version it is and where. */
function server(one, states) {
  const known = states?.[one.name];
  if (!one.enabled || !known) {
    return h('span', { class: 'mark-word' }, states === null && one.enabled ? 'enabled, the server is asked' : enabled(one));
  }
  const look = SHAPES[known.state] ?? 'unknown';
  return h('span', { class: 'server' },
    h('span', { class: `state health-${look}` }, shape(look), known.state),
    known.version ? muted(`version ${known.version}`) : null,
    known.hosts.length === 0 ? null : code(known.hosts.join(', ')));
}

function drainTable(drains) {
  const priced = drains.some((one) => !free(one.plans?.[0]?.price));
  return table({
    caption: 'Log drains',
    className: 'cards plans',
    columns: [{ label: 'Service' }, { label: 'Description' }, ...(priced ? [{ label: 'Price' }] : []), { label: 'State' }],
    rows: drains.map((one) => [h('span', { class: 'name' }, one.name), sentence(one.description), ...(priced ? [price(one.plans?.[0]?.price)] : []), enabled(one)]),
  });
}

function limits(plan) {
  const known = Object.entries(plan.attributes?.limits ?? {});
  return known.length === 0 ? muted('none') : known.map(limit);
}

const enabled = (service) => (service.enabled ? 'enabled' : 'not enabled');

const stage = (word) => ({ ga: 'available', shutdown: 'no longer available' })[word] ?? word;
