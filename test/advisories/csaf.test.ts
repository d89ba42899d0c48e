import test from 'ava';
import {isCsaf, readCsaf} from '../../src/advisories/csaf.ts';
import {objectOf} from '../../src/advisories/json.ts';

const branch = (category: string, name: unknown, more: object = {}): object => ({category, name, ...more});
const leaf = (category: string, name: string, id: string): object =>
  branch(category, name, {product: {name, product_id: id}});

const document = {
  csaf_version: '2.0',
  title: 'Weak\n controller',
  tracking: {
    id: 'EX-2026-01',
    initial_release_date: '2026-01-02T00:00:00.000Z',
    current_release_date: '2026-02-03T00:00:00.000Z',
  },
  references: [
    {category: 'self', url: 'https://example.jp/a.json'},
    {category: 'self', url: 'https://example.jp/a'},
  ],
};

const tree = {
  branches: [
    branch('vendor', 'Example', {
      branches: [
        branch('product_name', 'MK-100', {
          branches: [leaf('product_version_range', '< 3.0', 'P1'), leaf('product_version', '3.0', 'P2')],
        }),
        branch('product_name', 'MK-OS', {branches: [leaf('product_version_range', '< 9', 'P3')]}),
        branch('product_name', 'BASE-1', {product: {name: 'BASE-1', product_id: 'P4'}}),
      ],
    }),
  ],
  relationships: [
    {
      category: 'installed_on',
      product_reference: 'P3',
      relates_to_product_reference: 'P4',
      full_product_name: {name: 'MK-OS on BASE-1', product_id: 'P5'},
    },
    {
      category: 'default_component_of',
      product_reference: 'P1',
      relates_to_product_reference: 'P4',
      full_product_name: {name: 'MK-100 in BASE-1', product_id: 'P6'},
    },
  ],
};

const vulnerability = (
  cve: string,
  affected: readonly string[],
  fixed: readonly string[],
  score: number | null,
): object => ({
  cve,
  product_status: {known_affected: affected, fixed},
  scores: score === null ? [] : [{products: affected, cvss_v3: {baseScore: score}}],
  remediations: [{category: 'vendor_fix', details: 'Put 3.0 in'}],
});

test('products, what is said of them, and the worst rating come from a document', (t) => {
  const csaf = objectOf({
    document,
    product_tree: tree,
    vulnerabilities: [
      vulnerability('CVE-2026-0001', ['P1', 'P5'], ['P2'], 5.1),
      vulnerability('CVE-2026-0002', ['P1', 'P6'], ['P2'], 9.8),
      vulnerability('none', ['P4', 'P9'], [], null),
    ],
  });
  t.true(isCsaf(csaf));
  const advisory = readCsaf(csaf);
  t.like(advisory, {
    id: 'EX-2026-01',
    title: 'Weak controller',
    url: 'https://example.jp/a',
    published: '2026-01-02',
    revised: '2026-02-03',
    fixed: 'Put 3.0 in',
  });
  const told = advisory?.products.map(({product, versions, state, severity, cves}) => [
    product,
    versions,
    state,
    severity,
    cves.length,
  ]);
  t.deepEqual(told, [
    ['MK-100', '< 3.0', 'affected', 'critical', 2],
    ['BASE-1', '< 9', 'affected', 'medium', 1],
    ['MK-100', '3.0', 'not-affected', null, 0],
    ['BASE-1', '', 'open', 'critical', 1],
    ['BASE-1', '', 'open', null, 0],
  ]);
});

test('a product that is fixed for one weakness and has another is affected', (t) => {
  const csaf = objectOf({
    document,
    product_tree: tree,
    vulnerabilities: [vulnerability('CVE-2026-0001', [], ['P1'], 5), vulnerability('CVE-2026-0002', ['P1'], [], 5)],
  });
  t.is(readCsaf(csaf)?.products[0]?.state, 'affected');
});

const deep = (depth: number): object =>
  depth === 0 ? leaf('product_version', '1', 'X') : branch('vendor', 'v', {branches: [deep(depth - 1)]});

const hostile: readonly [string, unknown][] = [
  ['lists in place of everything', {document: [], product_tree: [], vulnerabilities: {}}],
  [
    'numbers and null',
    {document, product_tree: {branches: [null, 1, 'x', {category: 1, name: {}}]}, vulnerabilities: [null, 1]},
  ],
  [
    'names of the prototype',
    {
      document,
      product_tree: {branches: [leaf('product_name', '__proto__', '__proto__')]},
      vulnerabilities: [vulnerability('x', ['__proto__', 'constructor'], [], 99)],
    },
  ],
  [
    'branches without end',
    {document, product_tree: {branches: [deep(500)]}, vulnerabilities: [vulnerability('x', ['X'], [], 1)]},
  ],
];

for (const [name, value] of hostile) {
  test(`${name} give no product that is affected, and no exception`, (t) => {
    const products = readCsaf(objectOf(value))?.products ?? [];
    t.deepEqual(
      products.filter(({state}) => state === 'affected'),
      [],
    );
  });
}

test('long texts are cut, and addresses that are none left out', (t) => {
  const csaf = objectOf({
    document: {...document, title: 'x'.repeat(100_000), references: [{category: 'self', url: 'javascript:alert(1)'}]},
  });
  const advisory = readCsaf(csaf);
  t.is(advisory?.title.length, 300);
  t.is(advisory?.url, null);
  t.is(readCsaf(objectOf({document: {csaf_version: '2.0'}})), null);
  t.false(isCsaf(objectOf({document: {csaf_version: 2}})));
});
