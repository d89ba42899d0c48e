import {askId} from '../model/ask.ts';
import {canonicalJson} from '../model/canonical.ts';
import {sha256Hex} from '../model/digest.ts';
import {packPlan, splitEntry} from '../model/plan-file.ts';
import {entryAsks, type EntryText, type Plan, type PlanEntry} from '../model/plan.ts';

type Line = readonly [about: string, text: string];

/** What is sent around the questions, in one digest. */
function frameOf(text: EntryText): string {
  if (text.talk === 'powershell') {
    const words = text.lines.map(({index, line}) => ({index, line}));
    return sha256Hex(canonicalJson({commands: text.commands, program: text.program, words}));
  }
  if (text.talk !== 'shell') return sha256Hex(canonicalJson({...text, asks: text.asks.map(askId)}));
  const words = text.slots.map(({index, limit, seconds, line, privileged}) => ({
    index,
    limit,
    seconds,
    line,
    privileged,
  }));
  return sha256Hex(canonicalJson({program: text.program, words}));
}

/** How an entry is reached and in which words, and each of its requests. */
function entryLines(entry: PlanEntry): Line[] {
  const {text, way} = splitEntry(entry);
  const {key, ...rest} = way;
  const requests = entryAsks(entry).map((ask): Line => [`${key}  ${askId(ask)}`, canonicalJson(ask)]);
  return [[key, canonicalJson({...rest, text: frameOf(text)})], ...requests];
}

/** Entries that a plan does not share with another. Of large plans most are the same, and their questions are not compared one by one. */
function ownEntries(plan: Plan, other: Plan): PlanEntry[] {
  const shared = new Set(packPlan(other).entries.map((packed) => canonicalJson(packed)));
  const packed = packPlan(plan).entries;
  return plan.entries.filter((_, index) => !shared.has(canonicalJson(packed[index])));
}

/** Everything that the digest of a plan covers, by what it is about; of its entries those given. */
function linesOf(plan: Plan, entries: readonly PlanEntry[]): Map<string, string> {
  const policies = Object.entries(plan.policies).map(([zone, policy]): Line => [
    `zone ${zone}  policy`,
    canonicalJson(policy),
  ]);
  const windows = Object.entries(plan.windows).map(([zone, window]): Line => [`zone ${zone}  window`, window ?? '-']);
  const refusals = plan.refusals.map(({asset, via, reason, detail}): Line => [
    `${asset}/${via ?? '-'}  not asked: ${reason}  ${detail}`,
    '',
  ]);
  return new Map([
    ['timezone', plan.timezone] as const,
    ...policies,
    ...windows,
    ...refusals,
    ...entries.flatMap(entryLines),
  ]);
}

/** Lines that an approved plan has and the present one lacks (`- `), and those that have come (`+ `), side by side. */
export function planDifference(approved: Plan, present: Plan): string[] {
  const before = linesOf(approved, ownEntries(approved, present));
  const after = linesOf(present, ownEntries(present, approved));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((about) => {
    const [gone, come] = [before.get(about), after.get(about)];
    if (gone === come) return [];
    return [
      ...(gone === undefined ? [] : [`- ${about}  ${gone}`]),
      ...(come === undefined ? [] : [`+ ${about}  ${come}`]),
    ];
  });
}
