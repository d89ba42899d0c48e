import type {Advisories, Advisory, AdvisoryProduct} from '../model/advisory.ts';
import type {VendorName} from '../model/data.ts';

/** What is known of a piece of equipment. */
export interface Equipment {
  readonly vendor: string;
  readonly model: string;
}

export interface Candidate {
  readonly advisory: Advisory;
  readonly product: AdvisoryProduct;
  /** Whether it is surely this product; else it may be. */
  readonly sure: boolean;
}

const longest = 200;

const plain = (text: string): string => text.slice(0, longest).normalize('NFKC').toLowerCase();

/** Words and characters that say nothing of who a maker is. */
const legal =
  /\([^()]*\)|株式会社|\b(?:corporation|corp|incorporated|inc|limited|ltd|llc|gmbh|ag|co|company|group|se|s\.a\.|k\.k\.)(?=\W|$)/gu;

const folded = (name: string): string =>
  plain(name)
    .replaceAll(legal, ' ')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Who is meant by the name of a maker, or of several: ids of the data, else the name itself. */
function makersOf(vendor: string, names: ReadonlyMap<string, string>): readonly string[] {
  return vendor.split(/[,;/、]/u).flatMap((part) => {
    const name = folded(part);
    return name === '' ? [] : [names.get(name) ?? name];
  });
}

/** Words of a name of a product that do not tell it from others of its maker. */
const filler = new Set([
  'family',
  'series',
  'all',
  'versions',
  'version',
  'products',
  'product',
  'models',
  'model',
  'module',
  'modules',
  'シリーズ',
  'cpu',
  'the',
  'and',
]);

const tokensOf = (name: string): string[] =>
  plain(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((token) => token !== '');
const telling = (tokens: readonly string[]): string[] => tokens.filter((token) => !filler.has(token));

/** Letters with digits, as model numbers have them: `r04cpu`, `x308`. */
const isDistinct = (token: string): boolean => token.length >= 4 && /\d/.test(token) && /\p{L}/u.test(token);

const compact = (text: string): string => plain(text).replaceAll(/[^\p{L}\p{N}*]/gu, '');

/** `CJ2M-CPU**`: each star stands for one character. */
function fitsStars(pattern: string, model: string): boolean {
  const [stars, own] = [compact(pattern), compact(model)];
  if (!stars.includes('*') || stars.length !== own.length) return false;
  return stars.split('').every((sign, at) => sign === '*' || sign === own[at]);
}

/** Order numbers in brackets: `SCALANCE X308-2 (6GK5308-2FL00-2AA3)`. */
const codesIn = (name: string): string[] =>
  [...name.slice(0, longest).matchAll(/\((?<code>[^()]{8,40})\)/g)]
    .map((match) => compact(match.groups?.['code'] ?? ''))
    .filter((code) => /\d/.test(code) && code.length >= 8);

const equal = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((one) => b.has(one));
const holdsAll = (all: ReadonlySet<string>, some: ReadonlySet<string>): boolean =>
  [...some].every((one) => all.has(one));

/** Brackets that say nothing of which product is meant: order numbers, other names, what else is included. */
const aside = /\((?:incl|formerly|former )[^()]*\)/giu;

function nameOf(product: string): string {
  const plainer = product.slice(0, longest).replaceAll(aside, ' ');
  return plainer.replaceAll(/\([^()]*\)/g, (bracket) => (codesIn(bracket).length > 0 ? ' ' : bracket));
}

/** Whether a name of a product means a model: true, false, or null where it may. */
export function namesModel(product: string, model: string): boolean | null {
  if (codesIn(product).some((code) => compact(model).includes(code)) || fitsStars(product, model)) return true;
  const words = tokensOf(nameOf(product));
  const [theirs, own] = [new Set(telling(words)), new Set(telling(tokensOf(nameOf(model))))];
  if (theirs.size === 0 || own.size === 0) return false;
  if (equal(theirs, own)) return true;
  const isFamily = words.includes('family') || words.includes('series') || words.includes('シリーズ');
  const tells = [...theirs].some((token) => /\d/.test(token)) || theirs.size > 1;
  if (isFamily && tells && holdsAll(own, theirs)) return true;
  const shares = [...own].some((token) => isDistinct(token) && theirs.has(token));
  return shares || holdsAll(theirs, own) || holdsAll(own, theirs) ? null : false;
}

interface Index {
  readonly byMaker: ReadonlyMap<string, readonly Omit<Candidate, 'sure'>[]>;
  readonly names: ReadonlyMap<string, string>;
}

/** Made once for a feed: every asset is held against it. */
const indexes = new WeakMap<Advisories, Index>();

function indexOf(feed: Advisories, vendors: readonly VendorName[]): Index {
  const known = indexes.get(feed);
  if (known !== undefined) return known;
  const names = new Map(vendors.flatMap(({id, names: all}) => all.map((name) => [folded(name), id] as const)));
  const byMaker = new Map<string, Omit<Candidate, 'sure'>[]>();
  for (const advisory of feed.advisories) {
    for (const product of advisory.products) {
      for (const maker of makersOf(product.vendor, names)) {
        const list = byMaker.get(maker);
        if (list === undefined) byMaker.set(maker, [{advisory, product}]);
        else list.push({advisory, product});
      }
    }
  }
  const index = {byMaker, names};
  indexes.set(feed, index);
  return index;
}

/** Products of the feed that are, or may be, a piece of equipment. */
export function candidatesFor(
  {vendor, model}: Equipment,
  feed: Advisories,
  vendors: readonly VendorName[],
): Candidate[] {
  const {byMaker, names} = indexOf(feed, vendors);
  const listed = new Set(makersOf(vendor, names).flatMap((maker) => byMaker.get(maker) ?? []));
  return [...listed].flatMap((each) => {
    const named = namesModel(each.product.product, model);
    return named === false ? [] : [{...each, sure: named === true}];
  });
}
