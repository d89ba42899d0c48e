/** What a step does to the stack: pam.conf(5). `die` and `done` end it, the latter where nothing has failed before. */
export type Action = 'ignore' | 'ok' | 'done' | 'bad' | 'die' | 'reset' | {readonly jump: number};

/** `failure` stands for every return value but success, of a module that is not known closer. */
export type Code =
  'success' | 'failure' | 'ignore' | 'new_authtok_reqd' | 'auth_err' | 'perm_denied' | 'authtok_err' | 'user_unknown';

const words = {
  required: {success: 'ok', new_authtok_reqd: 'ok', ignore: 'ignore', default: 'bad'},
  requisite: {success: 'ok', new_authtok_reqd: 'ok', ignore: 'ignore', default: 'die'},
  sufficient: {success: 'done', new_authtok_reqd: 'done', default: 'ignore'},
  optional: {success: 'ok', new_authtok_reqd: 'ok', default: 'ignore'},
} as const satisfies Record<string, Readonly<Record<string, Action>>>;

function actionOf(word: string): Action | null {
  if (/^[1-9]\d{0,4}$/.test(word)) return {jump: Number(word)};
  const known = ['ignore', 'ok', 'done', 'bad', 'die', 'reset'] as const;
  return known.find((one) => one === word) ?? null;
}

const longest = 2000;

export type Control = ReadonlyMap<string, Action>;

/** Actions by return value, `default` for those that are not named; null where it is not understood. */
export function controlOf(written: string): Control | null {
  const word = written.toLowerCase();
  if (!word.startsWith('[')) {
    const known = Object.entries(words).find(([name]) => name === word)?.[1];
    return known === undefined ? null : new Map<string, Action>(Object.entries(known));
  }
  if (word.length > longest) return null;
  const parts = word.replaceAll(/[[\]]/g, ' ').replaceAll('=', ' = ').trim().split(/\s+/);
  const actions = new Map<string, Action>();
  for (let at = 0; at < parts.length; at += 3) {
    const [code = '', sign, value = ''] = parts.slice(at, at + 3);
    const action = sign === '=' ? actionOf(value) : null;
    if (action === null) return null;
    actions.set(code, action);
  }
  return actions;
}

/** What may follow from a return value; of `failure` all that may follow from any. */
export function actionsFor(control: Control, code: Code): readonly Action[] {
  const otherwise = control.get('default') ?? 'bad';
  if (code !== 'failure') return [control.get(code) ?? otherwise];
  return [otherwise, ...[...control].flatMap(([name, action]) => (succeeds.has(name) ? [] : [action]))];
}

const succeeds = new Set(['success', 'new_authtok_reqd', 'ignore', 'default']);
