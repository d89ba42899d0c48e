import {mkdirSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import {answerForm} from '../../src/kits/answer-file/form.ts';
import {readWindowsFile} from '../../src/kits/answer-file/windows/read.ts';
import type {AnswerFile} from '../../src/kits/answer-file/read.ts';
import type {WindowsAsk} from '../../src/model/ask.ts';
import {bytesIn, isSet, listIn, numberIn, textIn, type RegistryTable} from '../../src/model/registry.ts';
import {readRegistry} from '../../src/model/registry-text.ts';
import {answerFilesIn, startWine, type Wine} from '../support/wine.ts';
import {temporaryFolder} from '../support/sshd.ts';
import {batchAnswers, batchKitFor, sampleAsks} from '../support/windows-kit.ts';

const registered = String.raw`[HKEY_LOCAL_MACHINE\Software\Mizumori Test]
"Level"=dword:00000005
"Unasked"="two words"
@="by default"

[HKEY_LOCAL_MACHINE\Software\Mizumori Test\Sub (1)]
"Path"=hex(2):25,53,79,73,74,65,6d,52,6f,6f,74,25,5c,61,00
"List"=hex(7):61,00,62,62,00,00
"Bin"=hex:00,ff
"Odd & | > %PATH% ^ \" !"="& echo injected > out.txt & %COMSPEC%"

[HKEY_LOCAL_MACHINE\Software\Mizumori Test\Sub (1)\Deep]
"Level"=dword:ffffffff

[HKEY_LOCAL_MACHINE\Software\Mizumori Logon]
"AutoAdminLogon"="1"
"DefaultPassword"="hunter2"

[HKEY_LOCAL_MACHINE\Software\Policies]

[HKEY_LOCAL_MACHINE\System\CurrentControlSet\Control\TimeZoneInformation]
"ActiveTimeBias"=dword:fffffde4

[HKEY_CURRENT_USER\Control Panel\Desktop]
"ScreenSaveActive"="1"

[HKEY_CURRENT_USER\Control Panel\International]
"sShortTime"="H:mm"
"sTimeFormat"="H:mm:ss"
"sShortDate"="yyyy/MM/dd"
`;

const folder = temporaryFolder();
const stick = join(folder.path, 'stick & (1)');
let wine: Wine;
let said = '';
let file: AnswerFile;
test.before(async () => {
  wine = await startWine(folder.path);
  await wine.register(registered);
  mkdirSync(stick);
  said = await wine.batch(stick, batchKitFor(sampleAsks), ['/yes', '/en']);
  file = read(sampleAsks);
});
test.after.always(async () => {
  await wine.stop();
  folder.remove();
});

function read(asks: readonly WindowsAsk[]): AnswerFile {
  const [path = ''] = answerFilesIn(stick);
  return readWindowsFile(path, batchAnswers(asks), () => (text) => ({text, count: 0}));
}

const answerTo = (id: string) => file.exchanges.find(({ask}) => ask === id)?.answer;

function bodyOf(id: string): string {
  const answer = answerTo(id);
  if (answer?.ok !== true) throw new Error(`${id} has no answer`);
  return answer.body;
}

function tableOf(id: string): RegistryTable {
  const ask = sampleAsks.find((each) => each.id === id);
  const table = ask?.kind === 'registry' ? readRegistry(bodyOf(id), ask.key) : null;
  if (table === null) throw new Error(`${id} tells of no key`);
  return table;
}

test('it writes one file beside itself, says what it reads before, and takes nothing that it reads for a command', (t) => {
  t.is(readdirSync(stick).length, 2);
  t.regex(said, /reads the settings[^]*Tests & more \(100%\)[^]*Done/);
  t.is(answerForm(answerFilesIn(stick)[0] ?? ''), 'cmd');
  t.true(file.whole);
  t.deepEqual([file.lost, file.foreign], [0, []]);
  t.true(file.exchanges.every(({via, privilege}) => via === 'kit' && privilege === 'user'));
});

test('it tells which machine it is, and when it was', (t) => {
  const {host, startedAt} = file.head;
  t.regex(host.machineId ?? '', /^[0-9a-f]{32}$/);
  t.truthy(host.hostname);
  // The clock of this Windows shows UTC, and its zone says that it shows that of Japan.
  t.true(Math.abs(Date.parse(startedAt) + 9 * 3_600_000 - Date.now()) < 600_000);
});

test('what the registry holds comes as it is there', (t) => {
  const table = tableOf('tree');
  t.true(table.complete);
  t.is(numberIn(table.root, 'Level'), 5);
  t.is(textIn(table.root, 'Unasked'), 'two words');
  t.is(textIn(table.root, ''), 'by default');
  const sub = table.below('Sub (1)');
  t.is(textIn(sub, 'Path'), 'C:\\windows\\a');
  t.deepEqual(listIn(sub, 'List'), ['a', 'bb']);
  t.deepEqual(bytesIn(sub, 'Bin'), Buffer.from([0, 255]));
  t.is(textIn(sub, 'Odd & | > %PATH% ^ " !'), '& echo injected > out.txt & %COMSPEC%');
  t.is(numberIn(table.below('Sub (1)\\Deep'), 'Level'), 4_294_967_295);
});

test('of what reg prints only what was asked for is taken', (t) => {
  const table = tableOf('children');
  t.deepEqual(
    table.keys.map(({name}) => name),
    ['Mizumori Test', 'Sub (1)'],
  );
  t.deepEqual([...table.root.values.keys()].sort(), ['', 'level']);
  t.deepEqual([...(table.below('Sub (1)')?.values.keys() ?? [])], ['path']);
  const version = tableOf('HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion');
  t.deepEqual([version.keys.length, [...version.root.values.keys()].sort()], [1, ['currentbuild', 'productname']]);
});

test('of a hidden value only that it is there is told, and what stands in it is in no file', (t) => {
  const {root} = tableOf('hidden');
  t.is(textIn(root, 'AutoAdminLogon'), '1');
  t.true(isSet(root, 'DefaultPassword'));
  t.false(isSet(root, 'OtherPassword'));
  t.false(isSet(root, 'Missing'));
  t.false(readFileSync(answerFilesIn(stick)[0] ?? '', 'latin1').includes('hunter2'));
});

test('a key that is not there is known to be absent', (t) => {
  for (const key of [
    'HKLM\\SOFTWARE\\Policies\\Mizumori\\Not There\\At All',
    'HKLM\\SOFTWARE\\Policies\\Mizumori Hidden',
  ])
    t.like(answerTo(key), {ok: true, absent: true, body: ''});
});

test('of every user whose registry is loaded the key is told', (t) => {
  const table = tableOf('HKU\\*\\Control Panel\\Desktop');
  const shown = table.keys.filter(({values}) => values.size > 0);
  t.true(shown.length > 0 && shown.every(({path}) => /^HKU\\S-1-5-21-[0-9-]+\\Control Panel\\Desktop$/.test(path)));
  t.true(shown.every((key) => textIn(key, 'ScreenSaveActive') === '1'));
});

test('programs tell what they print, and those that are not there are absent', (t) => {
  t.regex(bodyOf('netstat.exe -ano'), /^\n.*\n\n +Proto /);
  t.like(answerTo('auditpol.exe /get /category:* /r'), {ok: true, absent: true});
});

test('what this wmic cannot tell is unknown, never nothing', (t) => {
  for (const id of ['Win32_OperatingSystem', 'Win32_Service', 'Win32_Mizumori', 'members S-1-5-32-544'])
    t.like(answerTo(id), {ok: false, reason: 'unsupported'}, id);
});
