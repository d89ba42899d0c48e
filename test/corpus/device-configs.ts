import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Platform} from '../../src/model/platform.ts';
import {factsFrom, redactedFor, valueOf} from '../support/device-facts.ts';
import type {SourceResult} from './compare.ts';

/** What follows these words in a configuration is a secret, however its maker calls the command. */
const secretWords =
  /(?:\b(?:password|secret|passphrase)(?: (?:8|7|5|0|ciphertext|sha1|sha256|plaintext|hash|cipher|simple))? |\bcommunity |\bkey (?:ciphertext |plaintext |7 |8 |cipher |simple )|\bkey-string |\bmd5 |\bauth-pass (?:ciphertext |plaintext )?|\bpriv-pass (?:ciphertext |plaintext )?)"?(?<value>[^\s"]{4,600})/g;

const harmless =
  /^(?:<|encryption|manager|operator|user-name|minimum|complexity|configuration|include-credentials|key|group|view|ciphertext|plaintext|local|none|\[|public-key|authentication|aging|history|length|unrestricted|restricted|operator|required|recovery|control|super|setting)/;

/** Secrets of a text by the form of its lines, apart from our own patterns. */
function secretsOf(raw: string): string[] {
  const found = raw
    .split('\n')
    .flatMap((line) => [...line.matchAll(secretWords)].map(({groups}) => groups?.['value'] ?? ''));
  const hashes = [...raw.matchAll(/\$(?:1|5|6|h\$6)\$[./A-Za-z0-9]{1,20}\$[./A-Za-z0-9=+]{20,}/g)].map(
    ([hash]) => hash,
  );
  return [...new Set([...found, ...hashes])].filter((value) => !harmless.test(value));
}

interface ConfigSource {
  readonly files: RegExp;
  readonly command: string;
  /** Parts of configurations are made whole. */
  readonly whole: (raw: string) => string;
}

interface Told {
  right: number;
  readonly wrong: string[];
  incomplete: number;
  unread: number;
}

function readOne(name: string, raw: string, platform: Platform, {command, whole}: ConfigSource, told: Told): void {
  const config = whole(raw);
  const redacted = redactedFor(platform.secrets, config);
  for (const secret of secretsOf(raw)) {
    if (new RegExp(`(?:^|[\\s"$])${secret.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?:[\\s"]|$)`, 'm').test(redacted))
      told.wrong.push(`${name}: a secret survives (${secret.length} characters)`);
    else told.right += 1;
  }
  const facts = factsFrom(platform, {[command]: config});
  for (const value of Object.values(facts)) {
    if (value.state === 'fault') told.wrong.push(`${name}: ${value.message}`);
    if (value.state === 'known') told.right += 1;
    if (value.state === 'known' && !value.complete) told.incomplete += 1;
  }
  const {acls} = (valueOf(facts['deviceAcls']) ?? {acls: []}) as {acls: {unread: string[]}[]};
  told.unread += acls.reduce((count, {unread}) => count + unread.length, 0);
}

/** Whole configurations: nothing secret is left of them, and no parser breaks. Facts that are known count as right. */
export function configurations(folder: string, source: string, platform: Platform, from: ConfigSource): SourceResult {
  const names = readdirSync(folder)
    .filter((name) => from.files.test(name))
    .sort();
  const told: Told = {right: 0, wrong: [], incomplete: 0, unread: 0};
  for (const name of names)
    readOne(name, readFileSync(join(folder, name), 'utf8').replaceAll('\r', ''), platform, from, told);
  const {right, wrong, incomplete, unread} = told;
  const verdict = {right, missing: [], wrong};
  const besides = `${incomplete} facts incomplete, ${unread} lines of access lists unread`;
  return {
    source: `${source} (whole configurations: ${besides})`,
    read: names.length,
    parsed: names.length,
    verdict,
  };
}
