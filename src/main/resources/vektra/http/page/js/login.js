// The way in: a token is sent once and kept nowhere.

import { login } from './api.js';
import { code, h } from './dom.js';

export function loginPage(said, done) {
  const problem = h('div', { class: 'problem', role: 'alert', id: 'login-problem' }, said ? h('p', {}, said) : null);
  const token = h('input', {
    id: 'token',
    name: 'token',
    type: 'password',
    autocomplete: 'current-password',
    autocapitalize: 'off',
    spellcheck: 'false',
    'aria-describedby': 'token-hint login-problem',
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
        problem.replaceChildren();
        const value = token.value.trim();
        token.value = '';
        try {
          await login(value);
          await done();
        } catch (refusal) {
          problem.replaceChildren(h('p', {}, words(refusal)));
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
      h('p', { class: 'hint', id: 'token-hint' }, 'To create one, run ', code('vektra tokens:create NAME'), ' on the server.')),
    problem,
    go,
  );
  return form;
}

function words(refusal) {
  switch (refusal.status) {
    case 400:
    case 401:
    case 422:
      return 'Invalid token.';
    case 429:
      return 'Too many invalid tokens from this host. Wait a minute, then try again.';
    default:
      return refusal.message;
  }
}
