// The changes that pages offer; each asks first, then speaks to the API.

import { at, get, patch, post, remove, services } from './api.js';
import { ask } from './dialog.js';

const blank = (text) => (text.trim() === '' ? undefined : text.trim());

/** Asks, acts, announces the result and reloads the page. */
export async function change(page, said, question) {
  const done = await ask({ ...question, stale: page.reload });
  if (done !== null) {
    page.announce(typeof said === 'function' ? said(done.value) : said);
    await page.reload();
  }
  return done;
}

export async function createApp(page) {
  const done = await ask({
    title: 'Create an app',
    fields: [{ name: 'name', label: 'Name', required: true, hint: 'Lower-case letters, digits and dashes, such as shop.' }],
    submit: 'Create',
    act: ({ name }) => post('/apps', { name: name.trim() }),
  });
  if (done !== null) {
    page.go(at`#/apps/${done.value.name}`, `${done.value.name} is created.`);
  }
}

export async function renameApp(page, app) {
  const done = await ask({
    title: `Rename ${app}`,
    text: 'Programs that name the app, tokens that are limited to it and .vektra files need the new name.',
    fields: [{ name: 'name', label: 'New name', required: true, value: app }],
    submit: 'Rename',
    act: ({ name }) => patch(at`/apps/${app}`, { name: name.trim() }),
    stale: page.reload,
  });
  if (done !== null && done.value.name !== app) {
    page.go(at`#/apps/${done.value.name}`, `${app} is now called ${done.value.name}.`);
  }
}

export async function destroyApp(page, app, addons) {
  const own = addons.filter((addon) => addon.app?.name === app).map(({ name }) => name);
  const done = await ask({
    title: `Destroy ${app}`,
    text: ['Its config vars and releases are deleted.', ...(own.length > 0 ? [`Unless their data is deleted, ${own.join(', ')} stay without an app.`] : [])],
    fields: own.length === 0 ? [] : [{ name: 'data', label: `Delete ${own.join(', ')} with all data`, kind: 'check' }],
    typed: app,
    submit: 'Destroy',
    danger: true,
    act: ({ data }) => remove(at`/apps/${app}`, { destroy_data: data === true }),
    stale: page.reload,
  });
  if (done !== null) {
    page.go('#/', `${app} is destroyed.`);
  }
}

export const enable = (page, service) =>
  change(page, `${service.human_name} is enabled.`, {
    title: `Enable ${service.human_name}`,
    text: 'This starts one server that all apps share, each with its own credentials. The first time it may take a minute.',
    submit: 'Enable',
    act: () => patch(at`/addon-services/${service.name}`, { enabled: true }),
  });

export const disable = (page, service) =>
  change(page, `${service.human_name} is disabled.`, {
    title: `Disable ${service.human_name}`,
    text: 'Its server stops. Its data is kept, and is there again when the service is enabled.',
    fields: [{ name: 'force', label: 'Also while apps use it: they lose its config vars', kind: 'check' }],
    typed: service.name,
    submit: 'Disable',
    danger: true,
    act: ({ force }) => patch(at`/addon-services/${service.name}`, { enabled: false, force: force === true }),
  });

export const addDrain = (page, app) =>
  change(page, (drain) => `The log lines of ${app} go to ${drain.url}.`, {
    title: `Add a log drain to ${app}`,
    fields: [{ name: 'url', label: 'URL', required: true, hint: 'Such as syslog+tls://logs.example.com:6514 or https://user:password@example.com/logs.' }],
    submit: 'Add',
    act: ({ url }) => post(at`/apps/${app}/log-drains`, { url: url.trim() }),
  });

export const removeDrain = (page, app, drain) =>
  change(page, `The drain is removed.`, {
    title: 'Remove the log drain',
    text: `The log lines of ${app} no longer go to ${drain.url ?? drain.name}.`,
    submit: 'Remove',
    danger: true,
    act: () => remove(at`/apps/${app}/log-drains/${drain.id}`),
  });

export async function createAddon(page, app) {
  const offers = (await services({ enabled: true })).filter(({ plans, supports_multiple_installations: many }) => plans.length > 0 && many);
  if (offers.length === 0) {
    return page.announce(page.can.admin ? 'No service is enabled. Enable one under Services.' : 'No service is enabled. An admin enables one under Services.');
  }
  return change(page, (addon) => `${addon.name} is ${addon.state}.`, {
    title: `Create an add-on for ${app}`,
    fields: [
      { name: 'plan', label: 'Plan', kind: 'select', required: true, options: [{ value: '', label: 'Choose a plan' }, ...offers.map(plansOf)] },
      { name: 'as', label: 'Attached as', hint: 'The prefix of its config vars, such as ANALYTICS.' },
      { name: 'name', label: 'Name', hint: 'Default: a generated name that begins with the service.' },
    ],
    submit: 'Create',
    confirmName: app,
    act: ({ plan, as, name, confirm }) =>
      post(at`/apps/${app}/addons`, {
        plan: { name: plan },
        name: blank(name),
        attachment: blank(as) && { name: blank(as) },
        confirm: blank(confirm ?? ''),
      }),
  });
}

const plansOf = (service) => ({
  group: service.human_name,
  options: service.plans.map((plan) => ({ value: plan.name, label: `${plan.name} – ${plan.description}` })),
});

/** Attaches an add-on to an app; whichever of them is not given is asked for. */
export async function attach(page, { app, addon }) {
  const known = app ? (await get('/addons')).filter((one) => one.app?.name !== app && (one.app === null || page.reaches(one.app.name))) : await get('/apps');
  return change(page, (attachment) => `${attachment.addon.name} is attached to ${attachment.app.name} as ${attachment.name}.`, {
    title: app ? `Attach an add-on to ${app}` : `Attach ${addon} to an app`,
    text: 'The app gets its own credentials and a new release.',
    fields: [
      { name: 'other', label: app ? 'Add-on' : 'App', required: true, list: known.map(({ name }) => name) },
      { name: 'as', label: 'Attached as', hint: 'The prefix of its config vars, such as ANALYTICS.' },
    ],
    submit: 'Attach',
    confirmName: app ?? (({ other }) => other.trim()),
    act: ({ other, as, confirm }) =>
      post('/addon-attachments', {
        addon: { name: addon ?? other.trim() },
        app: { name: app ?? other.trim() },
        name: blank(as),
        confirm: blank(confirm ?? ''),
      }),
  });
}

export const detach = (page, attachment) =>
  change(page, `${attachment.name} is detached from ${attachment.app.name}.`, {
    title: `Detach ${attachment.name} from ${attachment.app.name}`,
    text: [
      `The app loses ${attachment.config_vars.join(', ') || 'its variables'}, and the credentials are revoked at once.`,
      `The data of ${attachment.addon.name} is kept.`,
    ],
    submit: 'Detach',
    danger: true,
    act: () => remove(at`/addon-attachments/${attachment.id}`),
  });

export const promote = (page, attachment) =>
  change(page, `${attachment.addon.name} is now the primary add-on of ${attachment.app.name}.`, {
    title: `Promote ${attachment.addon.name}`,
    text: `${attachment.app.name} gets it under the default names, such as DATABASE_URL; the add-on that had them keeps an attachment under another name.`,
    submit: 'Promote',
    act: () => patch(at`/addon-attachments/${attachment.id}`, { primary: true }),
  });

export const rename = (page, addon) =>
  change(page, (renamed) => `${addon.name} is now called ${renamed.name}.`, {
    title: `Rename ${addon.name}`,
    text: 'Its config vars do not change.',
    fields: [{ name: 'name', label: 'New name', required: true, value: addon.name }],
    submit: 'Rename',
    act: async ({ name }) => {
      const renamed = await patch(at`/apps/${addon.app.name}/addons/${addon.name}`, { name: name.trim() });
      // the address of the page is the name of the add-on
      history.replaceState(null, '', `#/addons/${encodeURIComponent(renamed.name)}`);
      return renamed;
    },
  });

export async function changePlan(page, addon) {
  const plans = await get(at`/addon-services/${addon.addon_service.name}/plans`);
  const others = plans.filter((plan) => plan.name !== addon.plan.name);
  return change(page, (changed) => `${addon.name} is now ${changed.plan.name}.`, {
    title: `Change the plan of ${addon.name}`,
    text: `The current plan is ${addon.plan.name}. Apps cannot use the add-on while it moves; they get new variables with a release. The previous copy is kept for a day.${addon.former ? ' The one that is kept now is deleted.' : ''}`,
    fields: [{ name: 'plan', label: 'New plan', kind: 'select',
      options: others.map((plan) => ({ value: plan.name, label: `${plan.name} – ${plan.description}` })) }],
    submit: 'Change plan',
    act: ({ plan }) => patch(at`/apps/${addon.app.name}/addons/${addon.name}`, { plan: { name: plan } }),
  });
}

export async function destroy(page, addon, others) {
  const fields = others.length === 0 ? [] : [{ name: 'force', label: `Detach it from ${others.join(', ')} first`, kind: 'check' }];
  const done = await ask({
    title: `Destroy ${addon.name}`,
    text: 'This permanently deletes all its data and revokes its credentials.',
    fields,
    typed: addon.name,
    submit: 'Destroy',
    danger: true,
    act: ({ force }) => remove(at`/apps/${addon.app.name}/addons/${addon.name}`, { force: force === true, confirm: addon.name }),
    stale: page.reload,
  });
  if (done !== null) {
    page.go(`#/apps/${encodeURIComponent(addon.app.name)}`, `${addon.name} is destroyed.`);
  }
}

export const forgetFormer = (page, addon) =>
  change(page, 'The previous copy is deleted.', {
    title: `Delete the previous copy of ${addon.name}`,
    text: `This permanently deletes the data that it had as ${addon.addon_service.name}:${addon.former.plan}.`,
    submit: 'Delete',
    danger: true,
    act: () => remove(at`/apps/${addon.app.name}/addons/${addon.name}/former`),
  });

export const setVar = (page, app, name = null) =>
  change(page, (set) => `${set} is set.`, {
    title: name === null ? `Set a config var of ${app}` : `Set ${name} of ${app}`,
    text: 'This creates a release.',
    fields: [
      ...(name === null ? [{ name: 'name', label: 'Name', required: true, hint: 'Such as LOG_LEVEL.' }] : []),
      { name: 'value', label: 'Value', kind: 'area' },
    ],
    submit: 'Set',
    act: async (given) => {
      const set = name ?? given.name.trim();
      await patch(at`/apps/${app}/config-vars`, { [set]: given.value });
      return set;
    },
  });

export const unsetVar = (page, app, name) =>
  change(page, `${name} is unset.`, {
    title: `Unset ${name} of ${app}`,
    text: 'This creates a release. The value is kept in earlier releases.',
    submit: 'Unset',
    danger: true,
    act: () => patch(at`/apps/${app}/config-vars`, { [name]: null }),
  });

export const run = (addon, action) => {
  const send = (params, confirm) => post(action.url, confirm ? { ...params, confirm } : params);
  if (action.method === 'GET') {
    return get(action.url);
  }
  return ask({
    title: `${action.name}: ${addon.name}`,
    text: sentence(action.description),
    fields: action.params.map((param) => ({
      name: `param-${param.name}`,
      label: param.name,
      hint: sentence(param.description),
      kind: param.choices.length > 0 ? 'select' : 'text',
      value: param.default ?? '',
      options: param.choices.map((value) => ({ value })),
    })),
    typed: action.destructive ? addon.name : null,
    confirmName: addon.name,
    submit: action.read_only ? 'View' : `Run ${action.name}`,
    danger: action.destructive,
    act: (given) => {
      const params = {};
      action.params.forEach(({ name }) => {
        if (blank(given[`param-${name}`]) !== undefined) {
          params[name] = given[`param-${name}`];
        }
      });
      return send(params, action.destructive ? addon.name : blank(given.confirm ?? ''));
    },
  }).then((done) => done?.value ?? null);
};

export const sentence = (text) => (text ? text[0].toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.') : '');
