import {z} from 'zod';
import {cim, registry} from '../model/ask.ts';
import {cimInt, cimText} from '../model/cim.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, field, partial, whole, type Answers} from '../model/probe.ts';
import {bytesIn, type RegistryKey} from '../model/registry.ts';
import {flag, text, textOrNull} from './parse/fields.ts';
import {readAccessList, type AccessEntry} from './parse/security-descriptor.ts';
import {grantsOf, rights} from './parse/share-rights.ts';

const right = (en: string, ja: string) =>
  field(z.enum(rights), en, ja, {
    values: {
      full: {en: 'full control', ja: 'フルコントロール'},
      change: {en: 'change', ja: '変更'},
      read: {en: 'read', ja: '読み取り'},
      none: {en: 'none', ja: 'なし'},
      unknown: {en: 'not known', ja: '不明'},
    },
  });
const kinds = {0: 'disk', 1: 'printer', 2: 'device', 3: 'ipc'} as const;

const Share = z.object({
  name: text('Share', '共有名'),
  path: textOrNull('Folder', 'フォルダー'),
  kind: field(z.enum(['disk', 'printer', 'device', 'ipc']), 'Kind', '種類', {
    values: {
      disk: {en: 'folder', ja: 'フォルダー'},
      printer: {en: 'printer', ja: 'プリンター'},
      device: {en: 'device', ja: 'デバイス'},
      ipc: {en: 'IPC', ja: 'IPC'},
    },
  }),
  /** C$, ADMIN$, IPC$: made by Windows, for administrators. */
  administrative: flag('Made by Windows for administrators', '管理共有'),
  /** What the share itself lets through; the file system may allow less. */
  everyone: right('Everyone', 'Everyoneの共有アクセス許可'),
  anonymous: right('Anonymous', '匿名（ANONYMOUS LOGON）の共有アクセス許可'),
  authenticated: right('Authenticated Users', 'Authenticated Usersの共有アクセス許可'),
  users: right('Users', 'Usersの共有アクセス許可'),
  guests: right('Guests', 'Guestsの共有アクセス許可'),
});
const WindowsShares = z.object({
  shares: field(z.array(Share), 'Shares', '共有フォルダー'),
});

const sharesAsk = cim('Win32_Share', ['Name', 'Path', 'Type'], {id: 'shares'});
const securityAsk = registry('HKLM\\SYSTEM\\CurrentControlSet\\Services\\LanmanServer\\Shares\\Security', {
  id: 'share-security',
});

function listOf(key: RegistryKey | null, name: string): readonly AccessEntry[] | 'open' | null {
  const bytes = bytesIn(key, name);
  return bytes === null ? null : readAccessList(bytes);
}

/** Who may use which share; null where that may not be read: administrators alone may. */
function securityOf(answers: Answers): RegistryKey | null {
  try {
    return answers.registry(securityAsk.id)?.root ?? null;
  } catch (error) {
    if (!(error instanceof Gap)) throw error;
    return null;
  }
}

function readShares(answers: Answers): z.infer<typeof Share>[] | null {
  const instances = answers.instances(sharesAsk.id);
  if (instances === null) throw new Gap('unsupported', 'no class of shares');
  const security = securityOf(answers);
  const shares = instances.map((each) => {
    const [name, type] = [cimText(each, 'Name'), cimInt(each, 'Type')];
    const kind = type === null ? null : ((type & 0x7fffffff) as keyof typeof kinds);
    if (name === null || type === null || kind === null || !(kind in kinds)) return null;
    // Windows tells the type as an unsigned or as a signed number.
    const administrative = type < 0 || type >= 0x80000000;
    return {
      ...{name, path: cimText(each, 'Path'), kind: kinds[kind], administrative},
      // The lists of these are fixed, and stand nowhere.
      ...grantsOf(administrative ? [] : listOf(security, name)),
    };
  });
  const read = shares.filter((each) => each !== null);
  return read.length === shares.length ? read : null;
}

/** Shares of Windows itself, with what the share lets through. */
export const windowsShares = defineProbe({
  fact: 'windowsShares',
  title: {en: 'Shares of Windows', ja: 'Windowsの共有フォルダー'},
  cost: 'cheap',
  schema: WindowsShares,
  ask: {windows: [sharesAsk, securityAsk]},
  parse(answers) {
    const shares = readShares(answers);
    const value = {shares: shares ?? []};
    const isWhole = shares !== null && shares.some(({kind}) => kind === 'ipc');
    return isWhole && shares.every(({everyone}) => everyone !== 'unknown')
      ? whole(value)
      : partial(value, 'unsupported');
  },
});
