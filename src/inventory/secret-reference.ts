import type {Bilingual} from '../model/text.ts';

/** A secret reference taken apart. */
export type Reference =
  | {readonly kind: 'env'; readonly name: string}
  | {readonly kind: 'file'; readonly path: string}
  | {readonly kind: 'command'; readonly argv: readonly string[]}
  | {readonly kind: 'agent'};

const variable = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const word = /"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>[^\s"']+)|(?<space>\s+)|(?<open>["'])/gy;

/** Words of a command line: split at blanks, quotes keep blanks; no shell, no escapes. null when a quote is left open. */
function splitWords(line: string): string[] | null {
  const words: string[] = [];
  let joined = false;
  for (const {groups} of line.matchAll(word)) {
    if (groups?.['open'] !== undefined) return null;
    const part = groups?.['double'] ?? groups?.['single'] ?? groups?.['bare'];
    if (part === undefined) {
      joined = false;
      continue;
    }
    if (joined) words.push(`${words.pop() ?? ''}${part}`);
    else words.push(part);
    joined = true;
  }
  return words;
}

/** null when the text is no reference: then it may be a secret, and must not be shown. */
export function parseReference(text: string): Reference | null {
  if (text === 'agent:') return {kind: 'agent'};
  const colon = text.indexOf(':');
  const scheme = text.slice(0, colon);
  const rest = text.slice(colon + 1);
  if (scheme === 'env') return variable.test(rest) ? {kind: 'env', name: rest} : null;
  if (scheme === 'file') return rest.trim() === '' ? null : {kind: 'file', path: rest.trim()};
  if (scheme !== 'command') return null;
  const argv = splitWords(rest);
  return argv?.[0] === undefined || argv[0] === '' ? null : {kind: 'command', argv};
}

/** The problem with a reference; never quotes it, as it may be the secret itself. */
export function referenceProblem(text: string, agent: 'agent-allowed' | 'no-agent'): Bilingual | null {
  const reference = parseReference(text);
  if (reference !== null && (reference.kind !== 'agent' || agent === 'agent-allowed')) return null;
  if (reference?.kind === 'agent') {
    return {
      en: 'agent: gives keys only; write it for key:, and env:NAME, file:PATH or command:PROGRAM here',
      ja: 'agent: は鍵（key）専用です。ここには env:変数名、file:パス、command:プログラム のいずれかを書いてください',
    };
  }
  const more = agent === 'agent-allowed' ? {en: ' or agent:', ja: '、agent:'} : {en: '', ja: ''};
  return {
    en: `a secret must not stand in an inventory; write where it is kept: env:NAME, file:PATH, command:PROGRAM${more.en}`,
    ja: `秘密情報そのものを書かないでください。保管場所を env:変数名、file:パス、command:プログラム${more.ja} の形で書いてください`,
  };
}
