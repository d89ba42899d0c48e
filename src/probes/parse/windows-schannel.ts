import type {RegistryKey, RegistryTable} from '../../model/registry.ts';
import type {WindowsVersion} from '../asks/windows-version.ts';

export const protocols = ['SSL 2.0', 'SSL 3.0', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'] as const;
export type Protocol = (typeof protocols)[number];

type Side = 'server' | 'client';

/**
 * Whether a release speaks a protocol where nothing is set; null: not surely known.
 * https://learn.microsoft.com/windows/win32/secauthn/protocols-in-tls-ssl--schannel-ssp-
 */
function protocolByDefault(protocol: Protocol, side: Side, build: number): boolean | null {
  switch (protocol) {
    case 'SSL 2.0':
      return build >= 9200 ? false : build >= 6000 ? side === 'server' : true;
    case 'SSL 3.0':
      return build < 14393;
    case 'TLS 1.0':
      return build < 26100 ? true : null;
    case 'TLS 1.1':
      return build < 9200 ? false : build < 26100 ? true : null;
    case 'TLS 1.2':
      return build >= 9200;
    case 'TLS 1.3':
      return build >= 20348;
    default:
      return protocol satisfies never;
  }
}

function numberOf(key: RegistryKey | null, name: string): number | null | undefined {
  const value = key?.values.get(name.toLowerCase());
  return value === undefined ? null : value.kind === 'number' ? value.number : undefined;
}

/** `DisabledByDefault` leaves a protocol to programs that ask for it, unless Windows does not offer it anyway. */
function sideState(protocol: Protocol, side: Side, table: RegistryTable, build: number | null): boolean | null {
  const key = table.below(`Protocols\\${protocol}\\${side}`);
  const [enabled, byDefault] = [numberOf(key, 'Enabled'), numberOf(key, 'DisabledByDefault')];
  if (enabled === 0) return false;
  const usual = build === null ? null : protocolByDefault(protocol, side, build);
  if (enabled === undefined || byDefault === undefined) return null;
  if (byDefault !== null && byDefault !== 0) return enabled === null && usual === false ? false : null;
  return enabled === null ? usual : true;
}

export function protocolState(protocol: Protocol, table: RegistryTable, version: WindowsVersion | null) {
  const state = (side: Side): boolean | null => sideState(protocol, side, table, version?.build ?? null);
  return {protocol, server: state('server'), client: state('client')};
}

export const ciphers = ['NULL', 'DES 56/56', 'RC2 128/128', 'RC4 128/128', 'Triple DES 168'] as const;
export type Cipher = (typeof ciphers)[number];

/**
 * Suites with RC4 are not among the default ones from Windows 10 1709 on, and were before Windows 10; with DES, RC2 and NULL there are
 * none since Vista. https://learn.microsoft.com/windows/win32/secauthn/cipher-suites-in-schannel
 */
function cipherByDefault(cipher: Cipher, build: number): boolean | null {
  switch (cipher) {
    case 'NULL':
    case 'DES 56/56':
    case 'RC2 128/128':
      return build >= 7600 ? false : null;
    case 'RC4 128/128':
      return build >= 16299 ? false : build < 10240 ? true : null;
    case 'Triple DES 168':
      return build <= 17763 ? true : null;
    default:
      return cipher satisfies never;
  }
}

export function cipherState(cipher: Cipher, table: RegistryTable, version: WindowsVersion | null) {
  const set = numberOf(table.below(`Ciphers\\${cipher}`), 'Enabled');
  const byDefault = version === null ? null : cipherByDefault(cipher, version.build);
  return {cipher, enabled: set === null ? byDefault : set === undefined ? null : set !== 0};
}
