import {execFileSync} from 'node:child_process';
import {chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {Workshop} from '../scan/support.ts';

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

interface Case {
  readonly args: () => readonly string[];
  readonly en: RegExp;
  readonly ja: RegExp;
}

const cases: Readonly<Record<string, Case>> = {
  'an inventory that is no YAML': {
    args: () => ['scan', shop.write('broken.yaml', 'site: {name: x\nzones: [')],
    en: /broken\.yaml:\d+:\d+: /,
    ja: /broken\.yaml:\d+:\d+: .*[ぁ-ん]/,
  },
  'a misspelt field of an asset': {
    args: () => ['scan', inventory('misspelt.yaml', ({kind, ...rest}) => ({...rest, knid: kind}))],
    en: /misspelt\.yaml:\d+:\d+: .*knid/,
    ja: /misspelt\.yaml:\d+:\d+: .*knid.*[ぁ-ん]/,
  },
  'a platform that is not known': {
    args: () => ['scan', inventory('platform.yaml', (asset) => ({...asset, platform: 'linus'}))],
    en: /platform\.yaml:\d+:\d+: .*linus.*linux/s,
    ja: /platform\.yaml:\d+:\d+: .*linus.*[ぁ-ん]/,
  },
  'an inventory that is not there': {
    args: () => ['scan', shop.path('none.yaml')],
    en: /none\.yaml/,
    ja: /none\.yaml.*[ぁ-ん]/,
  },
  'a secret in the inventory': {
    args: () => ['scan', inventory('secret.yaml', (asset) => asset, {credentials: {c: {user: 'x', password: secret}}})],
    en: /secret\.yaml:\d+:\d+: .*env:NAME/,
    ja: /secret\.yaml:\d+:\d+: .*env:変数名/,
  },
  'a check with a misspelt field of a fact': {
    args: () => [
      'scan',
      shop.inventory,
      '--checks',
      checksWith('c1', 'host/system-debian.yaml', check().replace('os.id ==', 'os.idd ==')),
    ],
    en: /host\/system-debian\.yaml:\d+:\d+: .*idd/,
    ja: /host\/system-debian\.yaml:\d+:\d+: .*idd.*[ぁ-ん]/,
  },
  'a check file that is no YAML': {
    args: () => ['scan', shop.inventory, '--checks', checksWith('c2', 'host/system-debian.yaml', 'id: [')],
    en: /host\/system-debian\.yaml:\d+:\d+: /,
    ja: /host\/system-debian\.yaml:\d+:\d+: /,
  },
  'a folder that holds no checks': {
    args: () => ['scan', shop.inventory, '--checks', shop.path('home')],
    en: /home: is no checks folder/,
    ja: /home: はチェックのフォルダーではありません/,
  },
  'a profile that is not there': {
    args: () => ['scan', shop.inventory, '--profile', 'none'],
    en: /no profile none; there are: good, scheduled/,
    ja: /プロファイルnoneはありません。指定できるもの: good, scheduled/,
  },
  'an asset that the inventory lacks': {
    args: () => ['scan', shop.inventory, '--only', 'nobody'],
    en: /--only: no such asset in the inventory: nobody/,
    ja: /--only: インベントリにない資産です: nobody/,
  },
  'an unknown format': {
    args: () => ['scan', shop.inventory, '--format', 'html,pdf'],
    en: /--format: unknown format pdf: write one of/,
    ja: /--format: 未対応の形式です: pdf/,
  },
  'a severity that does not exist': {
    args: () => ['scan', shop.inventory, '--fail-on', '5'],
    en: /--fail-on: write a number from 0 to 4/,
    ja: /--fail-on: 0から4までの数値/,
  },
  'a coverage that does not exist': {
    args: () => ['scan', shop.inventory, '--min-coverage', 'all'],
    en: /--min-coverage: write a number from 0 to 100/,
    ja: /--min-coverage: 0から100までの数値/,
  },
  'a concurrency of none': {
    args: () => ['scan', shop.inventory, '--concurrency', '0'],
    en: /--concurrency: write a number from 1 to 1000/,
    ja: /--concurrency: 1から1000までの数値/,
  },
  'a folder that exists already': {
    args: () => ['scan', shop.inventory, '--out', shop.path('home')],
    en: /home: exists already: name another folder with --out/,
    ja: /home: はすでにあります。--outで別の/,
  },
  'a folder to resume that is no run': {
    args: () => ['scan', shop.inventory, '--resume', shop.path('home')],
    en: /home: is no run folder/,
    ja: /home: は実行フォルダーではありません/,
  },
  'a folder to judge that is no run': {
    args: () => ['judge', shop.path('home')],
    en: /home: is no run folder/,
    ja: /home: は実行フォルダーではありません/,
  },
  'a folder to verify that is no run': {
    args: () => ['verify', shop.path('home')],
    en: /home: is no run folder/,
    ja: /home: は実行フォルダーではありません/,
  },
  'a folder to report that is no run': {
    args: () => ['report', shop.path('home')],
    en: /home: is no run folder/,
    ja: /home: は実行フォルダーではありません/,
  },
  'a run of a newer program': {
    args: () => ['judge', runWith('newer', 'run.json', {schema: 99})],
    en: /run\.json: was written by a newer version of mizumori/,
    ja: /run\.json: は新しい版のmizumoriで作られています/,
  },
  'a run file that is damaged': {
    args: () => ['judge', runWith('damaged', 'run.json', '{"schema":1,')],
    en: /run\.json: is damaged/,
    ja: /run\.json: は壊れています/,
  },
  'a time that is none': {
    args: () => ['judge', runWith('time', 'run.json', {schema: 1}), '--as-of', 'yesterday'],
    en: /--as-of: write a time such as/,
    ja: /--as-of: .*のように書いてください/,
  },
};

for (const [what, {args, en, ja}] of Object.entries(cases)) {
  test(`${what}: exit code 2, told in both languages, nothing asked`, async (t) => {
    const list = args();
    const [english, japanese] = await Promise.all([
      shop.run(list, {LANG: 'en_US.UTF-8'}),
      shop.run(list, {LANG: 'ja_JP.UTF-8'}),
    ]);
    for (const ended of [english, japanese]) {
      t.is(ended.code, 2, ended.stderr);
      t.notRegex(ended.stderr, / {4}at /, 'no stack trace');
      t.false(`${ended.stdout}${ended.stderr}`.includes(secret));
    }
    t.regex(english.stderr, en);
    t.regex(japanese.stderr, ja);
    t.notRegex(english.stderr, /[ぁ-ん]/);
    t.false(existsSync(shop.path('out')), 'no run was begun');
  });
}

for (const args of [['scan'], ['scan', 'x', '--no-such-option'], ['no-such-command'], ['judge']]) {
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
  const english = await shop.run(['scan', keyed(`file:${path}`)]);
  t.is(english.code, 2);
  t.regex(english.stderr, /key.*(?:chmod 600|readable)/s);
  const japanese = await shop.run(['scan', keyed(`file:${path}`), '--lang', 'ja']);
  t.regex(japanese.stderr, /key.*[ぁ-ん]/);
  t.false(`${english.stderr}${japanese.stderr}`.includes(secret));
});

test('a secret whose variable is not set is named by the variable', async (t) => {
  const ended = await shop.run(['scan', keyed('env:NO_SUCH_VARIABLE_HERE')]);
  t.is(ended.code, 2);
  t.regex(ended.stderr, /NO_SUCH_VARIABLE_HERE/);
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

test('a disk that is full loses nothing: told as such, and --resume goes on when there is room', async (t) => {
  const small = shop.path('small');
  mkdirSync(small);
  const kept = shop.path('kept');
  mkdirSync(kept);
  const script = [
    `mount -t tmpfs -o size=48k tmpfs ${small}`,
    '{ "$@"; code=$?; }',
    `cp -a ${small}/. ${kept}`,
    'exit $code',
  ].join(' && ');
  const args = ['scan', shop.inventory, '--format', 'json', '--out', join(small, 'run')];
  const full = await shop.runInside(
    `exec unshare -m sh -c '${script.replace('{ "$@"; code=$?; }', '{ "$@" || code=$?; }')}' sh "$@"`,
    args,
  );
  t.is(full.code, 4, full.stderr);
  t.regex(full.stderr, /the disk is full; what was collected is kept, continue with --resume/);
  const before = readFileSync(join(kept, 'run/evidence/here.jsonl'), 'utf8');
  t.true(before.endsWith('\n'), 'no line is left torn');
  const resumed = await shop.run(['scan', shop.inventory, '--format', 'json', '--resume', join(kept, 'run')]);
  t.is(resumed.code, 1, resumed.stderr);
  t.true(readFileSync(join(kept, 'run/evidence/here.jsonl'), 'utf8').startsWith(before));
  t.is((await shop.run(['verify', join(kept, 'run')])).code, 0);
});

test('the lines of a scan on a terminal of no colour hold no escape sequences', async (t) => {
  const ended = await shop.run(['scan', shop.inventory, '--out', 'plain', '--format', 'json']);
  t.is(ended.code, 1);
  t.false(`${ended.stdout}${ended.stderr}`.includes('\u001b'));
  t.is(execFileSync('/usr/bin/stat', ['-c', '%a', shop.path('plain')], {encoding: 'utf8'}).trim(), '700');
});
