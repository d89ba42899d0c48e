import test from 'ava';
import {Gap} from '../../../src/model/fact.ts';
import {readAuditPolicy} from '../../../src/probes/parse/audit-policy.ts';
import {readNetAccounts} from '../../../src/probes/parse/net-accounts.ts';
import {readAccessList} from '../../../src/probes/parse/security-descriptor.ts';
import {grantsOf} from '../../../src/probes/parse/share-rights.ts';

const japanese = [
  '時間切れ後にユーザーを強制的にログオフさせるまでの時間:     なし',
  'パスワードの最短有効期間 (日数):                            1',
  'パスワードの最長有効期間 (日数):                            無期限',
  'パスワードの最短の長さ:                                     12',
  'パスワードの履歴の長さ:                                     なし',
  'ロックアウトのしきい値:                                     10',
  'ロックアウト期間 (分):                                      なし',
  'ロックアウトの監視ウィンドウ (分):                          15',
  'コンピューターの役割:                                       WORKSTATION',
  'コマンドは正常に終了しました。',
];

test('rows of net accounts are told by their place, and a word stands for none', (t) => {
  const expected = {minAgeDays: 1, maxAgeDays: 0, minLength: 12, history: 0, threshold: 10, lockoutMinutes: 0};
  t.deepEqual(readNetAccounts(japanese.join('\r\n')), {...expected, windowMinutes: 15});
});

test('net accounts needs no colons: Russian has none in two of its rows', (t) => {
  const rows = [
    ...['Принудительный выход по истечении времени через Никогда', 'Минимальный срок действия пароля (дней) 0'],
    ...['Максимальный срок действия пароля (дней): 42', 'Минимальная длина пароля: 7'],
    ...['Хранение неповторяющихся паролей: 24', 'Блокировка после ошибок ввода пароля: 5'],
    ...['Длительность блокировки (минут): 30', 'Сброс счетчика блокировок через (минут): 30'],
    ...['Роль компьютера: РАБОЧАЯ СТАНЦИЯ', '', 'Команда выполнена успешно.'],
  ];
  const {maxAgeDays, minLength, history, threshold, windowMinutes} = readNetAccounts(rows.join('\n'));
  t.deepEqual([maxAgeDays, minLength, history, threshold, windowMinutes], [42, 7, 24, 5, 30]);
});

for (const [title, rows] of [
  ['one row is missing', japanese.filter((_, index) => index !== 4)],
  ['the end is missing', japanese.slice(0, 8)],
  ['one row is new', [...japanese.slice(0, 3), '新しい設定: 1', ...japanese.slice(3)]],
  ['an error was told', ['システム エラー 5 が発生しました。', 'アクセスが拒否されました。']],
  ['nothing was told', ['']],
] as const) {
  test(`net accounts is no answer when ${title}`, (t) => {
    t.throws(() => readNetAccounts(rows.join('\n')), {instanceOf: Gap});
  });
}

const logon = '{0CCE9215-69AE-11D9-BED3-505054503030}';

test('the audit policy is read by GUID, in English and Japanese', (t) => {
  const settings = [
    ...(['No Auditing', 'Success', 'Failure', 'Success and Failure'] as const),
    ...(['監査なし', '成功', '失敗', '成功および失敗'] as const),
  ];
  const read = settings.map((setting) => readAuditPolicy(`PC1,System,ログオン,${logon},${setting},`)[0]);
  const both = [
    ...[
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ],
  ];
  t.deepEqual(
    read.map((each) => [each?.success, each?.failure]),
    [...both, ...both],
  );
});

test('the number of newer versions goes before a text in any language', (t) => {
  t.deepEqual(readAuditPolicy(`PC1,System,Anmelden,${logon},Erfolg und Fehler,,3`), [
    {id: 'logon', success: true, failure: true},
  ]);
  t.deepEqual(readAuditPolicy(`PC1,System,Anmelden,${logon},Keine Überwachung,,0`), [
    {id: 'logon', success: false, failure: false},
  ]);
});

test('a setting in a language that is not known is not known', (t) => {
  t.deepEqual(readAuditPolicy(`PC1,System,Anmelden,${logon},Erfolg,`), [{id: 'logon', success: null, failure: null}]);
});

test('lines that are no rows, and subcategories that nobody asks for, are left out', (t) => {
  const text = `コンピューター名,ポリシー ターゲット\n\nPC1,System,x,{00000000-69AE-11D9-BED3-505054503030},成功,\n${logon}`;
  t.deepEqual(readAuditPolicy(text), []);
});

/** A self-relative descriptor whose list stands at its end; `count`: that the list claims. */
function descriptor(entries: readonly Buffer[], count = entries.length): Buffer {
  const list = Buffer.concat(entries);
  const head = Buffer.alloc(28);
  head.writeUInt8(1, 0);
  head.writeUInt16LE(0x8004, 2);
  head.writeUInt32LE(20, 16);
  head.writeUInt8(2, 20);
  head.writeUInt16LE(8 + list.length, 22);
  head.writeUInt16LE(count, 24);
  return Buffer.concat([head, list]);
}

/** An entry for Everyone. */
function everyone(type: number, mask: number): Buffer {
  const entry = Buffer.alloc(20);
  entry.writeUInt8(type, 0);
  entry.writeUInt16LE(20, 2);
  entry.writeUInt32LE(mask, 4);
  entry.writeUInt8(1, 8);
  entry.writeUInt8(1, 9);
  entry.writeUInt8(1, 15);
  return entry;
}

test('the access list of a share is read', (t) => {
  const list = readAccessList(descriptor([everyone(1, 0x2), everyone(0, 0x1f01ff)]));
  t.deepEqual(list, [
    {allow: false, mask: 0x2, sid: 'S-1-1-0'},
    {allow: true, mask: 0x1f01ff, sid: 'S-1-1-0'},
  ]);
  t.deepEqual(readAccessList(descriptor([])), []);
});

test('what a share gives is counted entry by entry: a denial that comes too late takes nothing away', (t) => {
  const listOf = (...entries: readonly Buffer[]) => readAccessList(descriptor(entries));
  t.is(grantsOf(listOf(everyone(1, 0x1301bf), everyone(0, 0x1301bf))).everyone, 'none');
  t.is(grantsOf(listOf(everyone(0, 0x1301bf), everyone(1, 0x1301bf))).everyone, 'change');
  t.is(grantsOf(listOf(everyone(0, 0x1200a9))).everyone, 'read');
  t.is(grantsOf(listOf(everyone(0, 0x10000000))).everyone, 'full');
  t.is(grantsOf(listOf(everyone(0, 0x40000000))).everyone, 'change');
  t.is(grantsOf('open').guests, 'full');
  t.is(grantsOf(null).everyone, 'unknown');
});

test('no list at all means that everybody has all access', (t) => {
  const whole = descriptor([everyone(0, 1)]);
  const without = Buffer.from(whole);
  without.writeUInt16LE(0x8000, 2);
  const empty = Buffer.from(whole);
  empty.writeUInt32LE(0, 16);
  t.is(readAccessList(without), 'open');
  t.is(readAccessList(empty), 'open');
});

test('a descriptor that is cut, claims too much, or holds entries of other kinds is not understood', (t) => {
  const whole = descriptor([everyone(0, 1), everyone(0, 2)]);
  for (let length = 0; length < whole.length; length += 1) t.is(readAccessList(whole.subarray(0, length)), null);
  t.is(readAccessList(descriptor([everyone(0, 1)], 65_535)), null);
  t.is(readAccessList(descriptor([everyone(9, 1)])), null);
  const tiny = everyone(0, 1);
  tiny.writeUInt16LE(0, 2);
  t.is(readAccessList(descriptor([tiny])), null);
});
