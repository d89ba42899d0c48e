import type {CimAsk, RegistryAsk} from '../../model/windows-ask.ts';
import type {CimInstance} from '../../model/cim.ts';
import {Gap} from '../../model/fact.ts';
import {partial, whole, type Answers, type Parsed} from '../../model/probe.ts';
import {bytesIn, isSet, listIn, numberIn, textIn, type RegistryKey, type RegistryTable} from '../../model/registry.ts';
import {readWindowsVersion, windowsVersionAsk, type WindowsVersion} from '../asks/windows-version.ts';

/** What a question brought: the value, null where surely nothing is set, undefined where it is not known. */
export type Told<T> = T | null | undefined;

/** A key of a question: the one that was asked for, or one below it. */
export type Place = RegistryAsk | readonly [ask: RegistryAsk, below: string];

/** Reads settings of Windows one by one and keeps going where some are not known: they make the fact partial. */
export interface Settings {
  table(ask: RegistryAsk): Told<RegistryTable>;
  key(place: Place): Told<RegistryKey>;
  number(place: Place, name: string): Told<number>;
  text(place: Place, name: string): Told<string>;
  list(place: Place, name: string): Told<readonly string[]>;
  bytes(place: Place, name: string): Told<Buffer>;
  /** Whether there is a value of that name. undefined: not known. */
  has(place: Place, name: string): boolean | undefined;
  instances(ask: CimAsk): Told<readonly CimInstance[]>;
  /** The only instance of a class; undefined: none was told, which is not known to be none. */
  only(ask: CimAsk): Told<CimInstance>;
  /** Whether all of these were answered in full: what they do not tell is not there. */
  sure(...asks: readonly (RegistryAsk | CimAsk)[]): boolean;
  /** null: not known. */
  version(): WindowsVersion | null;
  /** EditionID: `Enterprise`, `Professional`; null: not known. */
  edition(): string | null;
  /** What holds: what is set, else the default; null where either is not known. */
  effective<T>(told: Told<T>, byDefault: T | null): T | null;
  /** What is set; null where nothing is, or where it is not known. */
  configured<T>(told: Told<T>): T | null;
  /** Notes that something is not known. */
  doubt(): void;
  /** @throws Gap when nothing was answered */
  result<T>(value: T): Parsed<T>;
}

/** The first that is set. What goes before and is not known may be set: undefined. */
export function firstSet<T>(...told: readonly Told<T>[]): Told<T> {
  return told.every((each) => each === null) ? null : told.find((each) => each !== null);
}

export function mapTold<T, U>(told: Told<T>, change: (value: T) => U): Told<U> {
  if (told === undefined) return undefined;
  return told === null ? null : change(told);
}

/** A switch: 0 is off. */
export const on = (told: Told<number>): Told<boolean> => mapTold(told, (number) => number !== 0);

/** What is read right at the answers: each method keeps going without what is not known. */
class Source {
  answered = 0;
  first: Gap | null = null;
  doubtful = false;
  readonly #answers: Answers;

  constructor(answers: Answers) {
    this.#answers = answers;
  }

  attempt<T>(read: (answers: Answers) => T): T | undefined {
    try {
      const value = read(this.#answers);
      this.answered += 1;
      return value;
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      this.first ??= error;
      this.doubtful = true;
      return undefined;
    }
  }

  /** A value of a key; what is not in a key that could not be read as a whole may be there. */
  value<T>(place: Place, read: (key: RegistryKey) => T | null): Told<T> {
    const [ask, below] = 'kind' in place ? [place, null] : place;
    const table = this.attempt((answers) => answers.registry(ask.id));
    if (table === undefined || table === null) return table;
    const key = below === null ? table.root : table.below(below);
    const found = key === null ? null : this.attempt(() => read(key));
    return found === null && !table.complete ? undefined : found;
  }

  instances(ask: CimAsk): Told<readonly CimInstance[]> {
    return this.attempt((answers) => answers.instances(ask.id));
  }

  isWhole(ask: RegistryAsk | CimAsk): boolean {
    const table = ask.kind === 'registry' ? this.attempt((answers) => answers.registry(ask.id)) : null;
    const whole = table !== undefined && (table?.complete ?? true) && this.#answers.isWhole(ask.id);
    if (!whole) this.doubtful = true;
    return whole;
  }
}

/** See `Settings`. */
export function settings(answers: Answers): Settings {
  const source = new Source(answers);
  const doubt = (): void => {
    source.doubtful = true;
  };
  function effective<T>(told: Told<T>, byDefault: T | null): T | null {
    const value = told === null ? byDefault : (told ?? null);
    if (value === null) doubt();
    return value;
  }
  return {
    table: (ask) => source.attempt((each) => each.registry(ask.id)),
    key: (place) => source.value(place, (key) => key),
    number: (place, name) => source.value(place, (key) => numberIn(key, name)),
    text: (place, name) => source.value(place, (key) => textIn(key, name)),
    list: (place, name) => source.value(place, (key) => listIn(key, name)),
    bytes: (place, name) => source.value(place, (key) => bytesIn(key, name)),
    has(place, name) {
      const told = source.value(place, (key) => (isSet(key, name) ? true : null));
      return told === null ? false : told;
    },
    instances: (ask) => source.instances(ask),
    only(ask) {
      const found = source.instances(ask);
      if (found === undefined || found === null) return found;
      if (found[0] === undefined) doubt();
      return found[0];
    },
    sure: (...asks) => asks.every((ask) => source.isWhole(ask)),
    version: () => source.attempt(readWindowsVersion) ?? null,
    edition: () => source.value(windowsVersionAsk, (key) => textIn(key, 'EditionID')) ?? null,
    effective,
    configured(told) {
      if (told === undefined) doubt();
      return told ?? null;
    },
    doubt,
    result<T>(value: T): Parsed<T> {
      if (source.answered === 0 && source.first !== null) throw source.first;
      return source.doubtful ? partial(value, source.first?.reason ?? 'unsupported') : whole(value);
    },
  };
}
