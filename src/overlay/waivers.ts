import type {Asset} from '../model/asset.ts';
import type {Finding} from '../model/finding.ts';
import type {Clause, Guideline} from '../model/guideline.ts';
import {waiverState, type AppliedWaiver, type Waiver} from '../model/waiver.ts';

/** Whether a text begins, goes on and ends with the parts of a pattern, in their order. */
function matches(parts: readonly string[], text: string): boolean {
  const [first = '', ...rest] = parts;
  if (rest.length === 0) return text === first;
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

type Selects = (asset: Asset) => boolean;

function selectorOf(selector: string): Selects {
  if (selector.startsWith('zone:')) return ({zone}) => zone === selector.slice(5);
  if (selector.startsWith('kind:')) return ({kind}) => kind === selector.slice(5);
  const parts = selector.toLowerCase().split('*');
  return ({id}) => matches(parts, id.toLowerCase());
}

const isId = (selector: string): boolean => !/[*:]/.test(selector);

function put<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [value]);
  else group.push(value);
}

/** Waivers of one check or clause. Most name assets by their ids: these are looked up, not tried one by one. */
class Selection {
  readonly #site: Waiver[] = [];
  readonly #byId = new Map<string, Waiver[]>();
  readonly #others: (readonly [Waiver, readonly Selects[]])[] = [];

  add(waiver: Waiver): void {
    const {assets} = waiver;
    if (assets.includes('site')) this.#site.push(waiver);
    for (const id of new Set(assets.filter(isId).map((each) => each.toLowerCase()))) put(this.#byId, id, waiver);
    const others = assets.filter((selector) => !isId(selector));
    if (others.length > 0) this.#others.push([waiver, others.map(selectorOf)]);
  }

  of(asset: Asset | null): readonly Waiver[] {
    if (asset === null) return this.#site;
    const matching = this.#others.filter(([, selectors]) => selectors.some((selects) => selects(asset)));
    return [...(this.#byId.get(asset.id.toLowerCase()) ?? []), ...matching.map(([waiver]) => waiver)];
  }
}

function applied(waiver: Waiver, day: string): AppliedWaiver | null {
  const state = waiverState(waiver, day);
  return state === 'future' ? null : {id: waiver.id, reason: waiver.reason, until: waiver.until, state};
}

/** An active one before an expired one, the longest first. */
function best(waivers: readonly Waiver[], day: string): AppliedWaiver | null {
  const found = waivers.flatMap((waiver) => applied(waiver, day) ?? []);
  found.sort((a, b) => {
    if (a.state !== b.state) return a.state === 'active' ? -1 : 1;
    if (a.until !== b.until) return a.until > b.until ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });
  return found[0] ?? null;
}

/** The waivers of a run, ready to be laid over findings and clauses. */
export interface WaiverOverlay {
  /** The findings of one subject (`asset` null: the site), fails marked that a waiver speaks of. */
  findings(findings: readonly Finding[], asset: Asset | null): readonly Finding[];
  /** The waiver of a clause as a whole for one subject. */
  clause(id: string, asset: Asset | null): AppliedWaiver | null;
}

function selections(waivers: readonly Waiver[], keyOf: (waiver: Waiver) => string | null): Map<string, Selection> {
  const groups = new Map<string, Selection>();
  for (const waiver of waivers) {
    const key = keyOf(waiver);
    if (key === null) continue;
    const selection = groups.get(key) ?? new Selection();
    selection.add(waiver);
    groups.set(key, selection);
  }
  return groups;
}

function decidedBy(guideline: Guideline): ReadonlyMap<string, readonly Clause[]> {
  const clauses = new Map<string, Clause[]>();
  for (const clause of guideline.clauses) {
    for (const {id, role} of clause.checks) {
      if (role === 'decides') put(clauses, id, clause);
    }
  }
  return clauses;
}

/** The one that ends first: what several clauses accept is accepted while all of them do. */
function weakest(waivers: readonly AppliedWaiver[]): AppliedWaiver | null {
  const expired = waivers.filter(({state}) => state === 'expired');
  const pool = expired.length > 0 ? expired : waivers;
  return (
    [...pool].sort((a, b) => (a.until === b.until ? (a.id < b.id ? -1 : 1) : a.until < b.until ? -1 : 1))[0] ?? null
  );
}

/**
 * Waivers as of a day, `YYYY-MM-DD`. A waiver of a check marks its fails. A waiver of a clause accepts that the clause is
 * not met; it marks the fail of a check only when every clause that the check decides is accepted so.
 */
export function waiverOverlay(waivers: readonly Waiver[], guideline: Guideline, day: string): WaiverOverlay {
  const byCheck = selections(waivers, ({check}) => check);
  const byClause = selections(waivers, ({clause}) => clause);
  const decided = decidedBy(guideline);
  const clause = (id: string, asset: Asset | null): AppliedWaiver | null =>
    best(byClause.get(id)?.of(asset) ?? [], day);

  const byClauses = (check: string, asset: Asset | null): AppliedWaiver | null => {
    const clauses = decided.get(check) ?? [];
    const found = clauses.map(({id}) => clause(id, asset));
    return found.length > 0 && found.every((waiver) => waiver !== null) ? weakest(found) : null;
  };
  const waiverOf = (finding: Finding, asset: Asset | null): AppliedWaiver | null => {
    const own = (byCheck.get(finding.check)?.of(asset) ?? []).filter(
      ({subject}) => subject === null || subject === finding.subject,
    );
    const direct = best(own, day);
    return direct?.state === 'active' ? direct : (byClauses(finding.check, asset) ?? direct);
  };
  return {
    clause,
    findings(findings, asset) {
      if (waivers.length === 0) return findings;
      return findings.map((finding) => {
        if (finding.outcome.status !== 'fail') return finding;
        const waiver = waiverOf(finding, asset);
        return waiver === null ? finding : {...finding, waiver};
      });
    },
  };
}
