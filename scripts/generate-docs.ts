import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {parse} from 'yaml';
import {z} from 'zod';
import {checkFile} from '../src/check/schema.ts';
import {assetFacts, siteFacts} from '../src/derive/index.ts';
import {modeCounts} from '../src/guideline/answered.ts';
import {guidelineFile, profileFile} from '../src/guideline/schema.ts';
import {inventoryJsonSchema} from '../src/inventory/json-schema.ts';
import {allLabels} from '../src/labels.ts';
import {packageRoot} from '../src/model/paths.ts';
import type {Platform} from '../src/model/platform.ts';
import type {Probe} from '../src/model/probe.ts';
import {attestationFile, waiverFile} from '../src/overlay/schema.ts';
import {platforms} from '../src/platforms/index.ts';
import {probes} from '../src/probes/index.ts';
import {readingsOf} from '../src/readings.ts';

function inner(schema: z.ZodType): {schema: z.ZodType; list: boolean; nullable: boolean} {
  if (schema instanceof z.ZodNullable) return {...inner(schema.unwrap() as z.ZodType), nullable: true};
  if (schema instanceof z.ZodArray) return {...inner(schema.element as z.ZodType), list: true};
  return {schema, list: false, nullable: false};
}

function typeName(schema: z.ZodType): string {
  if (schema instanceof z.ZodObject) return 'object';
  if (schema instanceof z.ZodEnum) return schema.options.map((option) => JSON.stringify(option)).join(' / ');
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((value) => JSON.stringify(value)).join(' / ');
  const json = z.toJSONSchema(schema) as {type?: string; format?: string};
  if (json.format === 'date-time') return 'timestamp';
  return json.type === 'integer' ? 'int' : (json.type ?? 'any');
}

function describe(schema: z.ZodType): string {
  const {schema: base, list, nullable} = inner(schema);
  const name = list ? `list of ${typeName(base)}` : typeName(base);
  return nullable ? `${name} or null` : name;
}

function rows(path: string, schema: z.ZodType, labels: ReturnType<typeof allLabels>): string[] {
  const {schema: base} = inner(schema);
  if (!(base instanceof z.ZodObject)) return [];
  return Object.entries(base.shape).flatMap(([name, field]) => {
    const at = `${path}.${name}`;
    const label = labels.get(at);
    const unit = label?.unit === undefined ? '' : ` (${label.unit.en})`;
    const row = `| \`${at}\` | ${describe(field as z.ZodType).replaceAll('|', '\\|')} | ${label?.en ?? ''}${unit} | ${label?.ja ?? ''} |`;
    return [row, ...rows(at, field as z.ZodType, labels)];
  });
}

interface Unit {
  readonly fact: string;
  readonly title: {readonly en: string; readonly ja: string};
  readonly schema: z.ZodType;
  readonly note: string;
}

/** Platforms that tell a fact by ways of their own, then those of which an SNMP agent tells it. */
function probeNote(probe: Probe): string {
  const ways = platforms.map(({id}) => ({id, asks: readingsOf(probe, id).flatMap((reading) => reading.ask)}));
  const own = ways.filter(({asks}) => asks.some(({kind}) => kind !== 'snmp'));
  const agents = ways.filter(({id, asks}) => asks.length > 0 && !own.some((one) => one.id === id));
  const root = own.some(({id, asks}) => id === 'linux' && asks.some(({privilege}) => privilege !== 'user'));
  const names = [own.map(({id}) => id).join(', '), agents.length === 0 ? '' : 'SNMP agents of any other platform'];
  const told = names.filter((name) => name !== '').join('; ');
  return `Platforms: ${told}. Cost: ${probe.cost}.${root ? ' Root sees more.' : ''}`;
}

function units(): Unit[] {
  return [
    ...probes.map((probe) => ({...probe, note: probeNote(probe)})),
    ...assetFacts.map((unit) => ({
      ...unit,
      note: `Derived for an asset from: ${unit.reads.join(', ')}${unit.isMeant === undefined ? '' : ', and the inventory'}.`,
    })),
    ...siteFacts.map((unit) => ({...unit, note: `Derived for the site from each asset's: ${unit.reads.join(', ')}.`})),
  ].sort((a, b) => (a.fact < b.fact ? -1 : 1));
}

/** docs/facts.md: every fact that checks may read, with its fields. */
export function factsPage(): string {
  const labels = allLabels();
  const sections = units().map(({fact, title, schema, note}) =>
    [
      `## ${fact}`,
      '',
      `${title.en} / ${title.ja}. ${note}`,
      '',
      '| field | type | meaning | 意味 |',
      '| --- | --- | --- | --- |',
      ...rows(fact, schema, labels),
      '',
    ].join('\n'),
  );
  const head = [
    '# Facts',
    '',
    'What checks may read. Made by `npm run docs` from the schemas of the probes; a test asserts that it is up to date.',
    '',
  ];
  return [...head, ...sections].join('\n');
}

const schemas = {
  check: () => z.toJSONSchema(checkFile, {io: 'input'}),
  guideline: () => z.toJSONSchema(guidelineFile, {io: 'input'}),
  profile: () => z.toJSONSchema(profileFile, {io: 'input'}),
  inventory: () => inventoryJsonSchema(),
  waivers: () => z.toJSONSchema(waiverFile, {io: 'input'}),
  attestations: () => z.toJSONSchema(attestationFile, {io: 'input'}),
};

/** How many clauses are answered how, in the README: the one sentence there that the guideline file decides. */
export function clauseSentence(): string {
  const text = readFileSync(join(packageRoot, 'checks/guidelines/water-4.yaml'), 'utf8');
  const {total, automated, assisted, attested} = modeCounts(guidelineFile.parse(parse(text)).clauses);
  return [
    `${total} clauses: ${automated} automated (a check decides), ${assisted} assisted (evidence helps, a person decides), ${attested} attested (people answer).`,
    `全${total}条項の内訳は、自動${automated}（チェックが判定）、補助${assisted}（証拠を見て人が判定）、申告${attested}（人が回答）です。`,
  ].join('\n\n');
}

/** Every platform and the ways it is asked, a line each. */
export function platformTable(): string {
  const ways = ({via, cli}: Platform): string =>
    [
      via.includes('ssh') ? (cli === undefined ? 'shell over SSH' : 'command line over SSH') : '',
      via.includes('snmp') ? 'SNMP' : '',
    ]
      .filter((way) => way !== '')
      .join(', ');
  const lines = platforms.map((each) => `- \`${each.id}\`: ${each.title.en} / ${each.title.ja} (${ways(each)})`);
  return lines.join('\n');
}

/** A page with a text between two marks. */
function between(page: string, mark: string, text: string): string {
  const [first, last] = [`<!-- ${mark}: npm run docs -->`, `<!-- ${mark} end -->`];
  const [begin, end] = [page.indexOf(first), page.indexOf(last)];
  if (begin === -1 || end < begin) throw new Error(`README.md lacks ${first} and ${last}`);
  return `${page.slice(0, begin)}${first}\n\n${text}\n\n${page.slice(end)}`;
}

/** README.md with what is counted and listed from the data and the code. */
export function readmePage(): string {
  const page = readFileSync(join(packageRoot, 'README.md'), 'utf8');
  return between(between(page, 'clauses', clauseSentence()), 'platforms', platformTable());
}

/** Every generated file by its path in the project. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const files = new Map([
    ['docs/facts.md', factsPage()],
    ['README.md', readmePage()],
  ]);
  for (const [name, make] of Object.entries(schemas)) {
    files.set(`docs/schemas/${name}.schema.json`, `${JSON.stringify(make(), null, 2)}\n`);
  }
  return files;
}

/** Paths of generated files that differ from what is there. */
export function outdated(): string[] {
  return [...generatedFiles()].filter(([path, text]) => read(join(packageRoot, path)) !== text).map(([path]) => path);
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv.includes('--write')) {
  for (const [path, text] of generatedFiles()) {
    mkdirSync(dirname(join(packageRoot, path)), {recursive: true});
    writeFileSync(join(packageRoot, path), text);
  }
}
