import {createHash} from 'node:crypto';
import iconv from 'iconv-lite';
import {lineSum} from '../../src/kits/line-sum.ts';
import {questionLine, questionsDigest, windowsQuestionsOf} from '../../src/kits/questions.ts';
import {finds} from '../../src/kits/windows-legacy/lines.ts';
import {stepsOf, type Step} from '../../src/kits/windows-legacy/steps.ts';
import type {WindowsAsk} from '../../src/model/ask.ts';
import {answerLines} from './fake-windows.ts';
import {kitTool} from './kit.ts';
import {
  childrenOf,
  instancesFor,
  isDenied,
  keysOf,
  longKey,
  powershellTells,
  type HostAnswer,
  type HostInstance,
  type HostValue,
  type WindowsHost,
} from './made-up-windows.ts';
import {batchAnswers, powershellAnswers} from './windows-kit.ts';

export const nonce = '0123456789abcdef01234567';

const common = (asks: readonly WindowsAsk[], answers: ReturnType<typeof batchAnswers>): string[] => {
  const questions = windowsQuestionsOf(asks, answers.putAs);
  return [
    ...['MIZUMORI-KIT 1', `form ${answers.form}`, 'kit 0123456789abcdef', `tool ${kitTool}`, 'platform windows'],
    ...[`questions ${questionsDigest(questions)}`, `nonce ${nonce}`],
    ...questions.map(questionLine),
  ];
};

/** The answer file that the PowerShell collector writes on a host. */
export const powershellFile = (host: WindowsHost, asks: readonly WindowsAsk[]): string =>
  powershellFileOf((ask) => powershellTells(host, ask), asks);

/** The answer file that the PowerShell collector writes where the program tells this. */
export function powershellFileOf(tells: (ask: WindowsAsk) => HostAnswer, asks: readonly WindowsAsk[]): string {
  const head = [
    ...common(asks, powershellAnswers(asks)),
    ...['started 2026-11-20T01:00:00Z', 'user 1', 'hostname PUMP-1', 'machine-id 0123456789abcdef0123456789abcdef'],
    ...['serial AB12CD', 'mac 02:00:00:00:00:01', 'address 192.0.2.7', 'address fe80::1'],
  ];
  const answers = asks.flatMap((ask, index) => {
    const lines = answerLines(index, tells(ask)).map((line) => line.replace('NONCE', nonce));
    return [...lines, `${nonce} sum ${lineSum(lines)}`];
  });
  const said = `end 2026-11-20T01:02:03Z ${asks.length}`;
  const lines = [...head, `head ${lineSum(head)} ${head.length}`, ...answers, `${nonce} ${said} ${lineSum([said])}`];
  return `${lines.join('\r\n')}\r\n`;
}

/** How the tools of a Windows print. */
export interface Dialect {
  /** `reg query` of XP and 2003 parts by tabs, and begins with a line of its own. */
  readonly tabs: boolean;
  readonly codepage: 932 | 437 | 65_001;
  /** False: wmic is not there, or may not be used. */
  readonly wmic: boolean;
}

export const windowsXp: Dialect = {tabs: true, codepage: 932, wmic: true};
export const windows7: Dialect = {tabs: false, codepage: 932, wmic: true};

interface Output {
  readonly exit: number | 'none';
  readonly body: Buffer;
}

function printedValue(value: HostValue): readonly [string, string] {
  if (typeof value === 'number') return ['REG_DWORD', `0x${value.toString(16)}`];
  if (typeof value === 'string') return ['REG_SZ', value];
  if (Buffer.isBuffer(value)) return ['REG_BINARY', value.toString('hex').toUpperCase()];
  return 'expand' in value ? ['REG_EXPAND_SZ', value.expand] : ['REG_MULTI_SZ', value.join('\\0')];
}

class Tools {
  readonly #host: WindowsHost;
  readonly #dialect: Dialect;

  constructor(host: WindowsHost, dialect: Dialect) {
    this.#host = host;
    this.#dialect = dialect;
  }

  run(step: Step): Output {
    switch (step.kind) {
      case 'query':
        return this.#query(longKey(step.key), step.below);
      case 'exists':
        return {...this.#query(longKey(step.key), false), body: Buffer.alloc(0)};
      case 'value':
        return this.#value(longKey(step.key), step.name);
      case 'set':
        return {...this.#value(longKey(step.key), step.name), body: Buffer.alloc(0)};
      case 'listing':
        return this.#listing(longKey(step.key));
      case 'users': {
        const told = this.#users().map((user) => this.#query(`${user}\\${step.below}`, step.all));
        return {
          exit: told.at(-1)?.exit ?? 0,
          body: Buffer.concat(told.map(({exit, body}) => (exit === 0 ? body : Buffer.alloc(0)))),
        };
      }
      case 'listings': {
        const keys = this.#users().map((user) => (step.below === '' ? user : `${user}\\${step.below}`));
        const marks = keys.filter((key) => !this.#isClosed(key)).map((key) => `@"${key}"`);
        return {exit: 0, body: Buffer.concat([this.#oem(marks), ...keys.map((key) => this.#listing(key).body)])};
      }
      case 'instances': {
        const found = instancesFor(this.#host, step.ask);
        if (found === 'absent') return this.#wmicFails(0x80041010);
        if (found === 'denied') return this.#wmicFails(0x80041003);
        const known = step.ask.properties.every((name) => found.every((each) => name in each));
        return known ? this.#wmic(found, step.ask.properties) : this.#wmicFails(0x80041017);
      }
      case 'filtered': {
        const found = instancesFor(this.#host, step.ask);
        if (typeof found === 'string') return {exit: 1, body: Buffer.alloc(0)};
        const {properties} = step.ask;
        const lines = found.flatMap((each) =>
          Object.keys(each).flatMap((name) =>
            properties.includes(name) ? [`${name}=${this.#property(each[name])}`] : [],
          ),
        );
        return {exit: lines.length === 0 ? 1 : 0, body: this.#oem(lines, '\r\r\n')};
      }
      case 'group': {
        const group = this.#host.groups[step.ask.sid];
        return this.#wmic(group === undefined ? [] : [{Domain: group.domain, Name: group.name}], ['Domain', 'Name']);
      }
      case 'members': {
        const members = this.#host.groups[step.ask.sid]?.members ?? [];
        const links = members.map((each) => ({
          PartComponent: `\\\\PUMP-1\\root\\cimv2:${each.class}.Domain="${each.domain}",Name="${each.name}"`,
        }));
        return this.#wmic(links, ['PartComponent']);
      }
      case 'program': {
        const told = this.#host.programs[[step.ask.program, ...step.ask.args].join(' ')];
        if (told === undefined) return {exit: 'none', body: Buffer.alloc(0)};
        return {exit: told.exit, body: this.#oem(told.text === '' ? [] : told.text.split('\n'))};
      }
      default:
        return step satisfies never;
    }
  }

  #oem(lines: readonly string[], end = '\r\n'): Buffer {
    const {codepage} = this.#dialect;
    return iconv.encode(lines.map((line) => `${line}${end}`).join(''), codepage === 65_001 ? 'utf8' : `cp${codepage}`);
  }

  #reg(lines: readonly string[]): Buffer {
    return this.#oem(this.#dialect.tabs ? ['', '! REG.EXE VERSION 3.0', '', ...lines] : ['', ...lines]);
  }

  #valueLine(name: string, value: HostValue): string {
    const [type, data] = printedValue(value);
    const shown = name === '' ? (this.#dialect.tabs ? '<名前なし>' : '(既定)') : name;
    return this.#dialect.tabs ? `    ${shown}\t${type}\t${data}` : `    ${shown}    ${type}    ${data}`;
  }

  #fails(): Output {
    return {exit: 1, body: this.#oem(['', 'エラー: 指定されたレジストリ キーまたは値が見つかりませんでした'])};
  }

  #users(): string[] {
    return childrenOf(this.#host, 'HKEY_USERS');
  }

  #isClosed(key: string): boolean {
    return !keysOf(this.#host).includes(key) || isDenied(this.#host, key);
  }

  #below(key: string): string[] {
    return childrenOf(this.#host, key).flatMap((child) => [child, ...this.#below(child)]);
  }

  #query(key: string, below: boolean): Output {
    if (this.#isClosed(key)) return this.#fails();
    const block = (each: string): string[] => [
      each,
      ...Object.entries(this.#host.keys[each] ?? {}).map(([name, value]) => this.#valueLine(name, value)),
      '',
    ];
    const isEmpty = Object.keys(this.#host.keys[key] ?? {}).length === 0;
    const own = isEmpty && !this.#dialect.tabs ? [] : block(key);
    if (!below) return {exit: 0, body: this.#reg([...own, ...childrenOf(this.#host, key)])};
    const all = this.#below(key);
    const open = all.filter((each) => !isDenied(this.#host, each));
    return {exit: open.length === all.length ? 0 : 1, body: this.#reg([...own, ...open.flatMap(block)])};
  }

  #value(key: string, name: string): Output {
    const values = this.#isClosed(key) ? {} : (this.#host.keys[key] ?? {});
    const found = Object.entries(values).find(([each]) => each.toLowerCase() === name.toLowerCase());
    if (found === undefined) return this.#fails();
    return {exit: 0, body: this.#reg([key, this.#valueLine(found[0], found[1]), ''])};
  }

  #listing(key: string): Output {
    if (this.#isClosed(key)) return {exit: 1, body: Buffer.alloc(0)};
    const named = Object.keys(this.#host.keys[key] ?? {}).length > 0 || this.#dialect.tabs ? [key] : [];
    return {exit: 0, body: this.#oem([...named, ...childrenOf(this.#host, key)])};
  }

  #property(value: HostInstance[string] | undefined): string {
    if (value === null || value === undefined) return '';
    if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
    const text = typeof value === 'object' ? `{${value.map((each) => `"${each}"`).join(',')}}` : String(value);
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  }

  #wide(text: string): Buffer {
    return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  }

  #wmic(instances: readonly HostInstance[], properties: readonly string[]): Output {
    if (!this.#dialect.wmic) return this.#wmicFails(0);
    if (instances.length === 0) return {exit: 0, body: this.#wide('使用できるインスタンスがありません。\r\n')};
    const blocks = instances.map((each) =>
      // In the order of the alphabet, whatever was asked for.
      [...properties]
        .sort()
        .map((name) => `${name}=${this.#property(each[name])}\r\r\n`)
        .join(''),
    );
    return {exit: 0, body: this.#wide(`\r\r\n\r\r\n${blocks.join('\r\r\n\r\r\n')}\r\r\n\r\r\n`)};
  }

  #wmicFails(code: number): Output {
    if (!this.#dialect.wmic)
      return {exit: 9009, body: this.#oem(["'wmic' は、内部コマンドまたは外部コマンドとして認識されていません。"])};
    const text = `ノード - PUMP-1\r\nエラー:\r\nコード = 0x${code.toString(16)}\r\n説明 = 失敗\r\n`;
    return {exit: code | 0, body: this.#wide(text)};
  }
}

const identityRuns = (tools: Dialect): readonly (readonly [string, string])[] => [
  [
    'i0',
    'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Cryptography\r\n    MachineGuid    REG_SZ    01234567-89AB-cdef-0123-456789abcdef\r\n',
  ],
  [
    'i1',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters\r\n    Hostname    REG_SZ    pump-1\r\n',
  ],
  ['i2', tools.wmic ? 'SerialNumber=AB12CD\r\r\n' : ''],
  ['i3', tools.wmic ? 'IPAddress={"192.0.2.7","fe80::1"}\r\r\nMACAddress=02:00:00:00:00:01\r\r\n' : ''],
  ['i4', tools.wmic ? 'LocalDateTime=20261120100000.000000+540\r\r\n' : ''],
  [
    'i5',
    'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Control\\TimeZoneInformation\r\n    ActiveTimeBias    REG_DWORD    0xfffffde4\r\n',
  ],
  ['i6', 'HKEY_CURRENT_USER\\Control Panel\\International\r\n    sShortDate    REG_SZ    yyyy/MM/dd\r\n'],
];

/** The answer file that the collector for cmd.exe writes on a host, without the digest of the whole. */
export function batchFile(host: WindowsHost, asks: readonly WindowsAsk[], dialect: Dialect): Buffer {
  const tools = new Tools(host, dialect);
  const head = [
    ...common(asks, batchAnswers(asks)),
    ...['user 1', `codepage ${dialect.codepage}`, 'hostname PUMP-1', 'local 2026/11/20 10:00:00.12'],
    ...Object.entries(host.env).map(([name, value]) => `env ${name} ${value}`),
  ];
  const text = `${head.join('\r\n')}\r\n`;
  let file = Buffer.from(`${text}head ${text.length}\r\n`);
  let frames = 0;
  const add = (slot: string, step: number, {exit, body}: Output): void => {
    const begun = Buffer.concat([file, Buffer.from(`${nonce} begin ${slot} ${step} ${file.length}\r\n`), body]);
    file = Buffer.concat([begun, Buffer.from(`${nonce} end ${slot} ${step} ${exit} ${begun.length}\r\n`)]);
    frames += 1;
  };
  for (const [slot, said] of identityRuns(dialect))
    add(slot, 0, {exit: said === '' ? 9009 : 0, body: Buffer.from(said)});
  for (const [slot, ask] of asks.entries()) {
    let found = true;
    for (const [index, step] of (stepsOf(ask) ?? []).entries()) {
      if ((step.when === 'found' && !found) || (step.when === 'missing' && found)) continue;
      const output = tools.run(step);
      if (finds.has(step.kind)) found = output.exit === 0;
      add(String(slot), index, output);
    }
  }
  return Buffer.concat([file, Buffer.from(`${nonce} closed ${frames} ${file.length} 2026/11/20 10:02:03.45\r\n`)]);
}

/** The digest of a file as certutil of Windows 7 tells it: in pairs, between two lines in some language. */
export function digestLines(bytes: Buffer): Buffer {
  const pairs = createHash('sha256').update(bytes).digest('hex').replaceAll(/../g, '$& ').trimEnd();
  const said = [
    'SHA256 ハッシュ (ファイル E:\\x.answers):',
    pairs,
    'CertUtil: -hashfile コマンドは正常に完了しました。',
  ];
  return Buffer.from(said.map((line) => `${nonce} sha256 ${line}\r\n`).join(''));
}
