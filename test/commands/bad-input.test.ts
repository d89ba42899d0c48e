import {execFileSync} from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {explain} from '../../src/commands/errors.ts';
import {judgeCommand, type JudgeOptions} from '../../src/commands/judge.ts';
import {reportCommand} from '../../src/commands/report.ts';
import type {ReportOptions} from '../../src/commands/finish.ts';
import type {CollectOptions} from '../../src/commands/collecting.ts';
import {scanCommand} from '../../src/commands/scan.ts';
import {verifyCommand} from '../../src/commands/verify.ts';
import {Workshop, type Ended} from '../scan/support.ts';

const shop = new Workshop();
const here = {
  id: 'here',
  kind: 'server',
  zone: 'office',
  address: '127.0.0.1',
  platform: 'linux',
  access: [{via: 'local'}],
};
const secret = 'the-secret-of-this-test';

test.before(() => {
  shop.writeInventory({assets: [here]});
});
test.after.always(() => shop.remove());

function inventory(
  name: string,
  change: (asset: Record<string, unknown>) => Record<string, unknown>,
  more = {},
): string {
  const content = {
    site: {name: 'Test'},
    zones: [{id: 'office', policy: 'office'}],
    assets: [change({...here})],
    ...more,
  };
  return shop.write(name, JSON.stringify(content, null, 1));
}

/** A checks folder with one file replaced. */
function checksWith(name: string, file: string, text: string): string {
  const folder = shop.path(name);
  cpSync(shop.checks, folder, {recursive: true});
  writeFileSync(join(folder, file), text);
  return folder;
}

function runWith(name: string, file: string, content: unknown): string {
  const folder = shop.path(name);
  mkdirSync(join(folder, 'evidence'), {recursive: true});
  writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  return folder;
}

const check = (): string => readFileSync(join(shop.checks, 'host/system-debian.yaml'), 'utf8');

const defaults = {profile: 'scheduled', concurrency: '32', format: 'html,json', failOn: '3', checks: shop.checks};
const scan = (path: string, more: Partial<CollectOptions & ReportOptions> = {}): Promise<number> =>
  scanCommand(path, {...defaults, quiet: true, ...more});
const judge = (folder: string, more: Partial<JudgeOptions> = {}): Promise<number> =>
  judgeCommand(folder, {...defaults, ...more});

interface Case {
  readonly run: () => Promise<number>;
  readonly en: RegExp;
  readonly ja: RegExp;
}

const cases: Readonly<Record<string, Case>> = {
  'an inventory that is no YAML': {
    run: () => scan(shop.write('broken.yaml', 'site: {name: x\nzones: [')),
    en: /broken\.yaml:\d+:\d+: /,
    ja: /broken\.yaml:\d+:\d+: .*[ぁ-ん]/,
  },
  'a misspelt field of an asset': {
    run: () => scan(inventory('misspelt.yaml', ({kind, ...rest}) => ({...rest, knid: kind}))),
    en: /misspelt\.yaml:\d+:\d+: .*knid/,
    ja: /misspelt\.yaml:\d+:\d+: .*knid.*[ぁ-ん]/,
  },
  'a platform that is not known': {
    run: () => scan(inventory('platform.yaml', (asset) => ({...asset, platform: 'linus'}))),
    en: /platform\.yaml:\d+:\d+: .*linus.*linux/s,
    ja: /platform\.yaml:\d+:\d+: .*linus.*[ぁ-ん]/,
  },
  'an inventory that is not there': {
    run: () => scan(shop.path('none.yaml')),
    en: /none\.yaml/,
    ja: /none\.yaml.*[ぁ-ん]/,
  },
  'a secret in the inventory': {
    run: () => scan(inventory('secret.yaml', (asset) => asset, {credentials: {c: {user: 'x', password: secret}}})),
    en: /secret\.yaml:\d+:\d+: .*env:NAME/,
    ja: /secret\.yaml:\d+:\d+: .*env:変数名/,
  },
  'a check with a misspelt field of a fact': {
    run: () => {
      const misspelt = check().replace('os.id ==', 'os.idd ==');
      return scan(shop.inventory, {checks: checksWith('c1', 'host/system-debian.yaml', misspelt)});
    },
    en: /host\/system-debian\.yaml:\d+:\d+: .*idd/,
    ja: /host\/system-debian\.yaml:\d+:\d+: .*idd.*[ぁ-ん]/,
  },
  'a check file that is no YAML': {
    run: () => scan(shop.inventory, {checks: checksWith('c2', 'host/system-debian.yaml', 'id: [')}),
    en: /c2\/host\/system-debian\.yaml:\d+:\d+: /,
    ja: /c2\/host\/system-debian\.yaml:\d+:\d+: [^a-z]*[ぁ-ん][^a-z]*$/,
  },
  'a data file that is no YAML': {
    run: () => scan(shop.inventory, {checks: checksWith('c5', 'data/zone-policies.yaml', 'zonePolicies: [')}),
    en: /c5\/data\/zone-policies\.yaml:\d+:\d+: /,
    ja: /c5\/data\/zone-policies\.yaml:\d+:\d+: [^a-z]*[ぁ-ん][^a-z]*$/,
  },
  'an inventory that is not UTF-8': {
    run: () => {
      const path = shop.path('sjis.yaml');
      writeFileSync(path, Buffer.concat([Buffer.from('site:\n  name: '), Buffer.from([0x90, 0x85, 0x93, 0xb9])]));
      return scan(path);
    },
    en: /sjis\.yaml:2:9: the file is not UTF-8 from here on/,
    ja: /sjis\.yaml:2:9: ここからUTF-8ではありません/,
  },
  'a table with a quote that is not closed': {
    run: () =>
      scan(shop.write('q.csv', 'id,kind,zone\na,"ser""ver",x\nb,"server,office\nc,d,e\n'), {with: shop.inventory}),
    en: /q\.csv:3:2: the double quote that begins this cell is not closed/,
    ja: /q\.csv:3:2: このセルの先頭の二重引用符が閉じられていません/,
  },
  'a table whose cells are separated by semicolons': {
    run: () => scan(shop.write('semi.csv', 'id;kind;zone\na;server;office\n'), {with: shop.inventory}),
    en: /semi\.csv:1:1: .*separated by “;”; separate them by commas or tabs/,
    ja: /semi\.csv:1:1: .*「;」で区切られています。カンマかタブで/,
  },
  'a check of a platform that is not known': {
    run: () => {
      const solaris = check().replace('severity:', 'platforms: [solaris]\nseverity:');
      return scan(shop.inventory, {checks: checksWith('c3', 'host/system-debian.yaml', solaris)});
    },
    en: /host\/system-debian\.yaml:\d+:\d+: no platform “solaris”: .*linux/,
    ja: /host\/system-debian\.yaml:\d+:\d+: 「solaris」という機種はありません: .*[ぁ-ん]/,
  },
  'a folder that holds no checks': {
    run: () => scan(shop.inventory, {checks: shop.path('home')}),
    en: /home: is no checks folder/,
    ja: /home: はチェックのフォルダーではありません/,
  },
  'a profile that is not there': {
    run: () => scan(shop.inventory, {profile: 'none'}),
    en: /no profile none: write one of: good, scheduled/,
    ja: /プロファイルnoneはありません.*good, scheduled|noneというプロファイル.*good, scheduled/,
  },
  'an asset that the inventory lacks': {
    run: () => scan(shop.inventory, {only: ['nobody']}),
    en: /--only: no such asset in the inventory: nobody/,
    ja: /--only: インベントリにない資産です: nobody/,
  },
  'an unknown format': {
    run: () => scan(shop.inventory, {format: 'html,pdf'}),
    en: /--format: unknown format pdf: write one of/,
    ja: /--format: 未対応の形式です: pdf/,
  },
  'a severity that does not exist': {
    run: () => scan(shop.inventory, {failOn: '5'}),
    en: /--fail-on: write a number from 0 to 4/,
    ja: /--fail-on: 0から4までの数値/,
  },
  'a coverage that does not exist': {
    run: () => scan(shop.inventory, {minCoverage: 'all'}),
    en: /--min-coverage: write a number from 0 to 100/,
    ja: /--min-coverage: 0から100までの数値/,
  },
  'a concurrency of none': {
    run: () => scan(shop.inventory, {concurrency: '0'}),
    en: /--concurrency: write a number from 1 to 1000/,
    ja: /--concurrency: 1から1000までの数値/,
  },
  'a folder that exists already': {
    run: () => scan(shop.inventory, {out: shop.path('home')}),
    en: /home: exists already: name another folder with --out/,
    ja: /home: はすでにあります。--outで別の/,
  },
  'a folder to resume that is no run': {
    run: () => scan(shop.inventory, {resume: shop.path('home')}),
    en: /home: is no run folder/,
    ja: /home: は実行フォルダーではありません/,
  },
  'a folder to judge that is no run': {
    run: () => judge(shop.path('home')),
    en: /home: is no run folder/,
    ja: /home: は実行フォルダーではありません/,
  },
  'a judgement to verify, which holds no evidence': {
    run: async () => {
      const folder = shop.path('judgements-j001');
      mkdirSync(folder);
      writeFileSync(join(folder, 'run.json'), JSON.stringify({schema: 1}));
      return Promise.resolve(verifyCommand(folder, {}));
    },
    en: /judgements-j001: is no run folder/,
    ja: /judgements-j001: は実行フォルダーではありません/,
  },
  'a folder to verify that is no run': {
    run: async () => Promise.resolve(verifyCommand(shop.path('home'), {})),
    en: /home: is no run folder/,
    ja: /home: は実行フォルダーではありません/,
  },
  'a folder to report that is no run': {
    run: () => reportCommand(shop.path('home'), defaults),
    en: /home: is no run folder/,
    ja: /home: は実行フォルダーではありません/,
  },
  'a run of a newer program': {
    run: () => judge(runWith('newer', 'run.json', {schema: 99})),
    en: /run\.json: was written by a newer version of mizumori/,
    ja: /run\.json: は新しい版のmizumoriで作られています/,
  },
  'a run file that is damaged': {
    run: () => judge(runWith('damaged', 'run.json', '{"schema":1,')),
    en: /run\.json: is damaged/,
    ja: /run\.json: は壊れています/,
  },
  'a time that is none': {
    run: () => judge(runWith('time', 'run.json', {schema: 1}), {asOf: 'yesterday'}),
    en: /--as-of: write a time such as/,
    ja: /--as-of: .*のように書いてください/,
  },
};

for (const [what, {run, en, ja}] of Object.entries(cases)) {
  test(`${what}: exit code 2, told in both languages, nothing asked`, async (t) => {
    const error: unknown = await run().catch((thrown: unknown) => thrown);
    const [english, japanese] = [explain(error, 'en'), explain(error, 'ja')];
    t.is(english.exitCode, 2, english.text);
    t.regex(english.text, en);
    t.regex(japanese.text, ja);
    t.notRegex(english.text, /[ぁ-ん]/);
    t.false(`${english.text}${japanese.text}`.includes(secret));
    t.false(existsSync('out'), 'no run was begun');
  });
}

test('bad input at the command line: exit code 2 and the message, in the language of the environment, and no more', async (t) => {
  const path = shop.write('once.yaml', 'site: {name: x\nzones: [');
  const ended = await shop.run(['scan', path], {LANG: 'ja_JP.UTF-8'});
  t.is(ended.code, 2);
  t.regex(ended.stderr, /^\S*once\.yaml:\d+:\d+: [^\n]*[ぁ-ん][^\n]*\n$/);
  t.is(ended.stdout, '');
});

for (const args of [['scan', 'x', '--no-such-option'], ['no-such-command'], ['judge']]) {
  test(`usage: ${args.join(' ')} gives exit code 2`, async (t) => {
    t.is((await shop.run(args)).code, 2);
  });
}

const keyed = (reference: string): string =>
  inventory(
    `key-${reference.replaceAll(/\W/g, '')}.yaml`,
    (asset) => ({...asset, access: [{via: 'ssh', credential: 'c'}]}),
    {
      credentials: {c: {user: 'x', key: reference}},
    },
  );

test('a key file that others may read is refused before anything is sent', async (t) => {
  const path = shop.write('key', secret);
  chmodSync(path, 0o644);
  const error: unknown = await scan(keyed(`file:${path}`)).catch((thrown: unknown) => thrown);
  t.is(explain(error, 'en').exitCode, 2);
  t.regex(explain(error, 'en').text, /key.*(?:chmod 600|readable)/s);
  t.regex(explain(error, 'ja').text, /key.*[ぁ-ん]/);
  t.false(`${explain(error, 'en').text}${explain(error, 'ja').text}`.includes(secret));
});

test('a key file that is missing is told with its credential and the place in the inventory', async (t) => {
  const path = keyed(`file:${shop.path('no-key')}`);
  const error: unknown = await scan(path).catch((thrown: unknown) => thrown);
  const line =
    readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('"key"')) + 1;
  const [en, ja] = [explain(error, 'en'), explain(error, 'ja')];
  t.is(en.exitCode, 2);
  t.regex(
    en.text,
    new RegExp(`^${path}:${line}:\\d+: credential c: \\S*/no-key: the file cannot be read \\(ENOENT\\)`),
  );
  t.regex(ja.text, new RegExp(`^${path}:${line}:\\d+: 認証情報c: \\S*/no-key: ファイルを読めません`));
});

test('a password of a privileged mode that is not there is told with its asset and the place', async (t) => {
  const access = [{via: 'ssh', credential: 'c', enable: 'env:NO_ENABLE_HERE'}];
  const path = inventory(
    'enable.yaml',
    (asset) => ({...asset, kind: 'network-device', platform: 'cisco-ios', access}),
    {credentials: {c: {user: 'x', key: 'agent:'}}},
  );
  const before = process.env['SSH_AUTH_SOCK'];
  process.env['SSH_AUTH_SOCK'] = shop.path('agent');
  const error: unknown = await scan(path).catch((thrown: unknown) => thrown);
  if (before === undefined) delete process.env['SSH_AUTH_SOCK'];
  else process.env['SSH_AUTH_SOCK'] = before;
  t.regex(
    explain(error, 'en').text,
    /enable\.yaml:\d+:\d+: enable of here: env:NO_ENABLE_HERE: the environment variable/,
  );
  t.regex(explain(error, 'ja').text, /enable\.yaml:\d+:\d+: hereのenable: env:NO_ENABLE_HERE: 環境変数/);
});

test('a resolved inventory tells of zones, and of credentials the names alone', async (t) => {
  const trials = {by: 'J. Doe', until: '2027-03-31'};
  const path = inventory('resolved.yaml', (asset) => asset, {
    credentials: {ops: {user: 'x', password: 'env:OPS_PASSWORD'}},
    zones: [{id: 'office', policy: 'office', window: '01:00-04:00', trials}],
  });
  const {code, stdout} = await shop.run(['inventory', 'check', path, '--resolved']);
  t.is(code, 0);
  t.regex(stdout, /^credential ops {2}\(from: \S*resolved\.yaml:\d+:\d+\)$/m);
  t.notRegex(stdout, /OPS_PASSWORD/);
  t.regex(
    stdout,
    /^zone office\n {2}policy: "office" {2}\(from: zone:office \S+:\d+:\d+\)\n {2}window: "01:00-04:00"/m,
  );
  t.regex(
    stdout,
    /^ {2}manager: null {2}\(from: built-in\)\n {2}trials: \{"by":"J\. Doe","until":"2027-03-31".*\} {2}\(from: zone:office /m,
  );
  t.regex(stdout, /is valid: 1 asset, /);
  t.regex(
    (await shop.run(['inventory', 'check', path, '--resolved', '--lang', 'ja'])).stdout,
    /^認証情報 ops .*\n区画 office$/m,
  );
});

test('a secret whose variable is not set is named by the variable', async (t) => {
  const error: unknown = await scan(keyed('env:NO_SUCH_VARIABLE_HERE')).catch((thrown: unknown) => thrown);
  t.is(explain(error, 'en').exitCode, 2);
  t.regex(explain(error, 'en').text, /NO_SUCH_VARIABLE_HERE/);
});

test('a folder that cannot be written to is named', async (t) => {
  const locked = shop.path('locked');
  mkdirSync(locked);
  const args = ['scan', shop.inventory, '--out', join(locked, 'run')];
  const readOnly = `mount --bind ${locked} ${locked} && mount -o remount,bind,ro ${locked} && exec "$@"`;
  const [english, japanese] = await Promise.all(
    ['en', 'ja'].map((lang) =>
      shop.runInside(`exec unshare -m sh -c '${readOnly}' sh "$@"`, [...args, '--lang', lang]),
    ),
  );
  t.is(english?.code, 2, english?.stderr);
  t.regex(english?.stderr ?? '', /locked\/run cannot be written \(EROFS\)/);
  t.regex(japanese?.stderr ?? '', /locked\/run に書き込めません/);
  rmSync(locked, {recursive: true});
});

/** Kilobytes that a run takes before its evidence, and half of that. */
function tooSmall(run: string): number {
  const pages = (name: string): number => 4 * Math.ceil(statSync(shop.path(run, name)).size / 4096);
  const evidence = pages('evidence/here.jsonl');
  return (
    ['run.json', 'assets.json', 'plan.json'].map(pages).reduce((sum, size) => sum + size, 0) +
    Math.floor(evidence / 8) * 4
  );
}

test.serial('a scan without a terminal: plain lines, a folder for its owner alone', async (t) => {
  const ended = await shop.run(['scan', shop.inventory, '--out', 'plain', '--format', 'json']);
  t.is(ended.code, 1, ended.stderr);
  t.false(`${ended.stdout}${ended.stderr}`.includes('\u001b'));
  t.is(execFileSync('/usr/bin/stat', ['-c', '%a', shop.path('plain')], {encoding: 'utf8'}).trim(), '700');
});

test.serial('a disk that is full loses nothing: told as such, and --resume goes on when there is room', async (t) => {
  const [small, kept] = [shop.path('small'), shop.path('kept')];
  for (const folder of [small, kept]) mkdirSync(folder);
  const mount = `mount -t tmpfs -o size=${tooSmall('plain')}k tmpfs ${small}`;
  const script = `${mount} && { "$@" || code=$?; } && cp -a ${small}/. ${kept} && exit $code`;
  const args = ['scan', shop.inventory, '--format', 'json', '--out', join(small, 'run')];
  const full = await shop.runInside(`exec unshare -m sh -c '${script}' sh "$@"`, args);
  t.is(full.code, 4, full.stderr);
  t.regex(
    full.stderr,
    /What was collected is kept. Once there is room, continue with: mizumori scan .* --resume \S*small\/run\n/,
  );
  t.regex(full.stderr, /small\/run\/evidence\/here\.jsonl cannot be written: the disk is full\n/);
  const before = readFileSync(join(kept, 'run/evidence/here.jsonl'), 'utf8');
  t.true(before.split('\n').length > 2 && before.endsWith('\n'), 'no line is left torn');
  const resumed = await shop.run(['scan', shop.inventory, '--format', 'json', '--resume', join(kept, 'run')]);
  t.is(resumed.code, 1, resumed.stderr);
  t.true(readFileSync(join(kept, 'run/evidence/here.jsonl'), 'utf8').startsWith(before));
  t.is((await shop.run(['verify', join(kept, 'run')])).code, 0);
});

/** Runs a command on a run folder that lies on a disk with so many kilobytes to spare, and tells what it left behind there. */
async function onFullDisk(spare: number, args: readonly string[]): Promise<{ended: Ended; left: string}> {
  const disk = mkdtempSync(shop.path('disk-'));
  const size = Number(execFileSync('/usr/bin/du', ['-sk', shop.path('plain')], {encoding: 'utf8'}).split('\t')[0]);
  const mount = `mount -t tmpfs -o size=${size + spare}k tmpfs ${disk} && cp -a ${shop.path('plain')} ${disk}/run`;
  const script = `${mount} && { "$@" || code=$?; } && find ${disk} -name "*.part" -o -name j001 >${disk}.left; exit $code`;
  const words = args.map((word) => word.replace('RUN', join(disk, 'run')));
  const ended = await shop.runInside(`exec unshare -m sh -c '${script}' sh "$@"`, words);
  return {ended, left: readFileSync(`${disk}.left`, 'utf8')};
}

for (const [command, file] of [
  [['judge', 'RUN', '--format', 'json'], /run\/judgements\/j001\/\w+\.jsonl?/],
  [['report', 'RUN', '--format', 'html'], /run\/report\.\w+\.html/],
] as const) {
  test.serial(
    `${command[0]} on a disk that is full: the file is named, nothing is left behind, no --resume`,
    async (t) => {
      const {ended, left} = await onFullDisk(16, [...command, '--lang', 'en']);
      t.is(ended.code, 4, ended.stderr);
      t.regex(ended.stderr, new RegExp(`${file.source} cannot be written: the disk is full$`, 'm'));
      t.notRegex(ended.stderr, /--resume|fault of mizumori/);
      t.is(left, '');
      const japanese = await onFullDisk(16, [...command, '--lang', 'ja']);
      t.regex(japanese.ended.stderr, new RegExp(`${file.source} に書き込めません。ディスクがいっぱいです`));
    },
  );
}

test.serial('judging into a folder that cannot be written to: the folder is named', async (t) => {
  const run = shop.path('plain');
  const readOnly = `mount --bind ${run} ${run} && mount -o remount,bind,ro ${run} && exec "$@"`;
  const judged = await shop.runInside(`exec unshare -m sh -c '${readOnly}' sh "$@"`, ['judge', run]);
  t.is(judged.code, 2, judged.stderr);
  t.regex(judged.stderr, /plain\/judgements\S* cannot be written/);
});

/** A copy of a judged run in which one file was changed. */
function spoiltRun(name: string, file: string, change: (text: string) => string | null): string {
  const folder = shop.path(name);
  cpSync(shop.path('plain'), folder, {recursive: true});
  const path = join(folder, file);
  const text = change(readFileSync(path, 'utf8'));
  if (text === null) rmSync(path);
  else writeFileSync(path, text);
  return folder;
}

const secondLine = (text: string): string => text.replace(/\n./, '\nx');
const spoilt: Readonly<
  Record<string, {file: string; change: (text: string) => string | null; en: RegExp; ja: RegExp}>
> = {
  'a line of the findings that is no JSON': {
    file: 'findings.jsonl',
    change: secondLine,
    en: /findings\.jsonl:2: is damaged: it is not JSON/,
    ja: /findings\.jsonl:2: は壊れています/,
  },
  'findings cut in the middle of a line': {
    file: 'findings.jsonl',
    change: (text) => text.slice(0, -20),
    en: /findings\.jsonl:\d+: is damaged/,
    ja: /findings\.jsonl:\d+: は壊れています/,
  },
  'facts that are missing': {
    file: 'facts.jsonl',
    change: () => null,
    en: /facts\.jsonl: is missing/,
    ja: /facts\.jsonl: がありません/,
  },
  'facts that were cut off, whose findings would go untold': {
    file: 'facts.jsonl',
    change: () => '',
    en: /findings\.jsonl:1: does not fit facts\.jsonl/,
    ja: /findings\.jsonl:1: がfacts\.jsonlと合いません/,
  },
};

for (const [what, {file, change, en, ja}] of Object.entries(spoilt)) {
  test.serial(`a report of a damaged run, ${what}: exit code 2, told by file and line`, async (t) => {
    const folder = spoiltRun(`spoilt-${Object.keys(spoilt).indexOf(what)}`, file, change);
    for (const format of ['html', 'json']) {
      const error: unknown = await reportCommand(folder, {...defaults, format}).catch((thrown: unknown) => thrown);
      t.is(explain(error, 'en').exitCode, 2, format);
      t.regex(explain(error, 'en').text, en);
      t.regex(explain(error, 'ja').text, ja);
    }
  });
}

test.serial('evidence that does not hold together is named by file and line, in both languages', async (t) => {
  const folder = spoiltRun('spoilt-journal', 'evidence/here.jsonl', secondLine);
  const error: unknown = await judge(folder).catch((thrown: unknown) => thrown);
  t.is(explain(error, 'en').exitCode, 2);
  t.regex(explain(error, 'en').text, /here\.jsonl: evidence does not hold together: line 2: it is not JSON$/);
  t.regex(explain(error, 'ja').text, /here\.jsonl: 証跡の整合がとれません: 2行目: JSONとして読めません$/);
  const verified = await shop.run(['verify', folder, '--lang', 'ja']);
  t.regex(verified.stdout, /^here: 証跡の整合がとれません: 2行目: JSONとして読めません\n/);
});

test.serial('a run without its evidence is not judged', async (t) => {
  const folder = shop.path('bare');
  cpSync(shop.path('plain'), folder, {recursive: true});
  rmSync(join(folder, 'evidence'), {recursive: true});
  const error: unknown = await judge(folder).catch((thrown: unknown) => thrown);
  t.is(explain(error, 'en').exitCode, 2);
  t.regex(explain(error, 'en').text, /bare: is no run folder/);
  t.regex(explain(error, 'ja').text, /bare: は実行フォルダーではありません/);
});

test('a check that no example shows to fail does not pass its test', async (t) => {
  const text = check().replace(/^ {2}- \{?\s*outcome: fail[^]*?(?=^ {2}- |(?![^]))/gm, '');
  t.notRegex(text, /outcome: fail/);
  const words = ['checks', 'test', 'system-debian', '--checks', checksWith('c4', 'host/system-debian.yaml', text)];
  const {code, stdout} = await shop.run(words);
  t.is(code, 2);
  t.regex(stdout, /^system-debian: there is no example of: fail$/m);
  t.regex((await shop.run([...words, '--lang', 'ja'])).stdout, /^system-debian: 次の結果になる例がありません: fail$/m);
});
