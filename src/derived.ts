import type {Asset} from './model/asset.ts';
import type {ReferenceData} from './model/data.ts';
import type {AssetFact, DerivedFact, DerivedValue, SiteFact} from './model/derived.ts';
import {Gap, type Fact, type Facts, type Provenance} from './model/fact.ts';

function provenance(facts: Facts, reads: readonly string[]): Provenance {
  const seq = new Set(reads.flatMap((name) => facts[name]?.from.seq ?? []));
  const observed = reads.flatMap((name) => facts[name]?.from.observedAt ?? []).sort();
  return {
    transport: 'derived',
    privilege: null,
    seq: [...seq].sort((a, b) => a - b),
    observedAt: observed.at(-1) ?? null,
  };
}

const fromInventory = (from: Provenance, asOf: string | null): Provenance => ({
  ...from,
  transport: 'inventory',
  observedAt: asOf === null ? null : `${asOf}T00:00:00.000Z`,
});

function toFact(unit: DerivedFact, from: Provenance, derive: () => DerivedValue<unknown>): Fact {
  try {
    const {value, complete, because, declared} = derive();
    return {
      state: 'known',
      complete,
      ...(because === undefined ? {} : {because}),
      value: unit.schema.parse(value),
      from: declared === undefined ? from : fromInventory(from, declared.asOf),
    };
  } catch (error) {
    if (error instanceof Gap) return {state: 'gap', reason: error.reason, detail: error.message, from};
    return {state: 'fault', message: `${unit.fact}: ${error instanceof Error ? error.message : String(error)}`, from};
  }
}

/**
 * The facts of an asset and those that follow from them and from its entry in the inventory, sorted by name. Where a platform has
 * none of what is read, and the inventory says nothing of it, nothing follows.
 */
export function deriveAssetFacts(units: readonly AssetFact[], facts: Facts, data: ReferenceData, asset: Asset): Facts {
  const meant = units.filter(
    ({reads, isMeant}) => isMeant?.(facts, asset) ?? reads.some((name) => facts[name] !== undefined),
  );
  const more = meant.map((unit) => {
    return [unit.fact, toFact(unit, provenance(facts, unit.reads), () => unit.derive(facts, data, asset))] as const;
  });
  return Object.fromEntries([...Object.entries(facts), ...more].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Folds the facts of all assets, as they stream by, into facts of the site. */
export class SiteFolds {
  readonly #units: readonly SiteFact[];
  readonly #states: unknown[];

  constructor(units: readonly SiteFact[]) {
    this.#units = units;
    this.#states = this.#units.map((unit) => unit.start());
  }

  add(asset: Asset, facts: Facts): void {
    for (const [index, unit] of this.#units.entries()) {
      if (unit.kinds.length === 0 || unit.kinds.includes(asset.kind)) {
        this.#states[index] = unit.add(this.#states[index], asset, facts);
      }
    }
  }

  /** `observed`: facts of the site that were not folded. @returns all of them, sorted by name */
  finish(observed: Facts): Facts {
    const from = provenance({}, []);
    const named = this.#units.map((unit, index) => {
      return [unit.fact, toFact(unit, from, () => unit.finish(this.#states[index], observed))] as const;
    });
    return Object.fromEntries([...Object.entries(observed), ...named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
