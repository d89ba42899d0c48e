import {chmod, mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {inspect} from 'node:util';
import test from 'ava';
import {resolveSecret, Secret, type SecretDeps, SecretError} from '../../src/inventory/credentials.ts';
import {systemSecretDeps} from '../../src/inventory/secret-deps.ts';
import {InputError} from '../../src/model/input-error.ts';

const sound: SecretDeps = {
  env: {OPS_PASS: 'hunter2', HOME: '/home/scan', EMPTY: ''},
  uid: 1000,
  stat: () => Promise.resolve({regular: true, mode: 0o100600, uid: 1000, size: 8}),
  readFile: () => Promise.resolve(Buffer.from('hunter2\n')),
  run: () => Promise.resolve({exitCode: 0, stdout: Buffer.from('hunter2\r\n')}),
};

const failing = (code: string) => () => Promise.reject(Object.assign(new Error('hunter2'), {code}));

test('a secret shows itself to nobody who does not ask for it', async (t) => {
  const secret = await resolveSecret('env:OPS_PASS', sound);
  t.is(secret.reveal(), 'hunter2');
  t.is(JSON.stringify({secret}), '{"secret":"***"}');
  t.is(`${secret.toString()} ${String(secret)}`, '*** ***');
  t.is(inspect({secret}, {depth: 9, showHidden: true}), '{ secret: *** }');
  t.deepEqual(Object.keys(secret), []);
});

for (const reference of ['env:OPS_PASS', 'file:/etc/secret', 'command:pass show x']) {
  test(`${reference} gives the secret without the line end`, async (t) => {
    t.is((await resolveSecret(reference, sound)).reveal(), 'hunter2');
  });
}

test('only the last line end is dropped: blanks belong to the secret', async (t) => {
  const deps = {...sound, readFile: () => Promise.resolve(Buffer.from(' a \n\n'))};
  t.is((await resolveSecret('file:/x', deps)).reveal(), ' a \n');
});

test('~ is the home folder', async (t) => {
  const asked: string[] = [];
  const readFile = (path: string) => {
    asked.push(path);
    return sound.readFile(path);
  };
  await resolveSecret('file:~/.ssh/id', {...sound, readFile});
  t.deepEqual(asked, ['/home/scan/.ssh/id']);
});

test('a command is split at blanks, quotes keep blanks, and nothing is given to a shell', async (t) => {
  const asked: (readonly string[])[] = [];
  const run = (argv: readonly string[]) => {
    asked.push(argv);
    return sound.run(argv);
  };
  await resolveSecret(`command:/usr/bin/get "a b" 'c"d' e'f'g $HOME;x C:\\y`, {...sound, run});
  t.deepEqual(asked, [['/usr/bin/get', 'a b', 'c"d', 'efg', '$HOME;x', 'C:\\y']]);
});

const stat = (facts: object) => () => Promise.resolve({regular: true, mode: 0o100600, uid: 1000, size: 8, ...facts});

for (const [title, reference, deps, file, en, ja] of [
  ['an unset variable', 'env:NOPE', {}, 'env:NOPE', /variable NOPE is not set/, /環境変数 NOPE が設定されていません/],
  ['an empty variable', 'env:EMPTY', {}, 'env:EMPTY', /variable EMPTY is not set/, /環境変数 EMPTY/],
  [
    'a file that the group can read',
    'file:/k',
    {stat: stat({mode: 0o100640})},
    '/k',
    /mode is 0640.*chmod 600 '\/k'/,
    /アクセス権が0640.*chmod 600 '\/k'/,
  ],
  ['a file that others can write', 'file:/k', {stat: stat({mode: 0o100602})}, '/k', /mode is 0602/, /0602/],
  [
    'a file of another user',
    'file:/k',
    {stat: stat({uid: 33})},
    '/k',
    /belongs to user 33.*chown 1000 '\/k'/,
    /uid 33.*chown 1000/,
  ],
  ['a folder', 'file:/k', {stat: stat({regular: false})}, '/k', /not a regular file/, /通常のファイルではありません/],
  [
    'a large file',
    'file:/k',
    {stat: stat({size: 65_537})},
    '/k',
    /larger than 65536 bytes/,
    /65536バイトを超えています/,
  ],
  [
    'a file that grew',
    'file:/k',
    {readFile: () => Promise.resolve(Buffer.alloc(65_537, 97))},
    '/k',
    /larger than 65536/,
    /65536/,
  ],
  [
    'an empty file',
    'file:/k',
    {readFile: () => Promise.resolve(Buffer.from('\n'))},
    '/k',
    /secret is empty/,
    /秘密情報が空です/,
  ],
  [
    'a binary file',
    'file:/k',
    {readFile: () => Promise.resolve(Buffer.from([0xff, 0xfe]))},
    '/k',
    /not UTF-8/,
    /UTF-8のテキストではありません/,
  ],
  [
    'an absent file',
    'file:/k',
    {stat: failing('ENOENT')},
    '/k',
    /cannot be read \(ENOENT\)/,
    /ファイルを読めません（ENOENT）/,
  ],
  ['a file that cannot be read', 'file:/k', {readFile: failing('EACCES')}, '/k', /\(EACCES\)/, /EACCES/],
  ['~ without HOME', 'file:~/k', {env: {}}, 'file:~/k', /HOME is not set/, /HOME がない/],
  [
    'a program that fails',
    'command:pass show hunter2',
    {run: () => Promise.resolve({exitCode: 3, stdout: Buffer.from('hunter2')})},
    'command:pass',
    /exit code 3/,
    /終了コード3/,
  ],
  [
    'a program that is not there',
    'command:pass x',
    {run: failing('ENOENT')},
    'command:pass',
    /cannot be run \(ENOENT\)/,
    /実行できません（ENOENT）/,
  ],
  ['the agent', 'agent:', {}, 'agent:', /gives no secret away/, /取り出せません/],
  ['a plain password', 'hunter2', {}, 'secret', /not a reference/, /参照の形ではありません/],
] as const) {
  test(`${title} gives an error that says what to do and no secret`, async (t) => {
    const error = await t.throwsAsync(resolveSecret(reference, {...sound, ...deps}), {instanceOf: SecretError});
    t.true(error instanceof InputError);
    const [problem] = error.problems;
    t.is(problem?.file, file);
    t.regex(problem?.message.en ?? '', en);
    t.regex(problem?.message.ja ?? '', ja);
    t.false(JSON.stringify(error.problems).includes('hunter2') || inspect(error).includes('hunter2'));
  });
}

test('a file of root, readable by root alone, is accepted', async (t) => {
  t.is((await resolveSecret('file:/k', {...sound, stat: stat({uid: 0, mode: 0o100400})})).reveal(), 'hunter2');
});

test('on Windows the mode is not looked at', async (t) => {
  t.is((await resolveSecret('file:/k', {...sound, uid: null, stat: stat({mode: 0o100666})})).reveal(), 'hunter2');
});

const posix = process.platform === 'win32' ? test.skip : test;
posix('on this machine the mode of real files decides', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'secret-'));
  t.teardown(() => rm(folder, {recursive: true}));
  const path = join(folder, 'password');
  await writeFile(path, 'hunter2\n', {mode: 0o600});
  await mkdir(join(folder, 'sub'), {mode: 0o700});
  const deps = systemSecretDeps(sound.run);
  t.is((await resolveSecret(`file:${path}`, deps)).reveal(), 'hunter2');
  await chmod(path, 0o604);
  await t.throwsAsync(resolveSecret(`file:${path}`, deps), {message: /mode is 0604/});
  await t.throwsAsync(resolveSecret(`file:${join(folder, 'sub')}`, deps), {message: /not a regular file/});
});

test('a secret made by hand is as tight-lipped', (t) => {
  t.is(JSON.stringify([new Secret('hunter2')]), '["***"]');
});
