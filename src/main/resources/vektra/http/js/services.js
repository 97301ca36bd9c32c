// What is on offer.

import { get } from './api.js';
import { price } from './app.js';
import { code, h, heading, muted, nothing, plural, table } from './dom.js';

export const page = 'services';

export async function load() {
  return { services: await get('/addon-services') };
}

export const title = () => 'Services';

export function render({ services }) {
  return [
    heading('Services', { beside: muted(plural(services.length, 'service')) }),
    ...services.map(service),
  ];
}

function service(one) {
  const id = `service-${one.name}`;
  return h('section', { 'aria-labelledby': id, class: 'service' },
    h('div', { class: 'section-head' },
      h('h2', { id }, one.human_name, ' ', code(one.name)),
      h('span', { class: 'mark-word' }, stage(one.state))),
    h('p', { class: 'lead' }, one.description),
    (one.plans ?? []).length === 0
      ? nothing('No plans.')
      : table({
          caption: `Plans of ${one.human_name}`,
          className: 'cards',
          columns: [{ label: 'Plan' }, { label: 'What it is' }, { label: 'Price' }, { label: 'Limits' }, { label: 'State' }],
          rows: one.plans.map((plan) => [
            [h('span', { class: 'name' }, plan.name), plan.default ? h('span', { class: 'mark-word' }, 'default') : null],
            plan.description,
            price(plan.price),
            h('span', { class: 'vars' }, limits(plan)),
            stage(plan.state),
          ]),
        }));
}

function limits(plan) {
  const known = plan.attributes?.limits ?? [];
  return known.length === 0 ? muted('none') : known.map((name) => code(name));
}

const stage = (word) => ({ ga: 'available', shutdown: 'not offered any more' })[word] ?? word;
