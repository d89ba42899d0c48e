import {cpSync, existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {frozenRun} from '../../scripts/golden.ts';
import {
  buildView,
  loadReportDeps,
  maskInput,
  reporters,
  surveyOf,
  terminalSummary,
  type ReportInput,
} from '../../src/reporters/index.ts';
import {packageRoot} from '../../src/model/paths.ts';
import type {Language} from '../../src/model/text.ts';
import {readWorkbook} from '../../src/spreadsheets/index.ts';
import type {EffectiveParameter} from '../../src/model/finding.ts';
import type {Fact} from '../../src/model/fact.ts';
import {readAssets} from '../../src/run/read.ts';
import {readSubjects} from '../../src/run/subjects.ts';
import {filesBelow, Workshop} from '../scan/support.ts';
import {fixture, parts} from './fixture.ts';
import {rendered, saying} from './helpers.ts';

const languages = ['ja', 'en'] as const;
/** An acceptance record is never masked. */
const formats = (Object.keys(reporters) as (keyof typeof reporters)[]).filter((format) => format !== 'acceptance');

/** Every cell of the workbook: packed, no text would be found. */
async function sheetsOf(input: ReportInput, language: Language): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of reporters.xlsx.render(input, language, loadReportDeps())) pieces.push(Buffer.from(piece));
  const sheets = readWorkbook(Buffer.concat(pieces));
  return sheets.flatMap(({rows}) => rows.flatMap(({cells}) => cells)).join('\n');
}

/** Everything that is told of an input, in every format and language. */
async function told(input: ReportInput): Promise<string> {
  const deps = loadReportDeps();
  const texts: string[] = [];
  for (const language of languages) {
    for (const format of formats)
      texts.push(format === 'xlsx' ? await sheetsOf(input, language) : await rendered(format, input, language));
    const view = buildView(input, await surveyOf(input), deps.catalogues[language]);
    texts.push(terminalSummary(view, {columns: 200, color: false, files: []}));
  }
  return texts.join('\n');
}

for (const text of [
  '渡邊 花子',
  'hanako.w',
  '192.0.2.77',
  '00:00:5e:00:53:77',
  'sv-kakusu-77',
  '2001:db8::77',
  'SN 77/AB',
]) {
  test(`“${text}”, wherever a device or an inventory says it, is in no format of a masked report`, async (t) => {
    t.true((await told(saying(text))).includes(text), 'the report itself says it');
    t.false((await told(maskInput(saying(text)))).includes(text));
  });
}

test('ids of assets, fingerprints and digests of names are pseudonyms, the same everywhere', async (t) => {
  const input = fixture();
  const all = await told(maskInput(input));
  const found: string[] = [];
  for await (const {findings} of input.subjects()) found.push(...findings.map(({fingerprint}) => fingerprint));
  const {inventory, plan} = input.run.digests;
  for (const original of [...input.assets.map(({id}) => id), ...found, inventory, plan, input.site.name]) {
    t.false(
      new RegExp(`(?<![\\w-])${original.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'u').test(all),
      original,
    );
  }
  const ids = maskInput(input).assets.map(({id}) => id);
  t.deepEqual(
    ids,
    input.assets.map((_, index) => `asset-0${index + 1}`),
  );
  t.true(ids.every((id) => all.includes(id)));
  t.deepEqual(
    maskInput(input).assets.map(({zone}) => /^zone-0\d$/.test(zone)),
    input.assets.map(() => true),
  );
  t.is(await told(maskInput(fixture())), all, 'masked again, the same');
});

test('what is judged stays readable: outcomes, numbers, services, words of the checks', async (t) => {
  const before: string[] = [];
  const after: string[] = [];
  const input = fixture();
  for await (const {findings} of input.subjects())
    before.push(...findings.map(({check, outcome}) => `${check} ${outcome.status}`));
  for await (const {findings} of maskInput(input).subjects())
    after.push(...findings.map(({check, outcome}) => `${check} ${outcome.status}`));
  t.deepEqual(after, before);
  t.deepEqual(maskInput(input).run.counts, input.run.counts);
});

test('a masked report says so in its language', async (t) => {
  const input = maskInput(fixture());
  const notices = loadReportDeps().catalogues;
  for (const language of languages) {
    t.true(
      (await rendered('html', input, language)).includes(
        `<p class="notice">${notices[language].page.maskedNotice}</p>`,
      ),
    );
    t.false((await rendered('html', fixture(), language)).includes(notices[language].page.maskedNotice));
    t.true((await rendered('csv', input, language)).includes('匿名化した報告 / masked report'));
  }
  t.like(JSON.parse(await rendered('json', input)), {masked: true, site: {name: '匿名化した報告 / masked report'}});
  t.false(Object.hasOwn(JSON.parse(await rendered('json', fixture())) as object, 'masked'));
});

test('why a parameter was loosened for site, zone or asset, and who approved it, is in no format; that it was is kept', async (t) => {
  const spoken = ['古い機器のため', 'old hardware', '総務課長 渡邊'];
  const [ja = '', en = '', approvedBy = ''] = spoken;
  const approval = {reason: {en, ja}, approvedBy};
  const parameters = {'security-updates': {maxAge: {value: '60d', ...approval}}};
  const held: EffectiveParameter = {value: 60, from: 'site', loosened: [{from: 'site', than: 30, ...approval}]};
  const input = fixture({
    assets: parts.assets.map((asset) => ({...asset, parameters})),
    findings: parts.findings.map((finding) => ({...finding, parameters: {...finding.parameters, maxAge: held}})),
  });
  const loosened: ReportInput = {...input, site: {...input.site, parameters}};
  const whole = await told(loosened);
  const masked = await told(maskInput(loosened));
  for (const text of spoken) {
    t.true(whole.includes(text), text);
    t.false(masked.includes(text), text);
  }
  const blank = {from: 'site', than: 30, reason: {en: '', ja: ''}, approvedBy: ''};
  for await (const {findings} of maskInput(loosened).subjects()) {
    for (const {parameters: shown} of findings) t.deepEqual(shown['maxAge']?.loosened, [blank] as never);
  }
});

test('report --share refuses an acceptance record, asked for or by the profile, and writes nothing', async (t) => {
  const shop = new Workshop();
  t.teardown(() => shop.remove());
  const run = shop.path('run');
  cpSync(frozenRun, run, {recursive: true});
  const refused = async (language: Language, ...more: string[]): Promise<string> => {
    const ended = await shop.run(['report', 'run', '--share', '--lang', language, ...more]);
    t.is(ended.code, 2, ended.stdout);
    return ended.stderr;
  };
  t.regex(await refused('ja', '--format', 'json,acceptance'), /^--share: 納入検査記録は.*匿名化できません.*--format/);
  t.regex(
    await refused('en', '--format', 'acceptance'),
    /^--share: an acceptance record .* cannot be masked.*--format/,
  );
  const judged = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8')) as object;
  writeFileSync(join(run, 'run.json'), JSON.stringify({...judged, profile: 'acceptance'}));
  t.regex(await refused('en', '--checks', join(packageRoot, 'checks')), /cannot be masked/);
  t.false(existsSync(join(run, 'share')));
});

/** Codes of the model, and a credential named by a word that reports use: they name nobody. */
const codes = new Set([
  'server',
  'control-pc',
  'scan',
  'linux',
  'office',
  'ssh',
  'control',
  'internet',
  'tcp/22',
  'tcp/443',
  'Asia/Tokyo',
]);

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

interface Accounts {
  readonly users: readonly {readonly name: string; readonly uid: number}[];
}

function accountsOf(folder: string): string[] {
  const names: string[] = [];
  for (const {facts} of readSubjects(folder, folder)) {
    const accounts = facts['accounts'] as Fact<Accounts> | undefined;
    const users = accounts?.state === 'known' ? accounts.value.users : [];
    // Accounts of the system are words of every Debian.
    names.push(...users.filter(({name, uid}) => uid >= 1000 || (uid === 0 && name !== 'root')).map(({name}) => name));
  }
  return names.filter((name) => name !== 'nobody');
}

function addressesIn(folder: string): string[] {
  const bodies = readdirSync(join(folder, 'evidence')).map((name) =>
    readFileSync(join(folder, 'evidence', name), 'utf8'),
  );
  const found = bodies.join('\n').match(/\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b/g) ?? [];
  // 192.0.2.0 stands in the commands of a check, as an example.
  return found.filter((address) => !/^(?:0|127|255)\./.test(address) && address !== '192.0.2.0');
}

test('report --share: none of the names and addresses of a run is in any file, and the delivered reports stay', async (t) => {
  const shop = new Workshop();
  t.teardown(() => shop.remove());
  const originals = new Set([
    ...strings(readAssets(frozenRun).assets).filter((text) => !codes.has(text) && !/^[a-z]+-[a-z]+$/.test(text)),
    ...['srv-billing', 'srv-ledger', 'srv-mail', 'ledger-old', '見本市水道局'],
    ...accountsOf(frozenRun),
    ...addressesIn(frozenRun),
  ]);
  t.true(originals.size > 25, [...originals].join());
  const run = shop.path('run');
  cpSync(frozenRun, run, {recursive: true});
  const checks = join(frozenRun, '../../checks');
  cpSync(checks, join(shop.folder, 'small'), {recursive: true});
  cpSync(join(shop.checks, 'data'), join(shop.folder, 'small/data'), {recursive: true});
  const before = filesBelow(run);
  const ended = await shop.run(['report', 'run', '--share', '--format', formats.join(','), '--checks', 'small']);
  t.is(ended.code, 0, ended.stderr);
  const files = [...filesBelow(join(run, 'share'))];
  t.is(files.length, ended.stdout.trim().split('\n').length);
  for (const [path, bytes] of files) {
    const text = bytes.toString('utf8');
    for (const original of originals) {
      t.false(
        new RegExp(`(?<![\\w.])${original.replaceAll(/[^\w-]/gu, '\\$&')}(?![\\w.])`).test(text),
        `${path}: ${original}`,
      );
    }
  }
  for (const [path, bytes] of before) t.deepEqual(readFileSync(path), bytes);
});
