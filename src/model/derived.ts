import type {z} from 'zod';
import type {Asset, AssetKind} from './asset.ts';
import type {ReferenceData} from './data.ts';
import type {Facts} from './fact.ts';
import type {Parsed} from './probe.ts';
import type {Bilingual} from './text.ts';

/** A derived value. `declared`: set when it rests on what the inventory declares of the asset, with the day that it tells, `YYYY-MM-DD`. */
export interface DerivedValue<T> extends Parsed<T> {
  readonly declared?: {readonly asOf: string | null};
}

interface Derived<S extends z.ZodType> {
  /** Name of the fact: camelCase of the file name. */
  readonly fact: string;
  readonly title: Bilingual;
  /** Shape of the fact; every leaf carries a label, see `field`. */
  readonly schema: S;
  /** Facts of an asset that it reads. */
  readonly reads: readonly string[];
}

/** A fact of one asset that follows from its other facts and from reference data. */
export interface AssetFact<S extends z.ZodType = z.ZodType> extends Derived<S> {
  readonly scope: 'asset';
  /** Whether it says anything of an asset; default: where there is one of the facts that it reads. */
  readonly isMeant?: (facts: Facts, asset: Asset) => boolean;
  /** Pure. @throws Gap when it cannot be known. */
  derive(facts: Facts, data: ReferenceData, asset: Asset): DerivedValue<z.infer<S>>;
}

/**
 * A fact of the site, folded over the facts of all assets one by one: what is kept between them must stay small.
 * `add` returns the next state, and may change the one it was given.
 */
export interface SiteFact<S extends z.ZodType = z.ZodType, State = unknown> extends Derived<S> {
  readonly scope: 'site';
  /** Kinds of asset it speaks of; others are not added. */
  readonly kinds: readonly AssetKind[];
  start(): State;
  add(state: State, asset: Asset, facts: Facts): State;
  /** `site`: facts of the site that were observed. @throws Gap when nothing at all was known */
  finish(state: State, site: Facts): Parsed<z.infer<S>>;
}

export type DerivedFact = AssetFact | SiteFact;

export function defineAssetFact<S extends z.ZodType>(unit: AssetFact<S>): AssetFact<S> {
  return unit;
}

export function defineSiteFact<S extends z.ZodType, State>(unit: SiteFact<S, State>): SiteFact<S, State> {
  return unit;
}
