import iconv from 'iconv-lite';
import test, {type ExecutionContext} from 'ava';
import type {Node} from 'web-tree-sitter';
import {windowsKit} from '../../src/kits/windows.ts';
import {windowsLegacyKit} from '../../src/kits/windows-legacy.ts';
import {allowedPrograms} from '../../src/model/windows-ask.ts';
import {windows} from '../../src/platforms/windows.ts';
import {windowsCommands} from '../../src/platforms/windows/login-shell.ts';
import {powershellLine, powershellProgram} from '../../src/platforms/windows/program.ts';
import {kitTool} from '../support/kit.ts';
import {parsed, textsOf} from '../support/syntax.ts';
import {batchKitFor, powershellKitFor, sampleAsks} from '../support/windows-kit.ts';

const whole = {platform: windows, costs: ['cheap', 'disk', 'slow'], tool: kitTool} as const;
const live = [
  powershellProgram.preamble,
  ...sampleAsks.map((ask, index) => powershellLine(ask, index)),
  powershellProgram.epilogue,
].join('\n');

const scripts: Readonly<Record<string, string>> = {
  'the program of a scan': live,
  'the kit of a test': powershellKitFor(sampleAsks),
  'the whole kit': windowsKit.write(whole).text,
};

/** Cmdlets that read, or change nothing but the session of the program itself. */
const reading = new Set([
  ...['Get-ItemProperty', 'Get-Item', 'Get-ChildItem', 'Get-CimInstance', 'Get-WmiObject', 'Get-Command'],
  ...['ForEach-Object', 'Where-Object', 'Set-StrictMode'],
]);
/** What the kit has beside them to deal with a person, a clock and a file. */
const ofKit = new Set([
  ...['Write-Host', 'Read-Host', 'Get-UICulture', 'Get-Date', 'Get-Random', 'Get-FileHash', 'Split-Path', 'Test-Path'],
  'Add-Content',
]);
/** Methods of strings and times: Constrained Language Mode knows them. */
const methods = new Set([
  'Replace',
  'Substring',
  'ToString',
  'ToUniversalTime',
  'ToCharArray',
  'Trim',
  'TrimEnd',
  'ToLower',
]);
const types = /^\[(?:string|char|int|long|bool|byte\[\]|array|switch|DateTime)\]$/;
const started = new Set(['$MzSystem + $file', "$MzSystem + 'whoami.exe'", "$MzSystem + 'certutil.exe'"]);

function checkCommands(t: ExecutionContext, nodes: readonly Node[], allowed: ReadonlySet<string>): void {
  const own = new Set(textsOf(nodes, 'function_name'));
  for (const name of textsOf(nodes, 'command_name')) t.true(own.has(name) || allowed.has(name), name);
  for (const name of own) t.regex(name, /^Mz[A-Z][A-Za-z]+$/);
  for (const text of textsOf(nodes, 'command_name_expr')) t.true(started.has(text.replace(/^\((.*)\)$/, '$1')), text);
}

for (const [name, text] of Object.entries(scripts)) {
  test(`PowerShell, ${name}: it is PowerShell, and runs nothing but what reads`, async (t) => {
    const nodes = await parsed('tree-sitter-powershell', text.replace('\ufeff', ''));
    checkCommands(t, nodes, text === live ? reading : new Set([...reading, ...ofKit]));
    t.deepEqual(
      textsOf(nodes, 'merging_redirection_operator').filter((each) => each !== '2>&1'),
      [],
    );
    t.deepEqual(textsOf(nodes, 'file_redirection_operator'), []);
  });

  test(`PowerShell, ${name}: it stays within Constrained Language Mode and PowerShell 2.0`, async (t) => {
    const nodes = await parsed('tree-sitter-powershell', text.replace('\ufeff', ''));
    for (const call of nodes.filter(({type}) => type === 'invokation_expression')) {
      const member = call.namedChildren.find((child) => child.type === 'member_name')?.text ?? '';
      t.true(methods.has(member) && !call.text.includes('::'), call.text);
    }
    for (const type of textsOf(nodes, 'type_literal')) t.regex(type, types);
    t.deepEqual(textsOf(nodes, 'class_statement'), []);
    // What came after 2.0.
    t.notRegex(
      text,
      /\$PSScriptRoot|\$PSCommandPath|-notin\b|-in\b|\[ordered\]|\[pscustomobject\]|-shl\b|\?\?|&&|\|\||-Raw\b/i,
    );
  });
}

test('PowerShell: one place writes, into one file', async (t) => {
  const nodes = await parsed('tree-sitter-powershell', scripts['the kit of a test']?.replace('\ufeff', '') ?? '');
  const writes = nodes.filter(
    ({type, text}) => type === 'command' && /-Content\b/.test(text) && text.startsWith('Add'),
  );
  t.deepEqual(
    writes.map(({text}) => text),
    ['Add-Content -LiteralPath $MzFile -Value $lines -Encoding Ascii -ErrorAction Stop'],
  );
  const set = textsOf(nodes, 'left_assignment_expression').filter((name) => name.includes('MzFile'));
  t.is(set.length, 1);
});

test('PowerShell: a line that writes is found', async (t) => {
  for (const line of ['New-Item x', 'Remove-Item x', 'Invoke-WebRequest x', 'Add-Type x', '& $x', 'ls > x']) {
    const nodes = await parsed('tree-sitter-powershell', line);
    const names = textsOf(nodes, 'command_name').filter((name) => !/^Mz/.test(name) && !reading.has(name));
    const others = textsOf(nodes, 'command_name_expr').concat(textsOf(nodes, 'file_redirection_operator'));
    t.true(names.length + others.filter((text) => !started.has(text.replace(/^\((.*)\)$/, '$1'))).length > 0, line);
  }
});

test('PowerShell: Windows PowerShell 5.1 reads the kit right in any language', (t) => {
  for (const name of ['the kit of a test', 'the whole kit']) {
    const text = scripts[name] ?? '';
    t.true(text.startsWith('\ufeff#'));
    t.notRegex(text, /[^\r]\n/);
    t.regex(text, /オフライン収集キット/);
  }
});

test('what the login shell is given is a pipeline that runs what comes on stdin', async (t) => {
  const nodes = await parsed('tree-sitter-powershell', windowsCommands.powershell);
  t.deepEqual(textsOf(nodes, 'command_name'), ['Invoke-Expression']);
});

const batches: Readonly<Record<string, string>> = {
  'the kit of a test': iconv.decode(batchKitFor(sampleAsks), 'cp932'),
  'the whole kit': windowsLegacyKit.write(whole).text,
};

const programs = [...allowedPrograms].map((line) => `%SYS%\\${line}`);
/** Programs of Windows with arguments that only read. */
const harmless = [
  /^%SYS%\\reg\.exe query "[^"]+"(?: \/s| \/v "?[^"]+"?)?$/,
  /^%SYS%\\reg\.exe query (?:%1|HKU)$/,
  /^%SYS%\\wbem\\wmic\.exe (?:\/namespace:\\\\[\w\\]+ )?path \w+(?: where (?:"[^"]*"|\(.*\)))? get [\w,^]*\s?\/value$/,
  /^%SYS%\\find\.exe "HKEY_"$/,
  /^%SYS%\\findstr\.exe \/b \/i \/l(?: \/c:"\w+=")+$/,
  /^%SYS%\\certutil\.exe -hashfile "%O%" SHA256$/,
  /^%SYS%\\chcp\.com$/,
  /^(?:echo|set|exit|pause|shift|rem|if|setlocal)\b/,
];

/** Without redirections, which are looked at by themselves. */
const bare = (text: string): string => text.replaceAll(/\s*(?:\^?<nul|[12]?\^?>{1,2}(?:nul|&1|"%O%"))/g, '').trim();

const isHarmless = (text: string): boolean => programs.includes(text) || harmless.some((pattern) => pattern.test(text));

function commandsIn(nodes: readonly Node[]): string[] {
  const inLoops = nodes
    .filter(({type}) => type === 'for_set')
    .flatMap(({text}) => /^\(?'(?<command>.*)'\)?$/.exec(text)?.groups?.['command'] ?? []);
  return [...textsOf(nodes, 'cmd'), ...inLoops].map(bare);
}

for (const [name, text] of Object.entries(batches)) {
  test(`cmd.exe, ${name}: it is a batch file, and runs nothing but what reads`, async (t) => {
    const nodes = await parsed('tree-sitter-batch', text);
    const commands = commandsIn(nodes);
    t.true(commands.length > 20);
    for (const command of commands) t.true(isHarmless(command), command);
    const targets = new Set(textsOf(nodes, 'redirect_target'));
    t.deepEqual(
      [...targets].filter((target) => !['"%O%"', 'nul'].includes(target)),
      [],
    );
    t.is([...text.matchAll(/(?<!>)>"%O%"/g)].length, 1);
  });

  test(`cmd.exe, ${name}: every label that is gone to is there, once`, async (t) => {
    const nodes = await parsed('tree-sitter-batch', text);
    const labels = textsOf(nodes, 'label').map((label) => label.replace(/^:/, '').trim());
    t.is(new Set(labels).size, labels.length);
    const calls = [...text.matchAll(/^(?:if [^\r]*? )?(?:call :|goto )(?<label>\w+)/gm)].map(
      ({groups}) => groups?.['label'] ?? '',
    );
    t.true(calls.length > 20);
    t.deepEqual(
      [...new Set(calls)].filter((label) => !labels.includes(label)),
      [],
    );
  });

  test(`cmd.exe, ${name}: it is read right by a Japanese Windows, and by no other as anything else`, (t) => {
    t.is(iconv.decode(iconv.encode(text, 'cp932'), 'cp932'), text);
    t.notRegex(text, /[^\r]\n/);
    t.true(text.split('\r\n').every((line) => line.length < 8_000));
    const [code = ''] = text.split('\r\n:ja_');
    // The question which language it is is only put where the code page is that of the file.
    t.deepEqual(
      [...code.matchAll(/[^\r\n]*[^\x00-\x7f][^\r\n]*/g)].map(([line]) => line.slice(0, 8)),
      ['set /p "'],
    );
    t.notRegex(text, /!|EnableDelayed/i);
  });
}

test('cmd.exe: a line that writes is found', async (t) => {
  const lines = [
    'del x',
    '%SYS%\\reg.exe add "HKLM\\A"',
    '%SYS%\\wbem\\wmic.exe path Win32_Process call create "x"',
    'reg query x',
  ];
  for (const line of lines) {
    const nodes = await parsed('tree-sitter-batch', `@echo off\r\n${line}\r\n`);
    t.false(commandsIn(nodes).every(isHarmless), line);
  }
});
