import {holdsStrangers} from './address-space.ts';
import {matchBuilder, type MatchBuilder} from './match-builder.ts';
import {conditions, members, packetType, tokens} from './nft-conditions.ts';
import type {NftSets} from './nft-sets.ts';
import type {Rule, Verdict} from './ruleset.ts';

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

const mostWords = 200;

function ruleOf(all: readonly string[], table: string, sets: NftSets): Rule {
  const build = matchBuilder();
  if (all.length > mostWords) build.unknown(0);
  let rest = all.slice(0, mostWords);
  while (rest.length > 0) {
    const verdict = verdictAt(rest);
    if (verdict !== null) {
      return {
        match: build.done(),
        verdict: 'chain' in verdict ? {...verdict, chain: `${table} ${verdict.chain}`} : verdict,
      };
    }
    rest = rest.slice(silent(rest) || condition(build, rest, (name) => sets.get(`${table} ${name}`)));
  }
  return {match: build.done(), verdict: {kind: 'none'}};
}

/** A rule as `nft list ruleset` prints it; a verdict map becomes one rule for each of its entries. nft(8) */
export function nftRules(line: string, table: string, sets: NftSets): Rule[] {
  const all = tokens(line);
  const at = all.indexOf('vmap');
  const map = all[at + 1] ?? '';
  if (at === -1 || !map.startsWith('{')) return [ruleOf(all, table, sets)];
  const entries = map
    .slice(1, -1)
    .split(',')
    .map((entry) => tokens(entry.replace(' : ', ' ')));
  return entries.map((entry) => ruleOf([...all.slice(0, at), ...entry], table, sets));
}

/** Words of `limit rate over 5/second burst 10 packets` or `limit rate 1 mbytes/second`; 0 for what is neither. */
function limitWords(at: readonly string[]): number {
  if (at[1] === 'name') return 3;
  if (at[1] !== 'rate') return 0;
  let length = at[2] === 'over' ? 3 : 2;
  length += /^\d+$/.test(at[length] ?? '') ? 2 : 1;
  return at[length] === 'burst' ? length + 3 : length;
}

/** Reads `fib daddr . iif type local`; gives back how many words it took. */
function fib(build: MatchBuilder, at: readonly string[]): number {
  let length = 2;
  while (at[length] === '.') length += 2;
  const asked = at[length];
  if (asked !== 'type' && asked !== 'oif' && asked !== 'oifname') return build.unknown(1);
  const not = at[length + 1] === '!=';
  // What comes in is for a local address, whoever sent it.
  if (asked === 'type' && at[1] === 'daddr' && !not && at[length + 1] === 'local') build.partly();
  else build.narrow();
  return length + (not ? 3 : 2);
}

/** Reads one condition and tells how many words it took. `elements`: of a set of the table. */
function condition(build: MatchBuilder, at: readonly string[], elements: (name: string) => string | undefined): number {
  const [first = '', second = '', third = ''] = at;
  if (first === 'iif' || first === 'iifname') {
    // All that others send comes in elsewhere.
    if (second === '!=') return third === '"lo"' ? 3 : build.unknown(3);
    if (second === '.' || second === '') return build.unknown(1);
    build.interfaces(members(second));
    return 2;
  }
  if (first === 'limit') {
    build.partly();
    return limitWords(at) || build.unknown(1);
  }
  if (first === 'fib') return fib(build, at);
  if (first === 'pkttype' && second !== '!=') {
    packetType(build, second);
    return 2;
  }
  const reader = conditions[`${first} ${second}`];
  if (reader === undefined || third === '!=' || third === '' || third === '.' || at[3] === '.') return build.unknown(1);
  if (third === 'vmap' || third === '&') return build.unknown(at.length);
  const known = third.startsWith('@') ? elements(third.slice(1)) : undefined;
  // A set of senders is told by its name, unless it lets strangers in.
  const byName = second === 'saddr' && !(known !== undefined && holdsStrangers(members(known)));
  reader(build, byName ? third : (known ?? third));
  return 3;
}
