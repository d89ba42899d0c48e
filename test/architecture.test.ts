import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, normalize, relative} from 'node:path';
import test from 'ava';
import {assetFacts, siteFacts} from '../src/derive/index.ts';
import {kits} from '../src/kits/index.ts';
import {packageRoot} from '../src/model/paths.ts';
import {platforms} from '../src/platforms/index.ts';
import {probes} from '../src/probes/index.ts';
import {reporters} from '../src/reporters/index.ts';
import {comparators} from '../src/versions/index.ts';

const root = join(packageRoot, 'src');

/** What a folder may import beside itself. A file that stands directly in src/ is a folder of one. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  model: [],
  spreadsheets: ['model'],
  tables: ['model', 'spreadsheets'],
  advisories: ['model', 'tables'],
  inventory: ['model', 'spreadsheets', 'tables'],
  forms: ['model', 'overlay', 'spreadsheets', 'tables'],
  versions: ['model'],
  probes: ['model', 'versions'],
  platforms: ['model'],
  transports: ['model'],
  derive: ['model'],
  lifecycle: ['model', 'derive'],
  reporters: ['model', 'spreadsheets'],
  history: ['model'],
  run: ['model'],
  guideline: ['model'],
  overlay: ['model'],
  kits: ['model', 'facts.ts', 'plan', 'platforms', 'probes', 'readings.ts', 'stored-answers.ts', 'transports'],
  'stored-answers.ts': ['model', 'transports'],
  'nmap-reports.ts': ['model', 'stored-answers.ts', 'transports'],
  'walks.ts': ['model', 'transports'],
  'devices.ts': ['model', 'collect.ts', 'platforms', 'transports'],
  plan: ['model', 'platforms', 'probes', 'readings.ts'],
  check: ['model', 'versions'],
  'answer-texts.ts': ['model'],
  'answers.ts': ['model', 'answer-texts.ts'],
  'facts.ts': ['model', 'answers.ts', 'readings.ts'],
  'readings.ts': ['model', 'platforms'],
  'derived.ts': ['model'],
  'evaluate.ts': ['model', 'check'],
  'prioritise.ts': ['model'],
  'acts.ts': ['model'],
  'collect.ts': ['model', 'run', 'transports'],
  'recording.ts': ['model', 'derive', 'devices.ts', 'facts.ts', 'platforms', 'probes', 'readings.ts', 'transports'],
  commands: ['model', 'run', 'index.ts'],
  'cli.ts': ['commands'],
};

/** Modules that open sockets, start processes, or speak a protocol: for `transports` alone. */
const outward =
  /^(?:node:(?:net|tls|dgram|dns|http|https|http2|child_process|cluster|worker_threads)|ssh2|snmp-native|net-snmp|node-nmap)(?:\/|$)/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.ts'))
    .sort();
}

const specifier =
  /^(?:import|export)\b[^'"`;]*?from\s+'(?<from>[^']+)'|^import\s+'(?<bare>[^']+)'|import\('(?<lazy>[^']+)'\)/gm;

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(specifier)].map((match) => {
    const {from, bare, lazy} = match.groups ?? {};
    return from ?? bare ?? lazy ?? '';
  });
}

const unitOf = (file: string): string => file.split('/')[0] ?? file;

const files = filesBelow(root);
const graph = new Map(
  files.map((file) => {
    const own = importsOf(file).filter((name) => name.startsWith('.'));
    return [file, own.map((name) => normalize(join(dirname(file), name)))] as const;
  }),
);

test('there are sources to look at', (t) => {
  t.true(files.length > 100);
  t.true([...graph.values()].flat().length > 300);
});

for (const [unit, others] of Object.entries(allowed)) {
  test(`${unit} imports ${others.join(', ') || 'nothing of the others'}`, (t) => {
    const wrong = files
      .filter((file) => unitOf(file) === unit)
      .flatMap((file) => (graph.get(file) ?? []).map((target) => [file, target] as const))
      .filter(([, target]) => unitOf(target) !== unit && !others.includes(unitOf(target)))
      .map(([file, target]) => `${file} imports ${target}`);
    t.deepEqual(wrong, []);
  });
}

test('only transports open sockets and start processes', (t) => {
  const wrong = files
    .filter((file) => unitOf(file) !== 'transports')
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => outward.test(name))
        .map((name) => `${file} imports ${name}`),
    );
  t.deepEqual(wrong, []);
});

test('only the command line ends the process', (t) => {
  const wrong = files.filter(
    (file) => file !== 'cli.ts' && readFileSync(join(root, file), 'utf8').includes('process.exit('),
  );
  t.deepEqual(wrong, []);
});

test('no imports go in a circle', (t) => {
  const done = new Set<string>();
  const walk = (file: string, path: readonly string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const target of graph.get(file) ?? []) {
      const circle = walk(target, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of files) t.is(walk(file, []), null);
});

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function unitsIn(folder: string, helpers: readonly string[]): string[] {
  return readdirSync(join(root, folder), {withFileTypes: true})
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'index.ts')
    .map((entry) => entry.name.slice(0, -3))
    .filter((name) => !helpers.includes(name))
    .sort();
}

test('every probe is registered under the name of its file', (t) => {
  t.deepEqual(probes.map(({fact}) => kebab(fact)).sort(), unitsIn('probes', []));
});

test('every platform is registered under the name of its file', (t) => {
  t.deepEqual(platforms.map(({id}) => id).sort(), unitsIn('platforms', ['identification', 'identify', 'shell-script']));
});

test('every kit is registered under the name of its file', (t) => {
  const helpers = [
    ...['agreement', 'bounded-file', 'kit', 'line-sum', 'match', 'questions', 'refusal', 'take', 'take-all', 'titles'],
    'windows-text',
  ];
  t.deepEqual(kits.map(({id}) => id).sort(), unitsIn('kits', helpers));
});

test('every derived fact is registered under the name of its file', (t) => {
  const helpers = [
    ...['data', 'data-rules', 'data-schema', 'inputs', 'known-addresses', 'networks', 'strength'],
    ...[
      'access-list',
      'bound-lists',
      'zone-filter',
      'zone-layout',
      'zone-leaks',
      'zone-legs',
      'zone-members',
      'zone-overlaps',
      'hidden-rules',
    ],
    ...['advisory-index', 'lifecycle-terms', 'windows-os', 'windows-releases'],
  ];
  t.deepEqual([...assetFacts, ...siteFacts].map(({fact}) => kebab(fact)).sort(), unitsIn('derive', helpers));
});

test('every reporter is registered under the name of its file', (t) => {
  t.deepEqual(Object.keys(reporters).sort(), unitsIn('reporters', ['input', 'terminal', 'view']));
  const named = Object.entries(reporters).map(([format, reporter]) => [format, reporter.format]);
  for (const [format, own] of named) t.is(own, format);
});

test('every version scheme is registered under the name of its file', (t) => {
  t.deepEqual(Object.keys(comparators).sort(), unitsIn('versions', ['order']));
});

test('tests stand where their units stand', (t) => {
  const folders = readdirSync(join(packageRoot, 'test'), {withFileTypes: true}).filter((entry) => entry.isDirectory());
  const known = new Set([
    ...Object.keys(allowed),
    'fixtures',
    'support',
    'scan',
    'fuzz',
    'corpus',
    'office',
    'outside',
  ]);
  t.deepEqual(
    folders.map(({name}) => name).filter((name) => !known.has(name)),
    [],
  );
  t.true(relative(packageRoot, root) === 'src');
});
