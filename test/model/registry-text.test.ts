import test from 'ava';
import {bytesIn, isSet, listIn, numberIn, textIn} from '../../src/model/registry.ts';
import {readRegistry} from '../../src/model/registry-text.ts';

const root = 'HKLM\\SOFTWARE\\Vendor';

const told = `[HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor]
"Path"="C:\\\\Program Files\\\\\\"水道\\""
"Level"=dword:ffffffff
"Ticks"=qword:10000000000
"Names"=multi:"a,b","c\\"",""
"Blob"=hex:00ff
"Password"=set
"(default)"="x"
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\\Sub]
"Level"=dword:1
[HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\\Sub\\Deep]`;

// Windows 10 prints four spaces, Windows XP tabs and a line of its own.
const printed: Readonly<Record<string, string>> = {
  'Windows 10': `
HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor
    Path    REG_EXPAND_SZ    C:\\Program Files\\"水道"
    Level    REG_DWORD    0xffffffff
    Ticks    REG_QWORD    0x10000000000
    Names    REG_MULTI_SZ    a,b\\0c"
    Blob    REG_BINARY    00FF
    Password    REG_SZ    abc
    (既定)    REG_SZ    x

HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\\Sub
    Level    REG_DWORD    0x1

HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\\Sub\\Deep
`,
  'Windows XP': `\r
! REG.EXE VERSION 3.0\r
\r
HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\r
    Path\tREG_EXPAND_SZ\tC:\\Program Files\\"水道"\r
    Level\tREG_DWORD\t0xffffffff\r
    Ticks\tREG_QWORD\t0x10000000000\r
    Names\tREG_MULTI_SZ\ta,b\\0c"\\0\\0\r
    Blob\tREG_BINARY\t00FF\r
    Password\tREG_SZ\tabc\r
    <名前なし>\tREG_SZ\tx\r
\r
HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\\Sub\r
    Level\tREG_DWORD\t0x1\r
\r
HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\\Sub\\Deep\r
`,
};

for (const [who, text] of Object.entries({PowerShell: told, ...printed})) {
  test(`${who}: values, keys below, and their types`, (t) => {
    const table = readRegistry(text, root);
    if (table === null) return t.fail();
    t.true(table.complete);
    t.is(textIn(table.root, 'path'), 'C:\\Program Files\\"水道"');
    t.is(numberIn(table.root, 'LEVEL'), 4294967295);
    t.is(numberIn(table.root, 'Ticks'), 2 ** 40);
    t.deepEqual(listIn(table.root, 'Names'), ['a,b', 'c"']);
    t.deepEqual(bytesIn(table.root, 'Blob'), Buffer.from([0, 255]));
    t.true(isSet(table.root, 'Password'));
    t.is(textIn(table.root, ''), 'x');
    t.is(numberIn(table.root, 'Missing'), null);
    t.is(numberIn(table.below('sub'), 'Level'), 1);
    t.deepEqual(
      table.children(table.root).map(({name}) => name),
      ['Sub'],
    );
    t.is(table.below('Other'), null);
    return undefined;
  });
}

test('a value of another type is not read as one', (t) => {
  const table = readRegistry(told, root);
  t.throws(() => numberIn(table?.root ?? null, 'Path'), {message: /another type/});
  t.throws(() => textIn(table?.root ?? null, 'Level'), {message: /another type/});
  t.throws(() => textIn(table?.root ?? null, 'Password'), {message: /another type/});
});

const unsure: Readonly<Record<string, string>> = {
  'a key that is denied': '[HKLM\\SOFTWARE\\Vendor]\n[HKLM\\SOFTWARE\\Vendor\\Sub] denied',
  'values that are denied': '[HKLM\\SOFTWARE\\Vendor]\n[HKLM\\SOFTWARE\\Vendor] denied',
  'a line that is none': '[HKLM\\SOFTWARE\\Vendor]\nsomething',
  'a value that is too long': '[HKLM\\SOFTWARE\\Vendor]\n"Blob"=long',
  'a value that breaks off': '[HKLM\\SOFTWARE\\Vendor]\n"Level"=dword:',
  'a printed value of several lines':
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\n    A    REG_SZ    x\nB    REG_DWORD    0x1\n',
};
for (const [what, text] of Object.entries(unsure)) {
  test(`${what} makes it incomplete`, (t) => t.false(readRegistry(text, root)?.complete));
}

test('a text that does not tell of the key tells nothing', (t) => {
  t.is(readRegistry('', root), null);
  t.is(readRegistry('[HKLM\\SOFTWARE\\Other]\n"A"=dword:1', root), null);
});

test('what was taken out as a secret is known to be there', (t) => {
  const text = '[HKLM\\SOFTWARE\\Vendor]\n"DefaultPassword"=<secret kind=password len=3 class=ok same=df4e>';
  const table = readRegistry(text, root);
  t.true(table?.complete);
  t.true(isSet(table?.root ?? null, 'DefaultPassword'));
});

test('a line of blanks is read in time linear in its length', (t) => {
  const text = `HKEY_LOCAL_MACHINE\\SOFTWARE\\A\n    x    REG_MULTI_SZ    a\n    b${' '.repeat(400_000)}`;
  const begun = performance.now();
  const table = readRegistry(text, 'HKLM\\SOFTWARE\\A');
  t.false(table?.complete);
  t.true(performance.now() - begun < 2000);
});
