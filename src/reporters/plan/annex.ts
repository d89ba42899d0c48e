import {askText, type Ask} from '../../model/ask.ts';
import {canonicalJson} from '../../model/canonical.ts';
import {sha256Hex} from '../../model/digest.ts';
import {splitEntry} from '../../model/plan-file.ts';
import {entryAsks, sharedText, type PlanEntry} from '../../model/plan.ts';
import type {Texts} from '../text/catalogue.ts';
import {fill} from '../text/fill.ts';
import {visible, visibleBlock} from '../text/visible.ts';

/** A text that is sent, told once however many devices it is sent to. */
export interface Annex {
  readonly number: number;
  readonly title: string;
  readonly legend: string | null;
  readonly frameTitle: string;
  /** The script around the questions; null where there is none. */
  readonly frame: string | null;
  readonly rows: readonly {readonly kind: string; readonly who: string; readonly text: string}[];
}

function kindOf(ask: Ask, {plan}: Texts): string {
  switch (ask.kind) {
    case 'command':
      return plan.kindCommand;
    case 'files':
      return plan.kindFiles;
    case 'cli':
      return plan.kindCli;
    case 'snmp':
      return plan.kindSnmp;
    case 'ports':
      return plan.kindPorts;
    case 'sweep':
      return plan.kindSweep;
    case 'lookup':
      return plan.kindLookup;
    case 'registry':
    case 'cim':
    case 'members':
      return plan.kindWindows;
    case 'program':
      return plan.kindProgram;
    case 'wire':
      return {read: plan.kindWire, trial: plan.kindTrial, control: plan.kindControl}[ask.class];
    default:
      return ask satisfies never;
  }
}

function whoAsks(ask: Ask, {plan}: Texts): string {
  if (['ports', 'wire', 'sweep', 'lookup'].includes(ask.kind)) return plan.byNobody;
  if (ask.kind === 'snmp') return '';
  return ask.privilege === 'user' ? plan.byUser : plan.byRoot;
}

function titleOf(entry: PlanEntry, {plan}: Texts): string {
  const platform = entry.platform === 'auto' ? plan.auto : entry.platform;
  const titles = {
    shell: plan.talkShell,
    powershell: plan.talkPowerShell,
    cli: plan.talkCli,
    snmp: plan.talkSnmp,
    outside: plan.talkOutside,
  } satisfies Record<PlanEntry['talk'], string>;
  return fill(titles[entry.talk], {platform});
}

const session = (lines: readonly string[], {plan}: Texts): Annex['rows'] =>
  lines.map((line) => ({kind: plan.kindSession, who: plan.byUser, text: visible(line)}));

function rowsOf(entry: PlanEntry, texts: Texts): Annex['rows'] {
  const asked = entryAsks(entry).map((ask) => ({
    kind: kindOf(ask, texts),
    who: whoAsks(ask, texts),
    text: visible(askText(ask)),
  }));
  if (entry.talk === 'powershell') return [...session(Object.values(entry.commands), texts), ...asked];
  if (entry.talk !== 'cli') return asked;
  const enable = entry.enable === null ? [] : [entry.enable];
  return [...session([...entry.start, ...enable], texts), ...asked, ...session(entry.finish, texts)];
}

function annexOf(entry: PlanEntry, number: number, texts: Texts): Annex {
  const {plan} = texts;
  const program = entry.talk === 'shell' || entry.talk === 'powershell' ? entry.program : null;
  return {
    number,
    title: fill(plan.annex, {n: number, title: titleOf(entry, texts)}),
    legend: entry.talk === 'outside' ? plan.legend : null,
    frameTitle: plan.frame,
    frame: program === null ? null : visibleBlock(`${program.preamble}\n…\n${program.epilogue}`),
    rows: rowsOf(entry, texts),
  };
}

/** Annexes of a plan in the order in which its entries need them, and the number of the one that an entry is told in. */
export function annexesOf(
  entries: readonly PlanEntry[],
  texts: Texts,
): {readonly annexes: readonly Annex[]; readonly numberOf: (entry: PlanEntry) => number} {
  const numbers = new Map<string, number>();
  const known = new Map<unknown, number>();
  const annexes: Annex[] = [];
  const numberOf = (entry: PlanEntry): number => {
    const shared = sharedText(entry);
    const seen = known.get(shared);
    if (seen !== undefined) return seen;
    const digest = sha256Hex(canonicalJson(splitEntry(entry).text));
    const number = numbers.get(digest) ?? numbers.size + 1;
    if (!numbers.has(digest)) annexes.push(annexOf(entry, number, texts));
    numbers.set(digest, number);
    known.set(shared, number);
    return number;
  };
  for (const entry of entries) numberOf(entry);
  return {annexes, numberOf};
}
