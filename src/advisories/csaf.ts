import {
  advisorySeverities,
  graver,
  severityOf,
  type Advisory,
  type AdvisoryProduct,
  type AdvisorySeverity,
} from '../model/advisory.ts';
import {cveOf, dayOf, listOf, objectOf, textOf, urlOf, type Json} from './json.ts';
import {productsOf, type NamedProduct} from './product-tree.ts';

type State = AdvisoryProduct['state'];

/** Statuses of CSAF, and what each says of a product. */
const statuses: readonly [string, State][] = [
  ['known_affected', 'affected'],
  ['first_affected', 'affected'],
  ['last_affected', 'affected'],
  ['under_investigation', 'open'],
  ['known_not_affected', 'not-affected'],
  ['fixed', 'not-affected'],
  ['first_fixed', 'not-affected'],
];

/** What all weaknesses together say of one product: it is affected by one of them. */
const worst: readonly State[] = ['not-affected', 'open', 'affected'];

interface Draft {
  state: State;
  severity: AdvisorySeverity | null;
  readonly cves: Set<string>;
}

/** The gravest rating by which a weakness is rated for a product; null: none. */
function ratingOf(vulnerability: Json, id: string): AdvisorySeverity | null {
  return listOf(vulnerability['scores']).reduce<AdvisorySeverity | null>((found, each) => {
    const score = objectOf(each);
    if (!listOf(score['products']).includes(id)) return found;
    const rated = ['cvss_v4', 'cvss_v3', 'cvss_v2'].map((name) => objectOf(score[name])['baseScore']);
    const base = rated.find((value) => typeof value === 'number');
    return graver(found, base === undefined ? null : severityOf(base));
  }, null);
}

function addVulnerability(vulnerability: Json, drafts: Map<string, Draft>): void {
  const cve = cveOf(vulnerability['cve']);
  for (const [status, state] of statuses) {
    for (const each of listOf(objectOf(vulnerability['product_status'])[status])) {
      const id = textOf(each);
      const draft = drafts.get(id) ?? {state, severity: null, cves: new Set()};
      drafts.set(id, draft);
      if (worst.indexOf(state) > worst.indexOf(draft.state)) draft.state = state;
      if (state === 'not-affected') continue;
      draft.severity = graver(draft.severity, ratingOf(vulnerability, id));
      if (cve !== null && draft.cves.size < 500) draft.cves.add(cve);
    }
  }
}

/** A rating that the document gives as a whole, where its weaknesses have none. */
function ratingOfAll(document: Json): AdvisorySeverity | null {
  const word = textOf(objectOf(document['aggregate_severity'])['text']).toLowerCase();
  const known = word === 'important' ? 'high' : word === 'moderate' ? 'medium' : word;
  return advisorySeverities.find((severity) => severity === known) ?? null;
}

function fixOf(vulnerabilities: readonly Json[]): string | null {
  const all = vulnerabilities.flatMap((one) => listOf(one['remediations']).map(objectOf));
  const fix = all.find(({category}) => category === 'vendor_fix');
  return fix === undefined ? null : textOf(fix['details']) || null;
}

function productFrom(
  named: NamedProduct,
  {state, severity, cves}: Draft,
  rated: AdvisorySeverity | null,
): AdvisoryProduct {
  // A range without words stands for a product of which nobody says which versions are meant.
  const open = state === 'affected' && named.versions === '' ? 'open' : state;
  return {...named, state: open, severity: severity ?? rated, cves: [...cves].sort()};
}

/** Whether a document says that it is one of CSAF 2. */
export const isCsaf = (document: Json): boolean =>
  textOf(objectOf(document['document'])['csaf_version']).startsWith('2.');

/** What a CSAF 2.0 document says; null where it has no id. */
export function readCsaf(csaf: Json): Advisory | null {
  const document = objectOf(csaf['document']);
  const tracking = objectOf(document['tracking']);
  const id = textOf(tracking['id']).slice(0, 100);
  if (id === '') return null;
  const vulnerabilities = listOf(csaf['vulnerabilities']).map(objectOf);
  const drafts = new Map<string, Draft>();
  for (const vulnerability of vulnerabilities) addVulnerability(vulnerability, drafts);
  const named = productsOf(objectOf(csaf['product_tree']));
  const rated = ratingOfAll(document);
  const references = listOf(document['references']).map(objectOf);
  const self = references.filter(({category}) => category === 'self').map(({url}) => urlOf(url));
  const published = dayOf(tracking['initial_release_date']);
  return {
    id,
    title: textOf(document['title']),
    url: self.find((url) => url !== null && !url.endsWith('.json')) ?? self.find((url) => url !== null) ?? null,
    published,
    revised: dayOf(tracking['current_release_date']) ?? published,
    fixed: fixOf(vulnerabilities),
    products: [...drafts].flatMap(([product, draft]) => {
      const name = named.get(product);
      return name === undefined || name.product === '' ? [] : [productFrom(name, draft, rated)];
    }),
  };
}
