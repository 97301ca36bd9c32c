// Uses the same JSON API as other clients. The token itself is never kept: the tab keeps the login that it was given
// for it, which only pages from this very port can read. A cookie would go to every other port of the host as well.

const LOGIN = 'vektra-session';

/** Why the server did not do something. */
export class Refusal extends Error {
  constructor(status, body) {
    super(body.message || `The server answered ${status}.`);
    this.status = status;
    this.id = body.id ?? '';
    this.hint = body.hint ?? '';
    this.next = body.next ?? [];
  }
}

async function call(method, path, body, type = 'application/json') {
  const headers = { Accept: type };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const login = sessionStorage.getItem(LOGIN);
  if (login !== null) {
    headers['Vektra-Session'] = login;
  }
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
  } catch {
    throw new Refusal(0, { id: 'unreachable', message: 'The server does not answer.', hint: 'is vektra server running?' });
  }
  const text = await answer.text();
  if (answer.ok && type !== 'application/json') {
    return text;
  }
  let parsed = null;
  try {
    parsed = text === '' ? null : JSON.parse(text);
  } catch {
    throw new Refusal(answer.status, { message: 'The answer of the server is not JSON.' });
  }
  if (!answer.ok) {
    const refusal = new Refusal(answer.status, parsed ?? {});
    if (answer.status === 401) {
      sessionStorage.removeItem(LOGIN);
    }
    if (answer.status === 401 && path !== '/login' && path !== '/session') {
      dispatchEvent(new CustomEvent('signed-out'));
    }
    throw refusal;
  }
  return parsed;
}

export const get = (path) => call('GET', path);
export const html = (path) => call('GET', path, undefined, 'text/html');
/** Server-sent events, each of which is one text. */
export const lines = async (path) => [...(await call('GET', path, undefined, 'text/event-stream')).matchAll(/^data: (.*)$/gm)].map(([, line]) => line);
export const post = (path, body) => call('POST', path, body);
export const patch = (path, body) => call('PATCH', path, body);
export const remove = (path, body) => call('DELETE', path, body);

/** A path with names in it: at`/apps/${app}/addons`. */
export const at = (texts, ...names) => String.raw({ raw: texts }, ...names.map(encodeURIComponent));

/** The current session; null without one. */
export async function session() {
  try {
    return sessionStorage.getItem(LOGIN) === null ? null : await get('/session');
  } catch (refusal) {
    if (refusal.status === 401) {
      return null;
    }
    throw refusal;
  }
}

/** What a path gives; something else where the token may not see it. */
export async function ifAllowed(path, otherwise) {
  try {
    return await get(path);
  } catch (refusal) {
    if (refusal.status === 403) {
      return otherwise;
    }
    throw refusal;
  }
}

/** The state of each source that is monitored, by its name. */
export async function health() {
  return Object.fromEntries((await ifAllowed('/monitors/states', [])).map(({ source, state, since }) => [source, { state, since }]));
}

/** The services with their plans; on demand only those that are enabled. */
export async function services({ enabled = false } = {}) {
  const all = (await get('/addon-services')).filter((one) => one.enabled || !enabled);
  return Promise.all(all.map(async (one) => ({ ...one, plans: await get(at`/addon-services/${one.name}/plans`) })));
}

export async function login(token) {
  sessionStorage.setItem(LOGIN, (await post('/login', { token })).session);
}

export async function logout() {
  await post('/logout', {});
  sessionStorage.removeItem(LOGIN);
}
