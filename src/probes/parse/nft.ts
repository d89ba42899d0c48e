import {matchBuilder, type MatchBuilder} from './match-builder.ts';
import {conditions, members, tokens} from './nft-conditions.ts';
import type {Chain, Rule, Verdict} from './ruleset.ts';

function verdictAt(at: readonly string[]): Verdict | null {
  const [word = '', chain = ''] = at;
  if (word === 'accept' || word === 'drop' || word === 'reject' || word === 'return') return {kind: word};
  if (word === 'jump' || word === 'goto') return {kind: word, chain};
  return null;
}

/** Words of a part that says nothing of which packets match; 0: not such a part. */
function silent(at: readonly string[]): number {
  if (at[0] === 'counter') return at[1] === 'packets' ? 5 : 1;
  if (at[0] === 'comment') return 2;
  if (at[0] !== 'log') return 0;
  const options = ['prefix', 'level', 'flags', 'group', 'snaplen', 'queue-threshold'];
  let length = 1;
  while (options.includes(at[length] ?? '')) length += 2;
  return length;
}

function ruleOf(all: readonly string[], table: string): Rule {
  const build = matchBuilder();
  let rest = all;
  while (rest.length > 0) {
    const verdict = verdictAt(rest);
    if (verdict !== null) {
      return {
        match: build.done(),
        verdict: 'chain' in verdict ? {...verdict, chain: `${table} ${verdict.chain}`} : verdict,
      };
    }
    rest = rest.slice(silent(rest) || condition(build, rest));
  }
  return {match: build.done(), verdict: {kind: 'none'}};
}

/** A rule as `nft list ruleset` prints it; a verdict map becomes one rule for each of its entries. nft(8) */
export function nftRules(line: string, table: string): Rule[] {
  const all = tokens(line);
  const at = all.indexOf('vmap');
  const map = all[at + 1] ?? '';
  if (at === -1 || !map.startsWith('{')) return [ruleOf(all, table)];
  const entries = map
    .slice(1, -1)
    .split(',')
    .map((entry) => tokens(entry.replace(' : ', ' ')));
  return entries.map((entry) => ruleOf([...all.slice(0, at), ...entry], table));
}

const ends = ['accept', 'drop', 'reject', 'return', 'jump', 'goto', 'counter', 'log'];

/** Reads one condition and tells how many words it took. */
function condition(build: MatchBuilder, at: readonly string[]): number {
  const [first = '', second = '', third = ''] = at;
  if (first === 'iif' || first === 'iifname') {
    if (second === '!=') return build.unknown(3);
    build.interfaces(members(second));
    return 2;
  }
  if (first === 'limit' || first === 'fib' || first === 'pkttype') return build.rest(at, ends);
  const reader = conditions[`${first} ${second}`];
  if (reader === undefined || third === '!=' || third === '' || at[3] === '.') return build.unknown(1);
  if (third === 'vmap' || third === '&') return build.unknown(at.length);
  reader(build, third);
  return 3;
}

const tableHead = /^table (?<family>[a-z0-9]+) (?<name>\S+) \{$/;
const chainHead = /^chain (?<name>\S+) \{/;
const families: Readonly<Record<string, Chain['family']>> = {ip: 'ip', ip6: 'ip6', inet: 'inet'};

interface Open {
  readonly name: string;
  input: boolean;
  policy: Chain['policy'];
  readonly rules: Rule[];
}

/** Lines with the elements of a set that was printed over several of them joined. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let open: string[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    const bare = line.replaceAll(/"[^"]*"/g, '');
    const starts = open.length === 0 && bare.lastIndexOf('{') > bare.lastIndexOf('}') && !bare.endsWith('{');
    if (starts || (open.length > 0 && !bare.includes('}'))) {
      open.push(line);
      continue;
    }
    lines.push([...open, line].join(' '));
    open = [];
  }
  return open.length === 0 ? lines : [...lines, open.join(' ')];
}

/** Chains of the families that see IP packets, as `nft list ruleset` prints them. */
export function nftChains(text: string): Chain[] {
  const chains: Chain[] = [];
  let table = '';
  let family: Chain['family'] | undefined;
  let open: Open | null = null;
  for (const line of logicalLines(text)) {
    const head = tableHead.exec(line)?.groups;
    const name = chainHead.exec(line)?.groups?.['name'];
    if (head) {
      table = `${head['family'] ?? ''} ${head['name'] ?? ''}`;
      family = families[head['family'] ?? ''];
    } else if (name !== undefined) {
      open = {name: `${table} ${name}`, input: false, policy: 'accept', rules: []};
    } else if (line === '}') {
      if (open !== null && family !== undefined) chains.push({...open, family});
      open = null;
    } else if (open !== null && line.startsWith('type ')) {
      open.input = line.startsWith('type filter hook input ');
      if (line.includes('policy drop')) open.policy = 'drop';
    } else if (open !== null && line !== '' && !line.startsWith('#')) {
      open.rules.push(...nftRules(line, table));
    }
  }
  return chains;
}
