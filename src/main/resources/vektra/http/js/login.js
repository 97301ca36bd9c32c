// The way in: a token is sent once and kept nowhere.

import { login } from './api.js';
import { code, h } from './dom.js';

export function loginPage(said, done) {
  const trouble = h('div', { class: 'trouble', role: 'alert', id: 'login-trouble' }, said ? h('p', {}, said) : null);
  const token = h('input', {
    id: 'token',
    name: 'token',
    type: 'password',
    autocomplete: 'current-password',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-describedby': 'token-hint login-trouble',
  });
  const go = h('button', { class: 'solid' }, 'Log in');
  let busy = false;
  const form = h(
    'form',
    {
      class: 'login',
      method: 'post',
      action: '/login',
      submit: async (event) => {
        event.preventDefault();
        if (busy) {
          return;
        }
        busy = true;
        go.setAttribute('aria-disabled', 'true');
        trouble.replaceChildren();
        const value = token.value.trim();
        token.value = '';
        try {
          await login(value);
          await done();
        } catch (refusal) {
          trouble.replaceChildren(h('p', {}, words(refusal)));
          token.focus();
        } finally {
          busy = false;
          go.removeAttribute('aria-disabled');
        }
      },
    },
    document.querySelector('.brand .mark').cloneNode(true),
    h('h1', { tabindex: '-1' }, 'Log in to Vektra'),
    h('div', { class: 'field' },
      h('label', { for: 'token' }, 'Token'),
      token,
      h('p', { class: 'hint', id: 'token-hint' }, 'On the server’s machine ', code('vektra tokens:create NAME'), ' makes one.')),
    trouble,
    go,
  );
  return form;
}

function words(refusal) {
  switch (refusal.status) {
    case 400:
    case 401:
    case 422:
      return 'That token is not known here.';
    case 429:
      return 'Too many wrong tokens from this machine. Wait a minute, then try again.';
    default:
      return refusal.message;
  }
}
