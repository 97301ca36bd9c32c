// Who may use the API, for an admin.

import { at, get, post, remove } from './api.js';
import { ask } from './dialog.js';
import { button, code, copier, h, heading, nothing, table, time } from './dom.js';

export const page = 'tokens';

export async function load() {
  return { tokens: await get('/tokens') };
}

export const title = () => 'Tokens';

export const command = () => 'vektra tokens';

export function render({ tokens }, page) {
  const made = h('div', { class: 'made', id: 'made' });
  return [
    heading('Tokens', {
      actions: page.can.admin ? [button('Create token', () => create(page), { class: 'solid', id: 'create' })] : [],
    }),
    made,
    tokens.length === 0
      ? nothing('No tokens.')
      : table({
          caption: 'Tokens',
          className: 'cards',
          columns: [{ label: 'Name' }, { label: 'Scope' }, { label: 'Apps' }, { label: 'Created' }, { label: 'Expires' }, { label: 'Last used' }, { label: 'Change', hidden: true, class: 'end' }],
          rows: tokens.map((token) => [
            [h('span', { class: 'name' }, token.name), token.name === page.name ? h('span', { class: 'mark-word' }, 'yours') : null],
            token.scope,
            token.apps.length === 0 ? 'all' : token.apps.join(', '),
            time(token.created_at),
            token.expires_at === null ? 'never' : time(token.expires_at),
            token.last_used_at === null ? 'never' : time(token.last_used_at),
            h('div', { class: 'buttons' },
              button('Revoke', () => revoke(page, token.name), { id: `revoke-${token.name}`, 'aria-label': `Revoke ${token.name}` })),
          ]),
        }),
  ];
}

async function create(page) {
  const done = await ask({
    title: 'Create a token',
    fields: [
      { name: 'name', label: 'Name', required: true, hint: 'Who or what uses it, e.g. ci.' },
      { name: 'scope', label: 'Scope', kind: 'select', options: [
        { value: 'view', label: 'view – read everything that is not secret' },
        { value: 'read', label: 'read – read everything, including config vars' },
        { value: 'write', label: 'write – also change apps, add-ons and drains' },
        { value: 'admin', label: 'admin – also run programs and manage tokens' }] },
      { name: 'apps', label: 'Apps', hint: 'Limits it to these apps, e.g. shop, blog; empty for all.' },
      { name: 'expires', label: 'Expires after', hint: 'Such as 30d or 12h; empty for never.' },
    ],
    submit: 'Create',
    act: ({ name, scope, apps, expires }) => post('/tokens', {
      name: name.trim(),
      scope,
      apps: apps.split(/[\s,]+/).filter((app) => app !== ''),
      expires_in: expires.trim() === '' ? null : expires.trim(),
    }),
  });
  if (done === null) {
    return;
  }
  await page.reload();
  const made = document.getElementById('made');
  made.dataset.asked = '';
  made.replaceChildren(
    h('h2', { tabindex: '-1' }, `Token ${done.value.name}`),
    h('p', {}, 'Copy it now; it will not be shown again.'),
    h('p', {}, code(done.value.token)),
    copier('Token', async () => done.value.token, page),
    button('Hide', () => {
      delete made.dataset.asked;
      made.replaceChildren();
      document.getElementById('create').focus();
    }));
  made.querySelector('h2').focus();
}

async function revoke(page, name) {
  const done = await ask({
    title: `Revoke ${name}`,
    text: 'Requests with this token are refused at once.',
    submit: 'Revoke',
    danger: true,
    typed: name,
    act: () => remove(at`/tokens/${name}`),
  });
  if (done !== null) {
    page.announce(`${name} is revoked.`);
    await page.reload();
  }
}
