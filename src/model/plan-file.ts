import {canonicalJson} from './canonical.ts';
import {sha256Hex} from './digest.ts';
import type {Plan, PlanEntry} from './plan.ts';

/** What many entries share: the text that is sent. */
type Sent = Pick<PlanEntry, 'program' | 'slots'>;

/** `plan.json`: as a plan, with each text stored once and named by its digest. */
export interface PlanFile extends Omit<Plan, 'entries'> {
  readonly texts: Readonly<Record<string, Sent>>;
  readonly entries: readonly (Omit<PlanEntry, keyof Sent> & {readonly text: string})[];
}

/** Digests of texts, each computed once for as long as entries share their slots by reference. */
function textDigests(): (entry: PlanEntry) => string {
  const known = new Map<PlanEntry['slots'], string>();
  return ({program, slots}) => {
    const digest = known.get(slots) ?? sha256Hex(canonicalJson({program, slots}));
    known.set(slots, digest);
    return digest;
  };
}

export function packPlan(plan: Plan): PlanFile {
  const digestOf = textDigests();
  const texts = new Map<string, Sent>();
  const entries = plan.entries.map(({program, slots, ...rest}) => {
    const text = digestOf({...rest, program, slots});
    texts.set(text, {program, slots});
    return {...rest, text};
  });
  return {...plan, entries, texts: Object.fromEntries([...texts].sort(([a], [b]) => (a < b ? -1 : 1)))};
}

/** @throws Error when an entry names a text that is not there */
export function unpackPlan({texts, ...file}: PlanFile): Plan {
  const entries = file.entries.map(({text, ...rest}): PlanEntry => {
    const sent = texts[text];
    if (sent === undefined) throw new Error(`the plan names a text that it does not hold: ${text}`);
    return {...rest, ...sent};
  });
  return {...file, entries};
}

/** sha256 of the canonical JSON of everything in the plan but the digest itself. */
export function planDigest(plan: Omit<Plan, 'digest'>): string {
  const {texts, entries, ...rest} = packPlan({...plan, digest: ''});
  return sha256Hex(canonicalJson({...rest, digest: null, entries, texts: Object.keys(texts)}));
}
