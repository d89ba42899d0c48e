import {z} from 'zod';
import {windowsProductKinds, type ReferenceData, type SupportEnd, type WindowsProduct} from '../model/data.ts';
import {defineAssetFact} from '../model/derived.ts';
import type {Facts} from '../model/fact.ts';
import {globs} from '../model/globs.ts';
import {field, partial, whole, type Parsed} from '../model/probe.ts';
import {compareSurely} from '../model/version-range.ts';
import {need} from './inputs.ts';

const Software = z.object({
  list: z.array(z.object({name: z.string(), version: z.string().nullable()})),
  dotnet: z.array(z.object({name: z.string(), version: z.string()})),
});

const Product = z.object({
  id: field(z.string(), 'Product', '製品ID'),
  kind: field(z.enum(windowsProductKinds), 'Kind', '種別', {
    values: {
      'remote-control': {en: 'remote control', ja: '遠隔操作'},
      supervision: {en: 'supervision (SCADA, DCS, HMI)', ja: '監視制御（SCADA・DCS・HMI）'},
      engineering: {en: 'engineering tool', ja: 'エンジニアリングツール'},
      runtime: {en: 'runtime', ja: '実行環境'},
      office: {en: 'office', ja: 'オフィスソフト'},
      database: {en: 'database', ja: 'データベース'},
    },
  }),
  family: field(z.string().nullable(), 'Family', '製品系列'),
  maker: field(z.string(), 'Maker', 'メーカー'),
  title: field(z.string(), 'Product name', '製品名'),
  name: field(z.string(), 'Listed as', '表示名'),
  version: field(z.string().nullable(), 'Version', 'バージョン'),
  /** null: not known, or there is none: see `openEnded`. */
  endOfSupport: field(z.iso.datetime().nullable(), 'End of support', 'サポート終了日'),
  openEnded: field(z.boolean(), 'Supported without an end of its own', '固有のサポート終了日なし（更新の継続）', {
    values: {true: {en: 'yes', ja: 'はい'}, false: {en: 'no', ja: 'いいえ'}},
  }),
});
type Product = z.infer<typeof Product>;

const WindowsProducts = z.object({list: field(z.array(Product), 'Programs', 'ソフトウェア')});

/** Longest name that is looked at. */
const longest = 300;

const plain = (name: string): string =>
  name
    .slice(0, longest)
    .replaceAll(/[®™]|\((?:r|tm)\)/giu, '')
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/u)
    .filter(Boolean)
    .join(' ');

interface Entry {
  readonly product: WindowsProduct;
  readonly fits: (name: string) => boolean;
}

/** Patterns are split once for the data: every program of every asset is held against them. */
const entriesOf = new WeakMap<readonly WindowsProduct[], readonly Entry[]>();

function entries(products: readonly WindowsProduct[]): readonly Entry[] {
  const known = entriesOf.get(products) ?? products.map((product) => ({product, fits: globs(product.names)}));
  entriesOf.set(products, known);
  return known;
}

const supportOf = (until: SupportEnd | null): Pick<Product, 'endOfSupport' | 'openEnded'> => ({
  endOfSupport: until === null || until === 'open' ? null : `${until}T23:59:59.999Z`,
  openEnded: until === 'open',
});

/** An entry for older versions does not fit where the version is not told. */
const fitsVersion = ({below}: WindowsProduct, version: string | null): boolean =>
  below === null || (version !== null && compareSurely(version, below) === -1);

function productOf({name, version}: {name: string; version: string | null}, all: readonly Entry[]): Product[] {
  const written = plain(name);
  const found = all.find(({product, fits}) => fits(written) && fitsVersion(product, version))?.product;
  if (found === undefined) return [];
  const {id, kind, family, maker, title, until} = found;
  return [{id, kind, family, maker, title, name, version, ...supportOf(until)}];
}

type Framework = z.infer<typeof Software>['dotnet'][number];

/** 2.0 and 3.0 are parts of 3.5. https://support.microsoft.com/kb/2696944 */
const partsOf35 = ['2.0', '3.0'];

function frameworksOf(dotnet: readonly Framework[], {frameworks}: ReferenceData): Product[] {
  const has35 = dotnet.some(({name}) => name === '3.5');
  return dotnet.map(({name, version}) => {
    const supported = has35 && partsOf35.includes(name) ? '3.5' : name;
    const until = frameworks.find(({versions}) => versions.includes(supported))?.until ?? null;
    const title = `.NET Framework ${name}`;
    return {
      ...{id: `dotnet-framework-${name}`, kind: 'runtime', family: 'dotnet-framework', maker: 'Microsoft', title},
      ...{name: title, version, ...supportOf(until)},
    };
  });
}

const byId = (a: Product, b: Product): number => (`${a.id}\n${a.name}` < `${b.id}\n${b.name}` ? -1 : 1);

/** @throws Gap */
export function productsOf(facts: Facts, data: ReferenceData): Parsed<z.infer<typeof WindowsProducts>> {
  const {value: software, complete} = need(facts, 'windowsSoftware', Software);
  const all = entries(data.windowsProducts);
  const listed = software.list.flatMap((program) => productOf(program, all));
  const list = [...listed, ...frameworksOf(software.dotnet, data)].sort(byId);
  return complete ? whole({list}) : partial({list});
}

/** Installed programs that `checks/data/windows-software.yaml` knows: what they are for, and until when they are supported. */
export const windowsProducts = defineAssetFact({
  scope: 'asset',
  fact: 'windowsProducts',
  title: {en: 'Known programs on Windows', ja: '把握対象のソフトウェア（Windows）'},
  schema: WindowsProducts,
  reads: ['windowsSoftware'],
  derive: productsOf,
});
