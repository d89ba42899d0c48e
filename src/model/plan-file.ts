import {canonicalJson} from './canonical.ts';
import {sha256Hex} from './digest.ts';
import {
  sharedText,
  type CliEntry,
  type EntryText,
  type OutsideEntry,
  type Plan,
  type PlanEntry,
  type PowerShellEntry,
  type ShellEntry,
  type ShellText,
  type SnmpEntry,
} from './plan.ts';

type TextKey =
  'program' | 'slots' | 'commands' | 'lines' | 'start' | 'enable' | 'nextPage' | 'asks' | 'finish' | 'talk';

/** An entry without its text. */
type Way =
  | Omit<ShellEntry, TextKey>
  | Omit<PowerShellEntry, TextKey>
  | Omit<CliEntry, TextKey>
  | Omit<SnmpEntry, TextKey>
  | Omit<OutsideEntry, TextKey>;

/** `plan.json`: as a plan, with each text stored once and named by its digest. */
export interface PlanFile extends Omit<Plan, 'entries'> {
  readonly texts: Readonly<Record<string, EntryText | Omit<ShellText, 'talk'>>>;
  readonly entries: readonly (Way & {readonly text: string})[];
}

/** An entry as its text and the way it is sent. */
export function splitEntry(entry: PlanEntry): {readonly text: EntryText; readonly way: Way} {
  switch (entry.talk) {
    case 'shell': {
      const {talk, program, slots, ...way} = entry;
      return {text: {talk, program, slots}, way};
    }
    case 'powershell': {
      const {talk, commands, program, lines, ...way} = entry;
      return {text: {talk, commands, program, lines}, way};
    }
    case 'cli': {
      const {talk, start, enable, nextPage, asks, finish, ...way} = entry;
      return {text: {talk, start, enable, nextPage, asks, finish}, way};
    }
    case 'snmp': {
      const {talk, asks, ...way} = entry;
      return {text: {talk, asks}, way};
    }
    case 'outside': {
      const {talk, asks, ...way} = entry;
      return {text: {talk, asks}, way};
    }
    default:
      return entry satisfies never;
  }
}

/** Digests of texts, each computed once for as long as entries share their questions by reference. */
function textDigests(): (text: EntryText) => string {
  const known = new Map<unknown, string>();
  return (text) => {
    const shared = sharedText(text);
    const digest = known.get(shared) ?? sha256Hex(canonicalJson(text));
    known.set(shared, digest);
    return digest;
  };
}

export function packPlan(plan: Plan): PlanFile {
  const digestOf = textDigests();
  const texts = new Map<string, EntryText>();
  const entries = plan.entries.map((entry) => {
    const {text, way} = splitEntry(entry);
    const digest = digestOf(text);
    texts.set(digest, text);
    return {...way, text: digest};
  });
  return {...plan, entries, texts: Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1)))};
}

/** @throws Error when an entry names a text that is not there */
export function unpackPlan({texts, ...file}: PlanFile): Plan {
  const entries = file.entries.map(({text, ...way}): PlanEntry => {
    const sent = texts[text];
    if (sent === undefined) throw new Error(`the plan names a text that it does not hold: ${text}`);
    // Plans of before there were other ways to talk do not name theirs.
    return {...way, ...('talk' in sent ? sent : {talk: 'shell', ...sent})} as PlanEntry;
  });
  return {...file, entries};
}

/** sha256 of the canonical JSON of everything in the plan but the digest itself. */
export function planDigest(plan: Omit<Plan, 'digest'>): string {
  const {texts, entries, ...rest} = packPlan({...plan, digest: ''});
  return sha256Hex(canonicalJson({...rest, digest: null, entries, texts: Object.keys(texts)}));
}
