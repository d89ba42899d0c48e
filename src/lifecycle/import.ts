import {isMap, parseDocument, type Document, type YAMLMap} from 'yaml';
import {fileSchemas} from '../derive/data-schema.ts';
import type {LifecycleCycle, LifecycleProduct} from '../model/data.ts';
import {InputError} from '../model/input-error.ts';
import {brief, suggest} from '../model/suggest.ts';
import {fitYaml, readYaml, type YamlSource} from '../model/yaml.ts';
import type {Feed, FeedProduct, FeedRelease} from './feed.ts';

/** Days of a release, `YYYY-MM-DD`; `extended` null: there is none, or none that is known. */
export interface Days {
  readonly standard: string;
  readonly extended: string | null;
}

/** What became of one release of a file. */
export interface Told {
  readonly product: string;
  readonly cycle: string;
  /** `no-day`: the file has no day for it. `other-name`: it is not named as the data name releases. Both leave the data alone. */
  readonly what: 'added' | 'changed' | 'same' | 'no-day' | 'other-name';
  readonly before: Days | null;
  readonly after: Days | null;
}

/** A file of endoflife.date with the day that its dates are of. */
export interface DatedFeed {
  readonly file: string;
  readonly feed: Feed;
  readonly date: string;
}

export interface Imported {
  readonly yaml: string;
  readonly told: readonly Told[];
}

type Place = readonly (string | number)[];

const daysOf = ({standard, extended}: LifecycleCycle): Days => ({standard, extended: extended?.until ?? null});

/** A cycle as the data are to have it; null where the file gives no day. */
function wanted({cycle, eol, extended}: FeedRelease, product: LifecycleProduct, source: string): LifecycleCycle | null {
  if (eol === null) return null;
  const kind = product.endoflife?.extended ?? null;
  const until = kind !== null && extended !== null && extended > eol ? {until: extended, paid: kind === 'paid'} : null;
  return {cycle, standard: eol, extended: until, source};
}

function isNewer(a: string, b: string): boolean {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  const at = left.findIndex((part, index) => part !== (right[index] ?? -1));
  return at !== -1 && (left[at] ?? 0) > (right[at] ?? -1);
}

const isNamed = (cycle: string, {versionParts}: LifecycleProduct): boolean =>
  /^\d{1,8}(?:\.\d{1,8})*$/.test(cycle) && cycle.split('.').length <= versionParts;

/** `lifecycle.yaml` while dates are written into it. */
class Target {
  readonly #document: Document;
  readonly #source: YamlSource;
  readonly products: {product: LifecycleProduct; cycles: LifecycleCycle[]}[];

  constructor(file: string, text: string) {
    this.#source = readYaml(file, text);
    const {data, problems} = fitYaml(this.#source, fileSchemas.lifecycle);
    if (data === null) throw new InputError(problems);
    this.#document = parseDocument(text);
    this.products = data.products.map((product) => ({product, cycles: [...product.cycles]}));
  }

  /** Indices of the products that endoflife.date has under a name; releases are shared out where there are several. */
  named(name: string): number[] {
    return this.products.flatMap(({product}, index) =>
      product.endoflife?.names.includes(name) === true ? [index] : [],
    );
  }

  #mapAt(place: Place): YAMLMap {
    const node = this.#document.getIn(place, true);
    if (isMap(node)) return node;
    const message = {
      en: 'is written with an anchor: write it out, so that dates can be imported',
      ja: 'がアンカーで書かれています。日付を取り込むには、展開して書いてください',
    };
    throw new InputError([this.#source.at(place, message)]);
  }

  addSource(id: string, name: string, date: string): void {
    const source = {title: `endoflife.date (${name})`, url: `https://endoflife.date/${name}`, date};
    this.#mapAt(['sources']).set(id, this.#document.createNode(source, {flow: true}));
  }

  change(index: number, at: number, {standard, extended, source}: LifecycleCycle): void {
    const map = this.#mapAt(['products', index, 'cycles', at]);
    map.set('standard', standard);
    map.set('extended', this.#document.createNode(extended, {flow: true}));
    map.set('source', source);
  }

  /** Cycles stand from new to old. */
  add(index: number, cycle: LifecycleCycle): void {
    const cycles = this.products[index]?.cycles ?? [];
    const found = cycles.findIndex((each) => isNewer(cycle.cycle, each.cycle));
    const at = found === -1 ? cycles.length : found;
    cycles.splice(at, 0, cycle);
    const list = this.#mapAt(['products', index]).get('cycles');
    (list as {items: unknown[]}).items.splice(at, 0, this.#document.createNode(cycle, {flow: true}));
  }

  text(): string {
    return this.#document.toString({lineWidth: 0, flowCollectionPadding: false});
  }
}

/** Takes one release over; the cycle it was told of has the source only where its days are new. */
function takeRelease(target: Target, indices: readonly number[], release: FeedRelease, source: string): Told {
  const has = (index: number): boolean =>
    target.products[index]?.cycles.some(({cycle}) => cycle === release.cycle) ?? false;
  const index = indices.find(has) ?? indices[0] ?? 0;
  const entry = target.products[index];
  if (entry === undefined) throw new Error('no product to take a release into');
  const {product, cycles} = entry;
  const at = cycles.findIndex(({cycle}) => cycle === release.cycle);
  const known = cycles[at];
  const before = known === undefined ? null : daysOf(known);
  const told = {product: product.id, cycle: brief(release.cycle), before, after: before};
  if (!isNamed(release.cycle, product)) return {...told, what: 'other-name'};
  const cycle = wanted(release, product, source);
  if (cycle === null) return {...told, what: 'no-day'};
  const after = daysOf(cycle);
  if (before?.standard === after.standard && before.extended === after.extended) return {...told, what: 'same'};
  if (known === undefined) target.add(index, cycle);
  else {
    target.change(index, at, cycle);
    cycles[at] = cycle;
  }
  return {...told, what: known === undefined ? 'added' : 'changed', after};
}

function takeProduct(target: Target, {name, releases}: FeedProduct, date: string): Told[] {
  const indices = target.named(name);
  if (indices.length === 0) return [];
  const source = `endoflife-${name}-${date}`;
  const told = releases.map((release) => takeRelease(target, indices, release, source));
  if (told.some(({what}) => what === 'added' || what === 'changed')) target.addSource(source, name, date);
  return told;
}

function unknown(file: string, {products}: Feed, target: Target): InputError {
  const known = target.products.flatMap(({product}) => product.endoflife?.names ?? []);
  const all = [...new Set(known)].sort().join(', ');
  const name = brief(products[0]?.name ?? '');
  const near = suggest(name, known);
  const message = {
    en: `holds no product of lifecycle.yaml (${name})${near === null ? '' : `; did you mean “${near}”?`} A file of API v0 has to be named as its product. Known: ${all}`,
    ja: `にlifecycle.yamlの製品がありません（${name}）。${near === null ? '' : `「${near}」の誤りではありませんか。`}API v0のファイル名は製品名にしてください。対応: ${all}`,
  };
  return new InputError([{file, line: null, column: null, message}]);
}

/**
 * Writes dates of endoflife.date into the text of `lifecycle.yaml`: comments, other products and releases that a file does
 * not tell of stay as they are.
 * @throws InputError for a file without a product that the data know, and for data that do not fit their schema
 */
export function importDates(file: string, text: string, feeds: readonly DatedFeed[]): Imported {
  const target = new Target(file, text);
  const told = feeds.flatMap(({file: from, feed, date}) => {
    if (!feed.products.some(({name}) => target.named(name).length > 0)) throw unknown(from, feed, target);
    return feed.products.flatMap((product) => takeProduct(target, product, date));
  });
  return {yaml: target.text(), told};
}
