import type {FileText} from '../../model/probe.ts';

export interface DoasRule {
  readonly file: string;
  /** Number of the line it starts on, from 1. */
  readonly line: number;
  readonly permit: boolean;
  /** A user, or `:group`. */
  readonly who: string;
  /** null: anyone, root too. */
  readonly runAs: string | null;
  /** null: any. Its arguments stay on the host: they can hold secrets. */
  readonly command: string | null;
  readonly nopass: boolean;
  readonly persist: boolean;
  readonly nolog: boolean;
}

const blank = /\s/;

/** Words of a line; `{` and `}` are words of their own, `#` begins a comment. null: a quote that does not end. */
function wordsOf(text: string): string[] | null {
  const found: string[] = [];
  let word: string | null = null;
  let quoted = false;
  const close = (): void => {
    if (word !== null) found.push(word);
    word = null;
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '\\') word = (word ?? '') + text.charAt((at += 1));
    else if (char === '"') [word, quoted] = [word ?? '', !quoted];
    else if (quoted) word = (word ?? '') + char;
    else if (char === '#') break;
    else if (blank.test(char)) close();
    else if (char === '{' || char === '}') {
      close();
      found.push(char);
    } else word = (word ?? '') + char;
  }
  close();
  return quoted ? null : found;
}

const flags = new Set(['nopass', 'persist', 'nolog', 'keepenv']);

/** Options up to the name of whom the rule is for; null when they are not understood. */
function optionsOf(words: readonly string[]): {readonly set: ReadonlySet<string>; readonly end: number} | null {
  const set = new Set<string>();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === 'setenv') {
      const close = words[at + 1] === '{' ? words.indexOf('}', at) : -1;
      if (close === -1) return null;
      at = close;
    } else if (flags.has(word)) set.add(word);
    else return {set, end: at};
  }
  return null;
}

/** Of `as user cmd name args …` what is there; null when it is anything else. */
function limitsOf(words: readonly string[]): Pick<DoasRule, 'runAs' | 'command'> | null {
  const [as, user = null] = words[0] === 'as' ? words : [];
  const rest = as === undefined ? words : words.slice(2);
  const [cmd, command = null, args] = rest;
  const known = cmd === undefined || (cmd === 'cmd' && command !== null && (args === undefined || args === 'args'));
  return known && (as === undefined || user !== null) ? {runAs: user, command} : null;
}

function ruleOf(file: string, line: number, words: readonly string[]): DoasRule | null {
  const [action, ...rest] = words;
  const options = action === 'permit' || action === 'deny' ? optionsOf(rest) : null;
  const who = options === null ? undefined : rest[options.end];
  const limits = options === null ? null : limitsOf(rest.slice(options.end + 1));
  if (options === null || who === undefined || limits === null || /^[{}]$/.test(who)) return null;
  const has = (name: string): boolean => options.set.has(name);
  const flagged = {nopass: has('nopass'), persist: has('persist'), nolog: has('nolog')};
  return {file, line, permit: action === 'permit', who, ...limits, ...flagged};
}

/** doas.conf(5), in the order of the lines: the last rule that fits decides. `strange`: lines that were not understood. */
export function readDoas({path, text}: FileText): {readonly rules: DoasRule[]; readonly strange: number} {
  const rules: DoasRule[] = [];
  let strange = 0;
  let open = '';
  let start = 1;
  for (const [index, raw] of text.split('\n').entries()) {
    if (open === '') start = index + 1;
    if (raw.endsWith('\\')) {
      open += `${raw.slice(0, -1)} `;
      continue;
    }
    const words = wordsOf(open + raw);
    open = '';
    if (words?.length === 0) continue;
    const rule = words === null ? null : ruleOf(path, start, words);
    if (rule === null) strange += 1;
    else rules.push(rule);
  }
  return {rules, strange: open === '' ? strange : strange + 1};
}
