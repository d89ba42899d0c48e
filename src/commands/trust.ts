import {appendFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline/promises';
import {
  formatKnownHost,
  hostKeys,
  parseKnownHosts,
  plan,
  readOptional,
  troubleTeller,
  type KnownHosts,
  type SeenKeys,
} from '../index.ts';
import type {Language} from '../model/text.ts';
import {
  chosenAssets,
  exitCodes,
  inventoryOf,
  knowledgeOf,
  languageOf,
  say,
  tell,
  type CommonOptions,
} from './context.ts';
import {messages} from './messages.ts';

export interface TrustOptions extends CommonOptions {
  readonly with?: string;
  readonly only?: readonly string[];
  readonly knownHosts?: string;
  readonly yes?: boolean;
}

interface NewLine {
  readonly line: string;
}

type Text = ReturnType<typeof messages>;

/** Shows the keys of one server and gives the lines that are new. */
function newLines(seen: SeenKeys, knownHosts: KnownHosts, file: string, language: Language): NewLine[] {
  const text = messages(language);
  if (seen.state === 'failed') {
    say(`${seen.address}:${seen.port}  ${text.trustNone}: ${troubleTeller(language)(seen)}`);
    return [];
  }
  const checks = seen.keys.map((key) => ({key, ...knownHosts.check(seen.address, seen.port, key.blob)}));
  const changed = checks.some(({state}) => state === 'mismatch' || state === 'revoked');
  for (const {key, state} of checks) {
    const note = state === 'match' ? text.trustKnown : state === 'unknown' ? '' : `${text.trustChanged} ${file}`;
    say(`${seen.address}:${seen.port}  ${key.type} ${key.fingerprint}  ${note}`.trimEnd());
  }
  if (changed) return [];
  return checks
    .filter(({state}) => state === 'unknown')
    .map(({key}) => ({line: formatKnownHost(seen.address, seen.port, key.blob, {hash: false})}));
}

async function agreed(file: string, options: TrustOptions, text: Text): Promise<boolean> {
  if (options.yes) return true;
  if (!process.stdin.isTTY) {
    tell(text.trustNotAsked);
    return false;
  }
  const prompt = createInterface({input: process.stdin, output: process.stderr});
  const answer = await prompt.question(`${text.trustAsk} ${file} [yes/no] `);
  prompt.close();
  return answer.trim().toLowerCase() === 'yes';
}

/** Fetches the host keys of the inventory's servers, shows them, asks, and writes known_hosts. */
export async function trustCommand(inventory: string, options: TrustOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const text = messages(language);
  const knowledge = await knowledgeOf(options);
  const loaded = await inventoryOf(inventory, knowledge, options);
  const planned = plan(loaded, knowledge, {only: chosenAssets(options.only, loaded), now: new Date(), approved: true});
  const file = options.knownHosts ?? join(dirname(inventory), 'known_hosts');
  const knownHosts = parseKnownHosts(readOptional(file));
  if (!planned.entries.some(({endpoint}) => endpoint.via === 'ssh')) tell(text.trustNobody);
  const seen = await hostKeys(loaded, planned, knownHosts);
  const lines = [...new Set(seen.flatMap((keys) => newLines(keys, knownHosts, file, language)).map(({line}) => line))];
  const failed = seen.some((keys) => keys.state === 'failed');
  if (lines.length > 0) {
    if (!(await agreed(file, options, text))) return exitCodes.incomplete;
    appendFileSync(file, `${lines.join('\n')}\n`, {mode: 0o600});
    say(`${lines.length} ${text.trustAdded}: ${file}`);
  }
  return failed ? exitCodes.incomplete : exitCodes.good;
}
