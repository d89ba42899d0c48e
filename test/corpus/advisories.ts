import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {readCsaf} from '../../src/advisories/csaf.ts';
import {objectOf} from '../../src/advisories/json.ts';
import {loadAdvisories} from '../../src/advisories/load.ts';
import {namesModel} from '../../src/derive/advisory-index.ts';
import {rangeHolds} from '../../src/model/version-range.ts';
import {compare, sum, type SourceResult, type Values, type Verdict} from './compare.ts';

interface Vulnerability {
  readonly cve: string;
  readonly product_status: {readonly known_affected?: readonly string[]};
  readonly scores?: readonly {
    readonly cvss_v3?: {readonly baseSeverity: string};
    readonly products: readonly string[];
  }[];
}

interface Csaf {
  readonly document: {readonly tracking: {readonly id: string}};
  readonly vulnerabilities: readonly Vulnerability[];
}

const words = ['none', 'low', 'medium', 'high', 'critical'];

/** Counted straight from the document: its products, its CVEs, and the worst word that it uses for a rating. */
function expected({document, vulnerabilities}: Csaf): Values {
  const products = new Set(vulnerabilities.flatMap((one) => one.product_status.known_affected ?? []));
  const rated = vulnerabilities.flatMap(({scores = []}) =>
    scores.flatMap(({cvss_v3: v3}) => v3?.baseSeverity.toLowerCase() ?? []),
  );
  return {
    id: document.tracking.id,
    affected: products.size,
    cves: [...new Set(vulnerabilities.map(({cve}) => cve))].sort(),
    worst: words.findLast((word) => rated.includes(word)) ?? null,
  };
}

/** What follows from a range by itself: the version behind `<` is outside, that behind `<=` inside. */
function edgeOf(file: string, product: string, versions: string): Verdict {
  const {sign, version} =
    /^(?:All versions |vers:all\/)?(?<sign><=?) ?(?<version>[VR]?\d[\w.]*)$/.exec(versions)?.groups ?? {};
  const name = `${file} ${product}`;
  const named = compare(name, {named: true}, {named: namesModel(product, product)});
  if (version === undefined) return named;
  const held = rangeHolds(versions, version.replaceAll('_', ' '));
  return sum([named, compare(name, {edge: sign === '<='}, held === null ? {} : {edge: held})]);
}

function check(file: string, text: string): Verdict {
  const csaf = JSON.parse(text) as Csaf;
  const advisory = readCsaf(objectOf(csaf));
  const products = advisory?.products ?? [];
  const told: Values = {
    id: advisory?.id,
    affected: products.filter(({state}) => state === 'affected').length,
    cves: [...new Set(products.flatMap(({cves}) => cves))].sort(),
    worst: words.findLast((word) => products.some(({severity}) => severity === word)) ?? null,
  };
  return sum([
    compare(file, expected(csaf), told),
    ...products.map(({product, versions}) => edgeOf(file, product, versions)),
  ]);
}

/** Advisories of CISA on control systems. */
export function advisories(corpus: string): SourceResult {
  const folder = join(corpus, 'cisa-csaf-ot');
  const files = readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.json'))
    .sort();
  const verdicts = files.map((name) => check(name, readFileSync(join(folder, name), 'utf8')));
  return {source: 'cisa-csaf-ot', read: files.length, parsed: files.length, verdict: sum(verdicts)};
}

/** The catalogue of exploited vulnerabilities. */
export function exploited(corpus: string): SourceResult {
  const folder = join(corpus, 'cisa-kev');
  const file = 'known_exploited_vulnerabilities.json';
  const {count, vulnerabilities} = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    count: number;
    vulnerabilities: readonly {cveID: string}[];
  };
  const told = loadAdvisories(folder).exploited ?? [];
  const wanted = vulnerabilities.map(({cveID}) => cveID).sort();
  const verdict = compare(file, {count, cves: wanted}, {count: told.length, cves: told});
  return {source: 'cisa-kev', read: 1, parsed: 1, verdict};
}
