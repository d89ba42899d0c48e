import {appendFileSync, existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {createInterface} from 'node:readline/promises';
import {formatKnownHost, hostKeys, plan, troubleTeller, type KnownHosts, type SeenKeys} from '../index.ts';
import type {Language} from '../model/text.ts';
import {
  badInput,
  chosenAssets,
  exitCodes,
  inventoryOf,
  knowledgeOf,
  languageOf,
  say,
  tell,
  type CommonOptions,
} from './context.ts';
import {readKnownHosts, tellNotes} from './known-hosts.ts';
import {counted, messages} from './messages.ts';

export interface TrustOptions extends CommonOptions {
  readonly with?: string;
  readonly only?: readonly string[];
  readonly knownHosts?: string;
  readonly yes?: boolean;
}

/** What the keys of some servers give: lines that are new, and whether every server showed keys that may be trusted. */
interface Shown {
  readonly lines: readonly string[];
  readonly good: boolean;
}

type Text = ReturnType<typeof messages>;

/** Shows the keys of one server. */
function shown(seen: SeenKeys, knownHosts: KnownHosts, file: string, language: Language): Shown {
  const text = messages(language);
  if (seen.state === 'failed') {
    say(`${seen.address}:${seen.port}  ${text.trustNone}: ${troubleTeller(language)(seen)}`);
    return {lines: [], good: false};
  }
  const checks = seen.keys.map((key) => ({key, ...knownHosts.check(seen.address, seen.port, key.blob)}));
  for (const {key, state} of checks) {
    const note = state === 'match' ? text.trustKnown : state === 'unknown' ? '' : `${text.trustChanged} ${file}`;
    say(`${seen.address}:${seen.port}  ${key.type} ${key.fingerprint}  ${note}`.trimEnd());
  }
  if (checks.some(({state}) => state === 'mismatch' || state === 'revoked')) return {lines: [], good: false};
  const unknown = checks.filter(({state}) => state === 'unknown');
  const lines = unknown.map(({key}) => formatKnownHost(seen.address, seen.port, key.blob, {hash: false}));
  return {lines, good: true};
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

/**
 * Fetches the host keys of the inventory's servers and jump hosts, shows them, asks, and writes known_hosts. What stands behind a
 * jump host comes after the keys of the jump host are written.
 */
export async function trustCommand(inventory: string, options: TrustOptions): Promise<number> {
  const language = languageOf(options.lang, process.env);
  const text = messages(language);
  const knowledge = await knowledgeOf(options);
  const loaded = await inventoryOf(inventory, knowledge, options);
  const planned = plan(loaded, knowledge, {only: chosenAssets(options.only, loaded), now: new Date(), approved: true});
  const file = options.knownHosts ?? join(dirname(inventory), 'known_hosts');
  if (!existsSync(dirname(file)))
    throw badInput(
      dirname(file),
      'is no folder: known_hosts is to stand there',
      'というフォルダーはありません。known_hostsの置き場所です',
    );
  tellNotes(readKnownHosts(file), file, language);
  if (!planned.entries.some(({endpoint}) => endpoint.via === 'ssh')) tell(text.trustNobody);
  let good = true;
  for await (const seen of hostKeys(loaded, planned, () => readKnownHosts(file))) {
    const knownHosts = readKnownHosts(file);
    const servers = seen.map((keys) => shown(keys, knownHosts, file, language));
    good &&= servers.every((server) => server.good);
    const lines = [...new Set(servers.flatMap((server) => server.lines))];
    if (lines.length === 0) continue;
    if (!(await agreed(file, options, text))) return exitCodes.incomplete;
    appendFileSync(file, `${lines.join('\n')}\n`, {mode: 0o600});
    say(`${counted(lines.length, text.trustAdded)}: ${file}`);
  }
  return good ? exitCodes.good : exitCodes.incomplete;
}
