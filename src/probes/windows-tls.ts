import {z} from 'zod';
import {program, registry} from '../model/ask.ts';
import {Gap} from '../model/fact.ts';
import {defineProbe, type Answers} from '../model/probe.ts';
import {readRegistry} from '../model/registry-text.ts';
import type {RegistryTable} from '../model/registry.ts';
import type {RegistryAsk} from '../model/windows-ask.ts';
import {windowsSystemAsk, windowsVersionAsk} from './asks/windows-version.ts';
import {flagOrNull, text} from './parse/fields.ts';
import {cipherState, ciphers, protocolState, protocols} from './parse/windows-schannel.ts';
import {settings, on, type Settings} from './parse/windows-settings.ts';

const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL';

/** Some keys of ciphers have a slash in their names, which the registry provider of PowerShell takes for a backslash. */
const schannelAsk = program(`reg.exe query ${key} /s`);

function frameworkAsk(path: string, id: string): RegistryAsk {
  return registry(path, {id, values: ['SchUseStrongCrypto', 'SystemDefaultTlsVersions']});
}
const frameworkAsks = [
  frameworkAsk('HKLM\\SOFTWARE\\Microsoft\\.NETFramework\\v4.0.30319', 'framework-crypto'),
  frameworkAsk('HKLM\\SOFTWARE\\WOW6432Node\\Microsoft\\.NETFramework\\v4.0.30319', 'framework-crypto-32'),
] as const;

const WindowsTls = z.object({
  protocols: z.array(
    z.object({
      protocol: text('Protocol', 'プロトコル'),
      server: flagOrNull('Spoken as a server', 'サーバー側'),
      client: flagOrNull('Spoken as a client', 'クライアント側'),
    }),
  ),
  ciphers: z.array(
    z.object({
      cipher: text('Cipher', '暗号'),
      enabled: flagOrNull('Enabled', '有効'),
    }),
  ),
  strongFramework: flagOrNull('.NET programs use the protocols of Windows', '.NETの強力な暗号の使用'),
});

/** `whole`: nothing of it was lost, so what is not there holds its default. */
function schannel(answers: Answers): {readonly table: RegistryTable; readonly whole: boolean} {
  const {text: told, cut, exitCode} = answers.command(schannelAsk.id);
  const table = readRegistry(told, key);
  if (table === null) throw new Gap('unsupported', 'no settings of SCHANNEL');
  return {table, whole: table.complete && !cut && exitCode === 0};
}

/** Of each word length that is there: SchUseStrongCrypto, or SystemDefaultTlsVersions. */
function strongFramework(read: Settings): boolean | null {
  const states = frameworkAsks
    .filter((ask) => read.key(ask) !== null)
    .map((ask) => [on(read.number(ask, 'SchUseStrongCrypto')), on(read.number(ask, 'SystemDefaultTlsVersions'))])
    .map((told) => read.effective(told.includes(true) ? true : told.includes(undefined) ? undefined : false, null));
  return states.includes(false) ? false : states.includes(null) ? null : true;
}

/** Protocols and ciphers of SCHANNEL, which IIS, RDP, LDAP and most programs of Windows use. */
export const windowsTls = defineProbe({
  fact: 'windowsTls',
  title: {en: 'TLS of Windows (SCHANNEL)', ja: 'WindowsのTLS（SCHANNEL）'},
  cost: 'cheap',
  schema: WindowsTls,
  ask: {windows: [schannelAsk, ...frameworkAsks, windowsVersionAsk, windowsSystemAsk]},
  parse(answers) {
    const {table, whole} = schannel(answers);
    const read = settings(answers);
    const version = whole ? read.version() : null;
    if (!whole) read.doubt();
    const states = protocols.map((protocol) => protocolState(protocol, table, version));
    const strength = ciphers.map((cipher) => cipherState(cipher, table, version));
    if (states.some(({server, client}) => server === null || client === null)) read.doubt();
    if (strength.some(({enabled}) => enabled === null)) read.doubt();
    return read.result({protocols: states, ciphers: strength, strongFramework: strongFramework(read)});
  },
});
