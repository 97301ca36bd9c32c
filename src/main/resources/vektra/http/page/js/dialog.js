// Asks, in a <dialog>: what to do, with which values, and for the typed name where data would be lost.

import { advice, button, fresh, h } from './dom.js';

/**
 * Asks and acts. The dialog stays open, with the refusal in it, until `act` succeeds or the user gives up.
 *
 * fields: [{ name, label, hint?, kind?, value?, options?, required?, list? }], kinds text, number, area, select, check, time
 * typed: the word to be typed before anything is done
 * confirmName: what is typed when the server wants a confirmation, or how to compute it from the values
 * act: gets the values by name; what it returns is what `ask` returns; null when the user gave up
 * stale: called when the user gives up after a refusal that says that something has changed meanwhile
 */
export function ask({ title, text = [], fields = [], submit, danger = false, typed = null, confirmName = null, act, stale = () => {} }) {
  const opener = document.activeElement?.id;
  const titleId = fresh('dialog');
  const inputs = new Map();
  const lines = fields.map((field) => line(field, inputs));
  if (typed !== null) {
    lines.push(line({ name: 'typed', label: `Type ${typed} to confirm`, required: true, plain: true }, inputs));
  }
  const problem = h('div', { class: 'problem', role: 'alert' });
  const doit = h('button', { class: danger ? 'danger solid' : 'solid' }, submit);
  const form = h(
    'form',
    { method: 'dialog', novalidate: true },
    h('h2', { id: titleId }, title),
    [text].flat().map((paragraph) => h('p', {}, paragraph)),
    lines,
    problem,
  );
  const dialog = h('dialog', { 'aria-labelledby': titleId }, form);
  const cancel = button('Cancel', () => dialog.close());
  form.append(h('div', { class: 'buttons end' }, cancel, doit));
  document.body.append(dialog);

  return new Promise((resolve) => {
    let result = null;
    let busy = false;
    let changed = false;
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      if (busy) {
        return;
      }
      const wrong = missing(fields, inputs) ?? untyped(typed, inputs);
      if (wrong) {
        problem.replaceChildren(h('p', {}, wrong.message));
        wrong.input.focus();
        return;
      }
      busy = true;
      doit.setAttribute('aria-disabled', 'true');
      doit.textContent = 'Working…';
      problem.replaceChildren();
      try {
        result = { value: await act(values(inputs)) };
        dialog.close();
      } catch (refusal) {
        changed ||= [404, 409, 422].includes(refusal.status);
        show(refusal);
      } finally {
        busy = false;
        doit.removeAttribute('aria-disabled');
        doit.textContent = submit;
      }
    });
    dialog.addEventListener('cancel', (event) => busy && event.preventDefault());
    dialog.addEventListener('close', () => {
      dialog.remove();
      document.getElementById(opener)?.focus();
      if (result === null && changed) {
        stale();
      }
      resolve(result);
    });

    function show(refusal) {
      if (refusal.id === 'confirmation_required' && confirmName !== null && !inputs.has('confirm')) {
        const word = typeof confirmName === 'function' ? confirmName(values(inputs)) : confirmName;
        const confirmation = line({ name: 'confirm', label: `Type ${word} to confirm`, required: true, plain: true }, inputs);
        problem.before(confirmation);
        inputs.get('confirm').focus();
      }
      problem.replaceChildren(
        h('p', {}, refusal.message),
        (refusal.id === 'confirmation_required' ? null : advice(refusal)) ?? '');
    }

    dialog.showModal();
    // Enter alone must not take anything away
    (form.querySelector('input, textarea, select') ?? (danger ? cancel : doit)).focus();
  });
}

/** Shows something until it is closed. */
export function display({ title, text, content, buttons = [] }) {
  const opener = document.activeElement?.id;
  const titleId = fresh('dialog');
  const close = button('Close', () => dialog.close(), { class: 'solid' });
  const dialog = h('dialog', { 'aria-labelledby': titleId },
    h('h2', { id: titleId }, title), h('p', { class: 'muted' }, text), content, h('div', { class: 'buttons end' }, buttons, close));
  document.body.append(dialog);
  dialog.addEventListener('close', () => {
    dialog.remove();
    document.getElementById(opener)?.focus();
  });
  dialog.showModal();
  close.focus();
}

function missing(fields, inputs) {
  const field = fields.find((one) => one.required && inputs.get(one.name).value.trim() === '');
  return field && { message: `${field.label} is required.`, input: inputs.get(field.name) };
}

function untyped(typed, inputs) {
  const input = inputs.get('typed');
  return input && input.value.trim() !== typed ? { message: `The confirmation is not ${typed}.`, input } : null;
}

function values(inputs) {
  const all = {};
  for (const [name, input] of inputs) {
    all[name] = input.type === 'checkbox' ? input.checked : input.value;
  }
  return all;
}

const OFF = { autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' };

function line(field, inputs) {
  const id = fresh('field');
  const hintId = field.hint ? `${id}-hint` : null;
  const shared = { id, name: field.name, 'aria-describedby': hintId, 'aria-required': field.required ? 'true' : null };
  let input;
  let list = null;
  if (field.kind === 'select') {
    input = h('select', shared, choices(field));
  } else if (field.kind === 'area') {
    input = h('textarea', { ...shared, ...OFF, rows: '3' });
    input.value = field.value ?? '';
  } else if (field.kind === 'check') {
    input = h('input', { ...shared, type: 'checkbox' });
    input.checked = field.value === true;
  } else {
    list = field.list ? h('datalist', { id: `${id}-list` }, field.list.map((value) => h('option', { value }))) : null;
    input = h('input', { ...shared, ...OFF, type: field.kind === 'time' ? 'time' : 'text', list: list ? list.id : null });
    input.value = field.value ?? '';
  }
  inputs.set(field.name, input);
  const label = h('label', { for: id }, field.label, field.required || field.plain || field.kind ? null : h('span', { class: 'optional' }, ' optional'));
  const hint = hintId ? h('p', { class: 'hint', id: hintId }, field.hint) : null;
  return field.kind === 'check'
    ? h('div', { class: 'field check' }, input, label, hint)
    : h('div', { class: 'field' }, label, input, list, hint);
}

function choices(field) {
  const option = (one) => h('option', { value: one.value, selected: one.value === field.value }, one.label ?? one.value);
  return field.options.map((one) => (one.group ? h('optgroup', { label: one.group }, one.options.map(option)) : option(one)));
}
